""".xls and WPS .et through xlrd: calamine mistakes the text records of some generators."""

import struct
from collections.abc import Iterator
from typing import Any

import xlrd
from xlrd.compdoc import CompDocError

from lingcha.intake.grid import Cell, Grid, Unreadable
from lingcha.intake.issues import Rejected
from lingcha.intake.prescan import ERROR, SheetScan
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
_BEGINNING, _END = 0x0809, 0x000A  # records
# Cells that have one length: blank, number, truth or error, number in short, text of the common table.
_LENGTHS = {0x0201: 6, 0x0203: 14, 0x0205: 8, 0x027E: 10, 0x00FD: 10}


def read(content: bytes) -> Iterator[Grid | Unreadable]:
    """The sheets in workbook order."""
    try:
        # Ragged: otherwise one far value makes xlrd fill every row up to its column.
        # On demand: the records stay at hand until they are checked.
        book = xlrd.open_workbook(
            file_contents=content, formatting_info=True, ragged_rows=True, on_demand=True, logfile=_Silent()
        )
        for begin in book._sh_abs_posn:
            _check_end(book, begin)
        sheets = [book.sheet_by_index(i) for i in range(book.nsheets)]
        book.release_resources()
    except xlrd.XLRDError as error:
        code = "E_ENCRYPTED" if "encrypt" in str(error).lower() else "E_XLS_DAMAGED"
        raise Rejected(code) from error
    except _DAMAGE as error:
        raise Rejected("E_XLS_DAMAGED") from error
    for sheet in sheets:
        try:
            yield _sheet(book, sheet)
        except Rejected as refused:
            yield Unreadable(sheet.name, refused.code, refused.slots, sheet.visibility == 0)


class _Silent:
    """xlrd prints warnings about odd records; they may quote cells."""

    def write(self, text: str) -> None:
        """Nothing is kept."""


def _check_end(book: Any, begin: int) -> None:
    """Whether the records of a sheet lead from its beginning to its end. xlrd follows their lengths and stops
    at the first end that it meets: one wrong length, and the rows behind it are not there. Behind a true end
    stands the beginning of another part, or nothing.
    """
    if book.biff_version < 50:
        return  # before Excel 5 a file was one sheet
    end, at, depth = book.base + book.stream_len, begin, 0
    while at + 4 <= end:
        kind, length = struct.unpack_from("<HH", book.mem, at)
        if length != _LENGTHS.get(kind, length):
            raise Rejected("E_XLS_DAMAGED")
        at += 4 + length
        depth += (kind == _BEGINNING) - (kind == _END)
        if depth == 0:
            break
    rest = bytes(book.mem[at:end])
    if depth or at > end or not (rest.startswith(struct.pack("<H", _BEGINNING)) or not rest.strip(b"\0")):
        raise Rejected("E_XLS_DAMAGED")


def _sheet(book: Any, sheet: Any) -> Grid:
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
        date1904=book.datemode == 1,
    )


def _moment(value: Any, datemode: int) -> Cell:
    """A date cell; a number that is no date (before 1900-03-01) stays a number."""
    try:
        return xlrd.xldate_as_datetime(value, datemode) if value >= 61 or datemode else value
    except (ValueError, OverflowError):
        return value
