"""The unit of money of a sheet: what its notes say, against its labels and its form.

A unit that is missed is worse than one that is asked for: amounts in 元 read as 万元 are 10,000 times too
large, and no rule sees it. So a note is either understood, or known to speak of something else, or refused.
"""

import re
from functools import cache

from lingcha.intake.header import Header, addresses
from lingcha.intake.issues import Rejected
from lingcha.intake.note import MoneyNote, Notes
from lingcha.intake.reading import SheetReading
from lingcha.intake.scope import unit_of
from lingcha.intake.words import labels, squeezed, words

_SEPARATORS = re.compile(r"[、,;/。.:·()和及\s]+")
# 万 元 with a blank is one unit, not 元.
_TORN = re.compile(r"(?<=[十百千万亿]) +(?=[元圆])")


def money_factor(header: Header, notes: Notes, reading: SheetReading) -> int:
    """元 in one unit of the money columns: by the notes, else the labels, else the form's own unit."""
    form_unit = header.form.money_unit
    if form_unit == "无":
        return 1
    factors = words("money_unit")
    noted = _noted(notes.money)
    labelled = {factors[unit] for unit in header.money_units}
    if len(noted | labelled) > 1:
        odd = {unit: where for unit, where in header.money_units.items() if factors[unit] not in noted}
        columns = addresses([i for where in odd.values() for i in where], header.last)
        raise Rejected("E_MONEY_UNIT_CONFLICT", columns=columns)
    if labelled - {factors[form_unit]} and not noted and not _all_money_labelled(header, form_unit):
        columns = addresses(next(iter(header.money_units.values())), header.last)
        raise Rejected("E_MONEY_UNIT_CONFLICT", columns=columns)
    if not noted and not labelled:
        reading.notes.append(f"未注明金额单位，按表样的“{form_unit}”读取")
    return int((noted | labelled or {factors[form_unit]}).pop())


def _noted(notes: list[MoneyNote]) -> set[str]:
    """The one factor that the notes agree on, or none; raises E_MONEY_UNIT for what may be a second one."""
    noted: set[str] = set()
    for note in notes:
        found = factors_in(note.text)
        if found is None and note.surely_money:
            raise Rejected("E_MONEY_UNIT", cell=note.cell)
        noted |= found or set()
        if len(noted) > 1:
            raise Rejected("E_MONEY_UNIT", cell=note.cell)
    return noted


def factors_in(text: str) -> set[str] | None:
    """Factors of the units of money in what stands behind a label: 万元; 元(人民币); 户、人、元; 元 第1页.

    Empty when it names other units (亩) or an institution (灵宝市乡村振兴局) or is blank; None when it is
    none of these, or names a unit of money that no form has (千元).
    """
    parts = [part for part in _SEPARATORS.split(_TORN.sub("", text)) if part.strip("_-—")]
    known = words("money_unit")
    found = {known[part] for part in parts if part in known}
    strange = [part for part in parts if part not in known and part.endswith(_money_signs())]
    if strange and not _is_institution(text):
        return None
    if found or all(part in _other_units() for part in parts) or _is_institution(text):
        return found
    return None


@cache
def _money_signs() -> tuple[str, ...]:
    """The last letters of units of money: 元, 圆, ¥."""
    return tuple({spelling[-1] for spelling in words("money_unit")})


@cache
def _other_units() -> frozenset[str]:
    return frozenset({*map(squeezed, labels("unit")), *words("other_unit")})


def _is_institution(text: str) -> bool:
    """单位：灵宝市乡村振兴局 names who reports, in the word that other sheets use for the unit of money."""
    ends = (*words("office_suffix"), *words("institution_end"))
    parts = _SEPARATORS.split(text)
    return unit_of(text) is not None or any(
        part in words("stamp") or (len(part) > 1 and part.endswith(ends)) for part in parts
    )


def _all_money_labelled(header: Header, form_unit: str) -> bool:
    """Whether every money column of the sheet states the unit that differs from the form's."""
    labelled = {i for indexes in header.money_units.values() for i in indexes}
    money = {
        header.columns[c.name]
        for c in header.form.columns
        if c.name in header.columns and c.unit.startswith(form_unit)
    }
    return money <= labelled
