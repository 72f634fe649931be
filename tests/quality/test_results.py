"""Findings, counts and verdicts: who counts, what is not evaluated, what happens from release to release."""

import hashlib
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from mini_city import UNIT, City, clean_city, line, switch

from expectations.gate import judge
from lingcha.project import read_reference

Rows = list[dict[str, Any]]


def rows(candidate: Path, sql: str) -> Rows:
    with duckdb.connect(str(candidate), read_only=True) as connection:
        cursor = connection.execute(sql)
        names = [c[0] for c in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def test_city_counts_agree_with_the_findings(judged_cases: Path) -> None:
    disagreeing = rows(
        judged_cases,
        """
        select rule_id, violations,
            (select count(*) from quality.fct_finding as f where f.rule_id = r.rule_id) as found
        from quality.fct_rule_result as r where reporting_unit_code = '4112' and found <> violations
        """,
    )
    assert disagreeing == []


def test_numerators_count_subjects_not_findings(judged_cases: Path) -> None:
    counted = rows(
        judged_cases,
        """
        -- An alert about somebody of no registered household is a subject of its own.
        select count(distinct coalesce(household_key, record_key)) as subjects
        from quality.fct_finding where counted and target = 'missed_identification'
        """,
    )[0]
    city = rows(
        judged_cases,
        """
        select * from quality.fct_zero_error
        where target = 'missed_identification' and reporting_unit_code = '4112'
        """,
    )[0]
    assert city["numerator"] == counted["subjects"]
    assert 0 < city["numerator"] <= city["denominator"]
    assert 0 < city["numerator_persons"] <= city["denominator_persons"]


def test_one_person_in_two_active_households_makes_two_wrong_episodes(build: Any) -> None:
    city = clean_city()
    same = "411282195001019914"
    for unit in ("411203", "411221"):
        city.household(f"shared-{unit}", unit, members=1, member_count=2)
        city.member(f"shared-{unit}", f"shared-{unit}", unit, id_no=same)
        city.episode(f"shared-{unit}", unit)
    verdicts = {
        (r["target"], r["reporting_unit_code"]): (r["numerator"], r["denominator"], r["verdict"])
        for r in rows(build("shared", city), "select * from quality.fct_zero_error")
    }
    assert verdicts["wrong_identification", "4112"] == (2, 9, "not_met")
    assert verdicts["wrong_identification", "411203"] == (1, 2, "not_met")
    assert verdicts["wrong_identification", "411202"] == (0, 1, "met")


def test_population_of_every_data_quality_rule_lies_in_the_denominator(judged_cases: Path) -> None:
    private = judged_cases.with_name("private.duckdb")
    for rule in read_reference("rule"):
        if rule["target"] == "data_quality":
            with duckdb.connect(str(judged_cases)) as connection:
                connection.execute(f"attach '{private}' as private (read_only)")
                connection.execute(f"set variable lingcha_token_key = '{'k' * 64}'")
                outside = connection.execute(
                    f"""
                    select count(*) from private.rules.{rule["population"]} as p
                    where not exists (
                        select 1 from private.rules.int_data_quality_record as r
                        where r.submission_id = p.submission_id and r.sheet = p.sheet
                        and r.row_no is not distinct from p.row_no
                    )
                    """
                ).fetchone()
            assert outside == (0,), rule["rule_id"]


def test_records_of_all_forms_are_those_of_the_target(judged_cases: Path) -> None:
    by_form = rows(
        judged_cases,
        """
        select reporting_unit_code, sum(records_wrong) as numerator, sum(records_checked) as denominator
        from quality.fct_record_quality group by 1 order by 1
        """,
    )
    overall = rows(
        judged_cases,
        """
        select reporting_unit_code, numerator, denominator from quality.fct_zero_error
        where target = 'data_quality' order by 1
        """,
    )
    assert by_form == overall
    assert all(0 <= r["numerator"] <= r["denominator"] for r in by_form)


def test_messages_say_what_is_wrong_without_personal_values(judged_cases: Path) -> None:
    found = rows(judged_cases, "select message_zh, remedy_zh, fields, record_key from quality.fct_finding")
    assert all(f["message_zh"].count("本条：") == 1 and f["remedy_zh"] and f["fields"] for f in found)
    assert (
        rows(judged_cases, "select 1 from quality.fct_finding where regexp_matches(message_zh, '[0-9]{15}')")
        == []
    )


@pytest.fixture(scope="module")
def incomplete(build: Any) -> Path:
    """A unit without screening, one without eliminations, suspects of 11 and 10 days, one repaired."""
    city = clean_city()
    city.rows["jc03"] = [r for r in city.rows["jc03"] if r["submission_id"] != "JC03-411221"]
    for code in ("old", "new"):
        city.household(code, screened=0)
        city.screening(code, found_house="是")
    city.rows["known_finding"] = _known(city)
    return build("incomplete", city, missing=(("PC01", "411203"),), release="2022-08-31-r002")


def _known(city: City) -> Rows:
    """What the releases before reported: ids are those of fct_finding, made from rule, unit, form and key."""
    common = {"rule_id": "MI-07", "target": "missed_identification", "severity": "suspect", "status": "open"}
    common |= {
        "counted": False,
        "form_code": "PC01",
        "last_seen_release": "2022-08-21-r009",
        "message_zh": "m",
    }

    def known(unit: str, key: str, first: str) -> dict[str, Any]:
        finding_id = hashlib.sha256(f"MI-07|{unit}|PC01|{key}".encode()).hexdigest()[:24]
        own = {
            "finding_id": finding_id,
            "reporting_unit_code": unit,
            "record_key": key,
            "first_seen_release": first,
        }
        return common | own

    return [
        known(UNIT, "old|2022-1", "2022-08-20-r001"),
        known(UNIT, "new|2022-1", "2022-08-21-r001"),
        known(UNIT, "repaired|2022-1", "2022-08-20-r001"),
        known("411203", "unknown-now|2022-1", "2022-08-20-r001"),
        known(UNIT, "long-ago|2022-1", "2022-01-31-r001") | {"status": "fixed"},
    ]


def test_suspects_count_when_overdue_and_findings_have_a_life(incomplete: Path) -> None:
    found = {
        r["record_key"].split("|")[0]: (
            r["status"],
            r["counted"],
            r["detected"],
            r["first_seen_release"],
            r["last_seen_release"],
        )
        for r in rows(incomplete, "select * from quality.fct_finding where rule_id = 'MI-07'")
    }
    assert found == {
        "old": ("overdue", True, True, "2022-08-20-r001", "2022-08-31-r002"),
        "new": ("open", False, True, "2022-08-21-r001", "2022-08-31-r002"),
        "repaired": ("fixed", False, False, "2022-08-20-r001", "2022-08-21-r009"),
        "unknown-now": ("open", False, False, "2022-08-20-r001", "2022-08-21-r009"),
        "long-ago": ("fixed", False, False, "2022-01-31-r001", "2022-08-21-r009"),
    }


def test_a_missing_form_is_not_evaluated_and_never_a_zero(incomplete: Path) -> None:
    results = rows(incomplete, "select * from quality.fct_rule_result where reporting_unit_code = '411203'")
    skipped = {r["rule_id"]: r for r in results if r["state"] == "not_evaluated"}
    assert set(skipped) == {"MI-01", "MI-07", "MI-08", "MI-10", "MI-12", "DQ-24"}
    for result in skipped.values():
        assert (result["checked"], result["violations"]) == (None, None)
        assert "PC01" in result["skipped_reason"]
    verdicts = {
        r["reporting_unit_code"]: r
        for r in rows(
            incomplete, "select * from quality.fct_zero_error where target = 'missed_identification'"
        )
    }
    assert verdicts["411203"]["verdict"] == "not_evaluated"
    assert "MI-10（没有本期报表PC01）" in verdicts["411203"]["reason"]
    assert verdicts["411202"]["verdict"] == "met"
    assert verdicts[UNIT]["verdict"] == "not_met"
    assert verdicts["4112"]["verdict"] == "not_met" and "陕州区" in verdicts["4112"]["reason"]
    assert rows(incomplete, "select 1 from quality.fct_finding where rule_id = 'MI-10'") == []
    assert not judge(incomplete).zero_error_met


def test_a_unit_without_eliminations_has_met_its_exit_target(incomplete: Path) -> None:
    unit, city = rows(
        incomplete,
        """
        select numerator, denominator, verdict, reason from quality.fct_zero_error
        where target = 'wrong_exit' and reporting_unit_code in ('411221', '4112')
        order by reporting_unit_code desc
        """,
    )
    assert unit == {"numerator": 0, "denominator": 0, "verdict": "met", "reason": "本期无消除"}
    assert city["denominator"] == 6 and city["verdict"] == "met"


@pytest.fixture(scope="module")
def confirmed(build: Any) -> Path:
    """Values that the bureau confirmed: a unit's, the city's, one taken away, one of no kind, one expired."""
    city = clean_city()
    city.rows["parameter_override"] += [
        switch("MI-12", "off", "4112"),
        switch("WE-12", "off", "411203"),
        line(None, "411224", valid_from=date(2022, 1, 1), valid_to=date(2022, 1, 31)),
        _parameter("publicity_days", "411203", "6"),
        _parameter("identify_days", "4112", "9"),
        _parameter("identify_days", "411221", "10"),
        _parameter("money_tol", "100000", None, since="2013-01-01", unit="万元"),
        _parameter("min_months", "411202", "6.0", unit="months"),
        _parameter("min_months", "4100", "12", unit="months") | {"valid_to": "2022-08-30"},
    ]
    return build("confirmed", city)


def _parameter(
    name: str, scope: str, value: str | None, since: str = "2022-01-01", unit: str = "calendar days"
) -> dict[str, Any]:
    return {"param_id": name, "scope_code": scope, "valid_from": since, "value": value, "unit": unit}


def test_nearest_parameter_wins_and_a_missing_one_is_not_evaluated(confirmed: Path) -> None:
    found = rows(
        confirmed, "select reporting_unit_code, message_zh from quality.fct_finding where rule_id = 'WI-08'"
    )
    late = {r["reporting_unit_code"] for r in found if "超过9天" in r["message_zh"]}
    short = {r["reporting_unit_code"] for r in found if "不足6天" in r["message_zh"]}
    everyone = {u["reporting_unit_code"] for u in read_reference("reporting_unit")}
    assert short == {"411203"}
    assert late == everyone - {"411221"}
    assert rows(confirmed, "select 1 from quality.fct_finding where rule_id = 'WE-02'") == []
    states = {
        r["rule_id"]: r["skipped_reason"]
        for r in rows(
            confirmed,
            """
            select * from quality.fct_rule_result
            where state = 'not_evaluated' and is_enabled and reporting_unit_code = '411202'
            """,
        )
    }
    lacking = {r["rule_id"] for r in read_reference("rule") if "money_tol" in r["parameters"].split(";")}
    assert {"AS-09", "PF-05"} <= lacking
    expected = dict.fromkeys(lacking, "参数money_tol在截止日没有取值")
    assert states == expected | {"WE-02": "参数min_months在截止日没有取值"}


def test_a_rule_that_is_switched_off_asks_for_nothing(confirmed: Path) -> None:
    found = {
        (r["rule_id"], r["reporting_unit_code"]): (
            r["is_enabled"],
            r["state"],
            r["checked"],
            r["skipped_reason"],
        )
        for r in rows(confirmed, "select * from quality.fct_rule_result where rule_id in ('MI-12', 'WE-12')")
    }
    off = (False, "not_evaluated", None, "规则未启用")
    assert found["MI-12", "4112"] == found["MI-12", "411202"] == found["WE-12", "411203"] == off
    assert found["WE-12", "411221"] == (True, "evaluated", 1, None)
    # The city is about the units where the rule is on.
    assert found["WE-12", "4112"] == (True, "evaluated", 7, None)
    totals = {
        (r["target"], r["reporting_unit_code"]): (r["rules_total"], r["verdict"])
        for r in rows(confirmed, "select * from quality.fct_zero_error")
    }
    optional = {r["rule_id"] for r in read_reference("rule") if r["core"] == "N"}
    exits = sum(r["target"] == "wrong_exit" for r in read_reference("rule"))
    assert "WE-12" in optional
    assert totals["wrong_exit", "411221"] == (exits, "met")
    assert totals["wrong_exit", "4112"][0] == exits
    assert totals["wrong_exit", "411203"][0] == exits - 1


def test_a_line_without_a_value_in_the_month_of_the_record_is_not_evaluated(confirmed: Path) -> None:
    """At D the line holds everywhere; in January, when everybody was identified, it did not in one unit."""
    missing = {
        (r["rule_id"], r["reporting_unit_code"]): r["skipped_reason"]
        for r in rows(
            confirmed, "select * from quality.fct_rule_result where skipped_reason like '%monitor_line%'"
        )
    }
    said = "参数monitor_line（2022-01至2022-01间）在部分记录的年月没有取值"
    assert missing == {
        (rule, unit): said if unit == "411224" else f"卢氏县：{said}"
        for rule in ("WI-02", "WI-04")
        for unit in ("411224", "4112")
    }


def test_a_placeholder_is_named_with_its_days_and_rules(confirmed: Path) -> None:
    invented = rows(
        confirmed,
        "select * from quality.dim_parameter where is_placeholder and param_id = 'monitor_line'",
    )
    assert {(r["param_id"], r["scope_code"], r["value"]) for r in invented} == {
        ("monitor_line", "4100", "8000")
    }
    assert all(r["rules"].startswith("MI-01、MI-09、WE-01") for r in invented)


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        ("insert into core.fct_person from core.fct_person limit 2", 2),
        ("update core.fct_person set sheet = null where rowid = 0", 1),
        ("delete from core.fct_person", 0),
        ("select 1", 0),
    ],
)
def test_a_row_that_stands_twice_or_without_a_place_breaks_the_key_of_its_fact(
    clean: Path, tmp_path: Path, damage: str, found: int
) -> None:
    for name in ("warehouse.duckdb", "private.duckdb"):
        shutil.copyfile(clean.with_name(name), tmp_path / name)
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        connection.execute(f"attach '{tmp_path / 'private.duckdb'}' as private (read_only)")
        connection.execute(damage)
        broken = connection.execute(
            "select subject, actual from private.rules.int_fact_check"
            " where check_id = 'key_unique' and actual <> 0"
        ).fetchall()
    assert broken == ([("HJ02", found)] if found else [])
