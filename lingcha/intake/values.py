"""How one cell is read into its column's type. Called once for each distinct value of a column, not for
each cell.

A reader gives the value, None for nothing, or Bad with the code of what is wrong. Decimals are read as
whole numbers of
their last digit (12.34 with scale 2 is 1234), so no sum or comparison ever passes through binary fractions.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from unicodedata import is_normalized

from lingcha.contract.forms import Column
from lingcha.intake.grid import Cell
from lingcha.intake.words import labels, plain, spellings, squeezed, words

# Excel keeps 15 digits of a number; a longer number has lost its last ones.
_DIGITS_KEPT = 10**15
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_GUARDED = re.compile(r'="(.*)"', re.DOTALL)
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_NUMBER = re.compile(r"([+-]?)([0-9]*)(?:\.([0-9]*))?")
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+?[0-9]+")
_DAY = re.compile(
    r"([0-9]{4})(?:-([0-9]{1,2})-|/([0-9]{1,2})/|\.([0-9]{1,2})\.|年([0-9]{1,2})月)([0-9]{1,2})日?"
)
_CLOCK = re.compile(r"(.*[0-9日])[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?")
_MONTH = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})|/([0-9]{1,2})|\.([0-9]{1,2})|年([0-9]{1,2})月份?)")
_EPOCH = date(1899, 12, 30)
# Serial numbers of days that cannot be mistaken for a year or a month: 1927-05-18 to 2099-12-31.
_SERIALS = range(10_000, 73_051)
_YEARS = range(1900, 2100)
_MAX_TEXT = 32_767
_INT32 = 2**31
DECIMAL = re.compile(r"decimal\(([0-9]+),([0-9]+)\)")


@dataclass(frozen=True)
class Bad:
    """A cell that cannot be read; ``slots`` fill the sentence of ``code``."""

    code: str
    slots: tuple[tuple[str, object], ...] = ()


Read = str | int | date | Bad | None
Reader = Callable[[Cell], Read]


def reader_for(column: Column, typed: bool, date1904: bool, distinct: Iterable[Cell]) -> tuple[Reader, str]:
    """The reader of a column, and a note when the column as a whole decides something (percentages)."""
    kind = column.type
    scale = DECIMAL.fullmatch(kind)
    if scale:
        digits, places = int(scale[1]), int(scale[2])
        if column.unit == "%":
            return _percent_reader(digits, places, distinct)
        return lambda cell: read_decimal(cell, digits, places), ""
    if kind in ("enum", "bool_yn"):
        known = spellings(column.code_list)
        return lambda cell: _one_of(cell, known), ""
    if kind == "multi_enum":
        return lambda cell: _some_of(cell, column.code_list), ""
    simple: dict[str, Reader] = {
        "text": read_text,
        "int": read_int,
        "year": read_year,
        "date": lambda cell: read_date(cell, date1904),
        "month": lambda cell: read_month(cell, typed, date1904),
        "id_no": read_id_no,
        "phone": read_phone,
    }
    return simple[kind], ""


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
        if cell != cell or abs(cell) >= _DIGITS_KEPT:
            return Bad("E_DIGITS_LOST")
        return str(int(cell)) if cell == int(cell) else repr(cell)
    if isinstance(cell, time | timedelta):
        return Bad("E_NOT_TEXT")
    return (cell.date() if isinstance(cell, datetime) and cell.time() == time() else cell).isoformat()


def read_text(cell: Cell) -> Read:
    """Trimmed NFKC text; numbers as their digits, days as 2022-08-31."""
    return clean(cell)


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
    text = re.sub(r"(?<=[0-9]) (?=[0-9]{3})", "", text)
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    found = _NUMBER.fullmatch(text)
    if not found or not (found[2] or found[3]):
        return Bad("E_NOT_A_NUMBER")
    return found[1], found[2], (found[3] or "").rstrip("0")


def read_decimal(cell: Cell, digits: int, places: int) -> Read:
    """A whole number of the last digit. Noise of binary fractions is rounded off, real extra digits are
    refused.
    """
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
    # Sums in Excel are off by some 1e-16 of their size; a digit that somebody typed is off by much more.
    if abs(scaled - units) > max(1e-4, abs(scaled) * 4.5e-16):
        return Bad("E_TOO_MANY_DECIMALS", (("scale", places),))
    return units


def _within(units: int, digits: int, places: int) -> int | Bad:
    return units if abs(units) < 10**digits else _out_of_range(digits, places)


def _out_of_range(digits: int, places: int) -> Bad:
    return Bad("E_NUMBER_RANGE", (("type", f"{digits - places} 位整数、{places} 位小数"),))


def _percent_reader(digits: int, places: int, distinct: Iterable[Cell]) -> tuple[Reader, str]:
    """75.68, 75.68% and 0.7568 are one percentage; whether bare numbers are fractions is seen by the whole
    column.
    """
    bare = []
    for cell in distinct:
        units = read_decimal(cell, 18, 6)
        if isinstance(units, int) and units:
            bare.append(abs(units) / 10**6)
    fractions = bool(bare) and max(bare) <= 1
    unsure = fractions and min(bare) == 1

    def read(cell: Cell) -> Read:
        text = cell if not isinstance(cell, str) else plain(cell)
        if isinstance(text, str) and text.endswith("%"):
            return read_decimal(text[:-1].strip(), digits, places)
        if not fractions:
            return read_decimal(cell, digits, places)
        units = read_decimal(cell, digits, places + 2)  # 0.7568 in ten-thousandths is 75.68 in hundredths
        return Bad("E_PERCENT_AMBIGUOUS") if unsure and isinstance(units, int) and units else units

    return read, "按小数填写（如 0.7568），已换算为百分数" if fractions and not unsure else ""


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
    elif abs(number) < _DIGITS_KEPT and number != int(number):
        return Bad("E_NOT_INTEGER")
    else:
        value = int(number) if abs(number) < _DIGITS_KEPT else _INT32
    return value if -_INT32 <= value < _INT32 else Bad("E_NUMBER_RANGE", (("type", "整数"),))


def read_year(cell: Cell) -> Read:
    """A year of four digits; 2022年 and 2022年度 too."""
    if isinstance(cell, str):
        cell = re.sub(r"年度?$", "", plain(cell))
    value = read_int(cell)
    if isinstance(value, int) and value not in _YEARS:
        return Bad("E_NOT_YEAR")
    return Bad("E_NOT_YEAR") if isinstance(value, Bad) and value.code != "E_ERROR_CELL" else value


def _day_of_number(number: float, date1904: bool) -> date | None:
    """20220831 or a serial number of Excel; None for anything that may be a year, a month or an amount."""
    if number != int(number):
        return None
    whole = int(number)
    if 19_000_101 <= whole <= 20_991_231:
        return _valid(whole // 10_000, whole // 100 % 100, whole % 100)
    return _EPOCH + timedelta(whole) if whole in _SERIALS and not date1904 else None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _day(cell: Cell, date1904: bool) -> date | Bad | None:
    """The day that a cell names in any spelling; Bad E_NOT_DATE when it names none."""
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return cell if cell.year in _YEARS else Bad("E_NOT_DATE")
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return (_day_of_number(cell, date1904) if abs(cell) < _DIGITS_KEPT else None) or Bad("E_NOT_DATE")
    text = clean(cell)
    if not isinstance(text, str):
        return text if text is None or text.code != "E_NOT_TEXT" else Bad("E_NOT_DATE")
    clock = _CLOCK.fullmatch(text)
    text = re.sub(r"\s", "", clock[1] if clock else text)
    found = _DAY.fullmatch(text)
    if found:
        year, *months, day = found.groups()
        return _valid(int(year), int(next(filter(None, months))), int(day)) or Bad("E_NOT_DATE")
    if re.fullmatch(r"[0-9]{4,8}(?:\.0)?", text):
        return _day_of_number(float(text), date1904) or Bad("E_NOT_DATE")
    return Bad("E_NOT_DATE")


def read_date(cell: Cell, date1904: bool = False) -> Read:
    """A day: 2022-08-31, 2022/8/31, 2022.8.31, 20220831, 2022年8月31日, a date of Excel or its serial
    number.
    """
    return _day(cell, date1904)


def read_month(cell: Cell, typed: bool = True, date1904: bool = False) -> Read:
    """The first day of a month. The number 2022.1 may be January or October; a text file does not know
    numbers.
    """
    text = clean(cell)
    if isinstance(text, str) and not isinstance(cell, date | bool):
        squeezed_text = re.sub(r"\s", "", text)
        was_number = not isinstance(cell, str) or not typed
        if was_number and re.fullmatch(r"[0-9]{4}\.1", squeezed_text):
            return Bad("E_MONTH_AMBIGUOUS")
        found = _MONTH.fullmatch(squeezed_text)
        if found:
            year, *months = found.groups()
            return _valid(int(year), int(next(filter(None, months))), 1) or Bad("E_NOT_MONTH")
        if re.fullmatch(r"[0-9]{6}(?:\.0)?", squeezed_text):
            return _valid(int(squeezed_text[:4]), int(squeezed_text[4:6]), 1) or Bad("E_NOT_MONTH")
    day = _day(cell, date1904)
    if isinstance(day, date):
        return day.replace(day=1)
    return Bad("E_NOT_MONTH") if isinstance(day, Bad) and day.code == "E_NOT_DATE" else day


def _one_of(cell: Cell, known: dict[str, str]) -> Read:
    """The label of a code list; what is not in the list stays as it is, a rule reports it."""
    if isinstance(cell, str) and (label := known.get(squeezed(cell))):
        return label
    text = clean(cell)
    return known.get(squeezed(text), text) if isinstance(text, str) else text


def _some_of(cell: Cell, code_list: str) -> Read:
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
