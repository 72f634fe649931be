""".xlsx and .xlsm through python-calamine, after the guard."""

import io
from collections.abc import Iterator

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from lingcha.intake import guard, memory
from lingcha.intake.grid import Grid, Unreadable
from lingcha.intake.issues import Rejected
from lingcha.intake.prescan import ERROR, SheetScan, column_letters

MAX_MERGES = 20_000


def read(content: bytes) -> Iterator[Grid | Unreadable]:
    """The sheets in workbook order, one at a time in memory."""
    container = guard.inspect(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except CalamineError as error:
        raise Rejected("E_WORKBOOK_UNREADABLE") from error
    for sheet in book.sheets_metadata:
        if sheet.typ != SheetTypeEnum.WorkSheet:
            continue  # a chart or a dialog has no rows
        visible = sheet.visible == SheetVisibleEnum.Visible
        scan = container.scans.get(sheet.name)
        if isinstance(scan, Rejected):
            yield Unreadable(sheet.name, scan.code, scan.slots, visible)
        elif scan is None:
            yield Unreadable(sheet.name, "E_SHEET_UNREADABLE", {"what": ""}, visible)
        else:
            with memory.fitting(container.inflated):
                grid = _sheet(book, sheet.name, visible, scan, container.date1904)
            if isinstance(grid, Grid) and scan.plain and _values(grid) < scan.filled - scan.empty:
                try:
                    guard.check_cells(content, sheet.name)
                except Rejected as refused:
                    grid = Unreadable(sheet.name, refused.code, refused.slots, visible)
            yield grid


def _sheet(
    book: CalamineWorkbook, name: str, visible: bool, scan: SheetScan, date1904: bool
) -> Grid | Unreadable:
    try:
        sheet: CalamineSheet = book.get_sheet_by_name(name)
        rows = sheet.to_python(skip_empty_area=False)
    except CalamineError:
        # calamine knows the seven classic error values; a newer one (#SPILL!) stops the whole sheet.
        cells = [
            f"{column_letters(c)}{r + 1}" for (r, c), code in sorted(scan.broken.items()) if code == ERROR
        ]
        what = f"（含出错的公式：{'、'.join(cells[:5])}）" if cells else ""
        return Unreadable(name, "E_SHEET_UNREADABLE", {"what": what}, visible)
    if len(rows) > scan.rows or (scan.filled and not rows):
        return Unreadable(name, "E_ROWS_LOST", {}, visible)
    try:
        merges = merged_areas(
            [(*first, *last) for first, last in sheet.merged_cell_ranges or ()], len(rows), scan.columns
        )
    except Rejected as refused:
        return Unreadable(name, refused.code, refused.slots, visible)
    return Grid(
        name=name,
        rows=rows,
        physical=scan.rows,
        visible=visible,
        merges=merges,
        hidden=scan.hidden,
        broken=scan.broken,
        shown=scan.shown,
        date1904=date1904,
    )


def _values(grid: Grid) -> int:
    """Cells with a value, or with an error that the reader shows as blank."""
    return sum(len(row) - row.count("") for row in grid.rows) + list(grid.broken.values()).count(ERROR)


def merged_areas(
    areas: list[tuple[int, int, int, int]], rows: int, columns: int
) -> list[tuple[int, int, int, int]]:
    """The areas that begin within the rows, cut off behind the last one; raises E_TOO_MANY_MERGES.

    Areas may not overlap, so together they are no larger than the sheet; a file that says otherwise would
    cost hours.
    """
    cut = [(top, left, min(bottom, rows - 1), right) for top, left, bottom, right in areas if top < rows]
    if len(areas) > MAX_MERGES or sum(bottom - top + 1 for top, _, bottom, _ in cut) > rows * columns:
        raise Rejected("E_TOO_MANY_MERGES", count=len(areas))
    return cut
