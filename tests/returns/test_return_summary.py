"""问题汇总: what is listed for whom, also where no workbook can be marked."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from lingcha.returns import write as returns
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


def test_each_unit_has_the_days_that_its_nearest_parameter_gives(county: County) -> None:
    county.home.parameters.write_text(
        "param_id,scope_code,valid_from,valid_to,value,unit,status,confirmed,source\n"
        "return_days,411281,2022-01-01,,20,calendar days,letter,Y,test\n"
    )
    county.build(quality__fct_coverage=[MISSING, MISSING | {"reporting_unit_code": "411224"}])
    write_returns(county.home, county.release_dir)
    days = {unit: texts(county, unit).split("整改期限：")[1][:10] for unit in ("411281", "411224")}
    assert (date.fromisoformat(days["411281"]) - date.fromisoformat(days["411224"])).days == 10


def test_a_form_that_lacks_townships_names_them(county: County) -> None:
    county.build(
        quality__fct_coverage=[MISSING | {"form_code": "HJ01", "missing_townships": "朱阳镇、阳平镇"}]
    )
    write_returns(county.home, county.release_dir)
    assert "缺乡镇：朱阳镇、阳平镇" in texts(county, "411281")


def test_every_blank_or_unknown_cell_is_coloured_and_listed_in_its_workbook(tmp_path: Path) -> None:
    rows = [project(n) for n in range(1, 16)]
    path = write_workbook(tmp_path / "台账.xlsx", [("XM01", "灵宝市", rows, SheetStyle())])
    county = County(tmp_path, path)
    sheet = next(s for s in county.reading.sheets if s.state == "read")
    gap = {"submission_id": sheet.submission_id, "reporting_unit_code": UNIT, "form_code": "XM01"}
    blank = gap | {"sheet": sheet.sheet, "check_id": "required_filled", "column_name": "approval_no"}
    unknown = gap | {"sheet": sheet.sheet, "check_id": "code_known", "column_name": "project_type"}
    # Nothing but gaps, and more than ten of them.
    gaps = [blank | {"row_no": row} for row in range(6, 18)] + [unknown | {"row_no": 6}]
    county.build(quality__fct_cell_gap=gaps)
    written = write_returns(county.home, county.release_dir)
    assert [p.name for p in written] == ["退回_台账.xlsx", "问题汇总.xlsx"]
    book = openpyxl.load_workbook(written[0])
    blanks = [book[sheet.sheet][f"{sheet.columns['approval_no']}{row}"] for row in range(6, 19)]
    assert [c.fill.start_color.rgb for c in blanks[:-1]] == ["00FFD9B3"] * 12
    assert all("必填而空白" in c.comment.text and "整改：补填" in c.comment.text for c in blanks[:-1])
    assert blanks[-1].comment is None and blanks[-1].fill.fill_type != "solid"
    kind = book[sheet.sheet][f"{sheet.columns['project_type']}6"]
    assert "不在代码表内" in kind.comment.text and "规范名称" in kind.comment.text
    for page in (book["问题汇总"], openpyxl.load_workbook(written[1])["问题汇总"]):
        listed = [
            r for r in page.iter_rows(values_only=True) if r[4] == "XM01 产业帮扶项目台账" and r[1] == "XM01"
        ]
        assert sorted(r[6] for r in listed) == [6, *range(6, 18)]


def test_a_sheet_with_very_many_marked_rows_is_rewritten_and_still_marked(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(returns, "MARK_IN_PLACE_ROWS", 1)
    monkeypatch.setattr(returns, "mark_sparingly", None)
    county.build([{"row_no": 6}, {"row_no": 7}])
    marked = next(p for p in write_returns(county.home, county.release_dir) if p.name.startswith("退回_"))
    sheet = next(s for s in county.reading.sheets if s.state == "read")
    cells = [
        openpyxl.load_workbook(marked)[sheet.sheet][f"{sheet.columns['project_status']}{r}"] for r in (6, 7)
    ]
    assert all("PF-02" in cell.comment.text for cell in cells)


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


def test_a_finding_is_told_with_its_record_and_what_else_the_rule_read(county: County) -> None:
    county.build(
        [
            {"row_no": 6, "rule_id": "PF-05", "fields": "XM01.fund_paid", "record_key": "LB2022001"},
            {"row_no": 7, "record_key": "LB2022002"},
        ]
    )
    write_returns(county.home, county.release_dir)
    book = openpyxl.load_workbook(county.home.returns / UNIT / RELEASE_ID / "问题汇总.xlsx")
    lines = {
        row[1]: row for row in book["问题汇总"].iter_rows(values_only=True) if row[1] in ("PF-05", "PF-02")
    }
    assert "LB2022001" in lines["PF-05"] and "LB2022002" in lines["PF-02"]
    (told,) = [v for v in lines["PF-05"] if v and "另核对" in str(v)]
    assert "；另核对 ZJ02 " in told
    # PF-02 reads no other form.
    assert not [v for v in lines["PF-02"] if v and "另核对" in str(v)]


def test_what_the_rules_reported_adds_up_to_what_is_listed(county: County) -> None:
    county.build()
    sheet = next(s for s in county.reading.sheets if s.state == "read")
    gap = {"submission_id": sheet.submission_id, "reporting_unit_code": UNIT, "form_code": "XM01"}
    gap |= {"sheet": sheet.sheet, "check_id": "required_filled", "column_name": "approval_no", "row_no": 6}
    gone = {"detected": False, "counted": False}
    suspect = {"severity": "suspect", "counted": False}
    county.build(
        [
            {"row_no": 6, "change": "new"},
            {"row_no": 7, "change": "known"},
            {"row_no": 7, "rule_id": "PF-01", "change": "returned"},
            {"row_no": 7, "rule_id": "MI-07", "change": "new", **suspect},
            {"row_no": 6, "rule_id": "AS-05", "change": "known", "status": "exempt", "counted": False},
            {"row_no": 6, "rule_id": "MI-01", "change": "known", "status": "verified_false", **suspect},
            {"row_no": 6, "rule_id": "PF-03", "change": "fixed", "status": "fixed", **gone},
            {"row_no": 6, "rule_id": "PF-04", "change": "closed", "status": "fixed", **gone},
            {"row_no": 6, "rule_id": "MI-02", "change": "known", **gone},
        ],
        quality__fct_cell_gap=[gap],
    )
    write_returns(county.home, county.release_dir)
    text = texts(county, UNIT)
    assert (
        "规则报出 6 处 = 新增 2 + 上次已有 3 + 改后复现 1；其中豁免 1 处、核实不属实 1 处不需整改，其余 4 处"
        in text
    )
    assert "已改正 1 处" in text and "规则未能核查的 1 处" in text
    page = openpyxl.load_workbook(county.home.returns / UNIT / RELEASE_ID / "问题汇总.xlsx")["问题汇总"]
    sums = {r[3]: r[4] for r in page.iter_rows(values_only=True) if r[1] in ("小计", "合计")}
    assert sums == {
        "规则报出（问题、疑点）": 4,
        "规则以外": 1,
        "以下逐条列出（缺填错填、问题、疑点）": 5,
    }


def test_without_anything_beside_the_rules_there_are_no_subtotals(county: County) -> None:
    county.build([{"row_no": 6}])
    write_returns(county.home, county.release_dir)
    text = texts(county, UNIT)
    assert "以下逐条列出（问题）" in text and "小计" not in text


@pytest.mark.parametrize(
    ("rule_id", "offered", "not_offered"),
    [
        ("MI-07", ("（PC01）登记入户核实", "（BM01）填写预警的核实结果", "（HM01）报市级批准"), ()),
        ("WE-06", ("（PC01）登记入户核实", "（HM01）报市级批准"), ("BM01",)),
        ("AS-05", ("（HM01）报市级批准",), ("PC01", "BM01", "入户核实的")),
    ],
)
def test_a_suspect_tells_the_answers_that_are_read_its_own_day_and_what_follows(
    county: County, rule_id: str, offered: tuple[str, ...], not_offered: tuple[str, ...]
) -> None:
    suspect = {"row_no": 7, "rule_id": rule_id, "severity": "suspect", "counted": False, "fields": ""}
    county.build([suspect | {"verify_by": date(2022, 9, 10)}, {"row_no": 6}])
    written = write_returns(county.home, county.release_dir)
    page = openpyxl.load_workbook(written[-1])["问题汇总"]
    lines = {r[1]: r for r in page.iter_rows(values_only=True) if r[0] == 1 and r[12]}
    assert lines[rule_id][12] == "2022-09-10" and lines["PF-02"][12] == "2022-09-23"
    assert all(way in lines[rule_id][11] for way in offered)
    assert not [way for way in not_offered if way in lines[rule_id][11]]
    assert "HM01" not in lines["PF-02"][11]
    assert "书面说明" not in texts(county, UNIT) and "按逾期计入" in texts(county, UNIT)
    sheet = openpyxl.load_workbook(written[0]).worksheets[1]
    beside = [str(c.value) for c in sheet[7] if c.value and "期限：" in str(c.value)]
    assert len(beside) == 1 and "期限：2022-09-10，其后仍未改正、未核实的，按逾期计入" in beside[0]


def test_an_overdue_suspect_counts_and_says_since_when_it_could_have_been_answered(county: County) -> None:
    suspect = {"rule_id": "MI-07", "severity": "suspect", "fields": "", "verify_by": date(2022, 8, 20)}
    county.build([suspect | {"row_no": 6, "status": "overdue"}, suspect | {"row_no": 7, "counted": False}])
    write_returns(county.home, county.release_dir)
    text = texts(county, UNIT)
    assert text.count("本疑点应于 2022-08-20 前核实，到截止日没有结果，已按逾期计入。") == 1
    assert text.index("必须整改（1 处）") < text.index("本疑点应于") < text.index("疑点：需要核实")


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("own_approval", "自己不能批准自己"),
        ("no_approver", "没有批准人"),
        ("open_ended", "没有有效期"),
        ("unknown_rule", "没有这个编号的规则"),
        ("not_approved", "没有市级批准日期"),
        ("acting", None),
        ("not_yet", None),
        ("expired", None),
    ],
)
def test_an_exemption_that_cannot_act_goes_back_to_who_proposed_it(
    county: County, state: str, told: str | None
) -> None:
    county.build()
    sheet = next(s for s in county.reading.sheets if s.state == "read")
    exemption = {"submission_id": sheet.submission_id, "sheet": sheet.sheet, "row_no": 6, "state": state}
    exemption |= {"reporting_unit_code": UNIT, "rule_id": "AS-05", "exempt_record_key": "A1"}
    county.build(quality__fct_exemption=[exemption])
    assert bool(write_returns(county.home, county.release_dir)) is (told is not None)
    if told:
        text = texts(county, UNIT)
        assert told in text and "豁免不成立" in text and "A1" in text


def test_the_cell_of_an_exemption_is_marked(tmp_path: Path) -> None:
    row = {"seq": 1, "county_name": "灵宝市", "rule_id": "AS-05", "record_key": "A1", "explanation": "属实"}
    row |= {"evidence": "照片", "approver": "灵宝市乡村振兴局"}
    path = write_workbook(tmp_path / "豁免.xlsx", [("HM01", "灵宝市", [row], SheetStyle())])
    county = County(tmp_path, path)
    sheet = next(s for s in county.reading.sheets if s.state == "read")
    exemption = {"submission_id": sheet.submission_id, "sheet": sheet.sheet, "row_no": 6}
    exemption |= {"reporting_unit_code": UNIT, "rule_id": "AS-05", "state": "own_approval"}
    county.build(quality__fct_exemption=[exemption])
    marked = next(p for p in write_returns(county.home, county.release_dir) if p.name.startswith("退回_"))
    cell = openpyxl.load_workbook(marked)[sheet.sheet][f"{sheet.columns['approver']}6"]
    assert cell.comment and "自己不能批准自己" in cell.comment.text


def test_a_finding_that_is_all_on_other_forms_points_at_its_record(county: County) -> None:
    county.build([{"row_no": 6, "rule_id": "DQ-17", "fields": "HJ02.dibao"}])
    marked = next(p for p in write_returns(county.home, county.release_dir) if p.name.startswith("退回_"))
    sheet = next(s for s in county.reading.sheets if s.state == "read")
    page = openpyxl.load_workbook(marked)[sheet.sheet]
    assert "DQ-17" in page[f"{sheet.columns['project_code']}6"].comment.text
    assert page[f"{sheet.columns['project_name']}6"].comment is None
