"""Numbers of people in names of sheets and in headers do not leave the archive; columns without a header."""

import json

import pytest

from lingcha.intake.file import Job, read_file
from lingcha.intake.privacy import SheetNames, masked
from tests.intake.making import HEADER, NOTE, UNIT, Desk, payment, payments, workbook

ID = "411282199001019914"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("王小明" + ID, "王小明" + "*" * 18),
        ("41128219900101991X", "*" * 18),
        ("411282 19900101 9914", "****** ******** ****"),
        ("电话13800000000", "电话" + "*" * 11),
        ("138-0000-0000", "***-****-****"),
        ("６２２８４８００００００００００００１", "*" * 19),
        ("6228 4800 0000 0000 001", "**** **** **** **** ***"),
        ("0398-2812345", "****-*******"),
    ],
)
def test_numbers_of_people_are_masked(text: str, told: str) -> None:
    assert masked(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "",
        "朱阳镇",
        "2022年8月",
        "20220831",
        "202208",
        "411282104201",
        "XM411282-2022-001",
        "2022-01-01至2022-08-31",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert masked(text) == text


def test_distinct_sheets_stay_distinct() -> None:
    names = SheetNames()
    told = [names.tell(name) for name in ("王小明" + ID, "王小明411282199001019922", "拨付", " 拨付")]
    assert told == ["王小明" + "*" * 18, "王小明" + "*" * 18 + "（2）", "拨付", " 拨付"]


def test_no_output_holds_the_number_of_a_sheet_or_a_header(desk: Desk) -> None:
    header = [*HEADER, "李四13800000000"]
    content = workbook(
        {
            "王小明" + ID: payments([*payment(1), ""], [*payment(2, amount="x"), ""], header=header),
            "王小明411282199001019922": [HEADER, payment(3)],
            ID: [["草稿"]],
        }
    )
    folder = desk.out / "masked"
    folder.mkdir()
    (folder / "original").write_bytes(content)
    desk.out = folder / "out"
    reading = read_file(Job(folder / "original", UNIT, desk.out, "某表.xlsx"))
    first, second, third = (s.sheet for s in reading.sheets)
    assert (first, second) == ("王小明" + "*" * 18, "王小明" + "*" * 18 + "（2）")
    assert third == "*" * 18
    assert [r["sheet"] for r in desk.rows()] == [first, second]
    assert [c["sheet"] for c in desk.cells()] == [first]
    said = (desk.out / "reading.json").read_text() + json.dumps(desk.rows() + desk.cells(), default=str)
    assert "4112821990" not in said and "138000" not in said
    assert any("L列“李四***********”" in note for note in reading.sheets[0].notes)


@pytest.mark.parametrize(("value", "noted"), [("已核", True), (0.0, True), ("", False), (" ", False)])
def test_a_column_without_a_header_is_noted_when_it_says_something(
    desk: Desk, value: str | float, noted: bool
) -> None:
    rows = payments([*payment(1), value], header=[*HEADER, ""])
    sheet = desk.sheet(workbook({"a": rows}))
    assert any("L列没有表头而有内容" in note for note in sheet.notes) == noted


def test_a_blank_label_in_the_middle_is_noted(desk: Desk) -> None:
    header = ["" if h == "备注" else h for h in HEADER]
    sheet = desk.sheet(workbook({"a": payments(payment(1, remark="甲"), note=NOTE, header=header)}))
    assert (sheet.accepted, [n for n in sheet.notes if "K列没有表头" in n] != []) == (1, True)
