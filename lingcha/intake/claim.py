"""Whose sheet this is: unit, part, period and unit of money, from notes, rows or an earlier sheet."""

from dataclasses import dataclass

from lingcha.contract.forms import Form
from lingcha.contract.periods import Period
from lingcha.intake.grid import Grid
from lingcha.intake.header import Header, addresses
from lingcha.intake.issues import Rejected
from lingcha.intake.note import Notes, read_notes
from lingcha.intake.reading import SheetReading
from lingcha.intake.rowclass import RowClasses
from lingcha.intake.scope import (
    money_units_in,
    period_from,
    period_in_title,
    period_kind,
    unit_names,
    unit_of,
)
from lingcha.intake.words import words


@dataclass
class Scope:
    """What a sheet without notes may take over from an earlier sheet of the same form in the file."""

    unit: str
    part: str
    period: Period


def find_scope(
    grid: Grid,
    header: Header,
    classes: RowClasses,
    reading: SheetReading,
    file_sha256: str,
    folder_unit: str,
    earlier: dict[str, Scope],
) -> None:
    """Fill unit, part, period, submission and money factor of the reading; raises Rejected when one is not
    clear.

    earlier: scopes of the file's earlier sheets by form; the scope found is added.
    """
    notes = read_notes(grid.rows[: header.first])
    known = earlier.get(header.form.code)
    _set_unit(grid, header, classes, reading, notes, known)
    period = _period(header.form, notes, known, reading)
    reading.scope(file_sha256, period)
    reading.money_factor = _money_factor(header, notes, reading)
    if folder_unit and reading.unit != folder_unit:
        raise Rejected("E_OTHER_UNIT", found=unit_names()[reading.unit], folder=unit_names()[folder_unit])
    earlier[header.form.code] = Scope(reading.unit, reading.part, period)


def _set_unit(
    grid: Grid, header: Header, classes: RowClasses, reading: SheetReading, notes: Notes, known: Scope | None
) -> None:
    if not notes.unit and known:
        reading.unit, reading.part = known.unit, known.part
        reading.notes.append("未注明填报单位，沿用本文件中同一张表前一工作表的填报单位")
        return
    if not notes.unit:
        reading.unit = _unit_of_rows(grid, header, classes)
        reading.notes.append("未注明填报单位，按“县（市、区）”列认定")
        return
    unit = unit_of(notes.unit)
    if unit is None or not unit.rest_known:
        raise Rejected("E_UNIT_UNKNOWN", cell=notes.unit_cell)
    reading.unit, reading.part = unit.code, unit.part
    if unit.part and header.form.split_by != "township":
        raise Rejected("E_PART_NOT_ALLOWED", cell=notes.unit_cell)


def _unit_of_rows(grid: Grid, header: Header, classes: RowClasses) -> str:
    column = header.columns.get("county_name")
    texts = {str(grid.rows[r][column]) for r in classes.data} - {""} if column is not None else set()
    units = {unit_of(text) for text in texts}
    only = units.pop() if len(units) == 1 else None
    if only is None or only.part or not only.rest_known:
        raise Rejected("E_UNIT_MISSING")
    return only.code


def _period(form: Form, notes: Notes, known: Scope | None, reading: SheetReading) -> Period:
    text = notes.cutoff or period_in_title(notes.title)
    if not text and known:
        reading.notes.append("未注明截止日期，沿用本文件中同一张表前一工作表的截止日期")
        return known.period
    if not text:
        raise Rejected("E_PERIOD_MISSING")
    period = period_from(form, text)
    if period is None:
        raise Rejected("E_PERIOD_UNKNOWN", cell=notes.cutoff_cell or "标题", period=period_kind(form))
    return period


def _money_factor(header: Header, notes: Notes, reading: SheetReading) -> int:
    """元 in one unit of the money columns: by the note, else the labels, else the form's own unit."""
    form_unit = header.form.money_unit
    if form_unit == "无":
        return 1
    factors = words("money_unit")
    noted = money_units_in(notes.money)
    if len(noted) > 1 or noted - set(factors):
        raise Rejected("E_MONEY_UNIT", cell=notes.money_cell)
    labelled = set(header.money_units)
    if len(noted | labelled) > 1:
        columns = addresses([i for u in labelled - noted for i in header.money_units[u]], header.last)
        raise Rejected("E_MONEY_UNIT_CONFLICT", columns=columns)
    if labelled - {form_unit} and not noted and not _all_money_labelled(header, form_unit):
        raise Rejected(
            "E_MONEY_UNIT_CONFLICT", columns=addresses(header.money_units[next(iter(labelled))], header.last)
        )
    if not noted and not labelled:
        reading.notes.append(f"未注明金额单位，按表样的“{form_unit}”读取")
    return int(factors[(noted | labelled or {form_unit}).pop()])


def _all_money_labelled(header: Header, form_unit: str) -> bool:
    """Whether every money column of the sheet states the unit that differs from the form's."""
    labelled = {i for indexes in header.money_units.values() for i in indexes}
    money = {
        header.columns[c.name]
        for c in header.form.columns
        if c.name in header.columns and c.unit.startswith(form_unit)
    }
    return money <= labelled
