"""Writes one workbook or text file of a unit and says where the rows that somebody asks for stand in it."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path

import numpy as np
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from lingcha.contract.forms import Form, load_forms
from lingcha.sample.books import BookPlan, SheetPlan
from lingcha.sample.cells import Spelling, plain_text, spell_rows, spell_totals, spellings
from lingcha.sample.ledgers import Ledgers
from lingcha.sample.table import BLANK, Table
from lingcha.template.layout import Formula, Row, SheetStyle, Value, write_form_sheet

# (form, row id); the ids of a form never repeat in the city.
RowRef = tuple[str, int]
ZERO_REPORT = "本表零报告。"  # without it an empty form is refused
_LARGE = 2000  # rows from which empty cells are left out of a sheet


@dataclass(frozen=True)
class Edits:
    """What differs from the clean city. values: in the units of the tables; raw: cells as they are
    written.
    """

    values: Mapping[RowRef, Mapping[str, int | str]] = field(default_factory=dict)
    raw: Mapping[RowRef, Mapping[str, Value]] = field(default_factory=dict)
    dropped: frozenset[RowRef] = frozenset()


@dataclass(frozen=True)
class Place:
    """Where a row stands: file name, sheet, row as Excel counts, its key, and the column letters by field."""

    file: str
    sheet: str
    row_no: int
    record_key: str
    columns: Mapping[str, str]

    def cell(self, name: str) -> str:
        return f"{self.columns[name]}{self.row_no}"


def edited(table: Table, form: str, edits: Edits) -> Table:
    """The table with the edits that concern it."""
    ids = table.ids.tolist()
    kept = [i for i, row_id in enumerate(ids) if (form, row_id) not in edits.dropped]
    if len(kept) < len(ids):
        table = table.take(np.array(kept, dtype=np.int64))
    places = {row_id: i for i, row_id in enumerate(table.ids.tolist())}
    columns = dict(table.columns)
    for (other, row_id), values in edits.values.items():
        if other == form and row_id in places:
            for name, value in values.items():
                column = columns.get(
                    name, np.full(len(table), BLANK if isinstance(value, int) else "", dtype=object)
                )
                changed = column.astype(object) if column.dtype.kind != "i" else column.copy()
                changed[places[row_id]] = value
                columns[name] = changed
    return Table(table.unit, table.ids, columns)


def write_book(
    book: BookPlan, ledgers: Ledgers, edits: Edits, wanted: frozenset[RowRef], folder: Path, version: int
) -> dict[RowRef, Place]:
    """Write the file into ``folder`` and return the places of the wanted rows that are in it."""
    path = folder / book.file_name(version)
    spelling = spellings()[book.unit_code]
    if book.encoding:
        return _write_text(book, ledgers, edits, wanted, path, spelling)
    found: dict[RowRef, Place] = {}
    workbook = xlsxwriter.Workbook(
        path, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    day = ledgers.city.calendar.as_of
    workbook.set_properties({"title": book.stem, "created": datetime.combine(day, time())})
    for sheet in book.sheets:
        form = load_forms()[sheet.form]
        table, raw = _content(book, sheet, ledgers, edits)
        address = write_form_sheet(
            workbook,
            form,
            book.unit_name,
            sheet.township,
            sheet.cutoff,
            spell_rows(table, form, spelling, raw),
            spell_totals(table, form, spelling, raw),
            _style(form, sheet, spelling, len(table)),
        )
        rows = _numbered(table, address.first_data_row)
        found |= _places(table, form, wanted, path.name, address.sheet, rows, address.columns)
    workbook.close()
    return found


def _content(
    book: BookPlan, sheet: SheetPlan, ledgers: Ledgers, edits: Edits
) -> tuple[Table, dict[int, Mapping[str, Value]]]:
    table = edited(ledgers.of_sheet(book.unit, sheet), sheet.form, edits)
    raw = {row_id: cells for (form, row_id), cells in edits.raw.items() if form == sheet.form}
    return table, raw


def _style(form: Form, sheet: SheetPlan, spelling: Spelling, rows: int) -> SheetStyle:
    money = spelling.money_unit(form)
    return SheetStyle(
        sheet_name=sheet.name,
        money_unit="" if money == form.money_unit else money,
        totals_first=spelling.totals_first,
        ruled=rows < _LARGE,
        notes=() if rows else (ZERO_REPORT,),
    )


def _numbered(table: Table, first: int) -> dict[int, int]:
    return {row_id: first + i for i, row_id in enumerate(table.ids.tolist())}


def _places(
    table: Table,
    form: Form,
    wanted: frozenset[RowRef],
    file: str,
    sheet: str,
    rows: Mapping[int, int],
    letters: Mapping[str, str],
) -> dict[RowRef, Place]:
    found = {}
    for code, row_id in wanted:
        if code == form.code and row_id in rows:
            position = int(np.flatnonzero(table.ids == row_id)[0])
            key = "|".join(plain_text(table.columns[name][position], form.column(name)) for name in form.key)
            found[code, row_id] = Place(file, sheet, rows[row_id], key, letters)
    return found


def _write_text(
    book: BookPlan,
    ledgers: Ledgers,
    edits: Edits,
    wanted: frozenset[RowRef],
    path: Path,
    spelling: Spelling,
) -> dict[RowRef, Place]:
    """Comma-separated text in the same order of rows: title, notes, header, data, 合计, signatures."""
    (sheet,) = book.sheets
    form = load_forms()[sheet.form]
    table, raw = _content(book, sheet, ledgers, edits)
    totals = spell_totals(table, form, spelling, raw)
    before = [
        [form.title],
        [
            f"填报单位：{book.unit_name}",
            f"截止日期：{sheet.cutoff.year}年{sheet.cutoff.month}月{sheet.cutoff.day}日",
            f"单位：{spelling.money_unit(form)}",
        ],
        [c.header[0] for c in form.columns],
    ]
    with path.open("w", encoding=book.encoding, newline="") as handle:
        writer = csv.writer(handle)
        writer.writerows(before)
        if totals and spelling.totals_first:
            writer.writerow(_text_row({"seq": "合计", **totals}, form))
        writer.writerows(
            _text_row(row, form) for row in spell_rows(table, form, spelling, raw, text_dates=True)
        )
        if totals and not spelling.totals_first:
            writer.writerow(_text_row({"seq": "合计", **totals}, form))
        writer.writerow(["填报人：", "审核人：", "填报日期："])
        if not len(table):
            writer.writerow([f"注：1.{ZERO_REPORT}"])
    first = len(before) + 1 + bool(totals and spelling.totals_first)
    letters = {c.name: xl_col_to_name(i) for i, c in enumerate(form.columns)}
    return _places(table, form, wanted, path.name, "csv", _numbered(table, first), letters)


def _text_row(row: Row, form: Form) -> list[str]:
    return [_text(row.get(c.name)) for c in form.columns]


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.2f}"
    return value.text if isinstance(value, Formula) else str(value)
