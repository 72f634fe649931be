"""Writes one form sheet in the official layout, top to bottom: XlsxWriter's constant-memory mode works.

Row 1 title, row 2 notes (填报单位, 截止日期, 单位), rows 3-4 header, row 5 column numbers, then the data,
合计, the signature row and 注. What the form contains comes from ``seeds/forms``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from lingcha.contract.forms import Column, Form
from lingcha.template import aids
from lingcha.template.style import Formats, column_width, make_formats

PAGE_WIDTH = 80  # characters: what the title and the signatures need
FIRST_DATA_ROW = 6  # as Excel counts, with the row of column numbers


@dataclass(frozen=True)
class Formula:
    """A formula and the value stored beside it, for example ``Formula("=#REF!", "#REF!")``."""

    text: str
    value: str | int | float = 0


# The Python type decides what is written, not the column: text stays text, so wrong values can be written.
Value = str | int | float | Decimal | date | Formula | None
Row = Mapping[str, Value]


@dataclass(frozen=True)
class SheetStyle:
    """How a sheet may differ from the official one; the defaults are the official one.

    money_unit, title, sheet_name, headers (field -> path) and columns (field order) replace the form's own.
    merge_down: fields whose equal neighbours become one merged cell, as counties do with their name.
    hidden: positions of data rows, from 0, that are hidden.
    ruled: False leaves empty data cells out altogether (large registers).
    entry_aids: drop-downs, comments, required marks. blank_rows: empty ruled rows behind the data.
    """

    sheet_name: str = ""
    money_unit: str = ""
    title: str = ""
    columns: tuple[str, ...] = ()
    headers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    number_row: bool = True
    totals_first: bool = False
    total_label: str = "合计"
    merge_down: tuple[str, ...] = ()
    hidden: frozenset[int] = frozenset()
    ruled: bool = True
    entry_aids: bool = False
    blank_rows: int = 0
    footer: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class SheetAddress:
    """Where things stand on the sheet, rows as Excel counts."""

    sheet: str
    columns: dict[str, str]
    first_data_row: int
    total_row: int | None

    def cell(self, name: str, position: int) -> str:
        """Address of a field in the data row at ``position`` (from 0), for example ``C17``."""
        return f"{self.columns[name]}{self.first_data_row + position}"


def total_fields(form: Form) -> tuple[str, ...]:
    """Columns that the 合计 row adds up: money, households, persons (sum) or only the last two (count)."""
    units = {"sum": {form.money_unit, "户", "人"}, "count": {"户", "人"}, "none": set[str]()}[form.totals]
    return tuple(c.name for c in form.columns if c.unit in units)


def write_form_sheet(
    workbook: Workbook,
    form: Form,
    unit_name: str,
    part_name: str,
    cutoff: date | None,
    rows: Iterable[Row] | None = None,
    totals: Row | None = None,
    style: SheetStyle | None = None,
) -> SheetAddress:
    """Add one sheet of ``form`` to the workbook; rows are written as they come, so they may be a generator.

    unit_name and part_name (township) are printed as they are: 填报单位：灵宝市朱阳镇（盖章）.
    cutoff: None leaves the date open. rows: field -> value; a missing field is an empty cell.
    totals: field -> stated value of the 合计 row; None writes no such row.
    """
    style = style or SheetStyle()
    by_name = {c.name: c for c in form.columns}
    columns = [by_name[n] for n in style.columns] if style.columns else list(form.columns)
    sheet = workbook.add_worksheet(style.sheet_name or form.title)
    writer = _SheetWriter(sheet, form, columns, style, make_formats(workbook))
    writer.page()
    writer.head(unit_name + part_name, cutoff)
    total_row = None
    if totals is not None and style.totals_first:
        total_row = writer.totals(totals)
    first = writer.row + 1
    writer.data(rows or ())
    writer.blanks()
    last = writer.row
    if totals is not None and not style.totals_first:
        total_row = writer.totals(totals)
    writer.foot()
    if style.entry_aids:
        aids.add_entry_aids(workbook, sheet, columns, first, last, cutoff)
    letters = {c.name: xl_col_to_name(i) for i, c in enumerate(columns)}
    return SheetAddress(sheet.get_name(), letters, first, total_row)


@dataclass
class _SheetWriter:
    """Walks down one sheet; ``row`` is the number of rows already written."""

    sheet: Worksheet
    form: Form
    columns: list[Column]
    style: SheetStyle
    formats: Formats
    row: int = 0

    def page(self) -> None:
        """A4 landscape, one page wide, header repeated on every page; column widths before the first cell."""
        head = 5 if self.style.number_row else 4
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.sheet.set_footer("&C第 &P 页 共 &N 页")
        self.sheet.repeat_rows(0, head - 1)
        self.sheet.freeze_panes(head, 0)
        widths = [column_width(column) for column in self.columns]
        stretch = max(1.0, PAGE_WIDTH / sum(widths))  # few columns share the page
        for index, width in enumerate(widths):
            self.sheet.set_column(index, index, width * stretch)

    def head(self, unit: str, cutoff: date | None) -> None:
        last = len(self.columns) - 1
        self._segments([(0, last, self.style.title or self.form.title)], self.formats.title, 30)
        day = f"{cutoff.year}年{cutoff.month}月{cutoff.day}日" if cutoff else "      年    月    日"
        notes = [f"填报单位：{unit or '                '}（盖章）", f"截止日期：{day}"]
        money_unit = self.style.money_unit or self.form.money_unit
        if money_unit != "无":
            notes.append(f"单位：{money_unit}")
        self._segments(_spread(notes, last), self.formats.note, 20)
        self._header()
        if self.style.number_row:
            for index in range(last + 1):
                self.sheet.write_number(self.row, index, index + 1, self.formats.number_row)
            self.row += 1

    def _header(self) -> None:
        """Two rows; each written whole before the next, see ``_merge``."""
        top = self.row
        paths = [self.style.headers.get(c.name, c.header) for c in self.columns]
        marks = [
            self.formats.required if self.style.entry_aids and c.required == "Y" else self.formats.header
            for c in self.columns
        ]
        self.sheet.set_row(top, 22)
        for index, path in enumerate(paths):
            self.sheet.write_string(
                top, index, path[0], marks[index] if len(path) == 1 else self.formats.header
            )
        self.sheet.set_row(top + 1, 48)
        for index, path in enumerate(paths):
            self.sheet.write_string(top + 1, index, path[1] if len(path) > 1 else "", marks[index])
        for first, last in _groups(paths):
            if len(paths[first]) == 1:
                self._merge(top, first, top + 1, first)
            elif last > first:
                self._merge(top, first, top, last)
        self.row += 2

    def data(self, rows: Iterable[Row]) -> None:
        runs: dict[str, tuple[Value, int]] = {}
        start = self.row
        index_of = {c.name: i for i, c in enumerate(self.columns)}
        for position, values in enumerate(rows):
            covered = set()
            for name in self.style.merge_down:
                value = values.get(name)
                if name in runs and runs[name][0] == value and value is not None:
                    covered.add(name)
                    continue
                self._close_run(runs, name, index_of[name])
                runs[name] = (value, self.row)
            if position in self.style.hidden:
                self.sheet.set_row(start + position, None, None, {"hidden": True})
            self._write_row(values, covered)
        for name in self.style.merge_down:
            self._close_run(runs, name, index_of[name])

    def _close_run(self, runs: dict[str, tuple[Value, int]], name: str, column: int) -> None:
        if name in runs:
            first = runs.pop(name)[1]
            if self.row - 1 > first:
                self._merge(first, column, self.row - 1, column)

    def _write_row(self, values: Row, covered: set[str] | frozenset[str] = frozenset()) -> None:
        sheet, row, cells = self.sheet, self.row, self.formats.cells
        for index, column in enumerate(self.columns):
            value = None if column.name in covered else values.get(column.name)
            style = cells[column.type]
            if isinstance(value, str):
                sheet.write_string(row, index, value, style)
            elif isinstance(value, date):
                sheet.write_datetime(row, index, value, self.formats.date)
            elif isinstance(value, Formula):
                sheet.write_formula(row, index, value.text, style, value.value)
            elif value is not None:
                sheet.write_number(row, index, value, style)
            elif self.style.ruled:
                sheet.write_blank(row, index, None, style)
        self.row += 1

    def blanks(self) -> None:
        for _ in range(self.style.blank_rows):
            self.sheet.set_row(self.row, 24)  # room for handwriting on the printed form
            for index, column in enumerate(self.columns):
                self.sheet.write_blank(self.row, index, None, self.formats.cells[column.type])
            self.row += 1

    def totals(self, values: Row) -> int:
        """The 合计 row; returns its number as Excel counts."""
        self._write_row({self.columns[0].name: self.style.total_label, **values})
        return self.row

    def foot(self) -> None:
        last = len(self.columns) - 1
        labels = [
            w for w in ("填报人", "审核人", "单位负责人", "联系电话", "填报日期") if w in self.form.footer
        ]
        texts = [f"{w}：{self.style.footer.get(w, '')}" for w in labels]
        self._segments(_spread(texts, last), self.formats.note, 24)
        for number, note in enumerate(self.style.notes, 1):
            lead = "注：" if number == 1 else "　　"
            self._segments([(0, last, f"{lead}{number}.{note}")], self.formats.note, 18)

    def _segments(self, parts: list[tuple[int, int, str]], cell_format: Any, height: float) -> None:
        """One row of merged cells, each a span of columns with a text."""
        self.sheet.set_row(self.row, height)
        for first, last, text in parts:
            self.sheet.write_string(self.row, first, text, cell_format)
            if last > first:
                self._merge(self.row, first, self.row, last)
        self.row += 1

    def _merge(self, top: int, left: int, bottom: int, right: int) -> None:
        # merge_range() writes the whole range at once and so would close the upper row too early in
        # constant-memory mode; the cells are written in order here, so only the range is registered.
        self.sheet.merge.append([top, left, bottom, right])


def _groups(paths: list[tuple[str, ...]]) -> list[tuple[int, int]]:
    """Spans of neighbouring columns that share the first header cell; single headers stand alone."""
    spans: list[tuple[int, int]] = []
    for index, path in enumerate(paths):
        previous = paths[index - 1] if index else ()
        if len(path) > 1 and len(previous) > 1 and previous[0] == path[0]:
            spans[-1] = (spans[-1][0], index)
        else:
            spans.append((index, index))
    return spans


def _spread(texts: list[str], last: int) -> list[tuple[int, int, str]]:
    """The texts side by side over columns 0..last in equal spans; where columns are few, several in one."""
    width = last + 1
    if len(texts) > width:
        edges = [len(texts) * i // width for i in range(width + 1)]
        return [(i, i, "    ".join(texts[edges[i] : edges[i + 1]])) for i in range(width)]
    edges = [width * i // len(texts) for i in range(len(texts) + 1)]
    return [(edges[i], edges[i + 1] - 1, text) for i, text in enumerate(texts)]
