"""The marked workbook: what a county sees, and that it can be corrected and sent again."""

import re
import stat
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from lingcha.intake import read_submission_file
from lingcha.returns import write as returns
from lingcha.returns.write import write_returns
from lingcha.template.layout import Formula, SheetStyle
from tests.report.small_release import RELEASE_ID
from tests.returns.county import UNIT, County, project, write_workbook

SHEET = "产业帮扶项目台账"
FIRST = 6  # first data row of the official layout
ALIEN = "卢氏的台账"


@pytest.fixture
def county(tmp_path: Path) -> County:
    """Rows: clean; unreadable money; hidden with a finding; text that looks like a formula; a formula."""
    rows = [
        project(1),
        project(2, fund_paid="约三十"),
        project(3),
        project(4, site='=HYPERLINK("http://example.invalid","x")', build_content="@某处"),
        project(5, fund_paid=Formula("=SUM(1,2)", 3)),
    ]
    style = SheetStyle(sheet_name=SHEET, hidden=frozenset({2}), merge_down=("county_name",))
    alien = [project(1, county_name="卢氏县", project_name="卢氏机密项目")]
    path = write_workbook(
        tmp_path / "项目台账 8月.xlsx",
        [("XM01", "灵宝市", rows, style), ("XM01", "卢氏县", alien, SheetStyle(sheet_name=ALIEN))],
    )
    return County(tmp_path, path)


def marked_of(county: County) -> Path:
    paths = write_returns(county.home, county.release_dir)
    return next(p for p in paths if p.name.startswith("退回_"))


def column_of(sheet: Worksheet, label: str) -> int:
    return next(c.column for row in sheet.iter_rows(max_row=5) for c in row if c.value == label)


def letters(county: County, field: str) -> str:
    return next(s.columns[field] for s in county.reading.sheets if s.sheet == SHEET)


def test_wrong_cells_are_coloured_and_explained_beside_the_row(county: County) -> None:
    county.build([{"row_no": FIRST + 2}])
    sheet = openpyxl.load_workbook(marked_of(county))[SHEET]
    money = sheet[f"{letters(county, 'fund_paid')}{FIRST + 1}"]
    status = sheet[f"{letters(county, 'project_status')}{FIRST + 2}"]
    assert money.value == "约三十" and money.fill.start_color.rgb == "00FFC7CE"
    assert "E_NOT_A_NUMBER" in money.comment.text and "整改" in money.comment.text
    assert status.fill.start_color.rgb == "00FFD9B3" and "PF-02" in status.comment.text
    reason, remedy = column_of(sheet, "问题说明"), column_of(sheet, "整改要求")
    assert remedy == reason + 1
    assert "发现数值列中的文字" in sheet.cell(FIRST + 1, reason).value
    assert "重新报送" in sheet.cell(FIRST + 1, remedy).value
    assert "已竣工而无竣工日期" in sheet.cell(FIRST + 2, reason).value
    assert "期限：2022-09-23" in sheet.cell(FIRST + 2, remedy).value
    assert [sheet.cell(r, reason).value for r in (FIRST, FIRST + 3, FIRST + 4)] == [None] * 3
    clean = sheet[f"{letters(county, 'fund_paid')}{FIRST}"]
    assert clean.comment is None and clean.fill.fill_type != "solid"


def test_layout_stays_and_a_hidden_wrong_row_is_shown(county: County) -> None:
    county.build([{"row_no": FIRST + 2}])
    sheet = openpyxl.load_workbook(marked_of(county))[SHEET]
    assert sheet["A1"].value and "A1" in sheet.merged_cells
    assert any(str(area).startswith("B6:B10") for area in sheet.merged_cells.ranges)
    assert not sheet.row_dimensions[FIRST + 2].hidden


def test_nothing_in_it_computes_or_links(county: County) -> None:
    county.build([{"row_no": FIRST + 2}])
    path = marked_of(county)
    with zipfile.ZipFile(path) as archive:
        parts = {
            name: archive.read(name).decode() for name in archive.namelist() if name.endswith(("xml", "rels"))
        }
    assert not [name for name in parts if "vba" in name.lower() or "externallink" in name.lower()]
    for name, xml in parts.items():
        assert not re.search(r"<f[ >]|<hyperlink", xml), name
        assert set(re.findall(r'<definedName name="([^"]*)"', xml)) <= {"_xlnm.Print_Titles"}, name
    sheet = openpyxl.load_workbook(path)[SHEET]
    site = sheet[f"{letters(county, 'site')}{FIRST + 3}"]
    content = sheet[f"{letters(county, 'build_content')}{FIRST + 3}"]
    assert site.data_type == "s" and site.value.startswith("=HYPERLINK") and site.quotePrefix
    assert content.value == "@某处" and content.quotePrefix
    assert sheet[f"{letters(county, 'fund_paid')}{FIRST + 4}"].value == 3


