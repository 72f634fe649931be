"""Reads what stands above the header: 填报单位, 截止日期, 单位 (``seeds/reference/sheet_word.csv``)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache

from lingcha.intake.grid import Cell
from lingcha.intake.prescan import column_letters
from lingcha.intake.words import spaced, words

_GAP = "\x1f"  # between two cells of a row; no cell holds it after ``spaced``


@dataclass(frozen=True)
class MoneyNote:
    """What stands behind a label of the unit of money, and the cell of the label.

    surely_money: False behind 主管单位 or 单位（盖章）, where it may as well be the name of somebody.
    """

    text: str
    cell: str
    surely_money: bool


@dataclass
class Notes:
    """Texts behind the labels, empty when the label is missing, each with the cell of its label.

    money: all of them, for one word labels two things: 单位：灵宝市乡村振兴局 may stand beside 金额单位：元.
    """

    unit: str = ""
    unit_cell: str = ""
    cutoff: str = ""
    cutoff_cell: str = ""
    money: list[MoneyNote] = field(default_factory=list)
    title: str = ""


def _any_of(spellings: Sequence[str]) -> str:
    """A pattern for the spellings, with or without blanks between their letters: 单 位."""
    return "|".join(" ?".join(map(re.escape, spelling)) for spelling in spellings)


@cache
def _label_pattern() -> re.Pattern[str]:
    kinds = {kind: [*words(f"{kind}_label")] for kind in ("unit", "cutoff", "other", "money")}
    parts = [f"(?P<{kind}>{_any_of(found)})" for kind, found in kinds.items()]
    stamp = rf"(?P<stamp> ?\( ?(?:{_any_of([*words('stamp')])}) ?\))"
    # Money comes last: 单位 must not match where 单位负责人 begins. Inside 填报单位 the longer label was
    # first.
    with_colon = rf"(?:{'|'.join(parts)}){stamp}?(?: ?[为是])?[ {_GAP}]*:"
    # Without a colon only what names a unit at once is a note: 单位 元, 金额单位为元, not 单位人员.
    unit = f"(?:{_any_of([*words('money_unit')])})"
    then = rf"(?=\(? ?{unit}(?:[ {_GAP},、;。/()]|$))"
    without = rf"(?P<bare>{_any_of(kinds['money'])})(?: ?[为是])?[ {_GAP}]*{then}"
    alone = rf"(?P<alone>\( ?{unit} ?\))(?={_GAP})"
    return re.compile(f"{with_colon}|{without}|{alone}")


def read_notes(rows: Sequence[Sequence[Cell]]) -> Notes:
    """The notes in the rows above the header. Rows of text without any label and colon are the title."""
    notes = Notes()
    for r, row in enumerate(rows):
        text, cells = _row_text(r, row)
        matches = [m for m in _label_pattern().finditer(text) if not m["alone"] or _stands_alone(m)]
        if all(match["bare"] or match["alone"] for match in matches):
            notes.title += text
        ends = [*(following.start() for following in matches[1:]), len(text)]
        for here, end in zip(matches, ends if matches else [], strict=True):
            value = here["alone"] or text[here.end() : end].strip(f"{_GAP} ").split(_GAP)[0].strip()
            _take(notes, here, value, cells[here.start()])
    return notes


def _stands_alone(unit: re.Match[str]) -> bool:
    """Whether （元） is a cell of its own or ends the only cell of its row: behind one of several it may be
    that of a group of columns.
    """
    return unit.string[: unit.start()][-1:] in ("", _GAP) or unit.string.count(_GAP) == 1


def _take(notes: Notes, label: re.Match[str], value: str, cell: str) -> None:
    """Keep what a label says: of units and cut-offs the first, of money all."""
    if label["money"] or label["bare"] or label["alone"]:
        # 主管单位：… is no label of ours; that its second half looks like one says nothing about money.
        inside_a_word = label.string[: label.start()][-1:].isalnum()
        notes.money.append(MoneyNote(value, cell, not label["stamp"] and not inside_a_word))
    elif label["unit"] and not notes.unit:
        notes.unit, notes.unit_cell = value, cell
    elif label["cutoff"] and not notes.cutoff:
        notes.cutoff, notes.cutoff_cell = value, cell


def _row_text(r: int, row: Sequence[Cell]) -> tuple[str, list[str]]:
    """A row as one text and, for each character, the address of its cell."""
    text, cells = "", []
    for c, value in enumerate(row):
        part = value.date().isoformat() if isinstance(value, datetime) else str(value)
        part = part if isinstance(value, date) else spaced(part)
        if part:
            text += part + _GAP
            cells += [f"{column_letters(c)}{r + 1}"] * (len(part) + 1)
    return text, cells
