"""What became of a file: the content of ``reading.json``, sheet by sheet."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from lingcha.contract.periods import Period
from lingcha.intake.issues import say

ROW_CLASSES = ("physical", "header", "data", "subtotal", "total", "footer", "blank")
QUARANTINE = pa.schema(
    [
        ("submission_id", pa.string()),
        ("form_code", pa.string()),
        ("reporting_unit_code", pa.string()),
        ("sheet", pa.string()),
        ("row_no", pa.int32()),
        ("cell", pa.string()),
        ("column_name", pa.string()),
        ("code", pa.string()),
        ("message_zh", pa.string()),
    ]
)


@dataclass
class StatedSum:
    """One field of a 合计 row beside the sums of the rows; decimals as text, in the unit of the sheet."""

    field: str
    stated: str
    accepted: str
    quarantined: str
    agrees: bool


@dataclass
class SheetReading:
    """One sheet. ``rows`` counts by class: physical is the sum; data is accepted plus quarantined."""

    sheet: str
    visible: bool = True
    state: str = "read"
    code: str = ""
    message_zh: str = ""
    form: str = ""
    unit: str = ""
    part: str = ""
    period_start: str = ""
    period_end: str = ""
    money_factor: int = 1
    submission_id: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    header_rows: list[int] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ROW_CLASSES, 0))
    accepted: int = 0
    quarantined: int = 0
    sums: list[StatedSum] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def refuse(self, code: str, slots: Mapping[str, object], state: str = "rejected") -> None:
        """The sheet as a whole is not taken; what is already known about it stays."""
        self.state, self.code, self.message_zh = state, code, say(code, "", slots)
        self.accepted = self.quarantined = 0
        self.sums = []

    def scope(self, file_sha256: str, period: Period) -> None:
        """Set the period and the submission that the sheet belongs to."""
        self.period_start, self.period_end = period.start.isoformat(), period.end.isoformat()
        key = f"{file_sha256}|{self.form}|{self.unit}|{self.period_start}|{self.period_end}|{self.part}"
        self.submission_id = hashlib.sha256(key.encode()).hexdigest()[:16]


@dataclass
class Reading:
    """One file. ``state``: read when at least one sheet was, else rejected."""

    file_sha256: str
    state: str = "read"
    code: str = ""
    message_zh: str = ""
    sheets: list[SheetReading] = field(default_factory=list)

    @classmethod
    def load(cls, folder: Path) -> "Reading":
        """The reading that was written into a folder."""
        raw: dict[str, Any] = json.loads((folder / "reading.json").read_bytes())
        sheets = [
            SheetReading(**{**sheet, "sums": [StatedSum(**s) for s in sheet["sums"]]})
            for sheet in raw.pop("sheets")
        ]
        return cls(**raw, sheets=sheets)

    def write(self, folder: Path, rows: dict[str, pa.Table], quarantine: pa.Table) -> None:
        """Write the three outputs; ``reading.json`` comes last and says that they are complete."""
        (folder / "rows").mkdir(parents=True, exist_ok=True)
        for submission_id, table in rows.items():
            pq.write_table(table, folder / "rows" / f"{submission_id}.parquet", compression="zstd")
        pq.write_table(quarantine, folder / "quarantine.parquet", compression="zstd")
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        (folder / "reading.json").write_text(text, encoding="utf-8")


def refused(
    file_sha256: str, folder: Path, file_name: str, code: str, slots: Mapping[str, object]
) -> Reading:
    """Write and give the reading of a file that was not taken at all."""
    where = f"文件“{file_name}”" if file_name else "文件"
    reading = Reading(file_sha256, "rejected", code, say(code, where, slots))
    for leftover in folder.glob("rows/*.parquet"):
        leftover.unlink()
    reading.write(folder, {}, QUARANTINE.empty_table())
    return reading
