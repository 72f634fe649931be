"""What intake wrote about a file, seen as submissions."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from lingcha.archive.arrivals import ArrivedSubmission


def load_reading(folder: Path) -> dict[str, Any]:
    """``reading.json`` of a reading folder; its form is described in docs/architecture.md, section 2."""
    reading: dict[str, Any] = json.loads((folder / "reading.json").read_bytes())
    return reading


def sheets_of(reading: dict[str, Any], submission_id: str) -> list[dict[str, Any]]:
    """The sheets of one submission: a register may go on over several sheets."""
    return [s for s in reading["sheets"] if s["submission_id"] == submission_id]


def submissions_in(folder: Path, reading: dict[str, Any]) -> tuple[ArrivedSubmission, ...]:
    """The submissions of a file in the order of their first sheet.

    A submission is taken as a whole: when one of its sheets could not be read, none of them counts. Otherwise
    half a register would replace a whole one.
    """
    ids = dict.fromkeys(s["submission_id"] for s in reading["sheets"] if s["submission_id"])
    return tuple(_submission(folder, i, sheets_of(reading, i)) for i in ids)


def _submission(folder: Path, submission_id: str, sheets: list[dict[str, Any]]) -> ArrivedSubmission:
    from lingcha.archive.content import content_sha256  # the engines are for who receives, not for who looks

    refused = [s for s in sheets if s["state"] == "rejected"]
    first = sheets[0]
    return ArrivedSubmission(
        submission_id=submission_id,
        form_code=first["form"],
        reporting_unit_code=first["unit"],
        part=first["part"] or "",
        period_start=date.fromisoformat(first["period_start"]),
        period_end=date.fromisoformat(first["period_end"]),
        state="rejected" if refused else "read",
        message_zh=sheet_message(refused[0]) if refused else "",
        rows_accepted=sum(s["accepted"] for s in sheets),
        rows_quarantined=sum(s["quarantined"] for s in sheets),
        content_sha256="" if refused else content_sha256(folder, submission_id, sheets),
    )


def sheet_message(sheet: dict[str, Any]) -> str:
    """Why a sheet was rejected, with the name of the sheet."""
    return f"工作表“{sheet['sheet']}”：{sheet['message_zh']}"


def verdict_on_file(reading: dict[str, Any]) -> tuple[str, str, str]:
    """(state, code, message_zh) of an arrival. A file that was read still names its rejected sheets."""
    refused = [s for s in reading["sheets"] if s["state"] == "rejected"]
    code, message = reading["code"] or "", reading["message_zh"] or ""
    if not code and refused:
        code, message = refused[0]["code"], "；".join(sheet_message(s) for s in refused)
    return reading["state"], code, message
