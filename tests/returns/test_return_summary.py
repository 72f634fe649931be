"""问题汇总: what is listed for whom, also where no workbook can be marked."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from lingcha.returns.write import write_returns
from lingcha.template.layout import SheetStyle
from tests.report.small_release import AS_OF, RELEASE_ID
from tests.returns.county import UNIT, County, project, write_workbook

MISSING = {
    "form_code": "ZJ02",
    "reporting_unit_code": "411281",
    "period_start": date(2022, 8, 1),
    "period_end": AS_OF,
    "due_date": date(2022, 9, 10),
    "delivered": False,
}
LOCKED = {
    "arrival_no": 7,
    "received_at": datetime(2022, 9, 5, 9, 0),
    "folder_unit": "411224",
    "file_name": "锁.xlsx",
    "state": "rejected",
    "code": "E_ENCRYPTED",
    "message_zh": "文件：发现文件设有打开密码；应为不加密的表格；请取消密码后重新报送。",
}


@pytest.fixture
def county(tmp_path: Path) -> County:
    path = write_workbook(
        tmp_path / "台账.xlsx", [("XM01", "灵宝市", [project(1), project(2)], SheetStyle())]
    )
    return County(tmp_path, path)


def texts(county: County, unit: str) -> str:
    book = openpyxl.load_workbook(county.home.returns / unit / RELEASE_ID / "问题汇总.xlsx")
    return "\n".join(
        str(v) for row in book["问题汇总"].iter_rows(values_only=True) for v in row if v is not None
    )


def test_without_problems_nothing_is_written(county: County) -> None:
    county.build()
    assert write_returns(county.home, county.release_dir) == []
    assert list(county.home.returns.iterdir()) == []


def test_missing_form_and_rejected_file_have_a_summary_of_their_own(county: County) -> None:
    county.build(quality__fct_coverage=[MISSING], core__fct_receipt=[LOCKED])
    paths = write_returns(county.home, county.release_dir)
    assert sorted(p.parent.parent.name for p in paths) == ["411224", "411281"]
    assert "没有收到《项目资金拨付明细表》" in texts(county, "411281")
    assert "取消密码" in texts(county, "411224") and "锁.xlsx" in texts(county, "411224")
    assert "锁.xlsx" not in texts(county, "411281")


def test_a_form_that_lacks_townships_names_them(county: County) -> None:
    county.build(
        quality__fct_coverage=[MISSING | {"form_code": "HJ01", "missing_townships": "朱阳镇、阳平镇"}]
    )
    write_returns(county.home, county.release_dir)
    assert "缺乡镇：朱阳镇、阳平镇" in texts(county, "411281")


def test_blank_required_cells_and_unknown_labels_are_told_by_column(county: County) -> None:
    county.build()
    sheet = next(s for s in county.reading.sheets if s.state == "read")
    gap = {"submission_id": sheet.submission_id, "reporting_unit_code": UNIT, "form_code": "XM01"}
    gap |= {"sheet": sheet.sheet, "check_id": "required_filled", "cells": 12}
    blank = gap | {"column_name": "approval_no", "first_rows": "5、6"}
    unknown = gap | {"column_name": "project_type", "first_rows": "6", "check_id": "code_known", "cells": 1}
    county.build(quality__fct_cell_gap=[blank, unknown])
    write_returns(county.home, county.release_dir)
    text = texts(county, UNIT)
    assert "缺填错填" in text and "有 12 处必填而空白：第 5、6 等行" in text
    assert "有 1 处不在代码表内：第 6 行" in text


def test_a_rejected_file_that_was_replaced_is_not_returned(county: County) -> None:
    replaced = LOCKED | {"arrival_no": 8, "state": "read", "code": "", "message_zh": ""}
    county.build(core__fct_receipt=[LOCKED, replaced])
    assert write_returns(county.home, county.release_dir) == []


def test_returns_that_a_killed_run_left_under_this_number_go_away(county: County) -> None:
    county.build([{"row_no": 6}])
    write_returns(county.home, county.release_dir)
    county.build()
    assert write_returns(county.home, county.release_dir) == []
    assert not (county.home.returns / UNIT / RELEASE_ID).exists()


def test_a_correction_that_waits_is_listed(county: County) -> None:
    county.build()
    waiting = {"submission_id": "w", "form_code": "XM01", "reporting_unit_code": UNIT, "status": "waiting"}
    county.build(core__dim_submission=[waiting | {"file_name": "少.xlsx", "note_zh": "由 140 行减为 3 行。"}])
    write_returns(county.home, county.release_dir)
    assert "由 140 行减为 3 行" in texts(county, UNIT)


@pytest.mark.parametrize(
    ("change", "listed"),
    [
        ({}, True),
        ({"counted": False, "severity": "suspect"}, True),
        ({"status": "exempt", "counted": False}, False),
        ({"status": "fixed", "detected": False, "counted": False}, False),
        ({"reporting_unit_code": "4112"}, False),
    ],
)
def test_only_open_findings_of_units_are_returned(
    county: County, change: dict[str, Any], listed: bool
) -> None:
    county.build([{"row_no": 6} | change])
    assert bool(write_returns(county.home, county.release_dir)) is listed


def test_sections_are_apart_and_sorted_by_who_must_act(county: County) -> None:
    suspect = {"row_no": 7, "rule_id": "MI-07", "severity": "suspect", "counted": False, "fields": ""}
    county.build([{"row_no": 6}, suspect, {"row_no": 7, "rule_id": "AS-09", "fields": ""}])
    write_returns(county.home, county.release_dir)
    text = texts(county, UNIT)
    hard, soft = text.index("必须整改（2 处）"), text.index("疑点：需要核实")
    assert hard < soft
    owners = [line for line in text[hard:soft].split("\n") if line.startswith("县级乡村振兴局")]
    assert owners == sorted(owners) and len(owners) == 2
    assert "2022-09-23" in text


def test_a_finding_without_a_place_is_told_but_marks_no_workbook(county: County) -> None:
    county.build([{"row_no": None, "sheet": None, "submission_id": None, "rule_id": "AS-14"}])
    paths = write_returns(county.home, county.release_dir)
    assert [p.name for p in paths] == ["问题汇总.xlsx"]
    assert "AS-14" in texts(county, UNIT)
