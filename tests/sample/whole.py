"""A whole sample city as DuckDB tables, one per form: NULL for empty cells, money in hundredths."""

import duckdb
import numpy as np
import pandas as pd

from lingcha.contract.forms import load_forms
from lingcha.sample.books import plan_books
from lingcha.sample.calendar import to_dates
from lingcha.sample.ledgers import Ledgers
from lingcha.sample.table import BLANK, Table
from lingcha.sample.writing import Edits, edited


def as_frame(table: Table, form: str) -> pd.DataFrame:
    """Columns of the form, with ``id`` and ``unit``; BB01's own column of that name is ``value_unit``."""
    columns = {"id": pd.Series(table.ids), "unit": pd.Series(table.unit)}
    for column in load_forms()[form].columns:
        name = "value_unit" if column.name == "unit" else column.name
        if column.name not in table.columns:
            kind = (
                "Int64" if column.type in ("int", "year", "date", "month") or "dec" in column.type else "str"
            )
            columns[name] = pd.Series([None] * len(table), dtype=kind)
            continue
        values = table.columns[column.name]
        if values.dtype.kind == "i":
            series = pd.Series(values, dtype="Int64")
            series[values == BLANK] = None
            if column.type in ("date", "month"):
                series = pd.Series(to_dates(np.where(values == BLANK, 0, values)).astype("datetime64[s]"))
                series[values == BLANK] = None
            columns[name] = series
        else:
            columns[name] = pd.Series([v or None for v in values.tolist()], dtype="str")
    return pd.DataFrame(columns)


def load_city(ledgers: Ledgers, edits: Edits | None = None) -> duckdb.DuckDBPyConnection:
    """All forms of all units as tables named by their code."""
    books = plan_books(ledgers.city.places, ledgers.city.calendar)
    frames: dict[str, list[pd.DataFrame]] = {}
    for book in books:
        for sheet in book.sheets:
            table = edited(ledgers.of_sheet(book.unit, sheet), sheet.form, edits or Edits())
            frames.setdefault(sheet.form, []).append(as_frame(table, sheet.form))
    db = duckdb.connect()
    for form, parts in frames.items():
        rows = pd.concat(parts, ignore_index=True)
        db.register("rows", rows)
        db.execute(f"create table {form} as from rows")
        db.unregister("rows")
    db.execute("create table as_of as select ?::date as d", [ledgers.city.calendar.as_of])
    db.execute(_VIEWS)
    return db


_VIEWS = """

create view member as from HJ02 where person_status = '在册';
create view effective as
    select * exclude (n) from (
        select *, row_number() over (partition by household_code, episode_seq order by elim_seq desc) as n
        from JC03
    ) where n = 1 and revert_kind is distinct from '风险消除回退';
create view active as
    from JC01 where not exists (
        select 1 from effective e
        where e.household_code = JC01.household_code and e.episode_seq = JC01.episode_seq
    );
create view calm as
    from HJ01 where household_status = '在册' and household_code not in (select household_code from active);
create view risk as
    select household_code, episode_seq, unnest([risk_1, risk_2, risk_3, risk_4, risk_5]) as risk from JC01;
"""
