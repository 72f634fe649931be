"""Whether the released warehouse and the script's result are the same, row by row and both ways."""

from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

# Texts that a rule words for its reader, and what only a release knows: earlier findings, and what became of
# a suspect since (verified, overdue), with the numbers that follow from it. Everything else must be equal.
NOT_COMPARED = {
    "quality.fct_finding": {
        *("fields", "message_zh", "change", "first_seen_release", "last_seen_release", "last_seen_known_at"),
        *("returned_as_of", "opened_as_of", "status_since", "status_submission_id"),
        *("verify_by", "exempt_until", "status", "counted"),
    },
    "quality.fct_exemption": {"state"},
    "quality.fct_rule_result": {"skipped_reason", "counted"},
    "quality.fct_zero_error": {
        # A suspect that nobody verified in time counts, so the verdict may follow it.
        *("reason", "verdict"),
        *("numerator", "denominator", "numerator_persons", "denominator_persons"),
    },
}

# Rows of which more can be compared, because nothing that only a release knows stands behind them: (table,
# which rows, what is still left out). A suspect that nobody verified in time counts in its unit and city.
SETTLED = (
    "quality.fct_zero_error",
    """not exists (
        select 1 from released.quality.fct_finding as finding
        where finding.counted and finding.severity = 'suspect' and finding.target = one.target
            and one.reporting_unit_code in (finding.reporting_unit_code, '4112')
    )""",
    {"reason"},
)


@dataclass(frozen=True)
class TableComparison:
    """One table, or some rows of it. only_released and only_script: rows without an equal on the other side;
    problem: a difference of columns, which makes comparing rows impossible.
    """

    table: str
    rows: int
    columns: tuple[str, ...]
    only_released: int
    only_script: int
    problem: str = ""

    @property
    def equal(self) -> bool:
        return not self.problem and self.only_released == self.only_script == 0


def compare(released: Path, script: Path) -> list[TableComparison]:
    """All tables that the script built. Comparing a million rows needs memory: it may spill to disk."""
    with duckdb.connect(config={"memory_limit": "2GB"}) as connection:
        connection.execute(f"attach '{released}' as released (read_only)")
        connection.execute(f"attach '{script}' as script (read_only)")
        tables = _tables(connection, "script")
        whole = [_compare(connection, table, NOT_COMPARED.get(table, set())) for table in tables]
        table, settled, left_out = SETTLED
        some = _compare(connection, table, left_out, settled)
        return [*whole, replace(some, table=f"{table}, rows without an overdue suspect")]


def not_rebuilt(released: Path, script: Path) -> list[str]:
    """Published facts that the script does not build, so that nobody believes they were compared."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{released}' as released (read_only)")
        connection.execute(f"attach '{script}' as script (read_only)")
        built = _tables(connection, "script")
        return [t for t in _tables(connection, "released") if ".fct_" in t and t not in built]


@dataclass(frozen=True)
class RulesMet:
    """What a comparison of findings is worth: how many rules there are, were judged in the city, and found
    something there; ``silent``: those that found nothing, so that both sides agree on nothing but silence.
    """

    rules: int
    judged: int
    found: int
    silent: tuple[str, ...]


def rules_met(released: Path) -> RulesMet:
    """Of the rules of a released warehouse."""
    with duckdb.connect(str(released), read_only=True) as connection:
        told = connection.execute(
            "select rule_id, state = 'evaluated', violations > 0 from quality.fct_rule_result "
            "where reporting_unit_code = '4112' order by rule_id"
        ).fetchall()
    silent = tuple(rule for rule, judged, found in told if judged and not found)
    judged = sum(bool(judged) for _, judged, _ in told)
    return RulesMet(len(told), judged, judged - len(silent), silent)


def _compare(
    connection: duckdb.DuckDBPyConnection, table: str, left_out: set[str], rows_where: str = "true"
) -> TableComparison:
    ours, theirs = (_columns(connection, side, table) for side in ("released", "script"))
    expected = {c: t for c, t in ours.items() if c not in left_out}
    theirs = {c: t for c, t in theirs.items() if c not in left_out}
    if expected != theirs:
        odd = sorted(set(expected.items()) ^ set(theirs.items()))
        return TableComparison(table, 0, (), 0, 0, f"columns differ: {odd}")
    names = ", ".join(f'"{c}"' for c in expected)
    rows = _number(connection, f"select count(*) from released.{table} as one where {rows_where}")
    surplus = {
        one: _number(
            connection,
            f"select count(*) from (select {names} from {one}.{table} as one where {rows_where} except all "
            f"select {names} from {other}.{table} as one where {rows_where})",
        )
        for one, other in (("released", "script"), ("script", "released"))
    }
    return TableComparison(table, rows, tuple(expected), surplus["released"], surplus["script"])


def _tables(connection: duckdb.DuckDBPyConnection, database: str) -> list[str]:
    return [
        r[0]
        for r in connection.execute(
            "select schema_name || '.' || table_name from duckdb_tables() where database_name = ? order by 1",
            [database],
        ).fetchall()
    ]


def _columns(connection: duckdb.DuckDBPyConnection, database: str, table: str) -> dict[str, str]:
    schema, name = table.split(".")
    found = connection.execute(
        "select column_name, data_type from duckdb_columns() "
        "where database_name = ? and schema_name = ? and table_name = ? order by column_index",
        [database, schema, name],
    ).fetchall()
    return dict(found)


def _number(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    row = connection.execute(query).fetchone()
    assert row is not None
    return int(row[0])
