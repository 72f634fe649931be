"""Compiled report models, run on small hand-made tables: a report is tested on rows that fit on a screen."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from lingcha.project import ROOT

sys.path.insert(0, str(ROOT / "tests" / "models"))
from dbt_in_process import run_dbt

Query = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The SQL of every model by name, as a release at 2022-08-31 runs it."""
    outcome = run_dbt(["compile"], tmp_path_factory.mktemp("compiled"))
    assert outcome.success, outcome.exception
    return {r.node.name: r.node.compiled_code for r in outcome.result.results if r.node.compiled_code}


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Empty databases with the names that compiled SQL uses."""
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        connection.execute("attach ':memory:' as private")
        yield connection


@pytest.fixture
def table(warehouse: duckdb.DuckDBPyConnection) -> Callable[..., None]:
    """Makes a table from rows; a blank is a NULL. Types are those of DuckDB's own reading of the CSV text."""

    def make(name: str, text: str, **types: str) -> None:
        database, schema, _ = name.split(".")
        warehouse.execute(f"create schema if not exists {database}.{schema}")
        lines = [line.strip() for line in text.strip().splitlines()]
        header, rows = lines[0].split(","), [line.split(",") for line in lines[1:]]
        columns = ", ".join(f"{c} {types.get(c, _type(c))}" for c in header)
        warehouse.execute(f"create or replace table {name} ({columns})")
        for row in rows:
            marks = ", ".join("?" for _ in row)
            warehouse.execute(f"insert into {name} values ({marks})", [v or None for v in row])

    return make


@pytest.fixture
def ledgers(table: Callable[..., None]) -> None:
    """Three ledgers: of July, of August, and of the whole year before."""
    table(
        "warehouse.core.dim_submission",
        """submission_id,period_start,period_end
        july,2022-07-01,2022-07-31
        august,2022-08-01,2022-08-31
        year,2021-01-01,2021-12-31""",
    )


def _type(column: str) -> str:
    if column.startswith(("is_", "was_")) and column not in (
        "is_employed",
        "is_out_of_poverty_village",
        "is_key",
    ):
        return "boolean"
    if column.endswith("_yuan") or column in ("number", "value_base"):
        return "decimal(18, 2)"
    if column.endswith(("_date", "_start", "_end", "_month")) or column in ("as_of",):
        return "date"
    if column in (
        "member_count",
        "members_once",
        "row_no",
        "episode_seq",
        "project_year",
        "income_year",
        "stat_year",
    ):
        return "integer"
    return "varchar"


@pytest.fixture
def query(warehouse: duckdb.DuckDBPyConnection) -> Query:
    def run(sql: str) -> list[dict[str, Any]]:
        cursor = warehouse.execute(sql)
        names = [d[0] for d in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    return run
