"""How one cell is read into its column's type. Called once for each distinct value of a column.

A reader gives the value, None for nothing, or Bad with the code of what is wrong. Decimals are read as whole
numbers of their last digit (12.34 with scale 2 is 1234), so no sum passes through binary fractions.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from unicodedata import is_normalized

import numpy

from lingcha.intake.grid import Cell
from lingcha.intake.words import labels, plain, spellings, squeezed, words

# Excel keeps 15 digits of a number; a longer number has lost its last ones.
DIGITS_KEPT = 10**15
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_GUARDED = re.compile(r'="(.*)"', re.DOTALL)
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
# A no-break, figure or thin space between groups of three, one kind in a number, as some locales write it. An
# ordinary blank or a line break in a cell parts two numbers as often (120, Alt+Enter, 350).
_GROUPED_BY_SPACE = re.compile(
    "\\s*[+-]?[0-9]{1,3}(?:([\u00a0\u2007\u2009\u202f])[0-9]{3})(?:\\1[0-9]{3})*(?:[.][0-9]+)?\\s*"
)
_NUMBER = re.compile(r"([+-]?)([0-9]*)(?:\.([0-9]*))?")
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+?[0-9]+")
# How a text file shows a long code that Excel took for a number; 1E5 may be a code itself.
_SHOWN_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?E\+[0-9]{2,}")
YEARS = range(1900, 2100)
# Sums in Excel are off by some 1e-16 of their size; a digit that somebody typed is off by much more.
_NOISE = 1e-4  # of the last digit
_NOISE_SHARE = 4.5e-16  # of the number, where binary fractions are coarser than that
_MAX_TEXT = 32_767
_INT32 = 2**31
DECIMAL = re.compile(r"decimal\(([0-9]+),([0-9]+)\)")


@dataclass(frozen=True)
class Bad:
    """A cell that cannot be read; ``slots`` fill the sentence of ``code``."""

    code: str
    slots: tuple[tuple[str, object], ...] = ()


Read = str | int | date | Bad | None


def clean(cell: Cell) -> str | Bad | None:
    """Text of a cell as it is stored; None for blank and for the marks that mean nothing."""
    if isinstance(cell, str):
        if cell.isalnum() and len(cell) <= _MAX_TEXT and is_normalized("NFKC", cell):
            return None if cell in words("null_mark") else cell
        if not cell:
            return None
        if _CONTROL.search(cell):
            return Bad("E_CONTROL_CHARACTER")
        if len(cell) > _MAX_TEXT:
            return Bad("E_TEXT_TOO_LONG")
        text = plain(cell)
        guarded = _GUARDED.fullmatch(text)
        text = guarded[1].strip() if guarded else text.lstrip("'")
        if text in words("error_value"):
            return Bad("E_ERROR_CELL")
        return None if not text or text in words("null_mark") else text
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        if cell != cell or abs(cell) >= DIGITS_KEPT:
            return Bad("E_DIGITS_LOST")
        return str(int(cell)) if cell == int(cell) else repr(cell)
    if isinstance(cell, time | timedelta):
        return Bad("E_NOT_TEXT")
    return (cell.date() if isinstance(cell, datetime) and cell.time() == time() else cell).isoformat()


def read_text(cell: Cell) -> Read:
    """Trimmed NFKC text; numbers as their digits, days as 2022-08-31; not what is left of a long number."""
    text = clean(cell)
    if isinstance(text, str) and _SHOWN_SCIENTIFIC.fullmatch(text):
        return Bad("E_DIGITS_LOST")
    return text


def read_id_no(cell: Cell) -> Read:
    """A number of an identity or disability document: no inner white space, X in upper case."""
    text = clean(cell)
    if not isinstance(text, str):
        return text
    if _SCIENTIFIC.fullmatch(text):
        return Bad("E_DIGITS_LOST")
    return text.replace(" ", "").upper()


def read_phone(cell: Cell) -> Read:
    """A telephone number; ``13800000000.0`` lost nothing, ``1.38E+10`` did."""
    text = clean(cell)
    if not isinstance(text, str):
        return text
    if _SCIENTIFIC.fullmatch(text):
        return Bad("E_DIGITS_LOST")
    return text.replace(" ", "").removesuffix(".0")


def _numeric(cell: Cell) -> tuple[str, str, str] | float | Bad | None:
    """A number of the workbook, or (sign, whole digits, fraction digits) of a number in text."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return cell if cell == cell else Bad("E_NOT_A_NUMBER")
    text = clean(cell)
    if not isinstance(text, str):
        return text
    if isinstance(cell, bool | date):
        return Bad("E_NOT_A_NUMBER")
    if isinstance(cell, str) and (spaced := _GROUPED_BY_SPACE.fullmatch(cell)):
        text = cell.replace(spaced[1], "").strip()
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    found = _NUMBER.fullmatch(text)
    if not found or not (found[2] or found[3]):
        return Bad("E_NOT_A_NUMBER")
    return found[1], found[2], (found[3] or "").rstrip("0")


