"""A zero is no zero while something was not seen: blank or unknown cells, unread rows, missing townships."""

from pathlib import Path
from typing import Any

import duckdb
import pytest
from mini_city import UNIT, City, clean_city

from expectations.gate import judge

Rows = list[dict[str, Any]]


def rows(candidate: Path, sql: str) -> Rows:
    with duckdb.connect(str(candidate), read_only=True) as connection:
        cursor = connection.execute(sql)
        names = [c[0] for c in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def verdict(candidate: Path, target: str, unit: str) -> tuple[str, str | None]:
    sql = "select verdict, reason from quality.fct_zero_error where target = ? and reporting_unit_code = ?"
    with duckdb.connect(str(candidate), read_only=True) as connection:
        found = connection.execute(sql, [target, unit]).fetchone()
    assert found is not None
    return found[0], found[1]


def state(candidate: Path, rule_id: str, unit: str) -> tuple[str, int | None, str | None]:
    sql = """
        select state, checked, skipped_reason from quality.fct_rule_result
        where rule_id = ? and reporting_unit_code = ?
    """
    with duckdb.connect(str(candidate), read_only=True) as connection:
        found = connection.execute(sql, [rule_id, unit]).fetchone()
    assert found is not None
    return found[0], found[1], found[2]


@pytest.fixture(scope="module")
def without_ids(build: Any) -> Path:
    """A register without a single ID number; one label of two unknown; one unit's exits all set aside."""
    city = clean_city().complete()
    for member in city.rows["hj02"]:
        member["id_no"] = None
    city.rows["hj02"][0]["health"] = "健康、不知道"
    _without_eliminations(city, "411221")
    city.quarantine("JC03", "411221")
    _without_eliminations(city, "411224")
    return build("without_ids", city)


def _without_eliminations(city: City, unit: str) -> None:
    city.rows["jc03"] = [r for r in city.rows["jc03"] if r["submission_id"] != f"JC03-{unit}"]


def test_a_register_without_id_numbers_is_never_official(without_ids: Path) -> None:
    result = judge(without_ids)
    assert (result.integrity_passed, result.zero_error_met) == (True, False)
    assert any(s.startswith("不符：必填项都已填写") for s in result.sentences_zh)
    assert any(s.startswith("不符：代码都在代码表内") for s in result.sentences_zh)
    gaps = rows(without_ids, "select * from quality.fct_cell_gap order by check_id, submission_id")
    assert {(g["check_id"], g["column_name"]) for g in gaps} == {
        ("required_filled", "id_no"),
        ("code_known", "health"),
    }
    members = rows(without_ids, "select count(*) as n from core.fct_person")[0]["n"]
    blank = {(g["submission_id"], g["row_no"]) for g in gaps if g["check_id"] == "required_filled"}
    assert len(blank) == members
    assert [g["row_no"] for g in gaps if g["check_id"] == "code_known"] == [5]
    # The rules had nothing to judge in the whole city, which is not the same as no fault.
    assert state(without_ids, "DQ-02", "4112") == ("not_evaluated", None, "全市没有可核查的记录")
    # DQ-05 misses the number of every head in the member register.
    assert verdict(without_ids, "data_quality", "4112")[0] == "not_met"


def test_a_clean_city_has_no_gap(clean: Path) -> None:
    assert rows(clean, "select * from quality.fct_cell_gap") == []
    checks = rows(
        clean,
        """
        select check_id, count(*) as forms from quality.fct_integrity_check
        where check_id in ('required_filled', 'code_known') and passed group by all
        """,
    )
    assert {c["forms"] for c in checks} == {len(rows(clean, "select 1 from core.dim_form"))}


def test_populations_that_may_be_empty_are_judged_over_nothing(clean: Path) -> None:
    assert state(clean, "MI-08", "4112") == ("evaluated", 0, None)
    assert state(clean, "WE-07", "4112") == ("evaluated", 0, None)


def test_an_unread_elimination_is_not_no_elimination(without_ids: Path) -> None:
    assert verdict(without_ids, "wrong_exit", "411221") == (
        "not_evaluated",
        "有未读出的行：JC03 1行；没有可评估的记录",
    )
    assert verdict(without_ids, "wrong_exit", "411224") == ("met", "本期无消除")
    assert verdict(without_ids, "wrong_exit", UNIT) == ("met", None)
    assert verdict(without_ids, "wrong_exit", "4112") == ("not_evaluated", "有未读出的行：JC03 1行")


def test_one_township_is_not_the_unit(build: Any) -> None:
    city = clean_city().complete()
    landed = build("one_township", city, parts={("HJ02", UNIT): "朱阳镇"})
    coverage = rows(landed, "select * from quality.fct_coverage where not delivered")
    assert [(c["form_code"], c["reporting_unit_code"]) for c in coverage] == [("HJ02", UNIT)]
    assert coverage[0]["submissions"] == 1
    missing = coverage[0]["missing_townships"]
    assert "朱阳镇" not in missing and "阳平镇" in missing
    reason = state(landed, "DQ-04", UNIT)[2] or ""
    assert reason.startswith("没有本期报表HJ02（缺") and missing in reason
    assert not judge(landed).zero_error_met


def test_a_city_without_a_record_to_judge_is_not_evaluated(build: Any) -> None:
    city = clean_city().complete()
    city.rows["zc02"] = []
    landed = build("no_asset_income", city)
    assert state(landed, "AS-09", "4112") == ("not_evaluated", None, "全市没有可核查的记录")
    assert state(landed, "AS-09", UNIT) == ("evaluated", 0, None)
    assert not judge(landed).zero_error_met
