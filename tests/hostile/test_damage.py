"""Valid submissions cut short or with a byte changed on the way: none is loaded short or altered silently.

A workbook has checksums: it is refused, or it reads as if nothing had happened. A text and an .xls have none.
What is said then: a line that ends in the middle is set aside; a text that shows no end is marked as
unproven; cells of an .xls that left their place are named; a changed figure disagrees with 合计. A changed
letter in a name is a name like any other, and no check can see it: every receipt of these formats says so.
"""

import csv
import io
import os
import random
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from lingcha.intake import worker
from lingcha.intake.file import UNCHECKED
from lingcha.intake.reading import Reading
from lingcha.intake.rows import UNPROVEN
from lingcha.intake.xls_records import ODD
from tests.hostile.corpus import old_workbook
from tests.hostile.test_fuzz import read_alone
from tests.intake.making import assert_conserved, payment, payments, workbook

FEW = 40
MANY = int(os.environ.get("DAMAGE_COUNT", "1000"))
COUNT = 8
ROWS = payments(*(payment(n, amount=n + 0.25) for n in range(1, COUNT + 1)))
TOTAL = ["合计", *[""] * 6, sum(n + 0.25 for n in range(1, COUNT + 1)), "", "", ""]
FOOTER = ["填报人：", "审核人：", "填报日期："]


def as_text(rows: list[list[Any]], encoding: str = "utf-8") -> bytes:
    handle = io.StringIO(newline="")
    csv.writer(handle).writerows(rows)
    return handle.getvalue().encode(encoding)


VALID = {
    "xlsx": workbook({"拨付": [*ROWS, TOTAL, FOOTER]}),
    "text": as_text([*ROWS, TOTAL, FOOTER]),
    "GB18030 text": as_text([*ROWS, TOTAL, FOOTER], "gb18030"),
    "text without an end": as_text(ROWS),
    "xls": old_workbook([*ROWS, TOTAL, FOOTER]),
}


def cut(content: bytes, dice: random.Random) -> bytes:
    return content[: dice.randrange(1, len(content))]


def flipped(content: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(content))
    return content[:at] + bytes([content[at] ^ (1 << dice.randrange(8))]) + content[at + 1 :]


def said(out: Path) -> list[dict[str, Any]]:
    """The accepted rows without their submission: that follows from the bytes of the file."""
    rows = [r for p in sorted((out / "rows").glob("*")) for r in pq.read_table(p).to_pylist()]
    return [{k: v for k, v in row.items() if k != "submission_id"} for row in rows]


class Trial:
    """Damages one valid file again and again; counts how it was decided."""

    def __init__(self, kind: str, folder: Path) -> None:
        worker.load_forms()
        self.kind, self.folder = kind, folder
        self.content = VALID[kind]
        reading, out = read_alone(self.content, folder, "whole")
        assert reading.state == "read" and reading.sheets[0].accepted == COUNT
        self.whole = said(out)
        self.refused = self.same = self.named = self.unseen = 0

    def run(self, damage: Callable[[bytes, random.Random], bytes], count: int) -> "Trial":
        dice = random.Random(f"{self.kind}{damage.__name__}")
        for n in range(count):
            content = damage(self.content, dice)
            reading, out = read_alone(content, self.folder, f"{damage.__name__}{n}")
            assert_conserved(reading, out, content)
            if reading.state == "rejected":
                self.refused += 1
            elif said(out) == self.whole and not reading.sheets[0].quarantined:
                self.same += 1
            elif self.is_named(reading):
                self.named += 1
            else:
                assert UNCHECKED in reading.message_zh
                self._only_a_text(out)
                self.unseen += 1
        print(
            f"{self.kind}, {damage.__name__} {count} times: refused {self.refused}, as if whole {self.same},"
            f" named {self.named}, a letter that nothing can check {self.unseen}"
        )
        return self

    def is_named(self, reading: Reading) -> bool:
        """The reading itself says that something is not as it should be."""
        return (
            any(
                s.quarantined
                or {UNPROVEN, ODD} & set(s.notes)
                or not all(t.agrees for t in s.sums)
                or s.state == "rejected"
                for s in reading.sheets
            )
            or UNPROVEN in reading.message_zh
        )

    def _only_a_text(self, out: Path) -> None:
        """What passed unsaid: every row is there, and its figures are what they were."""
        now = said(out)
        assert len(now) == len(self.whole), "a row was lost or made, and nothing was said"
        for row, before in zip(now, self.whole, strict=True):
            figures = {k for k, v in before.items() if isinstance(v, Decimal)}
            assert {k: row[k] for k in figures} == {k: before[k] for k in figures}
            changed = [k for k in row if row[k] != before[k]]
            assert len(changed) <= 3, changed


