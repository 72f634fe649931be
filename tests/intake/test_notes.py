"""What stands above the header, in the spellings of counties: unit, period, and what contradicts them."""

from typing import Any

import pytest

from lingcha.intake.privacy import shown
from tests.intake.making import HEADER, NOTE, TITLE, Desk, payment, payments, workbook

UNIT_NOTE, CUTOFF, MONEY = NOTE


@pytest.mark.parametrize(
    "note",
    [
        [UNIT_NOTE, "2022年8月", MONEY],
        [UNIT_NOTE, "2022年8月31日", MONEY],
        [UNIT_NOTE, "截至2022年8月31日", MONEY],
        [UNIT_NOTE, "统计时间：2022.8.31", MONEY],
        [UNIT_NOTE, "时间：2022年8月", MONEY],
        [UNIT_NOTE, "截止日期", "2022年8月31日", MONEY],
        ["填报单位", "灵宝市", "截止日期", "2022年8月31日", "单位", "万元"],
        ["填报单位（加盖公章）", "灵宝市", "", "2022年8月", "单位：万元"],
        ["2022年8月", UNIT_NOTE, MONEY],
        ["填报单位", "2022年8月", MONEY],  # the name was left out: the rows say it
        [UNIT_NOTE, "统计期：2022年8月1日至8月31日", MONEY],
    ],
)
def test_spellings_of_the_note_row(desk: Desk, note: list[Any]) -> None:
    sheet = desk.sheet(workbook({"a": payments(payment(1), note=note)}))
    assert (sheet.unit, sheet.period_end, sheet.money_factor) == ("411282", "2022-08-31", 10000), sheet


@pytest.mark.parametrize(
    "day", ["2022年9月3日", "日期：2022年9月3日", "填报日期：2022年8月31日", "制表日期：2022年8月31日", ""]
)
def test_the_day_of_filling_is_no_cutoff(desk: Desk, day: str) -> None:
    assert (
        desk.sheet(workbook({"a": payments(payment(1), note=[UNIT_NOTE, day, MONEY])})).code
        == "E_PERIOD_MISSING"
    )


@pytest.mark.parametrize(
    ("unit", "folder"),
    [
        ("示范区管委会", "4112SF"),
        ("三门峡城乡一体化示范区", "4112SF"),
        ("灵宝市（印章）", "411282"),
        ("灵宝市乡村振兴局（代章）", "411282"),
        ("灵宝市 （加盖公章）", "411282"),
        ("灵宝市乡村振兴局综合科", "411282"),
        ("灵宝市农业农村局（乡村振兴局）", "411282"),
        ("中共卢氏县委农办", "411224"),
        ("灵宝市。", "411282"),
    ],
)
def test_the_unit_inside_what_stands_there(desk: Desk, unit: str, folder: str) -> None:
    rows = payments(payment(1, county_name=""), note=[f"填报单位：{unit}", CUTOFF, MONEY])
    assert desk.sheet(workbook({"a": rows}), folder).unit == folder


@pytest.mark.parametrize(
    "unit", ["灵宝市乡村振兴局张三", "灵宝市朱阳镇某村村委", "灵宝市某村卫生所", "洛阳市"]
)
def test_a_unit_that_is_not_certain_is_shown(desk: Desk, unit: str) -> None:
    sheet = desk.sheet(workbook({"a": payments(payment(1), note=[f"填报单位：{unit}", CUTOFF, MONEY])}))
    assert sheet.code == "E_UNIT_UNKNOWN"
    assert f"A2 注明的填报单位“{unit}”" in sheet.message_zh


def test_numbers_of_people_in_a_note_are_not_shown(desk: Desk) -> None:
    note = ["填报单位：灵宝市尹庄镇 王小明411282199001019914", CUTOFF]
    message = desk.sheet(workbook({"a": payments(payment(1), note=note)})).message_zh
    assert "灵宝市" in message and "王小明" not in message and "4112" not in message
    assert shown("") == ""


@pytest.mark.parametrize(
    ("title", "taken"),
    [
        (TITLE, True),
        ("2022年8月" + TITLE, True),
        ("2022年度" + TITLE, True),
        ("2021年度" + TITLE, True),  # the projects of a year, paid in the next
        ("2022年1-8月" + TITLE, True),
        ("2022年1月至8月" + TITLE, True),
        ("2022年8月" + TITLE + "（2022年9月5日印）", True),
        ("2022年9月" + TITLE, False),
        ("2021年8月" + TITLE, False),
    ],
)
def test_a_title_of_another_month_is_a_conflict(desk: Desk, title: str, taken: bool) -> None:
    sheet = desk.sheet(workbook({"a": [[title], NOTE, HEADER, payment(1)]}))
    assert sheet.code == ("" if taken else "E_PERIOD_CONFLICT")
    if not taken:
        assert (
            title[:7] in sheet.message_zh and "2022年8月31日" in sheet.message_zh and "B2" in sheet.message_zh
        )
