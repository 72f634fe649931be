"""The page of the systems counts its own table, and the table names every system once."""

import re

from lingcha.project import ROOT


def test_the_counts_are_those_of_the_table() -> None:
    page = (ROOT / "docs" / "systems.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in page.splitlines() if re.match(r"\| S\d\d \|", line)]
    assert [r[0] for r in rows] == [f"S{n:02}" for n in range(1, 39)]
    works = sum(r[-1] == "works" for r in rows)
    partly = sum(r[-1].startswith("partly: ") for r in rows)
    assert works + partly == len(rows)
    assert f"\n{works} work, {partly} work in part.\n" in page
