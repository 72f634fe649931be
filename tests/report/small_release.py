"""A release folder with exactly the tables that the report and the returns read: seven units, invented counts."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from lingcha.project import read_reference

AS_OF = date(2022, 8, 31)
UNITS = {r["reporting_unit_code"]: r["name_zh"] for r in read_reference("reporting_unit")}
FORMS = [r["form_code"] for r in read_reference("form_calendar")]
TARGETS = [r["target"] for r in read_reference("zero_error_target")]
RELEASE_ID = "2022-08-31-r001"

_TABLES = """
create schema core; create schema quality; create schema meta;
create table meta.release (release_id varchar, as_of date, as_known_at timestamp, code_version varchar, built_at timestamp);
create table core.dim_reporting_unit (reporting_unit_code varchar, name_zh varchar, display_order integer);
create table core.dim_submission (submission_id varchar, form_code varchar, reporting_unit_code varchar, part varchar,
    period_start date, period_end date, version_no integer, arrival_no integer, received_at timestamp, file_name varchar,
    file_sha256 varchar, status varchar, rows_total bigint, rows_accepted bigint, rows_quarantined bigint,
    supersedes varchar, note_zh varchar);
create table core.fct_receipt (arrival_no integer, received_at timestamp, folder_unit varchar, file_name varchar,
    file_sha256 varchar, state varchar, code varchar, message_zh varchar);
create table core.fct_quarantine (submission_id varchar, form_code varchar, reporting_unit_code varchar, sheet varchar,
    row_no integer, cell varchar, column_name varchar, code varchar, message_zh varchar);
create table quality.fct_finding (finding_id varchar, rule_id varchar, target varchar, severity varchar, status varchar,
    counted boolean, reporting_unit_code varchar, form_code varchar, record_key varchar, submission_id varchar,
    sheet varchar, row_no integer, fields varchar, message_zh varchar);
create table quality.fct_rule_result (rule_id varchar, reporting_unit_code varchar, as_of date, state varchar,
    checked bigint, violations bigint, exempted bigint, skipped_reason varchar);
create table quality.fct_zero_error (target varchar, reporting_unit_code varchar, as_of date, numerator bigint,
    denominator bigint, verdict varchar, reason varchar);
create table quality.fct_coverage (form_code varchar, reporting_unit_code varchar, period_start date, period_end date,
    due_date date, delivered boolean);
create table quality.fct_integrity_check (check_id varchar, subject varchar, difference decimal(18, 4), passed boolean,
    consequence varchar);
