"""Reads what stands above the header: 填报单位, 截止日期, 单位 (``seeds/reference/sheet_word.csv``)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from lingcha.intake.grid import Cell
from lingcha.intake.prescan import column_letters
from lingcha.intake.words import squeezed, words

_GAP = "\x1f"  # between two cells of a row; no cell holds it after squeezing


@dataclass
class Notes:
    """Squeezed texts behind the labels, empty when the label is missing, each with the cell of its label."""

    unit: str = ""
    unit_cell: str = ""
    cutoff: str = ""
    cutoff_cell: str = ""
    money: str = ""
    money_cell: str = ""
    title: str = ""


@cache
def _label_pattern() -> re.Pattern[str]:
    kinds = {kind: words(f"{kind}_label") for kind in ("unit", "cutoff", "other", "money")}
    stamps = "|".join(map(re.escape, words("stamp")))
    parts = [f"(?P<{kind}>{'|'.join(map(re.escape, found))})" for kind, found in kinds.items()]
    # Money comes last: 单位 must not match where 单位负责人 begins. Inside 填报单位 the longer label was
    # first.
    return re.compile(rf"(?:{'|'.join(parts)})(?:\((?:{stamps})\))?{_GAP}?:")


def read_notes(rows: Sequence[Sequence[Cell]]) -> Notes:
    """The notes in the rows above the header. Rows of text without any label are the title."""
    notes = Notes()
    for r, row in enumerate(rows):
        text, cells = _row_text(r, row)
        matches = list(_label_pattern().finditer(text))
        if not matches:
            notes.title += text
        ends = [following.start() for following in matches[1:]] + [len(text)]
        for here, end in zip(matches, ends if matches else [], strict=True):
            value = text[here.end() : end].strip(_GAP).split(_GAP)[0]
            kind = here.lastgroup or ""
            if kind != "other" and not getattr(notes, kind):
                setattr(notes, kind, value)
                setattr(notes, f"{kind}_cell", cells[here.start()])
    return notes


def _row_text(r: int, row: Sequence[Cell]) -> tuple[str, list[str]]:
    """A row as one text and, for each character, the address of its cell."""
    text, cells = "", []
    for c, value in enumerate(row):
        part = value.date().isoformat() if isinstance(value, datetime) else str(value)
        part = part if isinstance(value, date) else squeezed(part)
        if part:
            text += part + _GAP
            cells += [f"{column_letters(c)}{r + 1}"] * (len(part) + 1)
    return text, cells
