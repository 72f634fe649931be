"""The gate says yes to a sound clean city, no to every planted error, and breaks when counts do not agree."""

import json
import re
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import duckdb
import pytest

from expectations import at_date
from expectations.gate import GateFault, judge

Tamper = Callable[..., Path]
TamperWith = Callable[..., Path]


@pytest.fixture
def tamper(clean: Path, tamper_with: TamperWith) -> Tamper:
    """A copy of the clean candidate after some statements."""
    return partial(tamper_with, clean)


@pytest.fixture
def tamper_with(tmp_path: Path) -> TamperWith:
    """A copy of a candidate after some statements."""

    def run(candidate: Path, *statements: str) -> Path:
        copy = tmp_path / "warehouse.duckdb"
        shutil.copyfile(candidate, copy)
        with duckdb.connect(str(copy)) as connection:
            connection.execute("use warehouse.quality")
            for statement in statements:
                connection.execute(statement)
        return copy

    return run


def test_clean_city_is_sound_and_met(clean: Path, tmp_path: Path) -> None:
    result = judge(clean, tmp_path / "gx")
    assert (result.integrity_passed, result.zero_error_met) == (True, True)
    assert all(check.passed for check in result.checks) and len(result.checks) > 100
    assert "漏识率 · 全市：0/21，达标。" in result.sentences_zh
    assert not any(sentence.startswith("不符") for sentence in result.sentences_zh)


def test_evidence_is_reproducible_and_holds_no_value(clean: Path, tmp_path: Path) -> None:
    for name in ("first", "second"):
        judge(clean, tmp_path / name)
    for path in sorted((tmp_path / "first").glob("*.json")):
        assert path.read_bytes() == (tmp_path / "second" / path.name).read_bytes()
        assert json.loads(path.read_text())["results"]
        assert not re.search(r"[0-9]{17}[0-9X]", path.read_text())


def test_city_of_cases_is_sound_but_not_met(judged_cases: Path) -> None:
    result = judge(judged_cases)
    assert (result.integrity_passed, result.zero_error_met) == (True, False)
    failed = {c.description_zh for c in result.checks if not c.passed}
    for target in ("漏识率", "错识率", "错退率", "数据质量差错率"):
        assert any(f.startswith(f"{target} · 灵宝市：") and f.endswith("，没有计入的问题") for f in failed)
        assert f"{target} · 全市：结论为达标，分子为零" in failed
    assert not any(f.startswith("漏识率 · 卢氏县：") and f.endswith("，没有计入的问题") for f in failed)
    assert any("不符 1 行" in c.observed for c in result.checks if not c.passed)


@pytest.mark.parametrize(
    "statement",
    [
        "delete from fct_rule_result where rule_id = 'WE-07'",
        "delete from fct_rule_result where rule_id = 'WE-07' and reporting_unit_code = '411281'",
        "delete from fct_rule_result",
        "delete from fct_zero_error",
        "delete from fct_zero_error where reporting_unit_code = '4112SF'",
        "update fct_zero_error set verdict = 'not_evaluated' where target = 'wrong_exit'",
        "update fct_zero_error set numerator = null where target = 'wrong_exit'",
        "update fct_rule_result set state = 'not_evaluated' where rule_id = 'AS-09'",
        "delete from fct_coverage where form_code = 'PC01'",
        "update fct_coverage set delivered = false where form_code = 'ZC02'",
        "delete from fct_coverage",
        "update fct_integrity_check set passed = false where check_id = 'village_resolved'",
    ],
)
def test_incomplete_or_unmet_is_never_official(tamper: Tamper, statement: str) -> None:
    result = judge(tamper(statement))
    assert (result.integrity_passed, result.zero_error_met) == (True, False)


@pytest.mark.parametrize(
    "statement",
    [
        "delete from fct_integrity_check",
        "delete from fct_integrity_check where check_id = 'money_kept'",
        "update fct_integrity_check set passed = false where subject = 'HJ01-411282'",
        "update fct_integrity_check set passed = null where check_id = 'rows_landed'",
        "update fct_integrity_check set actual = actual + 1 where check_id = 'rows_in_fact'",
        "insert into fct_integrity_check values ('invented', 'x', 0, 0, 0, true, 'refuse')",
    ],
)
def test_unsound_is_refused(tamper: Tamper, statement: str) -> None:
    assert not judge(tamper(statement)).integrity_passed


def test_stated_totals_only_inform(tamper: Tamper) -> None:
    result = judge(tamper("update fct_integrity_check set passed = false where check_id = 'stated_total'"))
    assert (result.integrity_passed, result.zero_error_met) == (True, True)


