"""A sheet as the readers hand it on: cells by row from A1, and what else is known about it."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from lingcha.intake.formats import Shown

# Blank is "". Numbers of a workbook are floats (or ints), never text; in text files everything is text.
Cell = str | int | float | bool | date | datetime | time | timedelta


@dataclass
class Grid:
    """rows: all of one length. physical: rows that the file has, counted apart from the reader; at least
    len(rows).

    merges: (first row, first column, last row, last column) from 0. hidden: row numbers from 1.
    broken: (row, column) from 0 to the code of a cell that has no usable value.
    shown: (row, column) from 0 to what the format of a number shows, where that is not the number.
    typed: False for text files, where ``2022.1`` may once have been a number. These have lengths: the number
    of values that each row had before it was made as long as the others; and ended: whether the last line has
    a line end. notes: what is odd about the sheet as it is stored.
    """

    name: str
    rows: list[list[Cell]]
    physical: int
    visible: bool = True
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    broken: dict[tuple[int, int], str] = field(default_factory=dict)
    shown: dict[tuple[int, int], Shown] = field(default_factory=dict)
    typed: bool = True
    date1904: bool = False
    lengths: list[int] = field(default_factory=list)
    ended: bool = True
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Unreadable:
    """A sheet that could not be read; the other sheets of its file go on."""

    name: str
    code: str
    slots: dict[str, object]
    visible: bool = True
