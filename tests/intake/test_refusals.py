"""Bad input: each case gives its own code and a sentence, and the other sheets of the file go on."""

import io
import zipfile
from typing import Any

import olefile
import pytest

from lingcha.contract.forms import load_forms
from lingcha.errors import LingchaError
from lingcha.intake import guard, xlsx
from lingcha.intake.grid import Unreadable
from lingcha.intake.issues import ISSUES, say
from tests.intake import hostile
from tests.intake.making import HEADER, NOTE, TITLE, Desk, payment, payments, repacked, workbook

GOOD = workbook({"a": payments(payment(1))})
SHEET = "xl/worksheets/sheet1.xml"


def project_sheet(upper: list[str], lower: list[str]) -> list[list[Any]]:
    """A sheet of XM01 with a header of one's own."""
    return [[load_forms()["XM01"].title], NOTE, upper, lower, ["1"] * len(upper)]


def _project_header() -> tuple[list[str], list[str]]:
    columns = load_forms()["XM01"].columns
    return [c.header[0] for c in columns], [c.header[1] if len(c.header) > 1 else "" for c in columns]


def _without_groups() -> list[list[Any]]:
    upper, lower = _project_header()
    return project_sheet([low or up for up, low in zip(upper, lower, strict=True)], ["" for _ in upper])


def _relabelled(label: str, new: str) -> list[str]:
    return [new if h == label else h for h in HEADER]


LABELS = "序号 县 乡 村 项目编号 年度 户编号 户主姓名 户类型 家庭人口（户） 联结方式 增收金额"
BENEFICIARIES_IN_HOUSEHOLDS = [
    ["项目带动农户明细表"],
    ["填报单位：灵宝市", "截止日期：2022年6月30日"],
    LABELS.split(),
]