"""


def submission_id(form: str, unit: str) -> str:
    return f"{form.lower()}{unit.lower()}".ljust(16, "0")


def write_small_release(folder: Path, held: bool = True, findings: int = 60) -> Path:
    """Write ``warehouse.duckdb`` and ``evidence/gx``; held: 卢氏县 has findings, 义马市 lacks a form, one rule did not run."""
    (folder / "evidence" / "gx").mkdir(parents=True)
    with duckdb.connect(str(folder / "warehouse.duckdb")) as connection:
        connection.execute(_TABLES)
        for table, rows in _rows(held, findings).items():
            for row in rows:
                marks = ", ".join("?" * len(row))
                connection.execute(f"insert into {table} values ({marks})", list(row))
    for suite in ("integrity", "coverage", "zero_error"):
        failed = held and suite != "integrity"
        results = [
            {"type": "x", "description": f"检查 {suite} 甲", "success": True, "result": {"element_count": 7}},
            {"type": "x", "description": f"检查 {suite} 乙", "success": not failed, "result": {"element_count": 7}},
        ]
        text = json.dumps({"suite": suite, "results": results}, ensure_ascii=False)
        (folder / "evidence" / "gx" / f"{suite}.json").write_text(text, encoding="utf-8")
    return folder


def _rows(held: bool, findings: int) -> dict[str, list[tuple[Any, ...]]]:
    late = datetime(2022, 9, 12, 9, 30)
    known = datetime(2022, 9, 13, 18, 0)
    tables: dict[str, list[tuple[Any, ...]]] = {
        "meta.release": [(RELEASE_ID, AS_OF, known, "0.1.0+4a90a18", datetime(2022, 9, 13, 18, 2, 11))],
        "core.dim_reporting_unit": [(code, name, n) for n, (code, name) in enumerate(UNITS.items(), 1)],
        "quality.fct_integrity_check": [
            (c["check_id"], f"第 {n} 项", 0, True, c["consequence"])
            for c in read_reference("integrity_check")
            for n in range(13)
        ],
    }
    tables["core.dim_submission"], tables["quality.fct_coverage"] = [], []
    for position, (unit, name) in enumerate(UNITS.items()):
        for form in FORMS:
            missing = held and unit == "411281" and form == "ZJ02"
            period = (date(2022, 8, 1), AS_OF)
            tables["quality.fct_coverage"].append((form, unit, *period, date(2022, 9, 10), not missing))
            if missing:
                continue
            bad = 3 if held and (form, unit) == ("XM01", "411224") else 0
            rows = 1200 * (position + 1) + bad
            received = late if (form, unit) == ("PC01", "411282") else datetime(2022, 9, 5, 10, 0)
            tables["core.dim_submission"].append(
                (submission_id(form, unit), form, unit, "", *period, 1, 1, received, f"{name}_{form}.xlsx", "ab" * 32)
                + ("in_force", rows, rows - bad, bad, "", "")
            )
    tables["quality.fct_rule_result"] = []
    tables["quality.fct_finding"] = []
    for rule in read_reference("rule"):
        for unit in [*UNITS, "4112"]:
            skipped = held and rule["rule_id"] == "MI-10" and unit in ("411281", "4112")
            found = findings if held and rule["rule_id"] == "WI-07" and unit in ("411224", "4112") else 0
            state = ("not_evaluated", None, None, None, "PC01 未报") if skipped else ("evaluated", 2400, found, 0, "")
            tables["quality.fct_rule_result"].append((rule["rule_id"], unit, AS_OF, *state))
    for number in range(findings if held else 0):
        tables["quality.fct_finding"].append(
            (f"f{number}", "WI-07", "wrong_identification", "hard", "open", True, "411224", "JC01")
            + (f"4112240{number:04d}|1", submission_id("JC01", "411224"), "监测对象台账", 6 + number)
            + ("publicity_end;township_date", "公示止晚于乡镇审核。")
        )
    if held:
        tables["quality.fct_finding"].append(
            ("s1", "MI-07", "missed_identification", "suspect", "open", False, "411202", "PC01", "411202|2022-1")
            + (submission_id("PC01", "411202"), "农户排查表", 9, "conclusion", "排查发现了问题，研判结论为无风险。")
        )
        tables["core.fct_quarantine"] = [
            (submission_id("XM01", "411224"), "XM01", "411224", "项目台账", 7 + n, f"M{7 + n}", "total_invest")
            + ("E_NOT_NUMBER", f"单元格 M{7 + n}：发现数值列中的文字；应为数字（单位见表头）；请改正该单元格后重新报送。")
            for n in range(3)
        ]
        tables["core.fct_receipt"] = [
            (41, late, "411281", "资金拨付 8月.xlsx", "cd" * 32, "rejected", "E_ENCRYPTED")
            + ("资金拨付 8月.xlsx：发现文件设有打开密码；应为不加密的表格；请取消密码后重新报送。",)
        ]
    tables["quality.fct_zero_error"] = []
    for target in TARGETS:
        for unit in [*UNITS, "4112"]:
            verdict = (0, 61037 if unit != "4112" else 427260, "met", "")
            if held and target == "wrong_identification" and unit in ("411224", "4112"):
                verdict = (findings, 2104, "not_met", f"有 {findings} 个计入的错识问题")
            if held and target == "missed_identification" and unit in ("411281", "4112"):
                verdict = (None, None, "not_evaluated", "规则 MI-10 未评估：PC01 未报")
            tables["quality.fct_zero_error"].append((target, unit, AS_OF, *verdict))
    return tables
