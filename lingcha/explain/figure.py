"""One figure of the published-figure register, followed down to the rows and submissions of a release.

Everything is read from the released warehouse itself, and each formula is computed once more on its tables:
what is explained is what was published.
"""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from lingcha.errors import LingchaError
from lingcha.release.contents import open_hardened

_LINEAGE = ("record_key", "reporting_unit_code", "submission_id", "sheet", "row_no")


@dataclass(frozen=True)
class Reading:
    """One way to compute the figure. recomputed: what the formula gives now, numerator and denominator."""

    reading_no: int
    reading_zh: str
    rounding: str
    relation: str
    sql: str
    numerator: Decimal | None
    denominator: Decimal | None
    computed_value: Decimal | None
    rows_read: int | None
    recomputed: tuple[Decimal | None, Decimal | None]

    @property
    def holds(self) -> bool:
        """Whether the tables still give what the register says."""
        return self.rows_read is None or self.recomputed == (self.numerator, self.denominator)


@dataclass(frozen=True)
class Explanation:
    """figure: one row of ``rpt_published_figure``; rows and submissions are those of the reading shown there.

    rows: at most as many as asked for, each with its record key, unit, submission, sheet and row number.
    submissions: all of them, with the number of their rows that count.
    """

    figure: dict[str, Any]
    readings: list[Reading]
    rows: list[dict[str, Any]]
    submissions: list[dict[str, Any]]
    checks: list[dict[str, Any]]


def explain(warehouse: Path, figure_id: str, limit: int = 10) -> Explanation:
    """Raises E_FIGURE for a figure that the register does not know, naming some that it does."""
    with open_hardened(warehouse) as connection:
        figure = _figure(connection, figure_id)
        readings = _select(
            connection,
            "select * from reporting.rpt_figure_reading where figure_id = $1 order by reading_no",
            [figure_id],
        )
        explained = [_reading(connection, r, figure) for r in readings]
        shown = next((r for r in readings if r["reading_no"] == figure["reading_no"]), None)
        rows, submissions = ([], []) if shown is None else _behind(connection, shown, figure, limit)
        checks = _select(
            connection,
            "select check_id, arithmetic_zh, verdict, note_zh from reporting.rpt_letter_check"
            " where regexp_matches(formula || ' ' || stated_formula, $1) order by check_id",
            [rf"\b{figure_id}\b"],
        )
    return Explanation(figure, explained, rows, submissions, checks)


def _figure(connection: duckdb.DuckDBPyConnection, figure_id: str) -> dict[str, Any]:
    found = _select(
        connection, "select * from reporting.rpt_published_figure where figure_id = $1", [figure_id]
    )
    if not found:
        known = _select(
            connection,
            "select string_agg(figure_id, '、' order by display_order) as ids"
            " from reporting.rpt_published_figure where figure_id like $1",
            [figure_id[:1] + "%"],
        )[0]["ids"]
        raise LingchaError(
            "E_FIGURE",
            f"公开数字登记中没有 {figure_id}。可用的编号如 {known or 'A01、J12、R03'}。",
            exit_code=2,
        )
    return found[0]


def _source(reading: dict[str, Any], figure: dict[str, Any]) -> str:
    """The rows of a reading as SQL: from ... where ..."""
    day = f"date '{figure['as_of_date']}'" if figure["as_of_date"] else "null"
    return (
        f"from {reading['relation_name']} as counted"
        f" cross join (select {day} as as_of_date) as figure"
        f" where {reading['condition_sql']}"
    )


def _formula(reading: dict[str, Any], figure: dict[str, Any]) -> str:
    """The whole statement, ready to be run on the warehouse by anybody."""
    denominator = reading["denominator_sql"] or "1"
    source = _source(reading, figure)
    if key := reading["once_per"]:
        kept = reading["numerator_sql"].removeprefix("sum(").removesuffix(")")
        source = f"from (select {key}, max({kept}) as {kept} {source} group by {key}) as once"
    return f"select {reading['numerator_sql']} as numerator, {denominator} as denominator {source}"


def _reading(
    connection: duckdb.DuckDBPyConnection, reading: dict[str, Any], figure: dict[str, Any]
) -> Reading:
    sql = _formula(reading, figure)
    counted = connection.execute(
        f"select cast(numerator as decimal(38, 6)), cast(denominator as decimal(38, 6)) from ({sql})"
    ).fetchone()
    assert counted is not None  # an aggregate always has its row
    names = (
        "reading_no",
        "reading_zh",
        "rounding",
        "numerator",
        "denominator",
        "computed_value",
        "rows_read",
    )
    return Reading(
        **{n: reading[n] for n in names}, relation=reading["relation_name"], sql=sql, recomputed=counted
    )


def _behind(
    connection: duckdb.DuckDBPyConnection, reading: dict[str, Any], figure: dict[str, Any], limit: int
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows and submissions behind a reading; none for reference tables, which no submission brings."""
    schema, table = reading["relation_name"].split(".")
    columns = _select(
        connection,
        "select column_name from duckdb_columns() where schema_name = $1 and table_name = $2",
        [schema, table],
    )
    if not set(_LINEAGE) <= {c["column_name"] for c in columns}:
        return [], []
    source = _source(reading, figure)
    named = ", ".join(f"counted.{c}" for c in _LINEAGE)
    rows = _select(connection, f"select {named} {source} order by {named} limit {int(limit)}", [])
    submissions = _select(
        connection,
        "select behind.rows, submission.form_code, submission.reporting_unit_code, submission.part,"
        " submission.period_end, submission.version_no, submission.file_name, submission.submission_id"
        f" from (select counted.submission_id, count(*) as rows {source} group by 1) as behind"
        " left join core.dim_submission as submission using (submission_id)"
        " order by submission.reporting_unit_code, submission.form_code, submission.part, submission_id",
        [],
    )
    return rows, submissions


def _select(connection: duckdb.DuckDBPyConnection, sql: str, parameters: list[Any]) -> list[dict[str, Any]]:
    cursor = connection.execute(sql, parameters)
    names = [d[0] for d in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
