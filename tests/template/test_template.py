"""The blank workbook: what it offers a clerk, and that intake knows its own form again."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from lingcha.cli import cli
from lingcha.contract.forms import load_forms
from lingcha.contract.periods import due_period
from lingcha.errors import LingchaError
from lingcha.intake import read_submission_file
from lingcha.template.aids import code_labels
from lingcha.template.write import BLANK_ROWS, write_template


def blank(tmp_path: Path, code: str) -> Any:
    path = tmp_path / f"{code}.xlsx"
    write_template(load_forms()[code], path, "灵宝市", date(2022, 8, 31))
    return openpyxl.load_workbook(path)


def rule_of(sheet: Any, cell: str) -> Any:
    """The validation that holds for a cell; None when there is none."""
    return next((v for v in sheet.data_validations.dataValidation if cell in v.sqref), None)


def test_page_and_panes(tmp_path: Path) -> None:
    sheet = blank(tmp_path, "XM01").worksheets[0]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$1:$5"
    assert sheet.freeze_panes == "A6"


def test_a_short_list_is_in_the_cell_and_a_long_one_on_a_hidden_sheet(tmp_path: Path) -> None:
    workbook = blank(tmp_path, "HJ02")
    sheet = workbook.worksheets[0]
    assert rule_of(sheet, "H6").formula1 == '"男,女"'
    assert rule_of(sheet, f"H{5 + BLANK_ROWS}") is not None
    assert rule_of(sheet, f"H{6 + BLANK_ROWS}") is None
    assert all(len(v.formula1 or "") <= 257 for v in sheet.data_validations.dataValidation)
    for v in sheet.data_validations.dataValidation:
        if v.formula1.startswith("代码_"):
            hidden = workbook[v.formula1.partition("!")[0]]
            assert hidden.sheet_state == "hidden"


def test_a_list_beyond_the_limit_of_excel_goes_to_a_hidden_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lingcha.template.aids._EXCEL_LIST_LIMIT", 30)
    workbook = blank(tmp_path, "HJ02")
    labels = code_labels("relation", date(2022, 8, 31))
    assert rule_of(workbook.worksheets[0], "L6").formula1 == f"代码_relation!$A$1:$A${len(labels)}"
    assert [c.value for c in workbook["代码_relation"]["A"]] == labels
    assert workbook["代码_relation"].sheet_state == "hidden"


def test_required_columns_are_marked_and_explained(tmp_path: Path) -> None:
    sheet = blank(tmp_path, "XM01").worksheets[0]
    required, optional, grouped = sheet["A3"], sheet["AK3"], sheet["S4"]
    assert required.fill.start_color.rgb != optional.fill.start_color.rgb
    assert "必填" in required.comment.text
    assert "选填" in optional.comment.text
    assert grouped.comment.text.startswith("资金规模/其他财政资金\n选填")
    assert "单位：万元" in grouped.comment.text


def test_numbers_of_people_and_codes_are_text_cells(tmp_path: Path) -> None:
    sheet = blank(tmp_path, "HJ02").worksheets[0]
    formats = {sheet.cell(3, c).value: sheet.cell(6, c).number_format for c in range(1, 36)}
    assert {formats[n] for n in ("证件号码", "联系电话", "户编号", "变更月份")} == {"@"}
    assert formats["出生日期"] == "yyyy-mm-dd"
    assert formats["序号"] == "0"


def test_the_total_row_adds_up_the_blank_rows(tmp_path: Path) -> None:
    sheet = blank(tmp_path, "XM01").worksheets[0]
    row = 6 + BLANK_ROWS
    assert sheet[f"A{row}"].value == "合计"
    assert sheet[f"Q{row}"].value == f"=SUM(Q6:Q{row - 1})"
    assert sheet[f"AH{row}"].value is None
    assert blank(tmp_path, "HJ02").worksheets[0][f"A{row}"].value != "合计"


@pytest.mark.parametrize("code", list(load_forms()))
def test_intake_knows_every_blank_form(tmp_path: Path, code: str) -> None:
    form = load_forms()[code]
    path = tmp_path / "a.xlsx"
    period = due_period(form, date(2022, 8, 31))
    assert period
    write_template(form, path, "灵宝市", period.end)
    reading = read_submission_file(path, "411282", tmp_path / "out")
    (sheet,) = [s for s in reading.sheets if s.visible]
    assert (reading.state, sheet.form, sheet.unit) == ("rejected", code, "411282")
    assert (sheet.code, sheet.rows["data"]) == (
        "E_EMPTY_FORM",
        0,
    )  # known, and not taken for a report of nothing
    assert set(sheet.columns) == {c.name for c in form.columns}


def test_the_same_template_has_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_template(load_forms()["JC01"], tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_code_labels_hold_on_a_day() -> None:
    assert code_labels("yes_no", date(2022, 8, 31)) == ["是", "否"]
    assert code_labels("yes_no", date(1999, 1, 1)) == []
    assert code_labels("yes_no", None) == ["是", "否"]


def test_command_writes_the_workbook_of_a_unit(tmp_path: Path) -> None:
    target = tmp_path / "t.xlsx"
    arguments = ["template", "xm01", "--unit", "411282", "--as-of", "2022-09-15", "--out", str(target)]
    result = CliRunner().invoke(cli, arguments)
    assert (result.exit_code, target.exists()) == (0, True)
    notes = [c.value for c in openpyxl.load_workbook(target).worksheets[0][2] if c.value]
    assert notes == ["填报单位：灵宝市（盖章）", "截止日期：2022年8月31日", "单位：万元"]


def test_without_a_date_the_period_is_left_blank_as_the_help_says(tmp_path: Path) -> None:
    target = tmp_path / "t.xlsx"
    assert CliRunner().invoke(cli, ["template", "XM01", "--out", str(target)]).exit_code == 0
    notes = [c.value for c in openpyxl.load_workbook(target).worksheets[0][2] if c.value]
    assert notes[1].replace(" ", "") == "截止日期：年月日"
    told = "".join(CliRunner().invoke(cli, ["template", "--help"]).output.split())
    assert "默认：留空" in told and "最晚的报告期末" not in told


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["XX99"], "E_FORM_UNKNOWN"),
        (["XM01", "--unit", "411222"], "E_UNIT_UNKNOWN"),
        (["XM01", "--out", "/nowhere/a.xlsx"], "E_OUT_FOLDER"),
    ],
)
def test_command_says_what_is_wrong(arguments: list[str], code: str) -> None:
    result = CliRunner().invoke(cli, ["template", *arguments])
    assert isinstance(result.exception, LingchaError)
    assert result.exception.code == code
