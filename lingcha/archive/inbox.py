"""What lies in the inbox: a walk that follows no link, opens nothing and does not trip over odd names."""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_TEMPORARY = re.compile(r"(~\$.*|\..*|.*\.(tmp|part|filepart))", re.IGNORECASE)

# The folder that `lingcha sample` writes serves as an inbox; its list of planted defects and its parameters
# are no submissions.
_BESIDE_UNITS = {"truth.json", "parameters.csv"}


@dataclass(frozen=True)
class Identity:
    """What tells a changed file from an unchanged one without reading it. The change time catches edits that
    keep size and modification time."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> "Identity":
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


@dataclass(frozen=True)
class Found:
    """One entry of the inbox. ``path`` is relative to the inbox, in the operating system's own spelling."""

    path: str
    identity: Identity
    regular: bool

    @property
    def folder(self) -> str:
        """The unit's folder; empty for a file that lies in the inbox itself."""
        head, _, tail = self.path.partition("/")
        return printable(head) if tail else ""


def printable(name: str) -> str:
    """A name that can be stored and shown: read as UTF-8, then as GB18030 as old Windows programs write it;
    what is neither is escaped, and so are control characters."""
    raw = name.encode("utf-8", "surrogateescape")
    text = raw.decode("ascii", "backslashreplace")
    for encoding in ("utf-8", "gb18030"):
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def list_inbox(inbox: Path) -> list[Found]:
    """All entries that may be submissions, by name with numbers read as numbers (v2 before v10).

    Temporary files of office programs and transfer programs are left out.
    """
    return sorted(_walk(str(inbox), ""), key=lambda f: _natural(f.path))


def _natural(path: str) -> list[tuple[int, str]]:
    parts = re.split("([0-9]+)", path)
    return [(int(p), p) if p.isdigit() and p.isascii() else (-1, p) for p in parts]


def _walk(inbox: str, below: str) -> Iterator[Found]:
    with os.scandir(os.path.join(inbox, below)) as entries:  # noqa: PTH118 - pathlib is ten times slower here
        for entry in entries:
            if _TEMPORARY.fullmatch(entry.name) or (not below and entry.name in _BESIDE_UNITS):
                continue
            path = f"{below}/{entry.name}" if below else entry.name
            try:
                if entry.is_dir(follow_symlinks=False):
                    yield from _walk(inbox, path)
                    continue
                status = entry.stat(follow_symlinks=False)
            except FileNotFoundError:  # taken away between the two looks: not there, so not a submission
                continue
            yield Found(path, Identity.of(status), stat.S_ISREG(status.st_mode))
