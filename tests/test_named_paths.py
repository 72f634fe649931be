"""Every path of the project that its documents and comments name is there."""

import re
from pathlib import Path

from lingcha.project import ROOT

ROOMS = "benchmarks|docs|expectations|flows|lingcha|macros|models|seeds|tests"
NAMED = re.compile(rf"`((?:{ROOMS})/[\w./*-]+)`")
WRITTEN_BY_HAND = (
    "README.md",
    *(f"{room}/**/*.{end}" for room in ROOMS.split("|") for end in ("md", "py", "yml", "sql")),
)


def lost_paths(text: str) -> list[str]:
    return [path for path in NAMED.findall(text) if not any(ROOT.glob(path.rstrip("/")))]


def test_a_path_that_is_not_there_is_told() -> None:
    assert lost_paths("see `docs/security.md`, `macros/reporting/` and `models/**/*.sql`") == []
    assert lost_paths("see `docs/none.md` and `models/none/*.sql`") == ["docs/none.md", "models/none/*.sql"]


def test_named_paths_are_there() -> None:
    named: dict[Path, list[str]] = {}
    for pattern in WRITTEN_BY_HAND:
        for file in ROOT.glob(pattern):
            if file != Path(__file__):
                named[file] = lost_paths(file.read_text(encoding="utf-8"))
    assert len(named) > 500
    assert {str(f.relative_to(ROOT)): lost for f, lost in named.items() if lost} == {}
