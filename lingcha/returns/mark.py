"""Mark the county's own Excel workbook: its layout stays, wrong cells are coloured, reasons stand beside.

What could act or point outside does not survive: macros, formulas (their values stay), links, pivots.
"""

import re
from pathlib import Path
from typing import BinaryIO

from openpyxl import load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from lingcha.returns import style
from lingcha.returns.marks import SheetMarks
from lingcha.returns.summary import Summary, write_summary

# A drop-down list that is typed out or points into the same workbook; others could call a function or a file.
_PLAIN_LIST = re.compile(
    r'"[^"]*"|=?(\'[^\'\[\]]+\'!|[^\'\[\]!()]+!)?\$?[A-Z]{1,3}\$?[0-9]+(:\$?[A-Z]{1,3}\$?[0-9]+)?'
)


def mark_workbook(
    original: BinaryIO,
    marks: dict[str, SheetMarks],
    omit: set[str],
    summary: Summary,
    target: Path | BinaryIO,
) -> None:
    """Write the marked copy of an xlsx or xlsm file.

    marks: by sheet name. omit: sheets that do not belong to the unit and must not be handed to it.
    """
    book = load_workbook(original, data_only=True, keep_vba=False, keep_links=False)
    for name in (omit | {style.SUMMARY_SHEET}) & set(book.sheetnames):
        del book[name]
    _disarm_book(book)
    for sheet in book.worksheets:
        _disarm_sheet(sheet)
        sheet.sheet_view.tabSelected = False
        if sheet.title in marks:
            _mark_sheet(sheet, marks[sheet.title])
    page = book.create_sheet(style.SUMMARY_SHEET, 0)
    write_summary(page, summary)
    book.active = 0
    book.save(target)


def _disarm_book(book: Workbook) -> None:
    book.defined_names.clear()
    for sheet in list(book.chartsheets):
        book.remove(sheet)
    for sheet in book.worksheets:
        sheet.defined_names.clear()


def _disarm_sheet(sheet: Worksheet) -> None:
    """Leave values and looks only. Protection goes too: the county must be able to correct the sheet."""
    sheet.conditional_formatting = ConditionalFormattingList()
    validations = sheet.data_validations
    validations.dataValidation = [
        each
        for each in validations.dataValidation
        if each.type == "list" and _PLAIN_LIST.fullmatch(each.formula1 or "")
    ]
    for name in list(sheet.tables):
        del sheet.tables[name]
    sheet._charts, sheet._images, sheet._pivots, sheet._hyperlinks = [], [], [], []
    sheet.auto_filter.filterColumn, sheet.auto_filter.sortState = [], None
    sheet.protection.sheet = False
    # Cells that exist, not the rectangle they span: one formatted cell far away must not create millions.
    for cell in sheet._cells.values():
        if not isinstance(cell, MergedCell):
            cell.hyperlink = None
            style.guard(cell)


def _mark_sheet(sheet: Worksheet, marks: SheetMarks) -> None:
    sheet.sheet_state = "visible"
    reason_column = _reason_column(sheet, marks.header_rows)
    _head(sheet, reason_column, style.REASON_HEADER, marks.header_rows)
    _head(sheet, reason_column + 1, style.REMEDY_HEADER, marks.header_rows)
    for (row, column), problems in marks.cells.items():
        cell = _anchor(sheet, row, column)
        cell.fill = style.fill_of(problems)
        cell.comment = style.comment_of(problems)
        sheet.column_dimensions[get_column_letter(column)].hidden = False
    for row in marks.rows:
        _explain(sheet, row, reason_column, marks.reason(row), marks.remedy(row))
    sheet.print_area = None
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0


def _reason_column(sheet: Worksheet, header_rows: tuple[int, int]) -> int:
    """The first of the two added columns: that of an earlier return, wiped, or the first free one."""
    first, last = header_rows
    for row in range(first, last + 1):
        for cell in sheet[row]:
            if cell.value == style.REASON_HEADER:
                _wipe(sheet, cell.column, first, last)
                return int(cell.column)
    return 1 + max(cell.column for cell in sheet._cells.values() if cell.value is not None)


def _wipe(sheet: Worksheet, reason_column: int, first: int, last: int) -> None:
    """Remove what an earlier return wrote, so that a corrected row is not shown as wrong again."""
    for area in list(sheet.merged_cells.ranges):
        if area.min_col >= reason_column and first <= area.min_row <= last:
            sheet.unmerge_cells(str(area))
    for cell in list(sheet._cells.values()):
        if isinstance(cell, MergedCell):
            continue
        if cell.column in (reason_column, reason_column + 1):
            cell.value = None
        if style.is_mark(cell):
            cell.fill = style.PatternFill()
        if cell.comment is not None and cell.comment.author == style.AUTHOR:
            cell.comment = None


def _head(sheet: Worksheet, column: int, text: str, header_rows: tuple[int, int]) -> None:
    first, last = header_rows
    for row in range(first, last + 1):
        sheet.cell(row, column).border = style.BOX
    cell = sheet.cell(first, column, text)
    cell.font, cell.fill, cell.alignment = style.BOLD, style.HEAD_FILL, style.CENTRE_WRAP
    if last > first:
        sheet.merge_cells(start_row=first, end_row=last, start_column=column, end_column=column)
    sheet.column_dimensions[get_column_letter(column)].width = style.NOTE_WIDTH


def _anchor(sheet: Worksheet, row: int, column: int) -> Cell:
    """The cell itself, or the upper left one of the merged area that shows its value."""
    cell = sheet.cell(row, column)
    if not isinstance(cell, MergedCell):
        return cell
    area = next(a for a in sheet.merged_cells.ranges if cell.coordinate in a)
    return sheet.cell(area.min_row, area.min_col)


def _explain(sheet: Worksheet, row: int, column: int, reason: str, remedy: str) -> None:
    """The reason and the remedy beside a row, which becomes visible and high enough to read them."""
    for offset, text in enumerate((reason, remedy)):
        cell = sheet.cell(row, column + offset)
        style.put(cell, text)
        cell.font, cell.fill = style.FONT, style.NOTE_FILL
        cell.alignment, cell.border = style.TOP_WRAP, style.BOX
    dimension = sheet.row_dimensions[row]
    dimension.hidden = False
    dimension.height = max(
        dimension.height or 0, style.height_of((reason, style.NOTE_WIDTH), (remedy, style.NOTE_WIDTH))
    )
