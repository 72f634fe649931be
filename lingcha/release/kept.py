"""Releases that somebody is told to keep: `lingcha prune` leaves them alone."""

import json

from lingcha.archive.clock import beijing_now
from lingcha.durable import appearing
from lingcha.errors import LingchaError
from lingcha.home import DataHome


def kept_marks(home: DataHome) -> dict[str, dict[str, str]]:
    """release_id -> who asked for it, why and when."""
    path = home.warehouse / "kept.json"
    marks: dict[str, dict[str, str]] = json.loads(path.read_bytes()) if path.exists() else {}
    return marks


def mark_kept(home: DataHome, release_id: str, by: str, reason: str) -> None:
    """Keeps a release until the mark is taken away. Raises E_KEEP_INCOMPLETE."""
    if not by.strip() or not reason.strip():
        raise LingchaError("E_KEEP_INCOMPLETE", "保留发布必须写明决定人（--by）和原因（--reason）。")
    at = beijing_now().isoformat(timespec="seconds")
    _write(home, kept_marks(home) | {release_id: {"by": by.strip(), "reason": reason.strip(), "at": at}})


def unmark_kept(home: DataHome, release_id: str) -> None:
    """Takes a mark away; one that is not there is no error."""
    marks = kept_marks(home)
    marks.pop(release_id, None)
    _write(home, marks)


def _write(home: DataHome, marks: dict[str, dict[str, str]]) -> None:
    with appearing(home.warehouse / "kept.json") as file:
        file.write(json.dumps(marks, ensure_ascii=False, indent=1).encode())
