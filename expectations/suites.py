"""The suites: what must hold, in Chinese, one expectation per line that an auditor reads.

Each suite is bound to one frame of the candidate. What must be present comes from the reference tables of the
project, never from the candidate: a check, rule, unit or form that the candidate lacks fails a suite.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from expectations.candidate import CITY
from lingcha.project import read_reference


@dataclass(frozen=True)
class Check:
    """One expectation: its type in Great Expectations, what it says, its arguments, the rows it is about."""

    type: str
    description_zh: str
    arguments: dict[str, Any] = field(default_factory=dict)
    where: tuple[str, str] | None = None


@dataclass(frozen=True)
class Suite:
    """Expectations over one frame. ``decides``: integrity, zero_error, or nothing (a recount)."""

    name: str
    frame: str
    decides: str
    checks: list[Check]


def _rows(number: int, what: str) -> Check:
    return Check("ExpectTableRowCountToEqual", f"{what}共 {number} 行，一行不缺", {"value": number})


def _exactly(column: str, values: list[str], what: str) -> Check:
    return Check(
        "ExpectColumnDistinctValuesToEqualSet",
        f"{what}齐全，没有多余",
        {"column": column, "value_set": values},
    )


def _always(column: str, value: Any, text: str, where: tuple[str, str] | None = None) -> Check:
    """The column has the value in every row (of those where another column has a value)."""
    return Check("ExpectColumnValuesToBeInSet", text, {"column": column, "value_set": [value]}, where)


def unit_names() -> dict[str, str]:
    """Reporting units and the city, in display order."""
    units = {u["reporting_unit_code"]: u["name_zh"] for u in read_reference("reporting_unit")}
    return units | {CITY: "全市"}


def target_names() -> dict[str, str]:
    return {t["target"]: t["name_zh"] for t in read_reference("zero_error_target")}


def _integrity() -> Iterator[Check]:
    yield _exactly("check_id", [c["check_id"] for c in read_reference("integrity_check")], "完整性核对项目")
    yield from _equations("refuse")


def _equations(consequence: str) -> Iterator[Check]:
    for check in read_reference("integrity_check"):
        if check["consequence"] == consequence:
            text = f"{check['name_zh']}（{check['explanation_zh']}）"
            yield _always("passed", True, text, ("check_id", check["check_id"]))


def _verdicts() -> Iterator[Check]:
    cells = [f"{target}|{unit}" for target in target_names() for unit in unit_names()]
    yield _rows(len(cells), "零差错结论")
    yield _exactly("cell", cells, "零差错结论的目标与单位")
    for target, target_zh in target_names().items():
        for unit, unit_zh in unit_names().items():
            text = f"{target_zh} · {unit_zh}：结论为达标，分子为零"
            yield _always("outcome", "met 0", text, ("cell", f"{target}|{unit}"))


def _rules() -> Iterator[Check]:
    rules = [r["rule_id"] for r in read_reference("rule")]
    cells = [f"{rule}|{unit}" for rule in rules for unit in unit_names()]
    yield _rows(len(cells), "规则结果")
    yield _exactly("cell", cells, "规则结果的规则与单位")
    for rule in read_reference("rule"):
        text = f"{rule['rule_id']} {rule['name_zh']}：所有单位均已评估"
        where = ("rule_id", rule["rule_id"])
        if rule["core"] == "Y":
            yield _always("state", "evaluated", text, where)
        else:
            # Only a rule outside the first catalogue can be switched off; the others are judged, or missing.
            states = {"column": "state", "value_set": ["evaluated", "switched_off"]}
            yield Check("ExpectColumnValuesToBeInSet", f"{text}或未启用", states, where)


def _coverage(forms: list[str]) -> Iterator[Check]:
    cells = [f"{form}|{unit}" for form in forms for unit in unit_names() if unit != CITY]
    yield _rows(len(cells), "报送覆盖")
    yield _exactly("cell", cells, "报送覆盖的报表与单位")
    yield _always("delivered", True, "每个单位都报送了本期每张应报报表")


def _none(column: str, value: str, text: str) -> Check:
    return Check("ExpectColumnValuesToNotBeInSet", text, {"column": column, "value_set": [value]})


def _counted() -> Iterator[Check]:
    for target, target_zh in target_names().items():
        for unit, unit_zh in unit_names().items():
            text = f"{target_zh} · {unit_zh}：问题清单中没有计入的问题"
            yield _none("target", target, text) if unit == CITY else _none("cell", f"{target}|{unit}", text)


def _recount() -> Iterator[Check]:
    for rule in read_reference("rule"):
        yield _none("rule_id", rule["rule_id"], f"{rule['rule_id']} {rule['name_zh']}：清点问题清单")


def all_suites(forms: list[str]) -> list[Suite]:
    """Every suite in the order of judging. ``forms``: codes of the forms that units must deliver."""
    return [
        Suite("integrity", "integrity", "integrity", list(_integrity())),
        Suite("held", "integrity", "zero_error", list(_equations("hold"))),
        Suite("coverage", "coverage", "zero_error", list(_coverage(forms))),
        Suite("rules_evaluated", "rule", "zero_error", list(_rules())),
        Suite("zero_error", "verdict", "zero_error", list(_verdicts())),
        Suite("counted_findings", "finding", "zero_error", list(_counted())),
        Suite("recount", "finding", "", list(_recount())),
    ]
