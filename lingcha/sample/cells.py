"""How a unit spells what its tables hold: dates, months, yes and no, money in 万元 or 元."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from lingcha.contract.forms import Column as FormColumn
from lingcha.contract.forms import Form
from lingcha.sample.calendar import Days, to_dates
from lingcha.sample.table import BLANK, Column, Table
from lingcha.template.layout import Value, total_fields

_EXCEL_EPOCH = 25569  # days from 1899-12-30 to 1970-01-01
_FUND_FORMS = ("ZJ01", "ZJ02")


@dataclass(frozen=True)
class Spelling:
    """One row of ``spellings.csv``: a date is a serial number or one of the written forms."""

    date: str
    month: str
    yes: str
    no: str
    totals_first: bool
    fund_money_unit: str

    def money_unit(self, form: Form) -> str:
        return self.fund_money_unit if form.code in _FUND_FORMS else form.money_unit


@cache
def spellings() -> dict[str, Spelling]:
    """By reporting unit."""
    with (Path(__file__).parent / "spellings.csv").open(encoding="utf-8", newline="") as handle:
        return {
            r["reporting_unit_code"]: Spelling(
                r["date"], r["month"], r["yes"], r["no"], r["totals_first"] == "Y", r["fund_money_unit"]
            )
            for r in csv.DictReader(handle)
        }


def plain_text(value: object, column: FormColumn) -> str:
    """A value as the warehouse writes it into a record key, however the unit spelled it."""
    return str(to_dates(np.array([value]))[0]) if column.type in ("date", "month") else str(value)


def spell_rows(
    table: Table,
    form: Form,
    spelling: Spelling,
    raw: Mapping[int, Mapping[str, Value]],
    text_dates: bool = False,
) -> Iterator[dict[str, Value]]:
    """Rows for the layout writer, with 序号; ``raw`` replaces single cells (by row id and field) as they are.

    text_dates: no serial numbers, for text files.
    """
    columns = {
        c.name: _spell(table.columns[c.name], c, form, spelling, text_dates)
        for c in form.columns
        if c.name in table.columns
    }
    names = ("seq", *columns)
    for number, (row_id, values) in enumerate(
        zip(table.ids.tolist(), zip(*columns.values(), strict=True), strict=True), 1
    ):
        row = dict(zip(names, (number, *values), strict=True))
        if row_id in raw:
            row.update(raw[row_id])
        yield row


def spell_totals(
    table: Table, form: Form, spelling: Spelling, raw: Mapping[int, Mapping[str, Value]]
) -> dict[str, Value] | None:
    """The 合计 row as a county adds it up: cells that hold no number do not count. None for forms without
    one.
    """
    fields = total_fields(form)
    if not fields:
        return None
    totals: dict[str, Value] = {}
    for name in fields:
        values = table.columns.get(name)
        if values is None:
            continue
        known = values != BLANK
        for place, row_id in enumerate(table.ids.tolist() if raw else ()):
            known[place] &= name not in raw.get(row_id, {})
        column = form.column(name)
        total = np.array([int(values[known].sum())])
        totals[name] = _spell(total, column, form, spelling, False)[0]
    return totals


def _spell(values: Column, column: FormColumn, form: Form, spelling: Spelling, text_dates: bool) -> list[Any]:
    if values.dtype.kind != "i":
        return _texts(values, column, spelling)
    empty = values == BLANK
    if column.type == "date":
        done = _dates(
            np.where(empty, 0, values),
            "YYYY-MM-DD" if text_dates and spelling.date == "serial" else spelling.date,
        )
    elif column.type == "month":
        done = _dates(np.where(empty, 0, values), spelling.month)
    elif column.type.startswith("decimal"):
        done = _decimals(values, column, form, spelling)
    else:
        done = values.tolist()
    if empty.any():
        for place in np.flatnonzero(empty).tolist():
            done[place] = None
    return done


def _texts(values: Column, column: FormColumn, spelling: Spelling) -> list[Any]:
    words: dict[str, str | None] = {"": None}
    if column.type == "bool_yn":
        words |= {"是": spelling.yes, "否": spelling.no}
    return [words.get(v, v) for v in values.tolist()]


def _decimals(values: Column, column: FormColumn, form: Form, spelling: Spelling) -> list[Any]:
    """Units of the last decimal as numbers of so many decimals; 0.01 万元 are 100 元."""
    if form.money_unit == "万元" and column.unit.startswith("万元") and spelling.money_unit(form) == "元":
        return (values.astype(np.int64) * 100).tolist()
    return (values.astype(np.int64) / 10 ** int(column.type.rstrip(")").split(",")[1])).tolist()


def _dates(days: Days, style: str) -> list[Any]:
    if style == "serial":
        return (days + _EXCEL_EPOCH).tolist()
    dates = to_dates(days)
    texts = {d: _date_text(str(d), style) for d in np.unique(dates).tolist()}
    return [texts[d] for d in dates.tolist()]


def _date_text(iso: str, style: str) -> str:
    year, month, in_month = iso.split("-")
    for token, text in (
        ("YYYY", year),
        ("MM", month),
        ("DD", in_month),
        ("M", str(int(month))),
        ("D", str(int(in_month))),
    ):
        style = style.replace(token, text)
    return style
