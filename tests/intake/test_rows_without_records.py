"""Rows below the header that are no records (sub-totals, totals, signatures), and records that look so."""

from typing import Any

import pytest

from lingcha.contract.forms import load_forms
from tests.intake.making import Desk, payment, payments, workbook

SCREENED = {"county_name": "灵宝市", "township_name": "朱阳镇", "screen_round": "2022-1"}


def form_sheet(code: str, *rows: dict[str, Any], cutoff: str = "2022年8月31日") -> bytes:
    """A sheet of any form, its rows by field."""
    form = load_forms()[code]
    note = ["填报单位：灵宝市", f"截止日期：{cutoff}"]
    header = ["".join(c.header) for c in form.columns]
    body = [[row.get(c.name, "") for c in form.columns] for row in rows]
    return workbook({"a": [[form.title], note, header, *body]})


def village(name: str, number: Any = "", **changes: Any) -> dict[str, Any]:
    """A row of PC02."""
    return SCREENED | {"seq": number, "village_name": name, "screened_hh": 10} | changes


@pytest.mark.parametrize(
    "row",
    [
        village("小计"),
        village("小计", 3),
        village("", township_name="朱阳镇小计"),
        village("", township_name="朱阳镇小计（2个村）：", screen_round=""),
        village("合 计："),
        village("其中：脱贫村", screen_round=""),
        village("本年累计"),
        village("", seq="小计"),
    ],
)
def test_a_subtotal_with_its_keys_filled_is_no_record(desk: Desk, row: dict[str, Any]) -> None:
    sheet = desk.sheet(form_sheet("PC02", village("甲村", 1), village("乙村", 2), row))
    assert (sheet.accepted, sheet.rows["subtotal"] + sheet.rows["total"]) == (2, 1)


@pytest.mark.parametrize("name", ["小计沟村", "合计庄村委会", "总计", "其中村"])
@pytest.mark.parametrize("number", [3, ""])
def test_a_place_whose_name_holds_such_a_word_stays(desk: Desk, name: str, number: Any) -> None:
    sheet = desk.sheet(form_sheet("PC02", village("甲村", 1), village(name, number)))
    assert sheet.accepted == (1 if name == "总计" else 2)


def test_a_yearly_subtotal_without_a_code_is_no_record(desk: Desk) -> None:
    income = {"county_name": "灵宝市", "township_name": "朱阳镇", "income_year": 2021, "income_due": 10}
    rows = [income | {"seq": 1, "asset_code": "A1"}, income | {"village_name": "小计"}]
    sheet = desk.sheet(form_sheet("ZC02", *rows, cutoff="2021年12月31日"))
    assert (sheet.accepted, sheet.rows["subtotal"]) == (1, 1)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("合计：", "total"),
        ("合计（万元）", "total"),
        ("总 计", "total"),
        ("总合计数", "total"),
        ("本年累计", "subtotal"),
        ("其中：中央", "subtotal"),
    ],
)
def test_spellings_of_totals(desk: Desk, word: str, kind: str) -> None:
    sheet = desk.sheet(workbook({"a": payments(payment(1), ["", word, *[""] * 5, 10.5])}))
    assert (sheet.accepted, sheet.rows[kind]) == (1, 1)
    assert [s.agrees for s in sheet.sums] == ([True] if kind == "total" else [])


def test_a_numbered_record_whose_name_ends_like_a_total_stays(desk: Desk) -> None:
    rows = [
        payment(1, payee="灌溉用水累计"),
        payment(2, payment_no="一期合计"),
        payment(3, remark="其中：甲"),
    ]
    assert desk.sheet(workbook({"a": payments(*rows)})).accepted == 3


SIGNED = [
    "制表人",
    "制表",
    "经办人",
    "复核",
    "复核人",
    "审核",
    "分管领导",
    "主管领导",
    "联系人",
    "负责人",
    "填表人",
    "单位负责人",
    "联系电话",
    "填报日期",
]


@pytest.mark.parametrize("label", SIGNED)
@pytest.mark.parametrize("column", [0, 2, 3, 8])
def test_signatures_begin_in_any_column(desk: Desk, label: str, column: int) -> None:
    before = [""] * column
    rows: list[list[Any]] = [
        [*before, f"{label}：王小明"],
        [*before, label, "王小明"],
        [*before, f"{label} 王小明"],
        [*before, label],
    ]
    sheet = desk.sheet(workbook({"a": payments(payment(1), *rows)}))
    assert (sheet.accepted, sheet.rows["footer"]) == (1, 4)


def test_a_signature_row_with_several_people_and_a_date(desk: Desk) -> None:
    rows = [
        ["", "", "制表人：王小明", "", "", "联系人：李四 13800000000"],
        ["灵宝市", "", "", "分管领导：", "王小明", "", "2022-09-01"],
        ["", "", "制表人王小明", "", "复核人李四"],
    ]
    sheet = desk.sheet(workbook({"a": payments(payment(1), *rows)}))
    assert (sheet.accepted, sheet.rows["footer"]) == (1, 3)


@pytest.mark.parametrize(
    "row",
    [
        payment(2, payee="经办人培训中心", remark="联系人：李四"),
        payment("", payee="负责人", remark="联系人：李四"),  # type: ignore[arg-type]
        ["", "灵宝市", "ZF0002", "经办人员培训", "", "", "", 1],
    ],
)
def test_a_record_that_names_somebody_stays(desk: Desk, row: list[Any]) -> None:
    sheet = desk.sheet(workbook({"a": payments(payment(1), row)}))
    assert (sheet.accepted, sheet.rows["footer"]) == (2, 0)


def test_an_empty_form_with_signatures_only_is_empty(desk: Desk) -> None:
    rows = [["", "", "制表人：王小明", "", "复核", "李四"], ["", "合计："]]
    sheet = desk.sheet(workbook({"a": payments(*rows)}))
    assert (sheet.code, sheet.rows["data"]) == ("E_EMPTY_FORM", 0)
