"""One county, one workbook, one release: files are read by the real intake, the findings are invented."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from xlsxwriter.workbook import Workbook

from lingcha.archive.store import original_path, reading_folder
from lingcha.contract.forms import load_forms
from lingcha.home import DataHome, open_home
from lingcha.intake import Reading, read_submission_file
from lingcha.template.layout import Row, SheetStyle, write_form_sheet
from lingcha.vault import open_vault
from tests.report.small_release import AS_OF, RELEASE_ID, UNITS, write_tables

UNIT = "411282"


def project(number: int, **changes: Any) -> Row:
    """A row of XM01; blank columns are findings, never unreadable."""
    row: dict[str, Any] = {
        "seq": number,
        "county_name": "灵宝市",
        "township_name": "朱阳镇",
        "village_name": "朱阳村",
        "project_code": f"LB2022{number:03d}",
        "project_name": f"香菇大棚第{number}期",
        "project_year": 2022,
        "fund_paid": 12.5,
    }
    return row | changes


def write_workbook(path: Path, sheets: Sequence[tuple[str, str, list[Row], SheetStyle]]) -> Path:
    """Sheets as (form, unit name, rows, style) in the official layout."""
    book = Workbook(str(path))
    for form, unit, rows, style in sheets:
        write_form_sheet(book, load_forms()[form], unit, "", AS_OF, rows, None, style)
    book.close()
    return path


class County:
    """A data home and a release folder in which 灵宝市 has sent one file."""

    def __init__(self, root: Path, path: Path) -> None:
        self.home: DataHome = open_home(root / "home")
        self.release_dir = root / "release"
        self.release_dir.mkdir()
        self.file_name = path.name
        self.sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        original = original_path(self.home, self.sha256)
        original.parent.mkdir(parents=True)
        open_vault(self.home).seal(path, original)
        self.out_dir = reading_folder(self.home, self.sha256, UNIT)
        self.reading: Reading = read_submission_file(path, UNIT, self.out_dir)

    def build(self, findings: Sequence[dict[str, Any]] = (), **tables: list[dict[str, Any]]) -> None:
        """The warehouse of the release: what intake read, these findings, and other tables by name."""
        read = [s for s in self.reading.sheets if s.state == "read"]
        own = {
            "meta.release": [
                {"release_id": RELEASE_ID, "as_of": AS_OF, "as_known_at": datetime(2022, 9, 13, 18, 0)}
            ],
            "core.dim_reporting_unit": [
                {"reporting_unit_code": code, "name_zh": name, "display_order": n}
                for n, (code, name) in enumerate(UNITS.items())
            ],
            "core.dim_submission": [
                {
                    "submission_id": s.submission_id,
                    "form_code": s.form,
                    "reporting_unit_code": s.unit,
                    "file_name": self.file_name,
                    "file_sha256": self.sha256,
                    "status": "in_force",
                    "period_end": date.fromisoformat(s.period_end),
                }
                for s in read
            ],
            "core.fct_quarantine": pq.read_table(self.out_dir / "quarantine.parquet").to_pylist(),
            "quality.fct_finding": [self._finding(read[0]) | finding for finding in findings],
        }
        named = {name.replace("__", "."): rows for name, rows in tables.items()}
        (self.release_dir / "warehouse.duckdb").unlink(missing_ok=True)
        write_tables(self.release_dir / "warehouse.duckdb", own | named)

    def _finding(self, sheet: Any) -> dict[str, Any]:
        return {
            "rule_id": "PF-02",
            "severity": "hard",
            "status": "open",
            "counted": True,
            "detected": True,
            "reporting_unit_code": UNIT,
            "form_code": sheet.form,
            "submission_id": sheet.submission_id,
            "sheet": sheet.sheet,
            "fields": "XM01.project_status",
            "message_zh": "项目状态与日期相互矛盾。本条：已竣工而无竣工日期。",
        }
