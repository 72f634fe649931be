"""Questionnaires with one item per row: 编号, 填表项目, 单位, 数量."""

from datetime import date
from decimal import Decimal
from typing import Any

from tests.intake.making import Desk, workbook

TITLE = "县级月度汇总报表"
NOTE = ["填报单位：灵宝市（盖章）", "截止日期：2022年8月31日"]
HEADER = ["编号", "填表项目", "单位", "数量"]
ITEMS = [["A01", "资产总额", "万元", 12.3456], ["E04", "已就业人数", "人", 7]]


def sheet(*rows: list[Any], title: str = TITLE, header: list[str] = HEADER) -> bytes:
    return workbook({"汇总": [[title], NOTE, header, *rows]})


def test_items_become_rows_with_unit_and_month_from_above(desk: Desk) -> None:
    reading = desk.sheet(sheet(*ITEMS, ["填报人：", "", "审核人：", ""]))
    assert (reading.form, reading.unit, reading.accepted, reading.quarantined) == ("BB01", "411282", 2, 0)
    assert reading.columns == {
        "indicator_code": "A",
        "indicator_name": "B",
        "unit": "C",
        "value_month": "D",
    }
    first, second = desk.rows()
    assert (first["indicator_code"], first["unit"], first["value_month"]) == (
        "A01",
        "万元",
        Decimal("12.3456"),
    )
    assert (second["county_name"], second["month"], second["row_no"]) == ("灵宝市", date(2022, 8, 1), 5)
    assert (second["seq"], second["value_cum"], second["version"]) == (None, None, None)


def test_other_spellings_sections_and_a_column_more(desk: Desk) -> None:
    header = ["指标编号", "填报项目", "计量单位", "数值", "备注"]
    rows = [["", "一、资产", "", "", ""], ["A01", "资产总额", "万元", 1, "初步数"]]
    reading = desk.sheet(sheet(*rows, header=header))
    assert (reading.accepted, reading.rows["data"]) == (1, 1)
    assert any("备注" in note for note in reading.notes)


def test_a_cell_that_is_no_number_is_quarantined_where_it_stands(desk: Desk) -> None:
    reading = desk.sheet(sheet(["A01", "资产总额", "万元", "约十二"], ITEMS[1]))
    assert (reading.accepted, reading.quarantined) == (1, 1)
    (cell,) = desk.cells()
    assert (cell["cell"], cell["column_name"], cell["code"]) == ("D4", "value_month", "E_NOT_A_NUMBER")


def test_a_questionnaire_without_its_quantity_is_refused(desk: Desk) -> None:
    reading = desk.sheet(sheet(["A01", "资产总额", "万元"], header=HEADER[:3]))
    assert (reading.state, reading.code) == ("rejected", "E_COLUMN_MISSING")
    assert "数量" in reading.message_zh


def test_an_empty_questionnaire_is_no_report_of_nothing(desk: Desk) -> None:
    assert desk.sheet(sheet()).code == "E_EMPTY_FORM"


def test_a_questionnaire_of_somebody_else_is_not_taken(desk: Desk) -> None:
    reading = desk.read(sheet(*ITEMS, title="农村人居环境调查问卷"))
    assert (reading.state, reading.code) == ("rejected", "E_FORM_UNKNOWN")


def test_the_official_table_stays_a_table(desk: Desk) -> None:
    header = [
        "序号",
        "县（市、区）",
        "月份",
        "指标代码",
        "指标名称",
        "计量单位",
        "本月数",
        "累计数",
        "填报版本",
    ]
    row = [1, "灵宝市", "202208", "A01", "资产总额", "万元", 1, 2, 1]
    reading = desk.sheet(sheet(row, header=header))
    assert (reading.accepted, len(reading.columns)) == (1, 9)
