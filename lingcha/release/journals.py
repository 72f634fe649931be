"""The journals of a home as chains: each entry holds the hash of the one before, each release the last ones.

So nobody can change a receipt, a confirmation, the findings of a release or the note of an access without
changing everything after it. What stands last is anchored by the next release, or by a signature.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from lingcha.access import sha256_of
from lingcha.home import DataHome
from lingcha.project import ROOT


def journal_facts(home: DataHome) -> dict[str, Any]:
    """What a release says of the journals at the time when it was assembled, and of the rules it used."""
    confirmations = sorted((home.archive / "confirmations").glob("*.json"))
    return {
        "arrivals": _head(home.archive / "arrivals", "*.json"),
        "findings": _head(home.archive / "findings", "*.parquet"),
        "confirmations": {p.stem: sha256_of(p) for p in confirmations},
        "reference": {p.name: sha256_of(p) for p in sorted((ROOT / "seeds" / "reference").glob("*.csv"))},
    }


def changed_journals(home: DataHome, facts: dict[str, Any]) -> Iterator[str]:
    """Differences from the chains themselves, and from what a release says of them, in the order of time."""
    for name, folder, pattern in (
        ("收件记录", home.archive / "arrivals", "*.json"),
        ("问题日志", home.archive / "findings", "*.parquet"),
        ("查看记录", home.root / "access", "*.json"),
    ):
        yield from _broken_chain(name, folder, pattern)
    for name, kind, pattern in (("收件记录", "arrivals", "*.json"), ("问题日志", "findings", "*.parquet")):
        then = facts[kind]
        paths = sorted((home.archive / kind).glob(pattern))
        if len(paths) < then["count"]:
            yield f"{name}少于发布时的 {then['count']} 条。"
        elif then["count"] and sha256_of(paths[then["count"] - 1]) != then["sha256"]:
            yield f"{name}第 {then['count']} 条已被改动。"
    for submission_id, sha256 in facts["confirmations"].items():
        path = home.archive / "confirmations" / f"{submission_id}.json"
        if not path.exists() or sha256_of(path) != sha256:
            yield f"对报送 {submission_id} 的确认记录缺失或已被改动。"


def _broken_chain(name: str, folder: Path, pattern: str) -> Iterator[str]:
    before = ""
    for number, path in enumerate(sorted(folder.glob(pattern)), 1):
        if int(path.stem) != number:
            yield f"{name}缺少第 {number} 条。"
            return
        said = _previous(path)
        if said is None:
            yield f"{name}第 {number} 条无法读取。"
            return
        if said != before:
            yield f"{name}第 {max(number - 1, 1)} 条已被改动。"
            return
        before = sha256_of(path)


def _previous(path: Path) -> str | None:
    """The hash of the entry before that an entry holds; None for an entry that cannot be read."""
    try:
        if path.suffix == ".json":
            return str(json.loads(path.read_bytes())["previous_sha256"])
        return (pq.read_schema(path).metadata or {})[b"previous_sha256"].decode()
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
        return None


def _head(folder: Path, pattern: str) -> dict[str, Any]:
    paths = sorted(folder.glob(pattern))
    return {"count": len(paths), "sha256": sha256_of(paths[-1]) if paths else ""}
