"""The journal of findings: one Parquet file per published release, numbered, never changed; each
holds the hash of the one before in its metadata.

When a finding was first reported decides whether a suspect is overdue, and what was reported before decides
what is fixed. So it belongs to the archive: releases may be deleted, this may not. It holds what the
published table of findings holds, tokens in place of personal keys, and nothing else.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from lingcha.archive.clock import in_beijing
from lingcha.durable import appearing
from lingcha.errors import LingchaError
from lingcha.home import DataHome

_NAMES = ("release_id", "as_of", "as_known_at")


@dataclass(frozen=True)
class FindingsEntry:
    """The findings of one release. number: its place in the journal, in the order of publishing."""

    number: int
    release_id: str
    as_of: date
    as_known_at: datetime
    path: Path

    def table(self) -> Any:
        """Its findings. Raises E_ARCHIVE_DAMAGED."""
        try:
            return pq.read_table(self.path)
        except (OSError, pa.ArrowException) as error:
            raise _damaged(self.path) from error


def read_findings_journal(home: DataHome) -> list[FindingsEntry]:
    """All entries in order. Raises E_ARCHIVE_DAMAGED when one cannot be read or is missing."""
    entries = []
    for number, path in enumerate(sorted(_folder(home).glob("*.parquet")), 1):
        try:
            told = pq.read_schema(path).metadata or {}
            release_id, as_of, known_at = (told[name.encode()].decode() for name in _NAMES)
            entry = FindingsEntry(
                int(path.stem), release_id, date.fromisoformat(as_of), datetime.fromisoformat(known_at), path
            )
        except (OSError, KeyError, ValueError, pa.ArrowException) as error:
            raise _damaged(path) from error
        if entry.number != number:
            raise _damaged(path.with_name(f"{number:08d}.parquet"))
        entries.append(entry)
    return entries


def append_findings(
    home: DataHome, release_id: str, as_of: date, as_known_at: datetime, findings: Any
) -> FindingsEntry:
    """Adds the findings of a release that was published; the holder of the home calls it once per release."""
    folder = _folder(home)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    before = read_findings_journal(home)
    number = len(before) + 1
    known_at = in_beijing(as_known_at)
    told = dict(zip(_NAMES, (release_id, as_of.isoformat(), known_at.isoformat()), strict=True))
    told["previous_sha256"] = hashlib.sha256(before[-1].path.read_bytes()).hexdigest() if before else ""
    path = folder / f"{number:08d}.parquet"
    with appearing(path) as file:
        pq.write_table(findings.replace_schema_metadata(told), file, compression="zstd")
    path.chmod(0o400)
    return FindingsEntry(number, release_id, as_of, known_at, path)


def _folder(home: DataHome) -> Path:
    return home.archive / "findings"


def _damaged(path: Path) -> LingchaError:
    return LingchaError(
        "E_ARCHIVE_DAMAGED",
        f"问题日志 archive/findings/{path.name} 缺失或无法读取，请从备份恢复该文件后重试。",
        exit_code=4,
    )
