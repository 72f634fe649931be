"""The journal of receipts: one JSON file per arrival, numbered without gaps, never changed; each holds the
hash of the one before (``previous_sha256``).

An arrival carries a summary of the submissions in it, so that their standing follows from the journal alone.
"""

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from lingcha.archive.clock import in_beijing
from lingcha.durable import sync
from lingcha.errors import LingchaError
from lingcha.home import DataHome


@dataclass(frozen=True)
class ArrivedSubmission:
    """One submission in a file. state: read, or rejected when one of its sheets could not be read.

    rows_accepted + rows_quarantined = its data rows. content_sha256: see content.py; empty when rejected.
    """

    submission_id: str
    form_code: str
    reporting_unit_code: str
    part: str
    period_start: date
    period_end: date
    state: str
    message_zh: str
    rows_accepted: int
    rows_quarantined: int
    content_sha256: str


@dataclass(frozen=True)
class Arrival:
    """One receipt. state: read, rejected or duplicate. path: relative to the inbox. sha256: empty when
    refused unread."""

    arrival_no: int
    received_at: datetime
    folder_unit: str
    file_name: str
    path: str
    size: int
    sha256: str
    state: str
    code: str
    message_zh: str
    submissions: tuple[ArrivedSubmission, ...] = ()


def read_arrivals(home: DataHome, as_known_at: datetime | None = None) -> list[Arrival]:
    """Arrivals received by ``as_known_at`` (None: all) in order.

    Raises E_ARCHIVE_DAMAGED when one is missing or cannot be read.
    """
    folder = home.archive / "arrivals"
    paths = sorted(folder.glob("*.json")) if folder.exists() else []
    arrivals = [_load(path) for path in paths]
    for number, arrival in enumerate(arrivals, 1):
        if arrival.arrival_no != number:
            raise LingchaError(
                "E_ARCHIVE_DAMAGED",
                f"归档收件记录不连续：缺少第 {number} 号。请从备份恢复 archive/arrivals 后重试。",
                exit_code=4,
            )
    limit = in_beijing(as_known_at) if as_known_at else None
    return [a for a in arrivals if limit is None or a.received_at <= limit]


def write_arrival(home: DataHome, arrival: Arrival, stage: Path) -> None:
    """Add one arrival. The file appears complete or not at all, and never replaces another."""
    folder = home.archive / "arrivals"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = stage / "arrival.json"
    before = folder / f"{arrival.arrival_no - 1:08d}.json"
    previous = hashlib.sha256(before.read_bytes()).hexdigest() if arrival.arrival_no > 1 else ""
    with draft.open("w", encoding="utf-8") as file:
        content = asdict(arrival) | {"previous_sha256": previous}
        json.dump(content, file, ensure_ascii=False, indent=1, default=_text)
        file.flush()
        os.fsync(file.fileno())
    draft.chmod(0o400)
    try:
        # A hard link fails when the name exists, as O_EXCL does, but the name never points to half a file.
        (folder / f"{arrival.arrival_no:08d}.json").hardlink_to(draft)
        sync(folder)
    finally:
        draft.unlink()


def _text(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _load(path: Path) -> Arrival:
    try:
        raw: dict[str, Any] = json.loads(path.read_bytes())
        del raw["previous_sha256"]
        submissions = tuple(
            ArrivedSubmission(
                **{
                    **s,
                    "period_start": date.fromisoformat(s["period_start"]),
                    "period_end": date.fromisoformat(s["period_end"]),
                }
            )
            for s in raw["submissions"]
        )
        received_at = datetime.fromisoformat(raw["received_at"])
        return Arrival(**{**raw, "received_at": received_at, "submissions": submissions})
    except (ValueError, KeyError, TypeError) as error:
        raise LingchaError(
            "E_ARCHIVE_DAMAGED",
            f"归档收件记录 archive/arrivals/{path.name} 无法读取，请从备份恢复该文件后重试。",
            exit_code=4,
        ) from error
