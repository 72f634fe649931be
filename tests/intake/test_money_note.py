"""The unit of money above the header: read in every spelling, never mistaken, else asked for."""

from typing import Any

import pytest

from lingcha.contract.forms import load_forms
from lingcha.intake.money import factors_in
from tests.intake.making import HEADER, NOTE, TITLE, Desk, payment, payments, workbook

YUAN: list[list[str]] = [
    ["（单位：元）"],
    ["【单位：元】"],
    ["单位：【元】"],
    ["【元】"],
    ["单位：元（人民币）"],
    ["单位：人民币元"],
    ["单位：人民币（元）"],
    ["单位：元。"],
    ["单位：元 亩"],
    ["单位：元、户、人"],
    ["单位：元/户"],
    ["单位：元，%"],
    ["单位：元，保留两位小数"],
    ["单位：元 第1页"],
    ["单位：元    第 1 页 共 2 页"],
    ["单位：圆"],
    ["单位：￥"],
    ["单 位 ：元"],
    ["单位", "元"],
    ["单位：", "元"],
    ["单位 元"],
    ["单位为元"],
    ["金额单位为元"],
    ["金额单位为：元"],
    ["货币单位：元"],
    ["记账单位：元"],
    ["单位：灵宝市乡村振兴局", "金额单位：元"],
    ["单位：灵宝市乡村振兴局 金额单位：元"],
    ["单位：灵宝市", "单位：元"],
    ["单位（盖章）：某某服务中心", "单位：元"],
    ["实施单位：各乡镇", "单位：元"],
    ["单位负责人：某某", "单位：元"],
]
WAN: list[list[str]] = [
    ["单位：万元"],
    ["单位：万 元"],
    ["单位 万 元"],
    ["（单位:万元）"],
    ["单位：万元（保留两位小数）"],
    ["单位：人民币万元"],
    ["【万元】"],
]
SAYS_NOTHING: list[list[str]] = [
    [],
    ["单位："],
    ["单位：____"],
    ["单位：亩"],
    ["单位：户、人"],
    ["单位：灵宝市乡村振兴局"],
    ["单位（盖章）：某某"],
    ["单位：灵宝市金元服务公司"],
    ["实施单位：某某"],
    ["单位人员元旦值班表"],
]
UNCLEAR: list[list[str]] = [
    ["单位：千元"],
    ["单位：百 元"],
    ["单位：亿元"],
    ["单位：美元"],
    ["单位：万元、元"],
    ["单位：元 万元"],
    ["单位：元或万元"],
    ["单位：某某"],
    ["单位：第1页"],
    ["金额单位：见说明"],
    ["单位：元", "金额单位：万元"],
]


def with_note(note: list[str]) -> bytes:
    return workbook({"a": payments(payment(1), note=[*NOTE[:2], *note])})


def assumed(notes: list[str]) -> bool:
    return any("未注明金额单位" in note for note in notes)


@pytest.mark.parametrize(
    ("note", "factor"), [*((note, 1) for note in YUAN), *((note, 10_000) for note in WAN)]
)
def test_spellings_of_the_note(desk: Desk, note: list[str], factor: int) -> None:
    sheet = desk.sheet(with_note(note))
    assert (sheet.state, sheet.money_factor, assumed(sheet.notes)) == ("read", factor, False), sheet


@pytest.mark.parametrize("note", SAYS_NOTHING)
def test_what_says_nothing_about_money_leaves_the_unit_of_the_form_and_a_note(
    desk: Desk, note: list[str]
) -> None:
    sheet = desk.sheet(with_note(note))
    assert (sheet.state, sheet.money_factor, assumed(sheet.notes)) == ("read", 10_000, True), sheet


@pytest.mark.parametrize("note", UNCLEAR)
def test_what_may_be_another_unit_is_refused(desk: Desk, note: list[str]) -> None:
    reading = desk.read(with_note(note))
    assert reading.code == "E_MONEY_UNIT"
    assert f"{'D' if len(note) > 1 else 'C'}2 的单位分不清" in reading.message_zh


def test_a_form_without_money_asks_for_no_unit(desk: Desk) -> None:
    form = load_forms()["HJ01"]
    rows: list[list[Any]] = [[*NOTE[:2], "单位：某某"], [c.header[-1] for c in form.columns]]
    sheet = desk.sheet(workbook({"a": [*rows, [1, "灵宝市", "朱阳镇", "某村", "", "H1"]]}))
    assert (sheet.state, sheet.money_factor) == ("read", 1)


def test_a_unit_behind_the_title_counts_and_the_title_still_tells_the_period(desk: Desk) -> None:
    rows = [["2022年8月" + TITLE + "（元）"], NOTE[:1], HEADER, payment(1)]
    sheet = desk.sheet(workbook({"a": rows}))
    assert (sheet.money_factor, sheet.period_end) == (1, "2022-08-31")


def test_the_unit_of_one_group_of_columns_is_not_that_of_the_sheet(desk: Desk) -> None:
    groups = ["基本信息", "", "", "", "", "", "拨付情况（元）"]
    sheet = desk.sheet(workbook({"a": [NOTE, groups, HEADER, payment(1)]}))
    assert sheet.money_factor == 10_000


def test_spellings_in_labels_and_notes_agree_by_what_they_mean(desk: Desk) -> None:
    header = [h + "（元）" if h == "拨付金额" else h for h in HEADER]
    content = workbook({"a": payments(payment(1), note=[*NOTE[:2], "单位：圆"], header=header)})
    assert desk.sheet(content).money_factor == 1


def test_nothing_behind_a_label() -> None:
    assert factors_in("") == set()
