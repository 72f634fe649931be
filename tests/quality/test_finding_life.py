"""The life of a finding in a whole warehouse: exemptions, visits and alerts change its status."""

import hashlib
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from mini_city import UNIT, City, clean_city

from expectations.gate import judge

RELEASE = "2022-08-31-r009"
JULY = "2022-07-31-r001"
Row = dict[str, Any]


def _rows(candidate: Path, sql: str) -> list[Row]:
    with duckdb.connect(str(candidate), read_only=True) as connection:
        cursor = connection.execute(sql)
        names = [c[0] for c in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _exempt(
    city: City, key: str, approver: str | None = "市局某某", valid_to: Any = date(2022, 12, 31)
) -> None:
    own = {"rule_id": "AS-05", "apply_date": date(2022, 1, 5), "approve_date": date(2022, 1, 10)}
    texts = {"explanation": "情况属实", "evidence": "照片"}
    cells = own | texts | {"approver": approver, "valid_to": valid_to}
    row = city.add("HM01", UNIT, **cells)
    row["record_key"] = key


def _known(rule: str, form: str, key: str, **cells: Any) -> Row:
    finding_id = hashlib.sha256(f"{rule}|{UNIT}|{form}|{key}".encode()).hexdigest()[:24]
    target = "ledger" if rule.startswith("AS") else "missed_identification"
    own = {"finding_id": finding_id, "rule_id": rule, "target": target, "form_code": form, "record_key": key}
    own |= {"reporting_unit_code": UNIT, "status": "open", "severity": "suspect", "message_zh": "m"}
    own |= {"first_seen_release": JULY, "last_seen_release": JULY, "last_seen_known_at": datetime(2022, 8, 5)}
    return own | cells


@pytest.fixture(scope="module")
def lived(build: Any) -> Path:
    city = clean_city()
    for key in ("acting", "last-day", "day-after", "own", "nobody", "no-exemption"):
        city.asset(key, asset_category="到户类", ownership_level="村")
    _exempt(city, "acting")
    _exempt(city, "last-day", valid_to=date(2022, 8, 31))
    _exempt(city, "day-after", valid_to=date(2022, 8, 30))
    _exempt(city, "own", approver="灵宝市乡村振兴局某某")
    _exempt(city, "nobody", approver=None)
    # Suspects of July: a house in danger, and what a visit or an alert in August said about it.
    visits = {"seen-true": "纳入监测", "seen-false": "不符合纳入（说明原因）", "unseen": "无风险"}
    for code, conclusion in visits.items():
        city.household(code, screened=0, is_dangerous_house="是")
        when = date(2022, 7, 10) if code == "unseen" else date(2022, 8, 20)
        city.screening(
            code, conclusion=conclusion, screen_date=when, signed="是", not_included_reason="另有住房"
        )
    city.household("dispatched", is_dangerous_house="是")
    city.alert(
        "alert-open",
        household_code="dispatched",
        dispatch_date=date(2022, 8, 29),
        verify_date=None,
        verify_result=None,
    )
    city.rows["known_finding"] = [
        *(_known("MI-02", "HJ01", code) for code in visits),
        _known("MI-02", "HJ01", "dispatched", first_seen_release="2022-08-25-r002"),
        _known("AS-05", "ZC01", "acting", status="exempt"),
        _known("AS-05", "ZC01", "no-exemption", status="fixed"),
        _known("AS-05", "ZC01", "repaired", severity="hard"),
    ]
    return build("lived", city.complete(), release=RELEASE)


def test_every_status_comes_from_its_submission(lived: Path) -> None:
    found = {
        (r["rule_id"], r["record_key"]): (
            r["status"],
            r["counted"],
            r["change"],
            str(r["status_since"]),
            r["status_submission_id"],
        )
        for r in _rows(lived, "select * from quality.fct_finding where rule_id in ('AS-05', 'MI-02')")
    }
    assets, exempt, register = f"ZC01-{UNIT}", f"HM01-{UNIT}", f"HJ01-{UNIT}"
    visit, alert = f"PC01-{UNIT}", f"BM01-{UNIT}"
    assert found == {
        ("AS-05", "acting"): ("exempt", False, "known", "2022-01-10", exempt),
        ("AS-05", "last-day"): ("exempt", False, "new", "2022-01-10", exempt),
        ("AS-05", "day-after"): ("open", False, "new", "2022-08-31", exempt),
        ("AS-05", "own"): ("open", False, "new", "2022-08-31", assets),
        ("AS-05", "nobody"): ("open", False, "new", "2022-08-31", assets),
        ("AS-05", "no-exemption"): ("open", False, "returned", "2022-08-31", assets),
        ("AS-05", "repaired"): ("fixed", False, "fixed", "2022-08-31", assets),
        ("MI-02", "seen-true"): ("verified_true", True, "known", "2022-08-20", visit),
        ("MI-02", "seen-false"): ("verified_false", False, "known", "2022-08-20", visit),
        ("MI-02", "unseen"): ("overdue", True, "known", "2022-08-11", register),
        ("MI-02", "dispatched"): ("assigned", False, "known", "2022-08-29", alert),
    }


def test_rule_results_and_targets_count_what_the_status_says(lived: Path) -> None:
    results = {
        r["rule_id"]: (r["violations"], r["exempted"], r["counted"])
        for r in _rows(
            lived,
            f"select * from quality.fct_rule_result where reporting_unit_code = '{UNIT}'"
            " and rule_id in ('AS-05', 'MI-02')",
        )
    }
    assert results == {"AS-05": (6, 2, 0), "MI-02": (4, 0, 2)}
    (target,) = _rows(
        lived,
        f"select * from quality.fct_zero_error where reporting_unit_code = '{UNIT}'"
        " and target = 'missed_identification'",
    )
    counted = {
        r["record_key"]
        for r in _rows(
            lived, "select * from quality.fct_finding where counted and target = 'missed_identification'"
        )
    }
    assert {"seen-true", "unseen"} <= counted and not counted & {"seen-false", "dispatched"}
    assert target["numerator"] == len({key.split("|")[0] for key in counted})


def test_changes_are_counted_for_units_and_the_city(lived: Path) -> None:
    for place in (UNIT, "4112"):
        (row,) = _rows(
            lived,
            f"select * from quality.fct_finding_change where reporting_unit_code = '{place}'"
            " and target = 'ledger'",
        )
        names = (
            "findings_new",
            "findings_known",
            "findings_fixed",
            "findings_returned",
            "status_exempt",
            "counted",
        )
        assert tuple(row[n] for n in names) == (4, 1, 1, 1, 2, 0)
    (quiet,) = _rows(
        lived,
        "select * from quality.fct_finding_change where target = 'ledger' and reporting_unit_code = '411202'",
    )
    assert (quiet["findings_new"], quiet["counted"]) == (0, 0)


def test_who_approves_their_own_exemption_holds_the_release(lived: Path) -> None:
    checks = {
        r["subject"]: (r["actual"], r["passed"], r["consequence"])
        for r in _rows(lived, "select * from quality.fct_integrity_check where check_id = 'exemption_sound'")
    }
    assert checks.pop(UNIT) == (2, False, "hold")
    assert len(checks) == 6 and all(c == (0, True, "hold") for c in checks.values())
    states = {r["exempt_record_key"]: r["state"] for r in _rows(lived, "select * from quality.fct_exemption")}
    assert states["own"] == "own_approval" and states["nobody"] == "no_approver"
    verdict = judge(lived)
    assert verdict.integrity_passed and not verdict.zero_error_met


def test_the_name_of_an_approver_is_published_nowhere(lived: Path) -> None:
    with duckdb.connect(str(lived), read_only=True) as connection:
        tables = connection.execute(
            "select table_schema, table_name from information_schema.tables"
        ).fetchall()
        for schema, table in tables:
            assert connection.execute(
                f"select count(*) from {schema}.{table} as t where cast(t as varchar) like '%某某%'"
            ).fetchone() == (0,)