# code -> the file. File-level first, then sheets.
FILES: dict[str, bytes] = {
    "E_EMPTY_FILE": b"",
    "E_ENCRYPTED": hostile.encrypted_ole(),
    "E_FORMAT_HTML": b"\xef\xbb\xbf\r\n<html><body><table><tr><td>1</td></tr></table></body></html>",
    "E_FORMAT_XML": b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    "E_FORMAT_MHTML": b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n",
    "E_FORMAT_PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3",
    "E_FORMAT_WORD": repacked(GOOD, {"xl/workbook.xml": None, "word/document.xml": b"<w/>"}),
    "E_FORMAT_OTHER_SHEET": repacked(GOOD, {"xl/workbook.xml": None, "xl/workbook.bin": b"x"}),
    "E_FORMAT_ARCHIVE": b"Rar!\x1a\x07\x01\x00",
    "E_FORMAT_UNKNOWN": b"\x01\x00\x02\x00 not a table",
    "E_ZIP_DAMAGED": GOOD[: len(GOOD) // 2],
    "E_ZIP_UNSAFE": hostile.entity_bomb(GOOD),
    "E_XLS_DAMAGED": olefile.MAGIC + b"\x00" * 2000,
    "E_WORKBOOK_UNREADABLE": repacked(GOOD, {"xl/sharedStrings.xml": b"<sst><si><t>broken</si></sst>"}),
    "E_ENCODING": "填报单位：灵宝市".encode()[:-1] + b"\xff\xff",
    "E_TEXT_BROKEN": '序号,"县\n1,灵宝市'.encode(),
    "E_SHEETS_NONE": workbook({"a": []}),
    "E_FORM_UNKNOWN": workbook({"a": [["食堂菜单"], ["周一", "周二", "周三"], ["面", "饭", "饼"]]}),
    "E_HEADER_NOT_FOUND": workbook({"a": [[TITLE], NOTE, *([] for _ in range(15)), HEADER, payment(1)]}),
    "E_TITLE_CONFLICT": workbook({"a": [["产业帮扶项目台账"], NOTE, HEADER, payment(1)]}),
    "E_EMPTY_FORM": workbook({"a": payments()}),
    "E_TWO_HEADERS": workbook({"a": payments(payment(1), HEADER, payment(2))}),
    "E_COLUMN_MISSING": workbook(
        {"a": payments([1, "灵宝市"], header=_relabelled("拨付金额", "金额合计数"))}
    ),
    "E_COLUMN_TWICE": workbook({"a": payments(payment(1), header=_relabelled("备注", "支付凭证号"))}),
    "E_COLUMN_AMBIGUOUS": workbook({"a": _without_groups()}),
    "E_COLUMN_UNIT": workbook({"a": BENEFICIARIES_IN_HOUSEHOLDS}),
    "E_COLUMN_BRACKET": workbook(
        {"a": payments(payment(1), header=_relabelled("拨付金额", "拨付金额（其中中央）"))}
    ),
    "E_UNIT_MISSING": workbook({"a": payments(payment(1), payment(2, county_name="卢氏县"), note=NOTE[1:])}),
    "E_UNIT_UNKNOWN": workbook({"a": payments(payment(1), note=["填报单位：洛阳市", *NOTE[1:]])}),
    "E_PART_NOT_ALLOWED": workbook(
        {"a": payments(payment(1), note=["填报单位：灵宝市朱阳镇人民政府", *NOTE[1:]])}
    ),
    "E_OTHER_UNIT": workbook({"a": payments(payment(1), note=["填报单位：卢氏县", *NOTE[1:]])}),
    "E_PERIOD_MISSING": workbook({"a": payments(payment(1), note=NOTE[:1])}),
    "E_PERIOD_UNKNOWN": workbook({"a": payments(payment(1), note=[NOTE[0], "截止日期：2022年"])}),
    "E_PERIOD_CONFLICT": workbook({"a": [["2022年9月" + TITLE], *payments(payment(1))[1:]]}),
    "E_MONEY_UNIT": workbook({"a": payments(payment(1), note=[*NOTE[:2], "单位：万元、元"])}),
    "E_MONEY_UNIT_CONFLICT": workbook(
        {"a": payments(payment(1), header=_relabelled("拨付金额", "拨付金额（元）"))}
    ),
    "E_SHEET_UNREADABLE": repacked(GOOD, {SHEET: hostile.newer_error}),
    "E_SHEET_TOO_LARGE": repacked(GOOD, {SHEET: hostile.far_cell}),
}


@pytest.mark.parametrize("code", sorted(FILES))
def test_bad_input_gets_its_code_and_a_sentence(desk: Desk, code: str) -> None:
    reading = desk.read(FILES[code])
    assert (reading.state, reading.code) == ("rejected", code), reading
    assert "发现" in reading.message_zh and "应为" in reading.message_zh and "请" in reading.message_zh
    assert "None" not in reading.message_zh and "{" not in reading.message_zh
    assert desk.rows() == [] and desk.cells() == []


@pytest.mark.parametrize("code", ["E_COLUMN_MISSING", "E_UNIT_UNKNOWN", "E_PERIOD_MISSING", "E_OTHER_UNIT"])
def test_the_other_sheets_of_the_file_go_on(desk: Desk, code: str) -> None:
    bad = {
        "E_COLUMN_MISSING": payments([1], header=_relabelled("拨付金额", "数")),
        "E_UNIT_UNKNOWN": payments(payment(1), note=["填报单位：洛阳市", *NOTE[1:]]),
        "E_PERIOD_MISSING": payments(payment(1), note=NOTE[:1]),
        "E_OTHER_UNIT": payments(payment(1), note=["填报单位：卢氏县", *NOTE[1:]]),
    }[code]
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
    good = [NOTE, allocation, [1, "灵宝市", "文1", 1, "2022-01-05", "省", "资金", "其他", 5]]
    reading = desk.read(workbook({"坏": bad, "好": good}))
    assert [(s.state, s.code) for s in reading.sheets] == [("rejected", code), ("read", "")]
    assert (reading.state, reading.code) == ("read", "")


def test_half_a_form_is_not_taken(desk: Desk) -> None:
    broken = payments([1], header=_relabelled("拨付金额", "数"))
    reading = desk.read(workbook({"一": payments(payment(1)), "二": broken}))
    assert [s.code for s in reading.sheets] == ["E_SIBLING_REJECTED", "E_COLUMN_MISSING"]
    assert "“二”" in reading.sheets[0].message_zh


def test_a_refused_sheet_of_another_unit_does_not_pull_others_down(desk: Desk) -> None:
    other = payments(payment(1), note=["填报单位：卢氏县", *NOTE[1:]])
    reading = desk.read(workbook({"一": payments(payment(1)), "二": other}))
    assert [s.code for s in reading.sheets] == ["", "E_OTHER_UNIT"]


@pytest.mark.parametrize(
    ("unit", "code"),
    [
        ("灵宝市朱阳镇朱阳村", "E_UNIT_UNKNOWN"),  # a village is half of a township
        ("灵宝市大王镇", "E_UNIT_UNKNOWN"),  # reports to 示范区
        ("灵宝市朱阳镇", "E_PART_NOT_ALLOWED"),
        ("灵宝市园艺场", "E_PART_NOT_ALLOWED"),
        ("灵宝市财政局", ""),
        ("河南省三门峡市灵宝市", ""),
        ("三门峡市", "E_UNIT_UNKNOWN"),
        ("湖滨街道", "E_PART_NOT_ALLOWED"),
        ("城乡一体化示范区", "E_OTHER_UNIT"),
    ],
)
def test_names_of_units(desk: Desk, unit: str, code: str) -> None:
    content = workbook({"a": payments(payment(1), note=[f"填报单位：{unit}", *NOTE[1:]])})
    assert desk.read(content).code == code


GOOD_CUTOFFS = ["2022-08-31", "2022.8.31", "20220831", "2022年8月", "2022-08", "202208", "2022年8月31日止"]
GOOD_CUTOFFS += ["2022年8月1日至2022年8月31日", "2022年8月1日—2022年8月31日"]


@pytest.mark.parametrize(
    ("cutoff", "code"),
    [
        *[(text, "") for text in GOOD_CUTOFFS],
        *[(text, "E_PERIOD_UNKNOWN") for text in ("2022年第三季度", "2022年上半年", "2022年13月", "八月底")],
    ],
)
def test_spellings_of_the_cutoff(desk: Desk, cutoff: str, code: str) -> None:
    content = workbook({"a": payments(payment(1), note=[NOTE[0], f"截止日期：{cutoff}", NOTE[2]])})
    reading = desk.read(content)
    assert reading.code == code
    assert code or reading.sheets[0].period_end == "2022-08-31"


def test_a_label_against_the_note(desk: Desk) -> None:
    header = _relabelled("拨付金额", "拨付金额（万元）")
    content = workbook({"a": payments(payment(1), note=[*NOTE[:2], "单位：元"], header=header)})
    assert desk.read(content).code == "E_MONEY_UNIT_CONFLICT"
    assert desk.read(workbook({"a": payments(payment(1), header=header)})).state == "read"


def test_a_sheet_whose_part_cannot_be_found(desk: Desk) -> None:
    def astray(xml: bytes) -> bytes:
        return xml.replace(b"worksheets/sheet1.xml", b"worksheets/sheet9.xml")

    assert desk.read(repacked(GOOD, {"xl/_rels/workbook.xml.rels": astray})).state == "rejected"


def test_a_column_that_a_program_renamed_is_a_doubled_column(desk: Desk) -> None:
    content = workbook({"a": payments(payment(1), header=_relabelled("备注", "收款单位0"))})
    reading = desk.read(content)
    assert reading.code == "E_COLUMN_TWICE" and "I3、K3" in reading.message_zh


def test_missing_columns_are_named(desk: Desk) -> None:
    assert "拨付金额" in desk.read(FILES["E_COLUMN_MISSING"]).message_zh


def test_readers_that_disagree_about_the_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    inspect = guard.inspect

    def short(content: bytes) -> guard.Container:
        container = inspect(content)
        container.scans["a"].rows = 3  # type: ignore[union-attr]
        return container

    monkeypatch.setattr(xlsx.guard, "inspect", short)
    (sheet,) = xlsx.read(GOOD)
    assert isinstance(sheet, Unreadable) and sheet.code == "E_ROWS_LOST"


def test_a_file_beyond_the_limit_is_not_even_opened(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_FILE", len(GOOD) - 1)
    assert desk.read(GOOD).code == "E_TOO_LARGE"
    monkeypatch.setattr(guard, "MAX_FILE", len(GOOD))
    assert desk.read(GOOD).state == "read"


def test_files_without_a_folder_unit_and_by_its_name(desk: Desk) -> None:
    assert desk.read(GOOD, "").state == "read"
    assert desk.read(GOOD, "灵宝市").state == "read"
    assert desk.read(GOOD, "卢氏县").code == "E_OTHER_UNIT"
    with pytest.raises(LingchaError, match="E_FOLDER_UNIT"):
        desk.read(GOOD, "不是单位")


# code -> (field, value): one unreadable cell of an otherwise good row.
CELLS: dict[str, tuple[str, Any]] = {
    "E_ERROR_CELL": ("amount", ("=1/0", "#DIV/0!")),
    "E_FORMULA_EMPTY": ("amount", ("=1+1", "")),
    "E_CONTROL_CHARACTER": ("payee", "甲\x01乙"),
    "E_TEXT_TOO_LONG": ("remark", "字" * 32_768),
    "E_NOT_TEXT": ("payee", "正午"),
    "E_NOT_A_NUMBER": ("amount", "十万"),
    "E_TOO_MANY_DECIMALS": ("amount", 1.005),
    "E_NUMBER_RANGE": ("amount", 1e14),
    "E_NOT_DATE": ("pay_date", "上月"),
    "E_DIGITS_LOST": ("payment_no", 4.11224194304281e17),
}
# Fields of other forms and text files: seen in test_values and below.
ELSEWHERE = {
    "E_PERCENT_AMBIGUOUS",
    "E_NOT_INTEGER",
    "E_OPEN_END",
    "E_SHOWN_OTHERWISE",
    "E_NOT_YEAR",
    "E_NOT_MONTH",
    "E_MONTH_AMBIGUOUS",
    "E_RAGGED_ROW",
    "E_LINE_CUT",
}
OTHER_TESTS = {
    "E_TOO_LARGE",
    "E_READER_CRASH",
    "E_SIBLING_REJECTED",
    "E_ROWS_LOST",
    "E_TEXT_TOO_LARGE",
    "E_TOO_MANY_MERGES",
}


def _with_cell(code: str) -> bytes:
    field, value = CELLS[code]
    if code == "E_TEXT_TOO_LONG":  # Excel itself cannot hold it; other programs write it
        rows = payments(payment(1), payment(2, remark=value))
        return "".join(",".join(map(str, row)) + "\n" for row in rows).encode()
    content = workbook({"a": payments(payment(1), payment(2, **{field: value}))})
    if code == "E_NOT_TEXT":
        return hostile.with_duration(content, "I5")
    return (
        repacked(content, {SHEET: lambda xml: xml.replace(b"<v></v>", b"")})
        if code == "E_FORMULA_EMPTY"
        else content
    )


@pytest.mark.parametrize("code", sorted(CELLS))
def test_an_unreadable_cell_costs_its_row_alone(desk: Desk, code: str) -> None:
    field, value = CELLS[code]
    sheet = desk.sheet(_with_cell(code))
    assert (sheet.state, sheet.accepted, sheet.quarantined) == ("read", 1, 1)
    (cell,) = desk.cells()
    assert (cell["code"], cell["column_name"], cell["row_no"]) == (code, field, 5)
    assert cell["message_zh"].startswith(f"“{load_forms()['ZJ02'].column(field).label}”：发现")
    assert str(value) not in cell["message_zh"]


def test_every_bad_cell_of_a_row_is_listed(desk: Desk) -> None:
    sheet = desk.sheet(workbook({"a": payments(payment(1, amount="甲", pay_date="乙", payee="丙\x01"))}))
    assert (sheet.quarantined, [c["cell"] for c in desk.cells()]) == (1, ["G4", "H4", "I4"])


def test_broken_cells_outside_the_form_cost_nothing(desk: Desk) -> None:
    rows = payments([*payment(1), ("=#REF!", "#REF!")], header=[*HEADER, "自用"])
    assert desk.sheet(workbook({"a": rows})).quarantined == 0


def test_blank_required_fields_and_unknown_codes_are_findings_not_unreadable(desk: Desk) -> None:
    sheet = desk.sheet(workbook({"a": payments(payment(1, amount="", payee="", fund_level="乡级"))}))
    assert (sheet.accepted, sheet.quarantined) == (1, 0)
    assert desk.rows()[0]["fund_level"] == "乡级"


def test_a_separator_inside_a_text_moves_the_whole_row(desk: Desk) -> None:
    rows = payments(payment(1), payment(2, payee="甲,乙"))
    sheet = desk.sheet("".join(",".join(map(str, row)) + "\n" for row in rows).encode())
    assert (sheet.accepted, sheet.quarantined) == (1, 1)
    assert [(c["code"], c["cell"], c["column_name"]) for c in desk.cells()] == [("E_RAGGED_ROW", "L5", "")]


def test_a_separator_behind_every_row_moves_nothing(desk: Desk) -> None:
    rows = payments([*payment(1), ""], [*payment(2), ""])
    sheet = desk.sheet("".join(",".join(map(str, row)) + "\n" for row in rows).encode())
    assert (sheet.accepted, sheet.quarantined) == (2, 0)


def test_months_years_and_percentages_in_their_forms(desk: Desk) -> None:
    columns = load_forms()["XM01"].columns
    upper, lower = _project_header()
    bad = {"project_year": "22", "progress_pct": 1.0}
    data = [bad.get(c.name, "XM1" if c.name == "project_code" else "") for c in columns]
    desk.sheet(workbook({"a": [[load_forms()["XM01"].title], NOTE, upper, lower, data]}))
    assert [c["code"] for c in desk.cells()] == ["E_NOT_YEAR", "E_PERCENT_AMBIGUOUS"]


def test_an_end_that_has_not_come_is_told_to_stay_blank(desk: Desk) -> None:
    form = load_forms()["WG01"]
    labels = ["".join(c.header) for c in form.columns]

    def row(number: int, end: Any) -> list[Any]:
        values = {"seq": number, "county_name": "灵宝市", "grid_code": f"W{number}", "valid_to": end}
        return [values.get(c.name, "") for c in form.columns]

    rows = [[form.title], NOTE, labels, row(1, "至今"), row(2, "长 期"), row(3, ""), row(4, "2022-08-31")]
    sheet = desk.sheet(workbook({"a": rows}))
    assert (sheet.accepted, sheet.quarantined) == (2, 2)
    assert {c["code"] for c in desk.cells()} == {"E_OPEN_END"}
    assert "把还没有结束的这一格清空" in desk.cells()[0]["message_zh"]


def test_every_code_has_a_case() -> None:
    assert set(ISSUES) == set(FILES) | set(CELLS) | ELSEWHERE | OTHER_TESTS


def test_sentences_have_one_shape_and_end_well() -> None:
    names = "limit kind what line cell text title other row rows columns found folder period scale type count"
    slots = dict.fromkeys(names.split(), "甲")
    for code in ISSUES:
        sentence = say(code, "某处", slots)
        assert sentence.startswith("某处：发现") and sentence.count("；应为") == 1 and sentence.endswith("。")
        assert "；请" in sentence and "。。" not in sentence


def test_a_zip_that_is_no_workbook(desk: Desk) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("表.csv", "x")
    assert desk.read(stream.getvalue()).code == "E_FORMAT_ARCHIVE"
