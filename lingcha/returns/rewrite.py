"""The lighter way back, for what openpyxl cannot or should not hold: .xls, text files, and very large workbooks.

Same sheets, rows and columns, merged headers and column widths; colours and fonts of the county are not kept.
Values are streamed in one pass, about a third of the time that marking the original in place takes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from lingcha.returns import style
from lingcha.returns.marks import SheetMarks
from lingcha.returns.summary import Summary, write_summary


@dataclass
class Grid:
    """One sheet as plain values; row and column one of the sheet come first. ``merges`` are addresses such as ``A1:F1``."""

    name: str
    rows: Iterable[list[Any]]
    width: int
    merges: list[str]
    widths: dict[str, float]


def rewrite_workbook(grids: Iterable[Grid], marks: dict[str, SheetMarks], summary: Summary, target: Path) -> None:
    """Write the grids as a new xlsx with marks, reasons and the summary sheet first."""
    book = Workbook(write_only=True)
    write_summary(book.create_sheet(style.SUMMARY_SHEET), summary)
    for grid in grids:
        if grid.name != style.SUMMARY_SHEET:
            _write_grid(book.create_sheet(grid.name), grid, marks.get(grid.name))
    book.save(target)


def _write_grid(sheet: Any, grid: Grid, marks: SheetMarks | None) -> None:
    for letters in (get_column_letter(n) for n in range(1, grid.width + 1)):
        sheet.column_dimensions[letters].width = grid.widths.get(letters, 12)
    for area in grid.merges:
        sheet.merged_cells.add(area)
    if marks is None:
        for values in grid.rows:
            sheet.append([_plain(sheet, value) for value in values])
        return
    for offset in (1, 2):
        sheet.column_dimensions[get_column_letter(grid.width + offset)].width = style.NOTE_WIDTH
    first, last = marks.header_rows
    sheet.freeze_panes = f"A{last + 1}"
    for row, values in enumerate(grid.rows, 1):
        sheet.append(_row(sheet, marks, row, values, grid.width, first, last))


def _row(
    sheet: Any, marks: SheetMarks, row: int, values: list[Any], width: int, first: int, last: int
) -> list[Any]:
    if row not in marks.rows:
        cells = [_plain(sheet, value) for value in values]
        if first <= row <= last:
            titles = (style.REASON_HEADER, style.REMEDY_HEADER) if row == first else ("", "")
            cells += [None] * (width - len(cells)) + [_styled(sheet, text, head=True) for text in titles]
        return cells
    padded = values + [None] * (width - len(values))
    cells = []
    for column, value in enumerate(padded, 1):
        problems = marks.cells.get((row, column))
        cell = _plain(sheet, value) if problems is None else WriteOnlyCell(sheet)
        if problems is not None:
            style.put(cell, value)
            cell.fill, cell.comment = style.fill_of(problems), style.comment_of(problems)
        cells.append(cell)
    texts = marks.reason(row), marks.remedy(row)
    sheet.row_dimensions[row].height = style.height_of(*((text, style.NOTE_WIDTH) for text in texts))
    return cells + [_styled(sheet, text) for text in texts]


def _plain(sheet: Any, value: Any) -> Any:
    """The value itself, or a cell where openpyxl would make something else of it: a text that looks like a formula."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        cell = WriteOnlyCell(sheet)
        style.put(cell, value)
        return cell
    return value


def _styled(sheet: Any, text: str, head: bool = False) -> Any:
    cell = WriteOnlyCell(sheet)
    style.put(cell, text)
    cell.font, cell.border = (style.BOLD if head else style.FONT), style.BOX
    cell.fill = style.HEAD_FILL if head else style.NOTE_FILL
    cell.alignment = style.CENTRE_WRAP if head else style.TOP_WRAP
    return cell