def read_decimal(cell: Cell, digits: int, places: int) -> Read:
    """A whole number of the last digit. Noise of binary fractions goes, real extra digits are refused."""
    number = _numeric(cell)
    if isinstance(number, tuple):
        sign, whole, fraction = number
        if len(fraction) <= places:
            units = int(whole + fraction.ljust(places, "0") or "0") * (-1 if sign == "-" else 1)
            return _within(units, digits, places)
        number = float(f"{sign}{whole}.{fraction}")
    if number is None or isinstance(number, Bad):
        return number
    scaled = number * 10**places
    if abs(scaled) >= 10**digits:
        return _out_of_range(digits, places)
    units = round(scaled)
    if abs(scaled - units) > max(_NOISE, abs(scaled) * _NOISE_SHARE):
        return Bad("E_TOO_MANY_DECIMALS", (("scale", places),))
    return units


def read_decimals(cells: Sequence[Cell], digits: int, places: int) -> list[Read] | None:
    """``read_decimal`` for a column of plain numbers and blanks; None when some cell needs a closer look.

    Registers of incomes hold hundreds of thousands of distinct amounts: one by one they would cost as much as
    reading the workbook.
    """
    kinds = set(map(type, cells))
    blanks = cells.count("")
    if not kinds <= {float, int, str} or (str in kinds and blanks < sum(type(c) is str for c in cells)):
        return None
    scaled = numpy.array([numpy.nan if c == "" else c for c in cells], numpy.float64) * 10**places
    if numpy.isinf(scaled).any():
        return None
    units = numpy.rint(scaled)
    size = numpy.abs(scaled)
    good = (size < 10**digits) & (numpy.abs(scaled - units) <= numpy.maximum(_NOISE, size * _NOISE_SHARE))
    if good.sum() + blanks < len(cells):
        return None
    whole: list[Read] = numpy.where(good, units, 0).astype(numpy.int64).tolist()
    return [value if ok else None for value, ok in zip(whole, good, strict=True)] if blanks else whole


def _within(units: int, digits: int, places: int) -> int | Bad:
    return units if abs(units) < 10**digits else _out_of_range(digits, places)


def _out_of_range(digits: int, places: int) -> Bad:
    return Bad("E_NUMBER_RANGE", (("type", f"{digits - places} 位整数、{places} 位小数"),))


def read_int(cell: Cell) -> Read:
    """A whole number; 12.0 is one, 12.5 is not."""
    number = _numeric(cell)
    if isinstance(number, tuple):
        sign, whole, fraction = number
        if fraction:
            return Bad("E_NOT_INTEGER")
        value = int(whole or "0") * (-1 if sign == "-" else 1)
    elif number is None or isinstance(number, Bad):
        return number
    elif abs(number) < DIGITS_KEPT and number != int(number):
        return Bad("E_NOT_INTEGER")
    else:
        value = int(number) if abs(number) < DIGITS_KEPT else _INT32
    return value if -_INT32 <= value < _INT32 else Bad("E_NUMBER_RANGE", (("type", "整数"),))


def read_year(cell: Cell) -> Read:
    """A year of four digits; 2022年 and 2022年度 too."""
    if isinstance(cell, str):
        cell = re.sub(r"年度?$", "", plain(cell))
    value = read_int(cell)
    if isinstance(value, int) and value not in YEARS:
        return Bad("E_NOT_YEAR")
    return Bad("E_NOT_YEAR") if isinstance(value, Bad) and value.code != "E_ERROR_CELL" else value


def one_of(cell: Cell, known: dict[str, str]) -> Read:
    """The label of a code list; what is not in the list stays as it is, a rule reports it."""
    if isinstance(cell, str) and (label := known.get(squeezed(cell))):
        return label
    text = clean(cell)
    return known.get(squeezed(text), text) if isinstance(text, str) else text


def some_of(cell: Cell, code_list: str) -> Read:
    """Labels joined by 、 in code-list order, unknown ones behind; labels may hold separators themselves."""
    text = clean(cell)
    known = spellings(code_list)
    if not isinstance(text, str):
        return text
    order = {label: i for i, label in enumerate(labels(code_list))}
    parts = (known.get(squeezed(p), p.strip()) for p in _parts(text, known))
    unique = dict.fromkeys(p for p in parts if p)
    return "、".join(sorted(unique, key=lambda p: order.get(p, len(order)))) or None


def _parts(text: str, known: dict[str, str]) -> list[str]:
    compact = squeezed(text)
    whole = sorted((s for s in known if re.search("[,、;]", s)), key=len, reverse=True)
    pattern = "|".join([*map(re.escape, whole), "[^,、;]+"])
    return re.findall(pattern, compact)
