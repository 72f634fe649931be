"""A data home with an inbox, and a reader that writes intake's on-disk format without opening a workbook.

A test file is a JSON text that says what its sheets hold; the fake reader turns it into a reading folder.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from lingcha.archive.clock import BEIJING
from lingcha.archive.receive import CollectResult, receive
from lingcha.home import DataHome
from lingcha.intake import Job

START = datetime(2022, 9, 1, 8, 0, tzinfo=BEIJING)
QUARANTINE = pa.schema(
    [
        (n, pa.int32() if n == "row_no" else pa.string())
        for n in (
            *("submission_id", "form_code", "reporting_unit_code", "sheet", "row_no"),
            *("cell", "column_name", "code", "message_zh"),
        )
    ]
)


def sheet(
    rows: list[str],
    *,
    form: str = "ZJ02",
    unit: str = "411282",
    part: str = "",
    bad: int = 0,
    total: str = "0",
    state: str = "read",
    name: str = "Sheet1",
    period: tuple[str, str] = ("2022-08-01", "2022-08-31"),
    notes: tuple[str, ...] = (),
) -> dict[str, object]:
    """One sheet of a test file: each row is a payment_no (ZJ02) with amount 1."""
    return locals()


class FakeIntake:
    """Counts what it reads; dies after ``die_after`` files when that is set."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.die_after: int | None = None

    def __call__(self, jobs: list[Job]) -> Iterator[Job]:
        for job in jobs:
            if self.die_after is not None and len(self.read) >= self.die_after:
                raise KeyboardInterrupt
            self.read.append(job.file_name)
            _write_reading(job)
            yield job


def _write_reading(job: Job) -> None:
    data = job.path.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    reading: dict[str, object] = {"file_sha256": sha256, "code": None, "message_zh": None, "sheets": []}
    (job.out_dir / "rows").mkdir()
    try:
        sheets = json.loads(data)["sheets"]
    except ValueError:
        reading.update(state="rejected", code="E_FORMAT_UNKNOWN", message_zh="内容不是表格。")
        sheets = []
    else:
        reading["state"] = "read"
    cells: list[dict[str, object]] = []
    payments: dict[str, list[dict[str, object]]] = {}
    for s in sheets:
        scope = f"{sha256}|{s['form']}|{s['unit']}|{s['period'][0]}|{s['period'][1]}|{s['part']}"
        submission_id = hashlib.sha256(scope.encode()).hexdigest()[:16]
        wrong_folder = s["unit"] != job.folder_unit
        refused = s["state"] == "rejected" or wrong_folder
        reading["sheets"].append(  # type: ignore[attr-defined]  # a list, in a dict of mixed values
            {
                "sheet": s["name"],
                "visible": True,
                "state": "rejected" if refused else "read",
                "code": "E_OTHER_UNIT" if wrong_folder else "E_COLUMN_MISSING" if refused else None,
                "message_zh": "放错了目录。" if wrong_folder else "缺少必填列。" if refused else None,
                "form": s["form"],
                "unit": s["unit"],
                "part": s["part"],
                "period_start": s["period"][0],
                "period_end": s["period"][1],
                "money_factor": 10000,
                "submission_id": submission_id,
                "columns": {"payment_no": "C", "amount": "F"},
                "header_rows": [3, 4],
                "rows": {
                    **{"physical": 7 + len(s["rows"]) + s["bad"], "header": 5},
                    **{"data": len(s["rows"]) + s["bad"], "subtotal": 0, "total": 1, "footer": 1, "blank": 0},
                },
                "accepted": len(s["rows"]),
                "quarantined": s["bad"],
                "sums": [
                    {
                        **{"field": "amount", "stated": s["total"], "accepted": str(len(s["rows"]))},
                        **{"quarantined": "0", "agrees": s["total"] == str(len(s["rows"]))},
                    }
                ],
                "notes": s["notes"],
            }
        )
        payments.setdefault(submission_id, []).extend(
            {"submission_id": submission_id, "sheet": s["name"], "row_no": i, "payment_no": p, "amount": 1}
            for i, p in enumerate(s["rows"], 6)
        )
        cells += [
            {
                **{"submission_id": submission_id, "form_code": s["form"], "reporting_unit_code": s["unit"]},
                **{"sheet": s["name"], "row_no": 900 + i, "cell": f"F{900 + i}", "column_name": "amount"},
                **{"code": "E_NOT_NUMBER", "message_zh": "应为数字。"},
            }
            for i in range(s["bad"])
        ]
    shape = pa.schema(
        [
            *[("submission_id", pa.string()), ("sheet", pa.string()), ("row_no", pa.int32())],
            *[("payment_no", pa.string()), ("amount", pa.int32())],
        ]
    )
    for submission_id, rows in payments.items():
        pq.write_table(pa.Table.from_pylist(rows, shape), job.out_dir / "rows" / f"{submission_id}.parquet")
    pq.write_table(pa.Table.from_pylist(cells, QUARANTINE), job.out_dir / "quarantine.parquet")
    (job.out_dir / "reading.json").write_text(json.dumps(reading, ensure_ascii=False))


class City:
    """A home whose clock moves one hour per look at the inbox."""

    def __init__(self, home: DataHome) -> None:
        self.home = home
        self.intake = FakeIntake()
        self.time = START

    def put(self, path: str, *sheets: dict[str, object], salt: str = "") -> Path:
        """Write a test file; ``salt`` changes its bytes and nothing else."""
        file = self.home.inbox / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({"sheets": list(sheets), "salt": salt}))
        return file

    def collect(self) -> CollectResult:
        self.time += timedelta(hours=1)
        return receive(
            self.home, self.home.inbox, settle_seconds=0, now=lambda: self.time, reader=self.intake
        )

    def send(self, path: str, *sheets: dict[str, object], salt: str = "") -> CollectResult:
        self.put(path, *sheets, salt=salt)
        return self.collect()


def numbered(first: int, last: int) -> list[str]:
    """Keys first..last, for example P001."""
    return [f"P{i:03d}" for i in range(first, last + 1)]
