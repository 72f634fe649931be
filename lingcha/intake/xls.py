""".xls and WPS .et through xlrd: calamine mistakes the text records of some generators."""

import struct
from collections.abc import Iterator
from typing import Any

import xlrd
from xlrd.compdoc import CompDocError

from lingcha.intake.formats import Shown, shown_by
from lingcha.intake.grid import Cell, Grid, Unreadable
from lingcha.intake.issues import Rejected
from lingcha.intake.prescan import ERROR, SheetScan
from lingcha.intake.xls_records import ODD, check_records
from lingcha.intake.xlsx import merged_areas

# xlrd meets damaged records with whatever the broken bytes lead to.
_DAMAGE = (
    CompDocError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    TypeError,
    ValueError,
    struct.error,
)


def read(content: bytes) -> Iterator[Grid | Unreadable]:
    """The sheets in workbook order."""
    try:
        # Ragged: otherwise one far value makes xlrd fill every row up to its column.
        # On demand: the records stay at hand until they are checked.
        book = xlrd.open_workbook(
            file_contents=content, formatting_info=True, ragged_rows=True, on_demand=True, logfile=_Silent()
        )
        in_order = [check_records(book, begin) for begin in book._sh_abs_posn]
        sheets = [book.sheet_by_index(i) for i in range(book.nsheets)]
        book.release_resources()
    except xlrd.XLRDError as error:
        code = "E_ENCRYPTED" if "encrypt" in str(error).lower() else "E_XLS_DAMAGED"
        raise Rejected(code) from error
    except _DAMAGE as error:
        raise Rejected("E_XLS_DAMAGED") from error
    for sheet, orderly in zip(sheets, in_order, strict=True):
        try:
            yield _sheet(book, sheet, [] if orderly else [ODD])
        except Rejected as refused:
            yield Unreadable(sheet.name, refused.code, refused.slots, sheet.visibility == 0)


class _Silent:
    """xlrd prints warnings about odd records; they may quote cells."""

    def write(self, text: str) -> None:
        """Nothing is kept."""


def _sheet(book: Any, sheet: Any, notes: list[str]) -> Grid:
    filled = sum(map(sheet.row_len, range(sheet.nrows)))
    SheetScan(rows=sheet.nrows, last=sheet.nrows, filled=filled, columns=sheet.ncols).check_density()
    rows: list[list[Cell]] = []
    broken = {}
    for r in range(sheet.nrows):
        values: list[Cell] = list(sheet.row_values(r)) + [""] * (sheet.ncols - sheet.row_len(r))
        for c, kind in enumerate(sheet.row_types(r)):
            if kind == xlrd.XL_CELL_ERROR:
                broken[r, c] = ERROR
                values[c] = ""
            elif kind == xlrd.XL_CELL_DATE:
                values[c] = _moment(values[c], book.datemode)
            elif kind == xlrd.XL_CELL_BOOLEAN:
                values[c] = bool(values[c])
        rows.append(values)
    return Grid(
        name=sheet.name,
        rows=rows,
        physical=sheet.nrows,
        visible=sheet.visibility == 0,
        merges=merged_areas(
            [(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells],
            sheet.nrows,
            sheet.ncols,
        ),
        hidden=[r + 1 for r, info in sheet.rowinfo_map.items() if info.hidden and r < sheet.nrows],
        broken=broken,
        shown=_shown(book, sheet),
        date1904=book.datemode == 1,
        notes=notes,
    )


def _shown(book: Any, sheet: Any) -> dict[tuple[int, int], Shown]:
    """The numbers whose format shows something else; cells are looked at only when there is such a format."""
    formats = book.format_map.items()
    codes = {key: shown for key, form in formats if (shown := shown_by(form.format_str or ""))}
    styles = {i: codes[xf.format_key] for i, xf in enumerate(book.xf_list) if xf.format_key in codes}
    if not styles:
        return {}
    return {
        (r, c): styles[style]
        for r in range(sheet.nrows)
        for c, kind in enumerate(sheet.row_types(r))
        if kind == xlrd.XL_CELL_NUMBER and (style := sheet.cell_xf_index(r, c)) in styles
    }


def _moment(value: Any, datemode: int) -> Cell:
    """A date cell; a number that is no date (before 1900-03-01) stays a number."""
    try:
        return xlrd.xldate_as_datetime(value, datemode) if value >= 61 or datemode else value
    except (ValueError, OverflowError):
        return value
