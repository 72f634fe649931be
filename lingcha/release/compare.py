"""Two states of one published table: which rows came, went or changed, by key, unit and column.

A row is known by what it is about, not by where it stood: a corrected workbook moves every row to another
submission, and what stayed the same must not look new. Columns that only name the release never count.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from lingcha.release.contents import Table, attach_read_only, list_tables

LINEAGE = ("submission_id", "sheet", "row_no")
CITY = "4112"  # where a table has no reporting unit


@dataclass(frozen=True)
class RowChange:
    """kind: added, removed or changed. key: values of the key columns as text. columns: those that differ."""

    kind: str
    unit: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    submission_id: str | None


@dataclass
class UnitChange:
    """What changed in one table for one reporting unit. amounts: money column -> sum before, sum after.

    submissions: those that the rows now stand in (removed rows: stood in).
    """

    unit: str
    added: int = 0
    removed: int = 0
    changed: int = 0
    columns: dict[str, int] = field(default_factory=dict)
    amounts: dict[str, tuple[Decimal, Decimal]] = field(default_factory=dict)
    submissions: set[str] = field(default_factory=set)


@dataclass
class TableChange:
    """One table that differs. state: changed, new or gone. rows: the first ``limit`` changed rows.

    new_columns and gone_columns: what the contract of the table gained and lost.
    """

    table: str
    state: str
    rows_before: int
    rows_after: int
    key: tuple[str, ...] = ()
    new_columns: tuple[str, ...] = ()
    gone_columns: tuple[str, ...] = ()
    units: list[UnitChange] = field(default_factory=list)
    rows: list[RowChange] = field(default_factory=list)

    @property
    def row_changes(self) -> int:
        return sum(u.added + u.removed + u.changed for u in self.units)


class Comparison:
    """Both warehouses in one engine that writes to neither. Use as a context manager."""

    def __init__(self, before: Path, after: Path) -> None:
        self._engine = duckdb.connect()
        for name, path in (("before", before), ("after", after)):
            attach_read_only(self._engine, path, name)
        self._tables = {
            name: {t.label: t for t in list_tables(self._engine, name)} for name in ("before", "after")
        }
        self._contracts = self._read_contracts()

    def __enter__(self) -> "Comparison":
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.close()

    def query(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Rows of a statement in which the two states are the databases ``before`` and ``after``."""
        return self._engine.execute(sql, list(values)).fetchall()

    def compare(self, label: str, rows: tuple[int, int], limit: int) -> TableChange | None:
        """What differs in a table that both have; None when only columns differ that name the release."""
        before, after = (self._tables[n][label] for n in ("before", "after"))
        key, build = self._contracts.get(label, (tuple(after.columns), ()))
        known = set(before.columns) & set(after.columns)
        key = tuple(c for c in _identity(key, known) if c not in build)
        change = TableChange(
            label,
            "changed",
            *rows,
            key,
            tuple(c for c in after.columns if c not in known),
            tuple(c for c in before.columns if c not in known),
        )
        skipped = {*key, *build, *(LINEAGE if "submission_id" in known else ())}
        compared = [c for c in after.columns if c in known and c not in skipped]
        self._pair(before, after, key, compared, known)
        self._count(change, compared)
        change.rows = self._first_rows(limit)
        self._add_amounts(change, before, after, [c for c in compared if c.endswith("_yuan")], known)
        return change if change.units or change.new_columns or change.gone_columns else None

    def _read_contracts(self) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
        """table -> key and build columns, from the newer release that has the table of tables."""
        contracts = {}
        for state in ("before", "after"):
            if "meta.published_table" in self._tables[state]:
                columns = "schema_name, table_name, key_columns, build_columns"
                for schema, name, key, build in self.query(
                    f"select {columns} from {state}.meta.published_table"
                ):
                    contracts[f"{schema}.{name}"] = _names(key), _names(build)
        return contracts

    def _pair(
        self, before: Table, after: Table, key: tuple[str, ...], compared: list[str], known: set[str]
    ) -> None:
        """Fills the temporary table ``differing``: one row per row that came, went or changed."""
        # A record that a ledger lists twice is two rows: the first is compared with the first.
        order = [c for c in LINEAGE[1:] if c in known] or list(map(_quoted, key))
        window = f"partition by {', '.join(map(_quoted, key))} order by {', '.join(order)}" if key else ""
        numbered = [
            f"(select *, row_number() over ({window}) as nth_ from {table.sql})" for table in (before, after)
        ]
        on = " and ".join(
            [*(f"b.{c} is not distinct from a.{c}" for c in map(_quoted, key)), "b.nth_ = a.nth_"]
        )
        differs = [
            f"case when b.{_quoted(c)} is distinct from a.{_quoted(c)} then '{c}' end" for c in compared
        ]
        unit = (
            "coalesce(a.reporting_unit_code, b.reporting_unit_code)"
            if "reporting_unit_code" in known
            else "null"
        )
        origin = "coalesce(a.submission_id, b.submission_id)" if "submission_id" in known else "null"
        texts = ", ".join(f"coalesce(cast(coalesce(a.{c}, b.{c}) as varchar), '')" for c in map(_quoted, key))
        same = (
            "list_filter([" + ", ".join(differs) + "], lambda c: c is not null)"
            if differs
            else "[]::varchar[]"
        )
        self._engine.execute(
            f"""
            create or replace temp table differing as
            select * from (
                select
                    case
                        when b.nth_ is null then 'added' when a.nth_ is null then 'removed' else 'changed'
                    end as kind,
                    coalesce({unit}, '{CITY}') as unit, [{texts}]::varchar[] as key,
                    case when a.nth_ is null or b.nth_ is null then []::varchar[] else {same} end as columns,
                    cast({origin} as varchar) as submission_id
                from {numbered[0]} as b full outer join {numbered[1]} as a on {on}
            ) where kind <> 'changed' or len(columns) > 0
            """
        )

    def _count(self, change: TableChange, compared: list[str]) -> None:
        units: dict[str, UnitChange] = {}
        for unit, kind, count in self.query(
            "select unit, kind, count(*) from differing group by all order by all"
        ):
            setattr(units.setdefault(unit, UnitChange(unit)), kind, count)
        place = {c: i for i, c in enumerate(compared)}
        for unit, column, count in self.query(
            "select unit, name, count(*) from (select unit, unnest(columns) as name from differing)"
            " group by all"
        ):
            units[unit].columns[column] = count
        for unit, submission in self.query(
            "select distinct unit, submission_id from differing where submission_id is not null"
        ):
            units[unit].submissions.add(submission)
        for one in units.values():
            one.columns = dict(sorted(one.columns.items(), key=lambda c: place[c[0]]))
        change.units = list(units.values())

    def _first_rows(self, limit: int) -> list[RowChange]:
        rows = self.query(
            "select kind, unit, key, columns, submission_id from differing order by unit, kind, key limit ?",
            limit,
        )
        return [
            RowChange(kind, unit, tuple(key), tuple(cols), origin) for kind, unit, key, cols, origin in rows
        ]

    def _add_amounts(
        self, change: TableChange, before: Table, after: Table, money: list[str], known: set[str]
    ) -> None:
        """Sums over the whole table of a unit, for money columns whose sum is another one now."""
        if not money or not change.units:
            return
        unit = "reporting_unit_code" if "reporting_unit_code" in known else f"'{CITY}'"
        sums = ", ".join(f"coalesce(sum({c}), 0)" for c in money)
        totals = [
            {row[0]: row[1:] for row in self.query(f"select {unit}, {sums} from {table.sql} group by 1")}
            for table in (before, after)
        ]
        nothing = (Decimal(0),) * len(money)
        for one in change.units:
            pairs = zip(*(t.get(one.unit, nothing) for t in totals), strict=True)
            one.amounts = {c: pair for c, pair in zip(money, pairs, strict=True) if pair[0] != pair[1]}


def _identity(key: tuple[str, ...], known: set[str]) -> tuple[str, ...]:
    """What a row is about: for rows of a ledger the submitted key instead of the place in a workbook."""
    if set(key) == set(LINEAGE) and "record_key" in known:
        return tuple(c for c in ("reporting_unit_code", "form_code", "record_key") if c in known)
    return tuple(c for c in key if c in known)


def _names(joined: str | None) -> tuple[str, ...]:
    return tuple(filter(None, (joined or "").split(",")))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
