"""What the records of an .xls say about its cells, without a workbook around them."""

import struct
from types import SimpleNamespace

import pytest

from lingcha.intake.issues import Rejected
from lingcha.intake.xls_records import check_records

BEGIN, END = struct.pack("<HHI", 0x0809, 4, 0), struct.pack("<HH", 0x000A, 0)


def number(row: int, column: int) -> bytes:
    return struct.pack("<HHHHHd", 0x0203, 14, row, column, 0, 1.5)


def numbers(row: int, first: int, last: int) -> bytes:
    cells = b"".join(struct.pack("<HI", 0, 6) for _ in range(first, last + 1))
    return struct.pack("<HHHH", 0x00BD, 6 + len(cells), row, first) + cells + struct.pack("<H", last)


def blank(row: int, column: int) -> bytes:
    return struct.pack("<HHHHH", 0x0201, 6, row, column, 0)


def bounds(rows: int) -> bytes:
    return struct.pack("<HHIIHHH", 0x0200, 14, 0, rows, 0, 5, 0)


def check(*records: bytes, version: int = 80) -> bool:
    stream = b"".join((BEGIN, *records, END))
    return check_records(
        SimpleNamespace(biff_version=version, base=0, stream_len=len(stream), mem=stream), begin=0
    )


@pytest.mark.parametrize(
    "records",
    [
        (),
        (bounds(0),),
        (bounds(3), number(0, 0), number(0, 1), number(2, 0)),
        (bounds(0), number(0, 0), number(900, 0)),  # a program that states no bounds
        (bounds(2), number(0, 0), numbers(1, 0, 3), number(1, 4)),
        (bounds(1), number(0, 0), blank(0, 0)),
    ],
)
def test_cells_in_order_and_within_bounds(records: tuple[bytes, ...]) -> None:
    assert check(*records)


@pytest.mark.parametrize(
    "records",
    [
        (bounds(3), number(1, 0), number(0, 1)),
        (bounds(3), number(1, 1), number(1, 0)),
        (bounds(3), numbers(1, 0, 3), number(0, 9)),
        (bounds(3), number(0, 0), number(3, 0)),
    ],
)
def test_a_cell_that_left_its_place_is_named(records: tuple[bytes, ...]) -> None:
    assert not check(*records)


@pytest.mark.parametrize("second", [number(1, 2), numbers(1, 0, 2)])
def test_two_values_in_one_place_are_refused(second: bytes) -> None:
    with pytest.raises(Rejected) as caught:
        check(bounds(2), number(1, 2), second)
    assert caught.value.code == "E_SHEET_UNREADABLE"


def test_numbers_of_a_chart_are_no_cells() -> None:
    """Their places are those of the chart's own small table, once for each series."""
    chart = BEGIN + number(0, 0) + number(0, 0) + END
    assert check(bounds(9), number(4, 4), chart)


@pytest.mark.parametrize(
    "records",
    [
        (number(0, 0)[:-1],),
        (struct.pack("<HHHHH", 0x0203, 6, 0, 0, 0),),  # a number too short
        (BEGIN,),  # its end is missing
        (END, number(0, 0)),  # values behind the end
    ],
)
def test_records_that_do_not_lead_to_the_end_are_refused(records: tuple[bytes, ...]) -> None:
    with pytest.raises(Rejected) as caught:
        check(*records)
    assert caught.value.code == "E_XLS_DAMAGED"


def test_before_excel_5_a_file_was_one_sheet() -> None:
    assert check(END, number(0, 0), version=40)
