"""A memory of what lay in the inbox at the last look, so that unchanged files cost one directory entry each.

It is a convenience: without it every file is hashed once more and nothing else happens.
"""

import json
from dataclasses import astuple
from pathlib import Path

from lingcha.archive.inbox import Found
from lingcha.durable import appearing
from lingcha.home import DataHome

_VERSION = 1


class Seen:
    """Paths of the inbox with the identity under which their arrival was recorded."""

    def __init__(self, path: Path, entries: dict[str, list[int]]) -> None:
        self._path = path
        self._entries = entries
        self._changed = False

    @classmethod
    def load(cls, home: DataHome) -> "Seen":
        path = home.archive / "seen.json"
        try:
            raw = json.loads(path.read_bytes())
            entries = raw["entries"] if raw["version"] == _VERSION else {}
        except (FileNotFoundError, ValueError, KeyError, TypeError):  # rebuilt from what is received next
            entries = {}
        return cls(path, entries)

    def knows(self, found: Found) -> bool:
        return self._entries.get(found.path) == list(astuple(found.identity))

    def remember(self, found: Found) -> None:
        self._entries[found.path] = list(astuple(found.identity))
        self._changed = True

    def save(self, present: list[Found]) -> None:
        """Write the memory, without the files that have gone, when it differs from what is stored."""
        gone = self._entries.keys() - {f.path for f in present}
        for path in gone:
            del self._entries[path]
        if not (self._changed or gone):
            return
        with appearing(self._path) as file:
            file.write(json.dumps({"version": _VERSION, "entries": self._entries}).encode("ascii"))
        self._changed = False
