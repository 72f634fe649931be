"""The serial number of a row (序号): read when it is one, and never a reason to lose the row.

It counts the rows of one sheet and is nobody's key, so （1）, 1-1 or 一 takes nothing from what the row says.
Without a serial number the record is landed with a blank, which the check of required columns names.
"""

import re
from collections.abc import Mapping

from lingcha.intake.grid import Cell
from lingcha.intake.values import Read, read_int
from lingcha.intake.words import plain

SERIAL = "seq"
_DRESSED = re.compile(r"[(\[第]? ?([0-9]+) ?[)\]、.,号]*")


def read_serial(cell: Cell) -> Read:
    """A whole number, also as （1）, 1、 or 1."""
    dressed = _DRESSED.fullmatch(plain(cell)) if isinstance(cell, str) else None
    return read_int(dressed[1] if dressed else cell)


def is_harmless(position: int, keys: Mapping[str, list[Read]]) -> bool:
    """Whether the row has its whole key, so that it is a record whatever its serial number looks like.

    Without one, 一 in front of 朱阳镇 may begin a section, whose sum must not be counted as a record.
    keys: the values of the key columns.
    """
    return bool(keys) and all(values[position] is not None for values in keys.values())
