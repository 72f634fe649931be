"""Which reader a column takes, and what a column decides as a whole."""

from collections.abc import Callable, Iterable

from lingcha.contract.forms import Column
from lingcha.intake.days import goes_on, read_date, read_month
from lingcha.intake.grid import Cell
from lingcha.intake.serial import SERIAL, read_serial
from lingcha.intake.values import (
    DECIMAL,
    Bad,
    Read,
    one_of,
    read_decimal,
    read_id_no,
    read_int,
    read_phone,
    read_text,
    read_year,
    some_of,
)
from lingcha.intake.words import plain, spellings

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
        return lambda cell: one_of(cell, known), ""
    if kind == "multi_enum":
        return lambda cell: some_of(cell, column.code_list), ""
    if column.name == SERIAL:
        return read_serial, ""
    simple: dict[str, Reader] = {
        "text": read_text,
        "int": read_int,
        "year": read_year,
        "date": _day_reader(column, lambda cell: read_date(cell, date1904)),
        "month": _day_reader(column, lambda cell: read_month(cell, typed, date1904)),
        "id_no": read_id_no,
        "phone": read_phone,
    }
    return simple[kind], ""


def _day_reader(column: Column, read: Reader) -> Reader:
    """A column that may be blank is told what to do with 至今; in another the day is missing all the same."""

    def read_or_advise(cell: Cell) -> Read:
        value = read(cell)
        advised = isinstance(value, Bad) and column.required != "Y" and goes_on(cell)
        return Bad("E_OPEN_END") if advised else value

    return read_or_advise


def _percent_reader(digits: int, places: int, distinct: Iterable[Cell]) -> tuple[Reader, str]:
    """75.68, 75.68% and 0.7568 are one percentage; the whole column shows which bare numbers are meant."""
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
