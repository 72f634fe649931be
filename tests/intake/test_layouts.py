"""What counties do to a form without being wrong: it is read all the same."""

import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import xlsxwriter
import xlwt

from lingcha.contract.forms import load_forms
from lingcha.template.layout import SheetStyle, write_form_sheet
from tests.intake.making import HEADER, NOTE, TITLE, Desk, payment, payments, workbook

PROJECT = {"county_name": "灵宝市", "project_code": "XM1", "project_year": 2022}


def official(code: str, rows: list[dict[str, Any]], part: str = "", **style: Any) -> bytes:
    """A sheet in the official layout."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    cutoff = date(2022, 6, 30) if code == "SZ01" else date(2022, 8, 31)
    totals = style.pop("totals", None)
    write_form_sheet(book, load_forms()[code], "灵宝市", part, cutoff, rows, totals, SheetStyle(**style))
    book.close()
    return stream.getvalue()


KEY_VALUES = {"year": 2022, "month": "202208", "date": date(2022, 8, 1)}


@pytest.mark.parametrize("code", sorted(load_forms()))
def test_every_form_in_its_official_layout(desk: Desk, code: str) -> None:
    form = load_forms()[code]
    part = "朱阳镇" if form.split_by == "township" else ""
    rows = [{"seq": i, "county_name": "灵宝市", **dict.fromkeys(form.key, i)} for i in (1, 2, 3)]
    for row in rows:
        row |= {c.name: KEY_VALUES.get(c.type, row[c.name]) for c in form.columns if c.name in form.key}
    sheet = desk.sheet(official(code, rows, part))
    assert (sheet.form, sheet.unit, sheet.accepted, sheet.quarantined) == (code, "411282", 3, 0), sheet
    assert sheet.part == part
    assert list(sheet.columns) == [c.name for c in form.columns]
    assert sheet.money_factor == {"万元": 10000, "元": 1, "无": 1}[form.money_unit]
    assert [r["row_no"] for r in desk.rows()] == [6, 7, 8]


@pytest.mark.parametrize(
    ("unit", "part"),
    [
        ("灵宝市朱阳镇", "朱阳镇"),
        ("灵宝市 朱阳镇人民政府", "朱阳镇"),
        ("灵宝市园艺场", "灵宝市园艺场"),
        ("灵宝市", ""),
    ],
)
def test_the_part_is_the_official_name_of_the_township(desk: Desk, unit: str, part: str) -> None:
    form = load_forms()["HJ01"]
    rows = [[f"填报单位：{unit}（盖章）", "截止日期：2022-08-31"], [c.header[-1] for c in form.columns]]
    sheet = desk.sheet(workbook({"a": [*rows, [1, "灵宝市", "朱阳镇", "某村", "", "H1"]]}))
    assert (sheet.unit, sheet.part, sheet.accepted) == ("411282", part, 1)


def test_an_empty_official_form_counts_only_as_a_zero_report(desk: Desk) -> None:
    blank = desk.sheet(official("XM01", [], blank_rows=3))
    assert (blank.state, blank.code) == ("rejected", "E_EMPTY_FORM")
    said = desk.sheet(official("XM01", [], blank_rows=3, notes=("本表零报告。",)))
    assert (said.state, said.rows["data"], said.rows["blank"]) == ("read", 0, 3)
    assert "零报告：表内没有数据行" in said.notes


def test_group_labels_tell_planned_from_actual_dates(desk: Desk) -> None:
    days = {"plan_start": date(2022, 3, 1), "actual_start": date(2022, 4, 1)}
    desk.sheet(official("XM01", [PROJECT | days]))
    (row,) = desk.rows()
    assert (row["plan_start"], row["actual_start"]) == (date(2022, 3, 1), date(2022, 4, 1))


def test_header_of_two_rows_without_merged_cells(desk: Desk) -> None:
    form = load_forms()["XM01"]
    upper, lower, last = [], [], ""
    for column in form.columns:
        upper.append(column.header[0] if column.header[0] != last or len(column.header) == 1 else "")
        lower.append(column.header[1] if len(column.header) > 1 else "")
        last = column.header[0]
    data = [("XM1" if c.name == "project_code" else "") for c in form.columns]
    data[[c.name for c in form.columns].index("actual_start")] = "2022-04-01"
    sheet = desk.sheet(workbook({"a": [[form.title], NOTE, upper, lower, data]}))
    assert (sheet.accepted, sheet.header_rows) == (1, [3, 4])
    assert desk.rows()[0]["actual_start"] == date(2022, 4, 1)


def test_flat_header_with_the_group_in_the_label(desk: Desk) -> None:
    form = load_forms()["XM01"]
    header = ["/".join(c.header) if c.header[0] == "计划" else "".join(c.header) for c in form.columns]
    data = [("XM1" if c.name == "project_code" else "") for c in form.columns]
    sheet = desk.sheet(workbook({"a": [NOTE, header, data]}))
    assert (sheet.accepted, len(sheet.columns)) == (1, len(form.columns))


def test_aliases_line_breaks_and_half_width_brackets(desk: Desk) -> None:
    header = list(HEADER)
    header[0], header[1], header[2], header[7], header[10] = (
        "序",
        "县\n(市、区)",
        "凭证号",
        "拨付 金额",
        " 备 注",
    )
    sheet = desk.sheet(workbook({"a": payments(payment(1), header=header)}))
    assert (sheet.accepted, sheet.columns["remark"]) == (1, "K")


def test_columns_in_another_order_and_unknown_ones_beside(desk: Desk) -> None:
    header = [*reversed(HEADER), "经办人意见"]
    sheet = desk.sheet(workbook({"a": payments([*reversed(payment(1)), "同意"], header=header)}))
    assert (sheet.accepted, sheet.columns["seq"]) == (1, "K")
    assert any("L列“经办人意见”" in note for note in sheet.notes)
    assert desk.rows()[0]["payment_no"] == "ZF0001"


def test_optional_column_left_out(desk: Desk) -> None:
    sheet = desk.sheet(workbook({"a": payments(payment(1)[:-1], header=HEADER[:-1])}))
    assert "remark" not in sheet.columns
    assert desk.rows()[0]["remark"] is None


@pytest.mark.parametrize(
    "numbers",
    [list(range(1, 12)), ["甲", "乙", *range(1, 10)], ["栏次", *(f"({n})" for n in range(1, 11))]],
)
def test_row_of_column_numbers(desk: Desk, numbers: list[Any]) -> None:
    sheet = desk.sheet(workbook({"a": payments(numbers, payment(1))}))
    assert (sheet.rows["header"], sheet.rows["data"]) == (4, 1)


def test_first_data_row_is_not_a_row_of_column_numbers(desk: Desk) -> None:
    sheet = desk.sheet(workbook({"a": payments(payment(1), payment(2))}))
    assert (sheet.rows["header"], sheet.rows["data"]) == (3, 2)


def test_several_forms_and_other_sheets_in_one_workbook(desk: Desk) -> None:
    allocation = [
        "序号",
        "县（市、区）",
        "指标文号",
        "行号",
        "下达日期",
        "资金级次",
        "资金名称",
        "任务方向",
        "下达金额",
    ]
    sheets = {
        "拨付": payments(payment(1)),
        "下达": [NOTE, allocation, [1, "灵宝市", "文1", 1, "2022-01-05", "省", "资金", "其他", 5]],
        "填表说明": [["一、各单位按月填报"], ["二、金额保留两位小数"]],
        "空": [],
    }
    reading = desk.read(workbook(sheets))
    assert [(s.form, s.state) for s in reading.sheets] == [
        ("ZJ02", "read"), ("ZJ01", "read"), ("", "ignored"), ("", "ignored"),
    ]  # fmt: skip
    assert len({s.submission_id for s in reading.sheets[:2]}) == 2


def test_one_form_over_several_sheets_is_one_submission(desk: Desk) -> None:
    reading = desk.read(
        workbook({"一": payments(payment(1)), "二": [HEADER, payment(2)], "三": payments(payment(3))})
    )
    assert len({s.submission_id for s in reading.sheets}) == 1
    assert [(r["sheet"], r["payment_no"]) for r in desk.rows()] == [
        ("一", "ZF0001"),
        ("二", "ZF0002"),
        ("三", "ZF0003"),
    ]
    assert any("沿用" in note for note in reading.sheets[1].notes)


def test_a_blank_copy_beside_the_filled_form_is_left_aside(desk: Desk) -> None:
    reading = desk.read(workbook({"一": payments(payment(1)), "二": payments()}))
    assert [(s.state, s.code) for s in reading.sheets] == [("read", ""), ("ignored", "E_EMPTY_FORM")]


def test_hidden_rows_count_and_are_noted(desk: Desk) -> None:
    sheet = desk.sheet(workbook({"a": payments(payment(1), payment(2))}, hidden_rows={"a": [4]}))
    assert sheet.accepted == 2
    assert any("1 行被隐藏（首行为第 5 行）" in note for note in sheet.notes)


def test_hidden_sheets_are_read_when_they_hold_a_form(desk: Desk) -> None:
    sheets = {"a": payments(payment(1)), "b": [NOTE, HEADER, payment(2)], "c": [["代码"], ["中央"]]}
    reading = desk.read(workbook(sheets, hidden_sheets=("b", "c")))
    assert [(s.visible, s.state) for s in reading.sheets] == [
        (True, "read"),
        (False, "read"),
        (False, "ignored"),
    ]
    assert any("隐藏" in note for note in reading.sheets[1].notes)


def test_merged_county_cells_are_filled_down_inside_the_range_only(desk: Desk) -> None:
    rows = [payment(1), payment(2, county_name=""), payment(3, county_name="")]
    content = workbook({"a": payments(*rows)}, merges={"a": [(3, 1, 4, 1)]})
    sheet = desk.sheet(content)
    assert sheet.accepted == 3
    assert [r["county_name"] for r in desk.rows()] == ["灵宝市", "灵宝市", None]


def test_merged_quantities_are_not_counted_twice(desk: Desk) -> None:
    rows = [payment(1, amount=100), payment(2, amount="")]
    desk.sheet(workbook({"a": payments(*rows)}, merges={"a": [(3, 7, 4, 7)]}))
    assert [r["amount"] for r in desk.rows()] == [Decimal("100.00"), None]


@pytest.mark.parametrize("first", [True, False])
def test_totals_first_or_last(desk: Desk, first: bool) -> None:
    total = ["合计", "", "", "", "", "", "", 21]
    rows = [total, payment(1), payment(2)] if first else [payment(1), payment(2), total]
    sheet = desk.sheet(workbook({"a": payments(*rows)}))
    assert (sheet.rows["total"], sheet.accepted) == (1, 2)
    (stated,) = sheet.sums
    assert (stated.field, stated.stated, stated.agrees) == ("amount", "21.00", True)


def test_a_total_that_does_not_add_up_is_named(desk: Desk) -> None:
    rows = [payment(1), payment(2, amount="多少"), ["总 计", *[""] * 6, 20.5]]
    sheet = desk.sheet(workbook({"a": payments(*rows)}))
    (stated,) = sheet.sums
    assert (stated.accepted, stated.quarantined, stated.agrees) == ("10.50", "0.00", False)
    assert any("不一致：拨付金额" in note for note in sheet.notes)


def test_readable_amounts_of_quarantined_rows_count_in_the_total(desk: Desk) -> None:
    rows = [payment(1), payment(2, pay_date="上月"), ["合计", *[""] * 6, 21]]
    (stated,) = desk.sheet(workbook({"a": payments(*rows)})).sums
    assert (stated.accepted, stated.quarantined, stated.agrees) == ("10.50", "10.50", True)


def test_a_broken_total_is_noted(desk: Desk) -> None:
    rows = [payment(1), ["合计", *[""] * 6, ("=#REF!", "#REF!")]]
    sheet = desk.sheet(workbook({"a": payments(*rows)}))
    assert sheet.sums == [] and any("H5 的公式出错" in note for note in sheet.notes)


def test_subtotals_by_place(desk: Desk) -> None:
    rows = [payment(1), ["", "朱阳镇小计", *[""] * 5, 10.5], payment(2), ["小计", *[""] * 6, 10.5], ["合计"]]
    sheet = desk.sheet(workbook({"a": payments(*rows)}))
    assert (sheet.rows["subtotal"], sheet.rows["total"], sheet.accepted) == (2, 1, 2)


def test_a_record_that_only_speaks_of_totals_stays_data(desk: Desk) -> None:
    sheet = desk.sheet(workbook({"a": payments(payment(1, payee="小计", remark="合计已核"))}))
    assert sheet.accepted == 1


def test_footers_notes_and_template_rows(desk: Desk) -> None:
    rows = [
        payment(1), [2], [3], [],
        ["填报人：某某", "", "", "审核人：某某", "", "", "联系电话：", ""],
        ["注：1.金额保留两位小数。"], ["2.本表按月报送。"],
    ]  # fmt: skip
    sheet = desk.sheet(workbook({"a": payments(*rows)}))
    assert sheet.rows == {
        "physical": 10, "header": 3, "data": 1, "subtotal": 0, "total": 0, "footer": 3, "blank": 3,
    }  # fmt: skip


def test_notes_in_one_cell_and_county_offices(desk: Desk) -> None:
    note = [
        "填报单位（盖章）：三门峡市灵宝市财政局    截止日期：2022/8/31      金额单位：万元   填报人：某某"
    ]
    sheet = desk.sheet(workbook({"a": payments(payment(1), note=note)}))
    assert (sheet.unit, sheet.period_start, sheet.period_end) == ("411282", "2022-08-01", "2022-08-31")


def test_labels_and_values_in_cells_of_their_own(desk: Desk) -> None:
    note = ["填报单位：", "灵宝市", "", "截止日期：", date(2022, 8, 31), "单位：", "元"]
    sheet = desk.sheet(workbook({"a": payments(payment(1), note=note)}))
    assert (sheet.unit, sheet.period_end, sheet.money_factor) == ("411282", "2022-08-31", 1)


def test_unit_from_the_rows_and_period_from_the_title(desk: Desk) -> None:
    rows = [["2022年8月" + TITLE], HEADER, payment(1), payment(2)]
    sheet = desk.sheet(workbook({"a": rows}))
    assert (sheet.unit, sheet.period_end, sheet.money_factor) == ("411282", "2022-08-31", 10000)
    assert any("按“县（市、区）”列认定" in n for n in sheet.notes)
    assert any("未注明金额单位" in n for n in sheet.notes)


@pytest.mark.parametrize("subtitle", ["（截至2022年8月31日）", "二〇二二年八月   截至 2022年8月"])
def test_period_in_a_second_row_of_the_title(desk: Desk, subtitle: str) -> None:
    rows = [["2022年度" + TITLE], [subtitle], ["填报单位：灵宝市"], HEADER, payment(1)]
    assert desk.sheet(workbook({"a": rows})).period_end == "2022-08-31"


@pytest.mark.parametrize(
    ("note", "label", "factor"),
    [
        ("单位：万元", "资金规模（万元）", 10000),
        ("单位：元", "资金规模（元）", 1),
        ("", "资金规模（万元）", 10000),
    ],
)
def test_unit_of_money_in_the_label_of_a_group(desk: Desk, note: str, label: str, factor: int) -> None:
    groups = {
        c.name: (label, *c.header[1:]) for c in load_forms()["XM01"].columns if c.header[0] == "资金规模"
    }
    content = official("XM01", [PROJECT], headers=groups, money_unit=note[-2:].lstrip("：") or "无")
    sheet = desk.sheet(content)
    assert (sheet.money_factor, len(sheet.columns)) == (factor, 37)


def test_sheets_that_are_no_form_are_named_in_the_receipt(desk: Desk) -> None:
    content = workbook(
        {"a": payments(payment(1)), "台账二": [payment(2)], "隐": [["x"]]}, hidden_sheets=("隐",)
    )
    message = desk.read(content).message_zh
    assert "收下 1 行" in message and "台账二" in message and "隐" not in message


def test_unit_of_money_in_the_labels(desk: Desk) -> None:
    header = [h + "（元）" if h == "拨付金额" else h for h in HEADER]
    sheet = desk.sheet(workbook({"a": payments(payment(1), note=NOTE[:2], header=header)}))
    assert sheet.money_factor == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_text_files(desk: Desk, encoding: str, delimiter: str) -> None:
    rows = payments(payment(1), payment(2, payee='"甲、乙"', amount="1234.5"))
    text = "".join(delimiter.join(str(v) for v in row) + "\r\n" for row in rows)
    sheet = desk.sheet(text.encode(encoding))
    assert (sheet.sheet, sheet.form, sheet.accepted, sheet.rows["physical"]) == ("csv", "ZJ02", 2, 5)
    assert desk.rows()[1]["row_no"] == 5


def test_old_xls(desk: Desk) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("拨付")
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for r, row in enumerate(payments(payment(1, pay_date=date(2022, 8, 1)), payment(2, county_name=""))):
        for c, value in enumerate(row):
            if isinstance(value, date):
                sheet.write(r, c, value, day)
            elif value != "":
                sheet.write(r, c, value)
    sheet.merge(3, 4, 1, 1)
    sheet.row(4).hidden = True
    stream = io.BytesIO()
    book.save(stream)
    read = desk.sheet(stream.getvalue())
    assert (read.form, read.accepted) == ("ZJ02", 2)
    assert [(r["pay_date"], r["county_name"]) for r in desk.rows()] == [(date(2022, 8, 1), "灵宝市")] * 2
    assert any("隐藏" in note for note in read.notes)


def test_the_name_of_the_file_means_nothing(desk: Desk) -> None:
    content = workbook({"HJ01": payments(payment(1))})
    assert desk.sheet(content).form == "ZJ02"


def test_same_bytes_give_the_same_reading(desk: Desk) -> None:
    content = workbook({"a": payments(payment(1), payment(2, amount="x"))})
    assert desk.read(content) == desk.read(content)


def test_blank_rows_behind_the_last_cell_are_counted(desk: Desk) -> None:
    sheet = desk.sheet(official("ZJ02", [{"payment_no": "1"}], blank_rows=4))
    assert (sheet.rows["data"], sheet.rows["blank"]) == (1, 4)


def test_a_table_that_does_not_begin_in_the_corner(desk: Desk) -> None:
    moved = [[], [], [], *(["", "", "", *row] for row in payments(payment(1)))]
    sheet = desk.sheet(workbook({"a": moved}))
    assert (sheet.accepted, sheet.columns["seq"], desk.rows()[0]["row_no"]) == (1, "D", 7)