def check(kind: str, count: int, folder: Path) -> None:
    (folder / "cut").mkdir()
    (folder / "flipped").mkdir()
    cuts = Trial(kind, folder / "cut").run(cut, count)
    assert cuts.unseen == 0
    if kind == "xlsx":
        assert (cuts.refused, cuts.same, cuts.named) == (count, 0, 0)
    if kind == "xls":  # its last bytes are padding
        assert cuts.named == 0 and cuts.same <= count // 100
    flips = Trial(kind, folder / "flipped").run(flipped, count)
    if kind == "xlsx":
        assert (flips.named, flips.unseen) == (0, 0)


@pytest.mark.parametrize("kind", VALID)
def test_damage_is_never_silent(kind: str, tmp_path: Path) -> None:
    check(kind, FEW, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("kind", VALID)
def test_a_thousand_cuts_and_a_thousand_flips(kind: str, tmp_path: Path) -> None:
    check(kind, MANY, tmp_path)


def test_a_text_that_shows_its_end_is_not_marked(tmp_path: Path) -> None:
    for n, rows in enumerate(([*ROWS, TOTAL], [*ROWS, FOOTER], [*ROWS[:3], TOTAL, *ROWS[3:]])):
        reading, _ = read_alone(as_text(rows), tmp_path, f"ended{n}")
        assert reading.sheets[0].accepted == COUNT
        assert UNPROVEN not in reading.sheets[0].notes
    reading, _ = read_alone(as_text(ROWS), tmp_path, "open")
    assert UNPROVEN in reading.sheets[0].notes and UNPROVEN in reading.message_zh


def test_a_line_that_ends_in_the_middle_is_set_aside(tmp_path: Path) -> None:
    whole = as_text(ROWS)
    reading, out = read_alone(whole[:-9], tmp_path, "cut")
    assert (reading.sheets[0].accepted, reading.sheets[0].quarantined) == (COUNT - 1, 1)
    assert pq.read_table(out / "quarantine.parquet").to_pylist()[0]["code"] == "E_LINE_CUT"
    reading, _ = read_alone(as_text([*ROWS, FOOTER])[:-2], tmp_path, "footer")
    assert reading.sheets[0].quarantined == 0


def test_an_old_workbook_that_was_cut_is_refused(tmp_path: Path) -> None:
    """An .xls has no checksum, but its container says how long it is."""
    whole = old_workbook()
    dice = random.Random(3)
    for n in range(20):
        reading, _ = read_alone(cut(whole, dice), tmp_path, f"xls{n}")
        assert reading.state == "rejected", n


def test_an_old_workbook_with_a_wrong_length_is_refused(tmp_path: Path) -> None:
    """One bit of a record's length, and xlrd met an end within the data: four of eight rows were read."""
    whole = old_workbook([*ROWS, TOTAL, FOOTER])
    numbers = [n for n in range(len(whole)) if whole.startswith(b"\x7e\x02\x0a\x00", n)]
    assert len(numbers) > COUNT
    for n, at in enumerate(numbers):
        reading, _ = read_alone(whole[: at + 3] + b"\x02" + whole[at + 4 :], tmp_path, f"length{n}")
        assert reading.code == "E_XLS_DAMAGED", n
