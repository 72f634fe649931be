"""序号 in the spellings of hand-made sheets: it costs no record, and lets no section pass for one."""

from typing import Any

import pytest

from lingcha.intake.serial import read_serial
from tests.intake.making import Desk, payment, payments, repacked, workbook

NUMBERS = ["1", 1.0, "（1）", "(1)", "1、", "1.", "①", "第1", "1号", " 1 "]


@pytest.mark.parametrize("cell", NUMBERS)
def test_spellings_of_a_number(desk: Desk, cell: Any) -> None:
    sheet = desk.sheet(workbook({"a": payments(payment(1, seq=cell))}))
    assert (sheet.accepted, desk.rows()[0]["seq"], sheet.notes) == (1, 1, [])


@pytest.mark.parametrize("cell", ["1-1", "一", "1.1", 1.5, "甲", "一、", ("=1/0", "#DIV/0!")])
def test_another_serial_costs_no_record(desk: Desk, cell: Any) -> None:
    sheet = desk.sheet(workbook({"a": payments(payment(1), payment(2, seq=cell), payment(3, seq=""))}))
    assert (sheet.accepted, sheet.quarantined, desk.cells()) == (3, 0, [])
    assert [row["seq"] for row in desk.rows()] == [1, None, None]
    assert sheet.notes == ["“序号”列有 1 个不是整数，序号未读入，各行照常读入"]


def test_a_formula_that_nobody_computed_is_a_serial_like_another(desk: Desk) -> None:
    content = workbook({"a": payments(payment(1, seq=("=ROW()-3", 1)))})
    uncomputed = repacked(
        content, {"xl/worksheets/sheet1.xml": lambda xml: xml.replace(b"</f><v>1</v>", b"</f>")}
    )
    assert desk.sheet(uncomputed).accepted == 1


def test_the_other_cells_of_the_row_are_judged_as_ever(desk: Desk) -> None:
    sheet = desk.sheet(workbook({"a": payments(payment(1, seq="1-1", amount="十万"))}))
    assert (sheet.accepted, [c["column_name"] for c in desk.cells()]) == (0, ["amount"])


def test_a_section_with_a_sum_is_no_record(desk: Desk) -> None:
    """Its serial is the only sign of it: without one the sum would count as another payment."""
    section = ["一", "朱阳镇", "", "", "", "", "", 10.5]
    sheet = desk.sheet(workbook({"a": payments(section, payment(1))}))
    assert (sheet.accepted, [c["cell"] for c in desk.cells()]) == (1, ["A4"])


def test_nothing() -> None:
    assert read_serial("") is None
