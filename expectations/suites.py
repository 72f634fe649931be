"""The suites: what must hold, in Chinese, one expectation per line that an auditor reads.

Each suite is bound to one frame of the candidate, and each target has a suite in every unit and in the city.
What must be present comes from the reference tables of the project, never from the candidate: a check, rule,
unit or form that the candidate lacks fails a suite.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pandas as pd

from expectations import frames
from expectations.agreement import CITY, COMPARED
from expectations.at_date import required_forms, unit_names
from expectations.candidate import Candidate
from lingcha.project import read_reference

Frame = Callable[[Candidate], pd.DataFrame]


@dataclass(frozen=True)
class Check:
    """One expectation: its type in Great Expectations, what it says, its arguments."""

    type: str
    description_zh: str
    arguments: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Suite:
    """Expectations over one frame. ``decides``: integrity, zero_error, or nothing (a recount)."""

    name: str
    frame: Frame
    decides: str
    checks: list[Check]

    @property
    def of_target(self) -> bool:
        """Whether it is the suite of one target in one unit."""
        return self.name.startswith("target.")


def _rows(number: int, what: str) -> Check:
    return Check("ExpectTableRowCountToEqual", f"{what}共 {number} 行，一行不缺", {"value": number})


def _exactly(column: str, values: list[str], what: str) -> Check:
    return Check(
        "ExpectColumnDistinctValuesToEqualSet",
        f"{what}齐全，没有多余",
        {"column": column, "value_set": values},
    )


def _always(column: str, value: Any, text: str) -> Check:
    return Check("ExpectColumnValuesToBeInSet", text, {"column": column, "value_set": [value]})


def _sum(column: str, text: str, least: int = 0, most: int | None = 0) -> Check:
    limits = {"min_value": least, "max_value": most}
    return Check("ExpectColumnSumToBeBetween", text, {"column": column, **limits})


def target_names() -> dict[str, str]:
    return {t["target"]: t["name_zh"] for t in read_reference("zero_error_target")}


def _equations(consequence: str) -> Iterator[Check]:
    for check in read_reference("integrity_check"):
        if check["consequence"] == consequence:
            yield _sum(check["check_id"], f"{check['name_zh']}（{check['explanation_zh']}）")


def _integrity() -> Iterator[Check]:
    yield _exactly("check_id", [c["check_id"] for c in read_reference("integrity_check")], "完整性核对项目")
    yield from _equations("refuse")


def _coverage(as_of: str) -> Iterator[Check]:
    units = [unit for unit in unit_names(as_of) if unit != CITY]
    cells = [f"{form}|{unit}" for form in required_forms(as_of) for unit in units]
    yield _rows(len(cells), "报送覆盖")
    yield _exactly("cell", cells, "报送覆盖的报表与单位")
    yield _always("delivered", True, "每个单位都报送了本期每张应报报表")


def _rules(as_of: str) -> Iterator[Check]:
    rules = read_reference("rule")
    cells = [f"{rule['rule_id']}|{unit}" for rule in rules for unit in unit_names(as_of)]
    yield _rows(len(cells), "规则结果")
    yield _exactly("cell", cells, "规则结果的规则与单位")
    for rule in rules:
        optional = "" if rule["core"] == "Y" else "或未启用"
        yield _sum(rule["rule_id"], f"{rule['rule_id']} {rule['name_zh']}：所有单位均已评估{optional}")


def _verdicts(as_of: str) -> Iterator[Check]:
    cells = [f"{target}|{unit}" for target in target_names() for unit in unit_names(as_of)]
    yield _rows(len(cells), "零差错结论")
    yield _exactly("cell", cells, "零差错结论的目标与单位")


def _of_targets(as_of: str) -> Iterator[Suite]:
    for target, target_zh in target_names().items():
        rules = [r for r in read_reference("rule") if r["target"] == target]
        for unit, unit_zh in unit_names(as_of).items():
            where = f"{target_zh} · {unit_zh}"
            checks = [_always("outcome", "met 0", f"{where}：结论为达标，分子为零")]
            for rule in rules:
                checks.append(
                    _sum(rule["rule_id"], f"{where}：{rule['rule_id']} {rule['name_zh']}，没有计入的问题")
                )
            frame = partial(
                frames.scorecard, target=target, unit=unit, rule_ids=[r["rule_id"] for r in rules]
            )
            yield Suite(f"target.{target}.{unit}", frame, "zero_error", checks)


def _recount(tables: Candidate) -> Iterator[Check]:
    """What Great Expectations must count in the list of findings, by the two other tables."""
    results, verdicts = tables["rule"], tables["verdict"]
    for rule in read_reference("rule"):
        rule_id = rule["rule_id"]
        stated = results[results.rule_id == rule_id].set_index("reporting_unit_code")
        of_city = stated.reindex([CITY])
        # The city's number stands for all; where the city was not judged as a whole, the units' do.
        judged = of_city.state.eq("evaluated").all()
        number = int((of_city if judged else stated.drop(index=CITY, errors="ignore")).violations.sum())
        yield _sum(rule_id, f"{rule_id}：问题清单与规则结果都是 {number} 条", number, number)
    for verdict in verdicts.itertuples():
        # A numerator counts households or records, and one of them may have several findings.
        some = verdict.numerator > 0
        text = f"{verdict.cell}：分子为 {verdict.numerator}，问题清单中{'有' if some else '没有'}计入的问题"
        yield _sum(verdict.cell, text, int(some), None if some else 0)


def _agreement(tables: Candidate) -> Iterator[Check]:
    """Each cell of rule results and verdicts against the tables that show the records; names what is off."""
    frame = frames.agreement(tables)
    for column, text in COMPARED.items():
        off = "、".join(frame.loc[frame[column] > 0, "cell"].head(5))
        yield _sum(column, f"{text}{f'；不等的有 {off}' if off else ''}")


def all_suites(tables: Candidate) -> list[Suite]:
    """Every suite in the order of judging, of what must be there at the candidate's D."""
    day = tables.as_of
    return [
        Suite("integrity", frames.integrity, "integrity", list(_integrity())),
        Suite("held", frames.integrity, "zero_error", list(_equations("hold"))),
        Suite("coverage", frames.coverage, "zero_error", list(_coverage(day))),
        Suite("rules_evaluated", frames.rules, "zero_error", list(_rules(day))),
        Suite("verdicts", frames.verdicts, "zero_error", list(_verdicts(day))),
        *_of_targets(day),
        Suite("recount", frames.recount, "", list(_recount(tables))),
        Suite("agreement", frames.agreement, "", list(_agreement(tables))),
    ]
