"""How a cell is read as a day or a month, in every spelling that counties use."""

import re
from datetime import date, datetime, timedelta

from lingcha.intake.grid import Cell
from lingcha.intake.values import DIGITS_KEPT, YEARS, Bad, Read, clean
from lingcha.intake.words import squeezed, words

_DAY = re.compile(
    r"([0-9]{4})(?:-([0-9]{1,2})-|/([0-9]{1,2})/|\.([0-9]{1,2})\.|年([0-9]{1,2})月)([0-9]{1,2})日?"
)
_CLOCK = re.compile(r"(.*[0-9日])[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?")
_MONTH = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})|/([0-9]{1,2})|\.([0-9]{1,2})|年([0-9]{1,2})月份?)")
_EPOCH = date(1899, 12, 30)
# Serial numbers of days that cannot be mistaken for a year or a month: 1927-05-18 to 2099-12-31.
_SERIALS = range(10_000, 73_051)


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
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def _day(cell: Cell, date1904: bool) -> date | Bad | None:
    """The day that a cell names in any spelling; Bad E_NOT_DATE when it names none."""
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return cell if cell.year in YEARS else Bad("E_NOT_DATE")
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return (_day_of_number(cell, date1904) if abs(cell) < DIGITS_KEPT else None) or Bad("E_NOT_DATE")
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
    """A day: 2022-08-31, 2022/8/31, 2022.8.31, 20220831, 2022年8月31日, a date or serial number."""
    return _day(cell, date1904)


def read_month(cell: Cell, typed: bool = True, date1904: bool = False) -> Read:
    """The first day of a month. 2022.1 may be January or October; a text file knows no numbers."""
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


def goes_on(cell: Cell) -> bool:
    """至今, 2022年8月至今, 长期: what goes on has no last day, and its cell stays blank."""
    return isinstance(cell, str) and squeezed(cell).endswith(tuple(words("open_end")))
