"""Spellings of single values: what they mean, and what cannot be read."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lingcha.contract.forms import Column
from lingcha.intake.columns import ReadColumn, read_column, to_arrow
from lingcha.intake.values import Bad, read_decimal, read_decimals


def column(kind: str, code_list: str = "", unit: str = "", required: str = "Y") -> Column:
    return Column("c", kind, ("列",), kind, required, (), unit, code_list)


def read(kind: str, *cells: Any, typed: bool = True, code_list: str = "", unit: str = "") -> ReadColumn:
    return read_column(column(kind, code_list, unit), cells, typed, False)


def only(kind: str, cell: Any, **how: Any) -> Any:
    """The value of one cell, or the code of what is wrong with it."""
    found = read(kind, cell, **how)
    return found.bad[0].code if found.bad else found.values[0]


BLANKS = ["", " ", "\u00a0", "\u3000", "\u200b", "—", "——", "/", "／", "-", "－", "无"]


@pytest.mark.parametrize("kind", ["text", "int", "year", "month", "date", "decimal(14,2)", "id_no", "phone"])
@pytest.mark.parametrize("cell", BLANKS)
def test_nothing_in_many_spellings(kind: str, cell: str) -> None:
    assert only(kind, cell) is None


TEXTS = [
    ("  灵宝市 ", "灵宝市"),
    ("灵\u00a0宝", "灵 宝"),
    ("ＡＢ１２（甲）", "AB12(甲)"),
    ("第一行\n第二行", "第一行 第二行"),
    ("'0012", "0012"),
    ('="0012"', "0012"),
    (12.0, "12"),
    (12.5, "12.5"),
    (True, "TRUE"),
    (date(2022, 8, 31), "2022-08-31"),
    (datetime(2022, 8, 31), "2022-08-31"),
    ("\ufeff朱阳\u200b镇", "朱阳镇"),
    ("𠮷㐂䶮", "𠮷㐂䶮"),
    (4.11224194304281e17, "E_DIGITS_LOST"),
    (1.23457e15, "E_DIGITS_LOST"),
    ("1.23457E+15", "E_DIGITS_LOST"),
    ("4.11282E+17 ", "E_DIGITS_LOST"),
    ("1E+18", "E_DIGITS_LOST"),
    ("1E5", "1E5"),  # a code, a size: no program shows a number like that
    ("约1.2E+05元", "约1.2E+05元"),
    ("甲\x07乙", "E_CONTROL_CHARACTER"),
    ("\x00", "E_CONTROL_CHARACTER"),
    ("字" * 32_768, "E_TEXT_TOO_LONG"),
    ("字" * 32_767, "字" * 32_767),
    ("#REF!", "E_ERROR_CELL"),
    ("＃N/A", "E_ERROR_CELL"),
    (time(1, 2), "E_NOT_TEXT"),
    (timedelta(1), "E_NOT_TEXT"),
]


@pytest.mark.parametrize(("cell", "value"), TEXTS)
def test_text(cell: Any, value: str) -> None:
    assert only("text", cell) == value


IDS = [
    ("41128219900101995x", "41128219900101995X"),
    ("411282 19900101 995X", "41128219900101995X"),
    ("＇41128219900101995X".replace("＇", "'"), "41128219900101995X"),
    ('="41128219900101995X"', "41128219900101995X"),
    ("41128219900101995X\u00a0\t", "41128219900101995X"),
    (411282900101995.0, "411282900101995"),  # 15 digits are whole
    (4.11282199001019e17, "E_DIGITS_LOST"),
    ("4.11282E+17", "E_DIGITS_LOST"),
    ("41128219900101995", "41128219900101995"),  # too short is a finding, not unreadable
]


@pytest.mark.parametrize(("cell", "value"), IDS)
def test_identity_numbers(cell: Any, value: str) -> None:
    assert only("id_no", cell) == value


PHONES = [
    (13800000000.0, "13800000000"),
    ("13800000000.0", "13800000000"),
    ("138 0000 0000", "13800000000"),
    ("0398-2800000", "0398-2800000"),
    ("1.38E+10", "E_DIGITS_LOST"),
    ("电话：", "电话:"),
]


@pytest.mark.parametrize(("cell", "value"), PHONES)
def test_telephones(cell: Any, value: str) -> None:
    assert only("phone", cell) == value


INTS = [
    (12.0, 12),
    ("12", 12),
    ("12.0", 12),
    ("１２", 12),
    ("1,234", 1234),
    (" 12 ", 12),
    ("-3", -3),
    (0.0, 0),
    ("0", 0),
    (12.5, "E_NOT_INTEGER"),
    ("12.5", "E_NOT_INTEGER"),
    ("12人", "E_NOT_A_NUMBER"),
    ("1,23", "E_NOT_A_NUMBER"),
    (3e9, "E_NUMBER_RANGE"),
    ("99999999999", "E_NUMBER_RANGE"),
    (1e300, "E_NUMBER_RANGE"),
    (True, "E_NOT_A_NUMBER"),
    (date(2022, 1, 1), "E_NOT_A_NUMBER"),
    ("1e3", "E_NOT_A_NUMBER"),
    ("1_000", "E_NOT_A_NUMBER"),
    ("12\n345", "E_NOT_A_NUMBER"),
    ("12\u00a0345", 12345),
    ("nan", "E_NOT_A_NUMBER"),
    (float("nan"), "E_NOT_A_NUMBER"),
    ("#VALUE!", "E_ERROR_CELL"),
    ("٣", "E_NOT_A_NUMBER"),
]


@pytest.mark.parametrize(("cell", "value"), INTS)
def test_whole_numbers(cell: Any, value: Any) -> None:
    assert only("int", cell) == value


AMOUNTS = [
    (41595.199999999997, 4159520),
    (0.1 + 0.2, 30),
    ("1,234.50", 123450),
    ("１２３．５", 12350),
    ("12.5000", 1250),
    ("1\u00a0234.5", 123450),
    (" -1\u202f234\u202f567.80 ", -123456780),
    ("1\u2009234\u00a0567", "E_NOT_A_NUMBER"),  # two kinds of blanks
    ("1\u00a023", "E_NOT_A_NUMBER"),
    ("1234\u00a0567", "E_NOT_A_NUMBER"),
    ("1 234.5", "E_NOT_A_NUMBER"),
    ("100 200", "E_NOT_A_NUMBER"),
    ("120\n350", "E_NOT_A_NUMBER"),
    ("120\r\n350", "E_NOT_A_NUMBER"),
    ("120\n", 12000),
    ("\u3000120\u00a0", 12000),
    ("1, 234", "E_NOT_A_NUMBER"),
    ("-0.01", -1),
    (".5", 50),
    ("5.", 500),
    ("41595.199999999997", 4159520),
    (12, 1200),
    (12.345, "E_TOO_MANY_DECIMALS"),
    ("12.345", "E_TOO_MANY_DECIMALS"),
    (1 / 3, "E_TOO_MANY_DECIMALS"),
    (1e12, "E_NUMBER_RANGE"),
    ("1000000000000", "E_NUMBER_RANGE"),
    (999_999_999_999.99, 99_999_999_999_999),
    ("12万元", "E_NOT_A_NUMBER"),
    ("(12)", "E_NOT_A_NUMBER"),
    ("1.2E+05", "E_NOT_A_NUMBER"),
    ("75%", "E_NOT_A_NUMBER"),
    ("inf", "E_NOT_A_NUMBER"),
    (float("inf"), "E_NUMBER_RANGE"),
    ("#DIV/0!", "E_ERROR_CELL"),
    ("12,34", "E_NOT_A_NUMBER"),
]


@pytest.mark.parametrize(("cell", "value"), AMOUNTS)
def test_amounts_as_whole_numbers_of_their_last_digit(cell: Any, value: Any) -> None:
    assert only("decimal(14,2)", cell) == value


def test_amounts_become_exact_decimals() -> None:
    array = to_arrow(column("decimal(14,2)"), [4159520, None, -1])
    assert array.to_pylist() == [Decimal("41595.20"), None, Decimal("-0.01")]


CELLS = st.one_of(
    st.floats(allow_nan=False),
    st.decimals(-(10**12), 10**12, places=2).map(float),
    st.integers(-(10**13), 10**13),
    st.just(""),
)


@settings(derandomize=True, deadline=None, database=None)
@given(st.lists(CELLS, max_size=20))
def test_a_column_at_once_is_read_like_cell_by_cell(cells: list[Any]) -> None:
    one_by_one = [read_decimal(cell, 14, 2) for cell in cells]
    at_once = read_decimals(cells, 14, 2)
    if any(isinstance(value, Bad) for value in one_by_one):
        assert at_once is None
    else:
        assert at_once == one_by_one


def test_a_column_with_text_is_not_read_at_once() -> None:
    assert read_decimals([1.0, "2"], 14, 2) is None
    assert read_decimals([], 14, 2) == []


PERCENTS = [
    ([75.68, 100.0], [7568, 10000]),
    ([0.7568, 1.0, ""], [7568, 10000, None]),
    (["75.68%", "100%"], [7568, 10000]),
    (["75.68%", 0.5], [7568, 5000]),
    ([0.0, 0.0], [0, 0]),
    ([0.5, 75.68], [50, 7568]),
]


@pytest.mark.parametrize(("cells", "values"), PERCENTS)
def test_percentages_are_decided_by_the_whole_column(cells: list[Any], values: list[Any]) -> None:
    assert read("decimal(5,2)", *cells, unit="%").values == values


def test_fractions_are_noted_and_a_lone_one_is_ambiguous() -> None:
    assert "已换算为百分数" in read("decimal(5,2)", 0.7568, unit="%").note
    assert only("decimal(5,2)", 1.0, unit="%") == "E_PERCENT_AMBIGUOUS"
    assert only("decimal(5,2)", 0.75681, unit="%") == "E_TOO_MANY_DECIMALS"
    assert only("decimal(5,2)", "", unit="%") is None


YEARS = [
    (2022.0, 2022),
    ("2022", 2022),
    ("2022年", 2022),
    ("2022年度", 2022),
    ("２０２２", 2022),
    ("22", "E_NOT_YEAR"),
    ("2022\n2023", "E_NOT_YEAR"),
    ("去年", "E_NOT_YEAR"),
    (2022.5, "E_NOT_YEAR"),
    (20220101.0, "E_NOT_YEAR"),
    ("#N/A", "E_ERROR_CELL"),
]


@pytest.mark.parametrize(("cell", "value"), YEARS)
def test_years(cell: Any, value: Any) -> None:
    assert only("year", cell) == value


DAYS = [
    "2022-08-31",
    "2022/8/31",
    "2022.8.31",
    "20220831",
    "20220831.0",
    "2022年8月31日",
    "2022年 8月 31日",
    "２０２２-０８-３１",
    "2022-08-31 00:00:00",
    "2022/8/31 10:30",
    date(2022, 8, 31),
    datetime(2022, 8, 31, 10, 30),
    20220831.0,
    44804.0,
    "44804",
]
NO_DAYS = [
    "2022-02-30",
    "2022年8月",
    "202208",
    202208.0,
    2022.0,
    "2022",
    "8月31日",
    "长期",
    "2022-08/31",
    44804.5,
    9999.0,
    99999.0,
    True,
    time(0),
    date(1899, 12, 31),
    "2022-13-01",
    1e300,
]


@pytest.mark.parametrize("cell", DAYS)
def test_days(cell: Any) -> None:
    assert only("date", cell) == date(2022, 8, 31)


@pytest.mark.parametrize("cell", NO_DAYS)
def test_what_is_no_day(cell: Any) -> None:
    assert only("date", cell) == "E_NOT_DATE"


@pytest.mark.parametrize("kind", ["date", "month"])
def test_words_for_what_goes_on_are_advised_in_a_column_that_may_be_blank(kind: str) -> None:
    for cell in ["至今", "长期", "在岗", " 在 职 ", "2022年8月至今"]:
        assert read_column(column(kind, required="N"), [cell], True, False).bad[0].code == "E_OPEN_END"
        assert only(kind, cell).startswith("E_NOT_")
    for cell in ["上月", 1.5]:
        assert read_column(column(kind, required="N"), [cell], True, False).bad[0].code.startswith("E_NOT_")
    for cell in ["2022-08-31", ""]:
        assert not read_column(column(kind, required="N"), [cell], True, False).bad


def test_serial_numbers_of_1904_workbooks_are_not_guessed() -> None:
    found = read_column(column("date"), [43342.0, date(2022, 8, 31)], True, True)
    assert (found.bad[0].code, found.values[1]) == ("E_NOT_DATE", date(2022, 8, 31))


MONTHS = [
    "202209",
    "2022年9月",
    "2022年09月份",
    "2022-09",
    "2022/9",
    "2022.9",
    "2022.09",
    "202209.0",
    202209.0,
    2022.9,
    date(2022, 9, 15),
    "2022-09-15",
    44805.0,
    "２０２２年９月",
]


@pytest.mark.parametrize("cell", MONTHS)
def test_months(cell: Any) -> None:
    assert only("month", cell) == date(2022, 9, 1)


@pytest.mark.parametrize("cell", ["202213", "2022年", 2022.0, "2022-00", "九月", 2022.13, 202200.0])
def test_what_is_no_month(cell: Any) -> None:
    assert only("month", cell) == "E_NOT_MONTH"


def test_the_number_2022_1_may_be_january_or_october() -> None:
    assert only("month", 2022.1) == "E_MONTH_AMBIGUOUS"
    assert only("month", "2022.1", typed=False) == "E_MONTH_AMBIGUOUS"
    assert only("month", "2022.1") == date(2022, 1, 1)


CODES = [
    ("是", "是"),
    ("√", "是"),
    ("有", "是"),
    ("无", "否"),
    ("×", "否"),
    (" 否 ", "否"),
    (True, "是"),
    (False, "否"),
    ("也许", "也许"),
    ("", None),
]


@pytest.mark.parametrize(("cell", "value"), CODES)
def test_yes_and_no(cell: Any, value: Any) -> None:
    assert only("bool_yn", cell, code_list="yes_no") == value


def test_labels_keep_the_spelling_of_the_code_list() -> None:
    assert only("enum", "欠发达国有农(林)场", code_list="fund_task") == "欠发达国有农（林）场"
    assert only("enum", "公益性资产", code_list="asset_category") == "公益性"
    assert only("enum", "私有", code_list="asset_category") == "私有"
    assert only("enum", "#REF!", code_list="asset_category") == "E_ERROR_CELL"


SEVERAL = [
    ("残疾,长期慢性病", "长期慢性病、残疾"),
    ("残疾、长期慢性病", "长期慢性病、残疾"),
    ("残疾；健康，残疾", "健康、残疾"),
    ("残疾、头疼", "残疾、头疼"),
    ("、", None),
    ("", None),
]


@pytest.mark.parametrize(("cell", "value"), SEVERAL)
def test_several_labels_in_code_list_order(cell: str, value: str) -> None:
    assert only("multi_enum", cell, code_list="health") == value


def test_labels_that_hold_a_separator_themselves() -> None:
    own, other = "失能老人、留守儿童和困境儿童", "务工收入占比高且务工时间不稳定"
    assert only("multi_enum", f"{own}、{other}", code_list="key_group") == f"{other}、{own}"


def test_true_is_not_one() -> None:
    assert read("text", True, 1.0).values == ["TRUE", "1"]
