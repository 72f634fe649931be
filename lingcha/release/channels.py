"""Which releases there are and which one readers see.

``provisional`` always shows the latest release, ``official`` the latest one that met all targets. Both are
symlinks to folders and are moved by one rename; a reader that has a file open keeps it.
"""

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from lingcha.archive.findings import append_findings, read_findings_journal
from lingcha.durable import appearing, point, remove_tree
from lingcha.errors import LingchaError
from lingcha.home import DataHome
from lingcha.landing.schema import table_schema
from lingcha.release.kept import kept_marks

CHANNELS = ("official", "provisional")
_NAMED = 10  # releases that a message names
_ID = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})-r([0-9]{3,})")


@dataclass(frozen=True)
class Release:
    """One published release."""

    release_id: str
    folder: Path

    @property
    def number(self) -> int:
        match = _ID.fullmatch(self.release_id)
        assert match is not None  # ``list_releases`` takes no other folder
        return int(match[2])

    @property
    def as_of(self) -> date:
        return date.fromisoformat(self.release_id[:10])

    @property
    def manifest(self) -> dict[str, Any]:
        """``release.json``. Raises E_RELEASE_DAMAGED when it is missing or cannot be read."""
        try:
            loaded: dict[str, Any] = json.loads((self.folder / "release.json").read_bytes())
        except (OSError, ValueError):
            raise LingchaError(
                "E_RELEASE_DAMAGED",
                f"发布 {self.release_id} 的 release.json 缺失或无法读取。请从备份恢复。",
                exit_code=4,
            ) from None
        return loaded

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels it was published on."""
        return CHANNELS if self.manifest["channel"] == "official" else ("provisional",)


def list_releases(home: DataHome) -> list[Release]:
    """All releases in the order of building."""
    found = [Release(p.name, p) for p in home.releases.iterdir() if _ID.fullmatch(p.name)]
    return sorted(found, key=lambda r: r.number)


def next_number(home: DataHome) -> int:
    """The number of the next release; one count for all dates, so that it says what was built later.

    A number in the journal of findings is not given again, also when its release was removed.
    """
    journalled = [Release(e.release_id, e.path).number for e in read_findings_journal(home)]
    return max([0, *journalled, *(r.number for r in list_releases(home))]) + 1


def find_release(home: DataHome, name: str) -> Release:
    """The release with this id, or the one that a channel shows. Raises E_RELEASE_UNKNOWN."""
    if name in CHANNELS:
        link = home.channel(name)
        if not link.exists():
            raise LingchaError("E_RELEASE_UNKNOWN", f"{_label(name)}通道尚无发布。可先执行 lingcha run。")
        name = link.resolve().name
    for release in list_releases(home):
        if release.release_id == name:
            return release
    raise LingchaError("E_RELEASE_UNKNOWN", f"没有编号为 {name} 的发布。{_existing(home)}")


def _existing(home: DataHome) -> str:
    """The releases there are, latest first."""
    ids = [r.release_id for r in reversed(list_releases(home))]
    if not ids:
        return "还没有任何发布，可先执行 lingcha run。"
    more = f" 等 {len(ids)} 个" if len(ids) > _NAMED else ""
    return f"现有发布：{'、'.join(ids[:_NAMED])}{more}（{home.releases}）。"


def complete_publication(home: DataHome) -> None:
    """Notes the findings of every release in the archive, and points the channels at the latest release
    unless somebody has gone back since.

    Part of publishing, and the repair of a run that died between its rename and its links.
    """
    releases = list_releases(home)
    _note_findings(home, releases)
    gone_back = _gone_back(home)
    for channel in CHANNELS:
        latest = next((r for r in reversed(releases) if channel in r.channels), None)
        if latest is None or gone_back.get(channel) == latest.release_id:
            continue
        if home.channel(channel).resolve() != latest.folder.resolve():
            point(home.channel(channel), latest.folder)


def _note_findings(home: DataHome, releases: list[Release]) -> None:
    """Adds the releases that the journal of findings lacks, in the order of building."""
    noted = {e.release_id for e in read_findings_journal(home)}
    for release in releases:
        if release.release_id not in noted:
            known_at = datetime.fromisoformat(release.manifest["as_known_at"])
            path = release.folder / "parquet" / "quality.fct_finding.parquet"
            findings = pq.read_table(path, columns=table_schema("known_finding").names)
            append_findings(home, release.release_id, release.as_of, known_at, findings)


def roll_back(home: DataHome, channel: str, release_id: str) -> Release:
    """Points a channel at another release. It stays there until a new one is published on the channel.

    Raises E_RELEASE_UNKNOWN, E_CHANNEL (the release was never on this channel).
    """
    release = find_release(home, release_id)
    if channel not in release.channels:
        raise LingchaError("E_CHANNEL", f"发布 {release_id} 未达到零差错，不能作为{_label(channel)}发布。")
    newest = [r for r in list_releases(home) if channel in r.channels][-1]
    notes = _gone_back(home) | {channel: newest.release_id}
    if newest.release_id == release.release_id:
        del notes[channel]
    with appearing(_notes(home)) as handle:
        handle.write(json.dumps(notes, indent=1).encode())
    point(home.channel(channel), release.folder)
    return release


def prune(home: DataHome, keep: int) -> list[str]:
    """Removes the oldest releases beyond ``keep``, never one that a channel shows or that is marked as kept;
    returns their ids.
    """
    needed = {home.channel(c).resolve().name for c in CHANNELS if home.channel(c).exists()}
    needed |= kept_marks(home).keys()
    old = [r for r in list_releases(home)[:-keep] if r.release_id not in needed]
    for release in old:
        remove_tree(home.restricted / release.release_id)
        # Out of sight first: a half-deleted folder must not look like a release.
        doomed = home.work / f"pruned-{release.release_id}"
        release.folder.chmod(0o755)
        release.folder.rename(doomed)
        remove_tree(doomed)
    return [r.release_id for r in old]


def _notes(home: DataHome) -> Path:
    return home.warehouse / "rolled_back.json"


def _gone_back(home: DataHome) -> dict[str, str]:
    """channel -> the newest release of it at the time somebody went back."""
    path = _notes(home)
    notes: dict[str, str] = json.loads(path.read_bytes()) if path.exists() else {}
    return notes


def _label(channel: str) -> str:
    return {"official": "正式", "provisional": "暂行"}[channel]