_FINDING = """
insert into fct_finding
    (finding_id, rule_id, target, severity, status, counted, detected, reporting_unit_code)
values ('planted', '{rule}', 'wrong_exit', 'hard', 'open', true, true, '411203')
"""


@pytest.mark.parametrize(
    "statements",
    [
        [_FINDING.format(rule="WE-05")],
        [_FINDING.format(rule="XX-99")],
        ["update fct_rule_result set violations = 2 where rule_id = 'DQ-02'"],
        [
            _FINDING.format(rule="WE-05"),
            "update fct_rule_result set violations = 1 where rule_id || reporting_unit_code = 'WE-05411203'",
        ],
        ["update fct_zero_error set numerator = 1 where target = 'wrong_exit'"],
        [
            "update fct_zero_error set denominator = 1"
            " where target || reporting_unit_code = 'data_quality4112'"
        ],
        ["update fct_zero_error set denominator = denominator - 1 where target = 'missed_identification'"],
        ["update fct_zero_error set denominator = denominator + 1 where target = 'wrong_exit'"],
        ["update fct_rule_result set exempted = 1 where rule_id || reporting_unit_code = 'AS-05411203'"],
        ["alter table fct_zero_error rename column verdict to conclusion"],
        ["drop table fct_finding"],
    ],
)
def test_counts_that_disagree_stop_the_run(tamper: Tamper, statements: list[str]) -> None:
    with pytest.raises((GateFault, duckdb.Error)):
        judge(tamper(*statements))


_MOVED = """
update fct_rule_result set violations = violations + case reporting_unit_code when '{left}' then -1 else 1 end
where rule_id = '{rule}' and reporting_unit_code in ('{left}', '{right}')
"""


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        (
            "update fct_zero_error set numerator = numerator - 1"
            " where target = 'data_quality' and reporting_unit_code = '4112'",
            "data_quality[|]4112",
        ),
        (
            "update fct_zero_error set numerator = numerator + 1"
            " where target = 'wrong_identification' and numerator > 0",
            "wrong_identification[|]4112",
        ),
        ("delete from fct_finding where rule_id = 'AS-14' and reporting_unit_code = '4112'", "AS-14"),
        (_MOVED, "的违反数"),
    ],
)
def test_numbers_changed_in_a_city_with_findings_stop_the_run(
    judged_cases: Path, tamper_with: TamperWith, statement: str, named: str
) -> None:
    with duckdb.connect(str(judged_cases), read_only=True) as connection:
        rule, left, right = connection.execute(_TWO_UNITS).fetchone() or ("", "", "")
    copy = tamper_with(judged_cases, statement.format(rule=rule, left=left, right=right))
    with pytest.raises(GateFault, match=named):
        judge(copy)


_TWO_UNITS = """
select rule_id, min(reporting_unit_code), max(reporting_unit_code) from quality.fct_rule_result
where violations > 0 and reporting_unit_code <> '4112'
group by rule_id having count(*) > 1 order by rule_id limit 1
"""


def _dated(monkeypatch: pytest.MonkeyPatch, table: str, row: dict[str, str]) -> None:
    """Adds a row to a reference table, as the gate reads it."""
    read = at_date.read_reference
    monkeypatch.setattr(at_date, "read_reference", lambda name: read(name) + [row] * (name == table))


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "asked"),
    [("2013-01-01", "2022-08-30", False), ("2022-09-01", "", False), ("2013-01-01", "2022-08-31", True)],
)
def test_only_forms_and_units_that_hold_at_the_date_are_asked_for(
    clean: Path, monkeypatch: pytest.MonkeyPatch, valid_from: str, valid_to: str, asked: bool
) -> None:
    dates = {"valid_from": valid_from, "valid_to": valid_to}
    _dated(monkeypatch, "form_calendar", {"form_code": "ZC09", "required": "Y"} | dates)
    assert judge(clean).zero_error_met is not asked
    _dated(monkeypatch, "reporting_unit", {"reporting_unit_code": "411222", "name_zh": "陕县"} | dates)
    assert judge(clean).zero_error_met is not asked


def test_an_expectation_that_raises_is_no_verdict(clean: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from expectations import candidate

    without = candidate.QUERIES["coverage"].replace("as delivered", "as renamed")
    monkeypatch.setitem(candidate.QUERIES, "coverage", without)
    with pytest.raises(GateFault, match="delivered"):
        judge(clean)
