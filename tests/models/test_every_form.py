"""Rows of every form through seed, staging and fact in one build: nothing lost, no 元 lost, nobody shown."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from dbt_in_process import messages, run_dbt
from test_facts_from_landing import ID_AS_CODE, ID_NO, KEY, PLACE, land

from lingcha.contract.forms import Column, Form, load_forms
from lingcha.template.aids import code_labels

NAME, PHONE, BORN = "张某某", "13800000991", "1990-01-01"
PERSONAL = {"id_no": ID_NO, "phone": PHONE, "date": BORN, "text": NAME}
# Register codes that stand in a fact as columns of their own and may have been filled with an ID number.
GUARDED = {
    "household_code",
    "person_code",
    "credit_code",
    "post_code",
    "course_code",
    "alert_no",
    "grid_code",
    "asset_code",
    "asset_codes",
    "project_code",
    "doc_no",
    "payment_no",
}
MONEY = "12.34"


def value(column: Column) -> Any:
    if column.name in PLACE:
        return PLACE[column.name]
    if column.personal:
        return PERSONAL.get(column.type, NAME)
    if column.name in GUARDED:
        return ID_AS_CODE
    if column.code_list:
        return code_labels(column.code_list, None)[0]
    if column.type.startswith("decimal("):
        return MONEY
    return {"int": 7, "year": 2022, "text": "甲", "phone": "1", "id_no": "1"}.get(column.type, "2022-08-01")


def rows(form: Form) -> list[dict[str, Any]]:
    """One row with everything, one with nothing but its place."""
    lineage = {"submission_id": form.seed, "sheet": "表", "money_factor": 10000}
    place = {name: text for name, text in PLACE.items() if name in {c.name for c in form.columns}}
    return [
        lineage | {"row_no": 5} | {c.name: value(c) for c in form.columns},
        lineage | {"row_no": 6} | place,
    ]


@pytest.fixture(scope="module")
def candidate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("forms")
    forms = load_forms().values()
    month = {"period_start": date(2022, 8, 1), "period_end": date(2022, 8, 31), "status": "in_force"}
    submissions = [
        {"submission_id": f.seed, "form_code": f.code, "reporting_unit_code": "411282", "part": ""}
        | month
        | {"rows_accepted": 2, "rows_quarantined": 0, "received_at": "2022-09-01 09:00:00"}
        for f in forms
    ]
    land(base / "landing", {"submission": submissions} | {f.seed: rows(f) for f in forms})
    variables = json.dumps({"as_of": "2022-08-31", "landing_dir": str(base / "landing")})
    what = ["--select", "+int_rows_check", "+int_money_check", "--exclude-resource-type", "unit_test"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LINGCHA_TOKEN_KEY", KEY)
        outcome = run_dbt(["build", *what, "--vars", variables], base / "candidate")
    assert outcome.success, messages(outcome)
    return base / "candidate"


@pytest.fixture(scope="module")
def built(candidate: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(candidate / "private.duckdb"), read_only=True) as connection:
        connection.execute(f"attach '{candidate / 'warehouse.duckdb'}' as warehouse (read_only)")
        yield connection


def test_every_landed_row_is_in_the_fact_of_its_form(built: duckdb.DuckDBPyConnection) -> None:
    checks = built.execute(
        "select subject, expected, actual from rules.int_rows_check where check_id = 'rows_in_fact'"
    ).fetchall()
    assert sorted(checks) == [(code, 2, 2) for code in sorted(load_forms())]
    landed = built.execute(
        "select expected, actual from rules.int_rows_check where check_id = 'rows_landed'"
    ).fetchall()
    assert landed == [(2, 2)] * len(load_forms())


def test_every_money_column_keeps_its_yuan(built: duckdb.DuckDBPyConnection) -> None:
    expected = {
        f"{form.code}.{column.name}"
        for form in load_forms().values()
        for column in form.columns
        if column.unit.startswith(form.money_unit)
    }
    kept = built.execute("select subject, expected, actual from rules.int_money_check").fetchall()
    assert {subject for subject, _, _ in kept} == expected
    assert {(float(landed), float(fact)) for _, landed, fact in kept} == {(123400.0, 123400.0)}


def test_no_fact_shows_anybody(built: duckdb.DuckDBPyConnection) -> None:
    tables = built.execute(
        "select schema_name, table_name from duckdb_tables()"
        " where database_name = 'warehouse' and table_name like 'fct_%'"
    ).fetchall()
    assert len(tables) >= 27
    for schema, table in tables:
        text = built.execute(
            f"select string_agg(cast(t as varchar), '|') from warehouse.{schema}.{table} as t"
        ).fetchone()
        shown = [word for word in (NAME, ID_NO, ID_AS_CODE, PHONE, BORN) if text and word in str(text[0])]
        assert shown == [], table


def test_every_form_with_places_finds_its_village(built: duckdb.DuckDBPyConnection) -> None:
    for form in load_forms().values():
        if {"township_name", "village_name"} <= {c.name for c in form.columns}:
            found = built.execute(f"select count(village_code) from staging.stg_{form.seed}").fetchall()
            assert found == [(2,)], form.code