def test_another_units_sheet_does_not_come_back(county: County) -> None:
    county.build([{"row_no": FIRST + 2}])
    assert next(s for s in county.reading.sheets if s.sheet == ALIEN).code == "E_OTHER_UNIT"
    path = marked_of(county)
    assert openpyxl.load_workbook(path).sheetnames == ["问题汇总", SHEET]
    with zipfile.ZipFile(path) as archive:
        assert all("卢氏机密".encode() not in archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("in_place", [True, False])
def test_corrected_and_sent_again_it_is_read_in_full(
    county: County, tmp_path: Path, in_place: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not in_place:
        monkeypatch.setattr(returns, "MARK_IN_PLACE_CELLS", 0)
    county.build([{"row_no": FIRST + 2}])
    book = openpyxl.load_workbook(marked_of(county))
    book[SHEET][f"{letters(county, 'fund_paid')}{FIRST + 1}"].value = 30
    book.save(tmp_path / "改好了.xlsx")
    again = read_submission_file(tmp_path / "改好了.xlsx", UNIT, tmp_path / "again")
    states = {s.sheet: (s.state, s.accepted, s.quarantined) for s in again.sheets}
    assert states == {"问题汇总": ("ignored", 0, 0), SHEET: ("read", 5, 0)}
    first = next(s for s in county.reading.sheets if s.sheet == SHEET)
    second = next(s for s in again.sheets if s.sheet == SHEET)
    assert (second.columns, second.rows) == (first.columns, first.rows)


@pytest.mark.parametrize("in_place", [True, False])
def test_a_return_of_a_return_replaces_the_marks(
    county: County, tmp_path: Path, in_place: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    county.build([{"row_no": FIRST + 2}])
    if not in_place:
        monkeypatch.setattr(returns, "MARK_IN_PLACE_CELLS", 0)
    sent = tmp_path / "又报.xlsx"
    marked_of(county).rename(sent)
    (tmp_path / "second").mkdir()
    second = County(tmp_path / "second", sent)
    second.build([{"row_no": FIRST}])
    sheet = openpyxl.load_workbook(marked_of(second))[SHEET]
    headers = [c.value for row in sheet.iter_rows(max_row=5) for c in row]
    assert headers.count("问题说明") == headers.count("整改要求") == 1
    reason = column_of(sheet, "问题说明")
    assert "PF-02" in sheet.cell(FIRST, reason).value
    assert sheet.cell(FIRST + 2, reason).value is None
    status = sheet[f"{letters(county, 'project_status')}{FIRST + 2}"]
    assert status.comment is None and status.fill.fill_type != "solid"


def test_a_gbk_csv_comes_back_as_xlsx_with_the_same_rows_and_columns(tmp_path: Path) -> None:
    source = openpyxl.load_workbook(
        write_workbook(
            tmp_path / "x.xlsx", [("XM01", "灵宝市", [project(1, site="-某处"), project(2)], SheetStyle())]
        )
    ).worksheets[0]
    lines = [["" if v is None else str(v) for v in row] for row in source.iter_rows(values_only=True)]
    path = tmp_path / "台账.csv"
    path.write_bytes("\r\n".join(",".join(f'"{v}"' for v in line) for line in lines).encode("gb18030"))
    county = County(tmp_path, path)
    county.build([{"row_no": FIRST + 1, "fields": "XM01.project_name"}])
    sheet = openpyxl.load_workbook(marked_of(county))["csv"]
    width = len(lines[0])
    got = [["" if v is None else v for v in row[:width]] for row in sheet.iter_rows(values_only=True)]
    assert got == lines
    assert sheet.cell(FIRST + 1, column_of(sheet, "项目名称")).fill.start_color.rgb == "00FFD9B3"
    assert "PF-02" in sheet.cell(FIRST + 1, column_of(sheet, "问题说明")).value


def test_folders_and_files_are_private_and_a_second_run_replaces_the_first(county: County) -> None:
    county.build([{"row_no": FIRST + 2}])
    write_returns(county.home, county.release_dir)
    paths = write_returns(county.home, county.release_dir)
    folder = county.home.returns / UNIT / RELEASE_ID
    assert sorted(folder.iterdir()) == sorted(paths) and len(paths) == 2
    assert [p.name for p in folder.parent.iterdir()] == [RELEASE_ID]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(p.stat().st_mode) for p in paths} == {0o600}


@pytest.mark.parametrize("in_place", [True, False])
def test_a_sheet_named_after_a_person_is_marked_under_its_own_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_place: bool
) -> None:
    own = "王小明411282199001019914"
    sheets = [
        ("XM01", "灵宝市", [project(1, fund_paid="约三十")], SheetStyle(sheet_name=own)),
        (
            "XM01",
            "卢氏县",
            [project(1, county_name="卢氏县")],
            SheetStyle(sheet_name="李四411224199001019914"),
        ),
    ]
    county = County(tmp_path, write_workbook(tmp_path / "台账.xlsx", sheets))
    county.build()
    if not in_place:
        monkeypatch.setattr("lingcha.returns.write.MARK_IN_PLACE_CELLS", 0)
    book = openpyxl.load_workbook(marked_of(county))
    assert book.sheetnames == ["问题汇总", own]
    assert book[own].cell(FIRST, column_of(book[own], "问题说明")).value
    assert all("4112821990" not in str(c.value) for row in book["问题汇总"] for c in row)
