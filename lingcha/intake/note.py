"""Reads what stands above the header: 填报单位, 截止日期, 单位 (``seeds/reference/sheet_word.csv``)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache

from lingcha.intake.grid import Cell
from lingcha.intake.prescan import column_letters
from lingcha.intake.scope import closes_a_period, cutoff_of
from lingcha.intake.words import spaced, squeezed, words

_GAP = "\x1f"  # between two cells of a row; no cell holds it after ``spaced``
_KINDS = ("unit", "cutoff", "other", "money")


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

    day: a date without a label, or behind one that says little (时间：), that closes a month.
    money: all of them, for one word labels two things: 单位：灵宝市乡村振兴局 may stand beside 金额单位：元.
    """

    unit: str = ""
    unit_cell: str = ""
    cutoff: str = ""
    cutoff_cell: str = ""
    day: str = ""
    day_cell: str = ""
    money: list[MoneyNote] = field(default_factory=list)
    title: str = ""


def _any_of(kind: str) -> str:
    """A pattern for the spellings, with or without blanks between their letters: 单 位."""
    return "|".join(" ?".join(map(re.escape, spelling)) for spelling in words(kind))


@cache
def _label_pattern() -> re.Pattern[str]:
    parts = "|".join(f"(?P<{kind}>{_any_of(f'{kind}_label')})" for kind in _KINDS)
    stamp = rf" ?\( ?(?:{_any_of('stamp')}) ?\)"
    # Money comes last: 单位 must not match where 单位负责人 begins. Inside 填报单位 the longer label was
    # first.
    with_colon = rf"(?:{parts})(?P<stamp>{stamp})?(?: ?[为是])?[ {_GAP}]*:"
    starts = rf"(?:(?<={_GAP})|^)"  # a label in a cell of its own needs no colon: 截止日期 | 2022年8月31日
    own_cell = "|".join(
        rf"(?P<{kind}_alone>{_any_of(f'{kind}_label')})(?:{stamp})?{_GAP}(?=[^{_GAP}])" for kind in _KINDS[:3]
    )
    until = rf"(?P<cutoff_begin>{_any_of('cutoff_begin')}) ?(?=[0-9]{{4}})"
    weak = rf"(?P<day>{_any_of('day_label')}) ?:"
    # Without a colon only what names a unit at once is a note: 单位 元, 金额单位为元, not 单位人员.
    money = f"(?:{_any_of('money_unit')})"
    then = rf"(?=\(? ?{money}(?:[ {_GAP},、;。/()]|$))"
    bare = rf"(?P<money_bare>{_any_of('money_label')})(?: ?[为是])?[ {_GAP}]*{then}"
    in_brackets = rf"(?P<money_only>\( ?{money} ?\))(?={_GAP})"
    return re.compile(f"{with_colon}|{starts}(?:{own_cell}|{until}|{weak})|{bare}|{in_brackets}")


@cache
def _note_start() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any_of('unit_label')}|{_any_of('cutoff_label')})(?:\([^()]*\))?:")


def is_note_row(row: Sequence[Cell]) -> bool:
    """Whether one of its cells begins with 填报单位： or 截止日期：; such a row is no part of a header."""
    return any(isinstance(value, str) and _note_start().match(squeezed(value)) for value in row)


def read_notes(rows: Sequence[Sequence[Cell]]) -> Notes:
    """The notes in the rows above the header. What stands before the first label of a row is the title; a
    bare unit of money, as in 项目台账（万元）, ends no title.
    """
    notes = Notes()
    for r, row in enumerate(rows):
        text, cells = _row_text(r, row)
        matches = [m for m in _label_pattern().finditer(text) if not m["money_only"] or _stands_alone(m)]
        labels = [m for m in matches if not m["money_bare"] and not m["money_only"]]
        notes.title += squeezed(text[: labels[0].start()] if labels else text)
        ends = [*(following.start() for following in matches[1:]), len(text)]
        for here, end in zip(matches, ends if matches else [], strict=True):
            value = here["money_only"] or text[here.end() : end].strip(f"{_GAP} ").split(_GAP)[0].strip()
            _take(notes, here, value, cells[here.start()])
        for c, value in enumerate(text.strip(_GAP).split(_GAP) if matches else []):
            _take_text(notes, "day", value, list(dict.fromkeys(cells))[c])
    return notes


def _stands_alone(unit: re.Match[str]) -> bool:
    """Whether （元） is a cell of its own or ends the only cell of its row: behind one of several it may be
    that of a group of columns.
    """
    return unit.string[: unit.start()][-1:] in ("", _GAP) or unit.string.count(_GAP) == 1


def _take(notes: Notes, label: re.Match[str], value: str, cell: str) -> None:
    """Keep what a label says: of money all, of the others the first."""
    kind = next(name for name, found in label.groupdict().items() if found).partition("_")[0]
    if kind == "money":
        # 主管单位：… is no label of ours; that its second half looks like one says nothing about money.
        inside_a_word = label.string[: label.start()][-1:].isalnum()
        notes.money.append(MoneyNote(value, cell, not label["stamp"] and not inside_a_word))
    elif kind != "other":
        _take_text(notes, kind, value, cell)


def _take_text(notes: Notes, kind: str, value: str, cell: str) -> None:
    """The first of a kind counts; a day that closes no month is the day on which somebody filled the form."""
    value = squeezed(value)
    if getattr(notes, kind) or (kind == "day" and not closes_a_period(value)):
        return
    if kind == "unit" and cutoff_of(value):
        return  # 填报单位 | 2022年8月: the name was left out
    setattr(notes, kind, value)
    setattr(notes, f"{kind}_cell", cell)


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
