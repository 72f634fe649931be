"""A release folder with just the tables that report and returns read: seven units, invented counts."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from lingcha.project import read_reference

AS_OF = date(2022, 8, 31)
RELEASE_ID = "2022-08-31-r001"
UNITS = {r["reporting_unit_code"]: r["name_zh"] for r in read_reference("reporting_unit")}
FORMS = [r["form_code"] for r in read_reference("form_calendar") if r["required"] == "Y"]
TARGETS = [r["target"] for r in read_reference("zero_error_target")]
Row = dict[str, Any]

_TABLES = {
    "meta.release": "release_id varchar, as_of date, as_known_at timestamp, code_version varchar",
    "core.dim_reporting_unit": "reporting_unit_code varchar, name_zh varchar, display_order integer",
    "core.dim_submission": """submission_id varchar, form_code varchar, reporting_unit_code varchar,
        part varchar, period_start date,
        period_end date, version_no integer, arrival_no integer, received_at timestamp,
        file_name varchar, file_sha256 varchar, status varchar, rows_total integer, rows_accepted integer,
        rows_quarantined integer, supersedes varchar, note_zh varchar""",
    "core.fct_receipt": """arrival_no integer, received_at timestamp, folder_unit varchar, file_name varchar,
        file_sha256 varchar, state varchar, code varchar, message_zh varchar""",
    "core.fct_quarantine": """submission_id varchar, form_code varchar, reporting_unit_code varchar,
        sheet varchar, row_no integer, cell varchar, column_name varchar, code varchar, message_zh varchar""",
    "quality.fct_finding": """finding_id varchar, rule_id varchar, target varchar, severity varchar,
        status varchar, counted boolean, detected boolean, reporting_unit_code varchar, form_code varchar,
        record_key varchar, submission_id varchar, sheet varchar, row_no integer, fields varchar,
        message_zh varchar, change varchar, verify_by date""",
    "quality.fct_rule_result": """rule_id varchar, reporting_unit_code varchar, as_of date, state varchar,
        checked bigint, violations bigint, exempted bigint, skipped_reason varchar""",
    "quality.fct_zero_error": """target varchar, reporting_unit_code varchar, as_of date, numerator bigint,
        denominator bigint, verdict varchar, reason varchar""",
    "quality.fct_coverage": """form_code varchar, reporting_unit_code varchar, period_start date,
        period_end date, due_date date, delivered boolean, missing_townships varchar""",
    "quality.fct_cell_gap": """check_id varchar, submission_id varchar, reporting_unit_code varchar,
        form_code varchar, sheet varchar, row_no integer, column_name varchar""",
    "quality.fct_exemption": """submission_id varchar, sheet varchar, row_no integer,
        reporting_unit_code varchar, exempt_record_key varchar, rule_id varchar, state varchar""",
    "quality.fct_finding_change": """target varchar, reporting_unit_code varchar, findings_new bigint,
        findings_known bigint, findings_fixed bigint, findings_returned bigint, status_open bigint,
        status_assigned bigint, status_verified_true bigint, status_verified_false bigint,
        status_exempt bigint, status_overdue bigint, counted bigint""",
    "quality.dim_parameter": """param_id varchar, scope_code varchar, held_from date, held_to date,
        value varchar, unit varchar, rules varchar, is_placeholder boolean""",
    "quality.fct_integrity_check": """check_id varchar, subject varchar, difference decimal(18, 4),
        passed boolean, consequence varchar""",
}


def write_tables(warehouse: Path, tables: dict[str, list[Row]]) -> None:
    """A warehouse with these tables; those not named stay empty, columns not named stay NULL."""
    with duckdb.connect(str(warehouse)) as connection:
        for schema in ("core", "quality", "meta"):
            connection.execute(f"create schema {schema}")
        for table, columns in _TABLES.items():
            connection.execute(f"create table {table} ({columns})")
            for row in tables.get(table, []):
                names, marks = ", ".join(row), ", ".join("?" * len(row))
                connection.execute(f"insert into {table} ({names}) values ({marks})", list(row.values()))


def submission_id(form: str, unit: str) -> str:
    return f"{form.lower()}{unit.lower()}".ljust(16, "0")


PLACEHOLDER: Row = {
    "param_id": "monitor_line",
    "scope_code": "4100",
    "held_from": date(2022, 1, 1),
    "held_to": None,
    "value": "6600",
    "unit": "元/人·年",
    "rules": "MI-01、WE-01",
    "is_placeholder": True,
}


def write_small_release(
    folder: Path, held: bool = True, findings: int = 60, parameters: tuple[Row, ...] = ()
) -> Path:
    """``warehouse.duckdb`` and ``evidence/gx``.

    held: 卢氏县 has findings and quarantined cells; 义马市 lacks ZJ02, sent a locked file, and MI-10 was
    not judged there.
    """
    (folder / "evidence" / "gx").mkdir(parents=True)
    used = {"quality.dim_parameter": list(parameters)}
    write_tables(folder / "warehouse.duckdb", _common() | (_held(findings) if held else _met()) | used)
    for suite in ("integrity", "coverage", "zero_error"):
        passed = suite == "integrity" or not held
        results = [
            {"type": "x", "description": f"{suite} 甲", "success": True, "result": {"element_count": 7}},
            {"type": "x", "description": f"{suite} 乙", "success": passed, "result": {"element_count": 7}},
        ]
        text = json.dumps({"suite": suite, "results": results}, ensure_ascii=False)
        (folder / "evidence" / "gx" / f"{suite}.json").write_text(text, encoding="utf-8")
    return folder


def _common() -> dict[str, list[Row]]:
    release = {"release_id": RELEASE_ID, "as_of": AS_OF, "code_version": "0.1.0+4a90a18"}
    return {
        "meta.release": [release | {"as_known_at": datetime(2022, 9, 13, 18, 0)}],
        "core.dim_reporting_unit": [
            {"reporting_unit_code": code, "name_zh": name, "display_order": number}
            for number, (code, name) in enumerate(UNITS.items(), 1)
        ],
        "quality.fct_integrity_check": [
            {"check_id": c["check_id"], "subject": f"第 {n} 项", "difference": 0, "passed": True}
            for c in read_reference("integrity_check")
            for n in range(13)
        ],
    }


def _met() -> dict[str, list[Row]]:
    return {
        "core.dim_submission": [_submission(form, unit) for unit in UNITS for form in FORMS],
        "quality.fct_coverage": [_coverage(form, unit, True) for unit in UNITS for form in FORMS],
        "quality.fct_rule_result": [
            _result(r["rule_id"], unit) for r in read_reference("rule") for unit in _places()
        ],
        "quality.fct_zero_error": [_verdict(target, unit) for target in TARGETS for unit in _places()],
    }


def _held(findings: int) -> dict[str, list[Row]]:
    tables = _met()
    tables["core.dim_submission"] = [
        s
        for s in tables["core.dim_submission"]
        if (s["form_code"], s["reporting_unit_code"]) != ("ZJ02", "411281")
    ]
    for row in tables["core.dim_submission"]:
        if (row["form_code"], row["reporting_unit_code"]) == ("XM01", "411224"):
            row["rows_total"], row["rows_quarantined"] = row["rows_total"] + 3, 3
        if (row["form_code"], row["reporting_unit_code"]) == ("PC01", "411282"):
            row["received_at"] = datetime(2022, 9, 12, 9, 30)
    for row in tables["quality.fct_coverage"]:
        row["delivered"] = (row["form_code"], row["reporting_unit_code"]) != ("ZJ02", "411281")
    for row in tables["quality.fct_rule_result"]:
        if row["rule_id"] == "WI-07" and row["reporting_unit_code"] in ("411224", "4112"):
            row["violations"] = findings
        if row["rule_id"] == "MI-10" and row["reporting_unit_code"] in ("411281", "4112"):
            row |= {
                "state": "not_evaluated",
                "checked": None,
                "violations": None,
                "skipped_reason": "PC01 未报",
            }
    for row in tables["quality.fct_zero_error"]:
        if row["target"] == "wrong_identification" and row["reporting_unit_code"] in ("411224", "4112"):
            row |= {"numerator": findings, "verdict": "not_met", "reason": f"{findings}户次有计入的问题"}
        if row["target"] == "missed_identification" and row["reporting_unit_code"] in ("411281", "4112"):
            row |= {"verdict": "not_evaluated", "reason": "未评估的规则：MI-10（PC01 未报）"}
    return tables | {
        "quality.fct_finding": [*map(_finding, range(findings)), _suspect()],
        "core.fct_quarantine": [_quarantined(number) for number in range(3)],
        "core.fct_receipt": [_locked_file()],
    }


def _places() -> list[str]:
    return [*UNITS, "4112"]


def _submission(form: str, unit: str) -> Row:
    rows = 1200 * (1 + list(UNITS).index(unit))
    return {
        "submission_id": submission_id(form, unit),
        "form_code": form,
        "reporting_unit_code": unit,
        "period_start": date(2022, 8, 1),
        "period_end": AS_OF,
        "version_no": 1,
        "arrival_no": 1,
        "received_at": datetime(2022, 9, 5, 10, 0),
        "file_name": f"{UNITS[unit]}_{form}.xlsx",
        "file_sha256": "ab" * 32,
        "status": "in_force",
        "rows_total": rows,
        "rows_accepted": rows,
        "rows_quarantined": 0,
    }


def _coverage(form: str, unit: str, delivered: bool) -> Row:
    return {
        "form_code": form,
        "reporting_unit_code": unit,
        "period_start": date(2022, 8, 1),
        "period_end": AS_OF,
        "due_date": date(2022, 9, 10),
        "delivered": delivered,
    }


def _result(rule_id: str, unit: str) -> Row:
    counts = {"checked": 2400 * (len(UNITS) if unit == "4112" else 1), "violations": 0, "exempted": 0}
    return {"rule_id": rule_id, "reporting_unit_code": unit, "as_of": AS_OF, "state": "evaluated"} | counts


def _verdict(target: str, unit: str) -> Row:
    denominator = 427260 if unit == "4112" else 61037
    row = {"target": target, "reporting_unit_code": unit, "as_of": AS_OF, "verdict": "met"}
    return row | {"numerator": 0, "denominator": denominator}


def _finding(number: int) -> Row:
    return {
        "finding_id": f"f{number}",
        "rule_id": "WI-07",
        "target": "wrong_identification",
        "severity": "hard",
        "status": "open",
        "counted": True,
        "detected": True,
        "reporting_unit_code": "411224",
        "form_code": "JC01",
        "record_key": f"4112240{number:04d}|1",
        "submission_id": submission_id("JC01", "411224"),
        "sheet": "监测对象台账",
        "row_no": 6 + number,
        "fields": "JC01.publicity_end;JC01.township_date",
        "message_zh": "识别程序的日期先后顺序不对。本条：早于前一步：乡镇审核。",
    }


def _suspect() -> Row:
    return _finding(0) | {
        "finding_id": "s1",
        "rule_id": "MI-07",
        "target": "missed_identification",
        "severity": "suspect",
        "counted": False,
        "reporting_unit_code": "411202",
        "form_code": "PC01",
        "record_key": "411202|2022-1",
        "submission_id": submission_id("PC01", "411202"),
        "sheet": "农户排查表",
        "fields": "PC01.conclusion",
    }


def _quarantined(number: int) -> Row:
    where = f"单元格 M{7 + number}"
    return {
        "submission_id": submission_id("XM01", "411224"),
        "form_code": "XM01",
        "reporting_unit_code": "411224",
        "sheet": "项目台账",
        "row_no": 7 + number,
        "cell": f"M{7 + number}",
        "column_name": "total_invest",
        "code": "E_NOT_A_NUMBER",
        "message_zh": f"{where}：发现数值列中的文字；应为数字（单位见表头）；请改正该单元格后重新报送。",
    }


def _locked_file() -> Row:
    return {
        "arrival_no": 41,
        "received_at": datetime(2022, 9, 12, 9, 30),
        "folder_unit": "411281",
        "file_name": "资金拨付 8月.xlsx",
        "file_sha256": "cd" * 32,
        "state": "rejected",
        "code": "E_ENCRYPTED",
        "message_zh": "文件：发现文件设有打开密码；应为不加密的表格；请取消密码后重新报送。",
    }
