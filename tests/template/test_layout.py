"""The layout writer: one code path for blank and filled sheets, in both modes of XlsxWriter."""

import warnings
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from xlsxwriter import Workbook

from lingcha.contract.forms import load_forms
from lingcha.template.layout import Formula, Row, SheetStyle, total_fields, write_form_sheet

XM01 = load_forms()["XM01"]
ROWS: list[Row] = [
    {"seq": 1, "county_name": "灵宝市", "project_code": "0012", "fund_total": Decimal("12.30")},
    {"seq": 2, "county_name": "灵宝市", "project_code": 12, "fund_total": "不详"},
    {
        "seq": 3,
        "county_name": "灵宝市",
        "library_date": date(2022, 1, 3),
        "fund_total": Formula("=#REF!", "#REF!"),
    },
]


def written(tmp_path: Path, constant_memory: bool = False, **arguments: Any) -> tuple[Any, Any]:
    """The address that the writer gives back, and the sheet as openpyxl sees it."""
    path = tmp_path / "a.xlsx"
    with Workbook(path, {"constant_memory": constant_memory}) as workbook:
        arguments = {"unit_name": "灵宝市", "part_name": "", "cutoff": date(2022, 8, 31), **arguments}
        address = write_form_sheet(workbook, arguments.pop("form", XM01), **arguments)
    return address, openpyxl.load_workbook(path, data_only=True).worksheets[0]


@pytest.mark.parametrize("constant_memory", [False, True])
def test_every_part_of_the_layout_is_where_it_belongs(tmp_path: Path, constant_memory: bool) -> None:
    style = SheetStyle(merge_down=("county_name",), hidden=frozenset({1}), notes=("说明",))
    address, sheet = written(
        tmp_path, constant_memory, part_name="朱阳镇", rows=iter(ROWS), totals={"fund_total": 1}, style=style
    )
    merged = {str(r) for r in sheet.merged_cells.ranges}
    assert sheet["A1"].value == XM01.title
    assert [c.value for c in sheet[2] if c.value] == [
        "填报单位：灵宝市朱阳镇（盖章）",
        "截止日期：2022年8月31日",
        "单位：万元",
    ]
    assert (sheet["O3"].value, sheet["O4"].value, sheet["P4"].value) == ("批复", "批复日期", "批复文号")
    assert {"A1:AK1", "A3:A4", "O3:P3", "B6:B8"} <= merged
    assert [c.value for c in sheet[5]] == list(range(1, 38))
    assert (address.first_data_row, address.total_row) == (6, 9)
    assert (sheet["B6"].value, sheet["B7"].value, sheet["B8"].value) == ("灵宝市", None, None)
    assert sheet["E6"].value == "0012"
    assert sheet[address.cell("fund_total", 0)].value == 12.3
    assert sheet[address.cell("fund_total", 1)].value == "不详"
    assert sheet[address.cell("fund_total", 2)].value == "#REF!"
    assert sheet[address.cell("library_date", 2)].value.date() == date(2022, 1, 3)
    assert sheet.row_dimensions[7].hidden
    assert not sheet.row_dimensions[6].hidden
    assert (sheet["A9"].value, sheet["Q9"].value) == ("合计", 1)
    assert [c.value for c in sheet[10] if c.value] == [
        "填报人：",
        "审核人：",
        "单位负责人：",
        "联系电话：",
        "填报日期：",
    ]
    assert sheet["A11"].value == "注：1.说明"


def test_both_modes_write_the_same_cells(tmp_path: Path) -> None:
    sheets = [written(tmp_path, m, rows=ROWS, totals={})[1] for m in (False, True)]
    cells = [[[c.value for c in row] for row in sheet.iter_rows()] for sheet in sheets]
    merges = [{str(r) for r in sheet.merged_cells.ranges} for sheet in sheets]
    assert cells[0] == cells[1]
    assert merges[0] == merges[1]


def test_no_rows_no_totals_no_money_unit(tmp_path: Path) -> None:
    address, sheet = written(tmp_path, form=load_forms()["HJ02"], unit_name="", cutoff=None)
    assert address.total_row is None
    notes = [c.value for c in sheet[2] if c.value]
    assert len(notes) == 2
    assert notes[1].replace(" ", "") == "截止日期：年月日"


def test_a_sheet_may_differ_from_the_official_one(tmp_path: Path) -> None:
    style = SheetStyle(
        sheet_name="8月",
        money_unit="元",
        columns=("project_code", "fund_total", "fund_bridging"),
        headers={"project_code": ("项目编码",)},
        number_row=False,
        totals_first=True,
        total_label="总计",
    )
    address, sheet = written(tmp_path, rows=ROWS, totals={"fund_total": 5}, style=style)
    assert (address.sheet, address.total_row, address.first_data_row) == ("8月", 5, 6)
    assert address.columns == {"project_code": "A", "fund_total": "B", "fund_bridging": "C"}
    assert (sheet["A3"].value, sheet["A5"].value, sheet["B5"].value) == ("项目编码", "总计", 5)
    assert "单位：元" in [c.value for c in sheet[2]]


def test_merging_stops_where_the_value_changes(tmp_path: Path) -> None:
    rows: list[Row] = [{"county_name": n} for n in ("甲", "甲", "乙", None, None, "乙")]
    _, sheet = written(tmp_path, rows=rows, style=SheetStyle(merge_down=("county_name",)))
    below_header = {str(r) for r in sheet.merged_cells.ranges if r.min_row in range(6, 12)}
    assert below_header == {"B6:B7"}


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("XM01", {"fund_total", "fund_paid", "benefit_households", "benefit_persons"}),
        ("JC01", {"member_count"}),
        ("HJ02", set()),
    ],
)
def test_only_money_households_and_persons_are_added_up(code: str, names: set[str]) -> None:
    found = set(total_fields(load_forms()[code]))
    assert names <= found
    assert bool(found) == bool(names)
    assert not found & {"progress_pct", "income_gain_per_household", "id_net_pc"}


@pytest.mark.parametrize("code", list(load_forms()))
def test_every_form_can_be_written_without_a_warning(tmp_path: Path, code: str) -> None:
    form = load_forms()[code]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        address, sheet = written(tmp_path, form=form, style=SheetStyle(entry_aids=True, blank_rows=2))
    assert len(address.columns) == len(form.columns)
    assert all(sheet[f"{letter}5"].value for letter in address.columns.values())
