"""The records of a sheet in an .xls, before xlrd follows them: an .xls has no checksum, but its records have
lengths, an order and stated bounds.
"""

import struct
from collections.abc import Iterator
from typing import Any

from lingcha.intake.issues import Rejected
from lingcha.intake.prescan import TWICE

# [MS-XLS] 2.3: beginning and end of a part, bounds of its cells.
_BEGINNING, _END, _BOUNDS = 0x0809, 0x000A, 0x0200
# Cells that have one length: blank, number, truth or error, number in short, text of the common table.
_LENGTHS = {0x0201: 6, 0x0203: 14, 0x0205: 8, 0x027E: 10, 0x00FD: 10}
# Cells with a value: these (but the blank one), formula, text, text with fonts; and numbers side by side.
_VALUES = (_LENGTHS.keys() - {0x0201}) | {0x0006, 0x0204, 0x00D6}
_NUMBERS = 0x00BD

ODD = "单元格不是逐行逐列存放的，或者超出文件自己写明的行数：文件可能在传送中改变，请与原件核对"


def check_records(book: Any, begin: int) -> bool:
    """Whether the cells of the sheet that begins there stand in order and within its bounds.

    Programs write row by row; a few write as they were told, so disorder is worth a note only. Two values in
    one place, a wrong length or records that do not lead to the end of the sheet are refused: xlrd takes the
    last of the two, and stops at the first end that it meets, with the rows behind it unsaid.
    """
    if book.biff_version < 50:
        return True  # before Excel 5 a file was one sheet
    bound, last, in_order = 0, (-1, -1), True
    for kind, at, length in _records(book, begin):
        if kind == _BOUNDS:
            bound = struct.unpack_from("<xxxxI" if book.biff_version >= 80 else "<xxH", book.mem, at)[0]
        for place in _places(book.mem, at, kind, length):
            in_order = in_order and place > last
            last = place
    if not in_order:  # only then can two have one place; millions of places are not kept for nothing
        cells = _records(book, begin)
        places = [place for kind, at, length in cells for place in _places(book.mem, at, kind, length)]
        if len(places) != len(set(places)):
            raise Rejected("E_SHEET_UNREADABLE", what=TWICE)
    return in_order and (last[0] < bound or not bound)  # some programs state no bounds


def _records(book: Any, begin: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of the records of a sheet itself; within it lie charts with numbers of their
    own. Raises Rejected where they do not lead to the end of the sheet.
    """
    end, at, depth = book.base + book.stream_len, begin, 0
    while at + 4 <= end:
        kind, length = struct.unpack_from("<HH", book.mem, at)
        if length != _LENGTHS.get(kind, length):
            raise Rejected("E_XLS_DAMAGED")
        if depth == 1:
            yield kind, at + 4, length
        at += 4 + length
        depth += (kind == _BEGINNING) - (kind == _END)
        if depth == 0:
            break
    rest = bytes(book.mem[at:end])
    if depth or at > end or not (rest.startswith(struct.pack("<H", _BEGINNING)) or not rest.strip(b"\0")):
        raise Rejected("E_XLS_DAMAGED")


def _places(records: Any, at: int, kind: int, length: int) -> list[tuple[int, int]]:
    """Row and column of the cells with a value of one record; none for a record of another kind."""
    if kind not in _VALUES and kind != _NUMBERS:
        return []
    row, column = struct.unpack_from("<HH", records, at)
    many = (length - 6) // 6 if kind == _NUMBERS else 1  # row, first and last column; six bytes a number
    return [(row, column + n) for n in range(many)]
