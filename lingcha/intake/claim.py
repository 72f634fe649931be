"""Whose sheet this is: unit, part, period and unit of money, from notes, rows or an earlier sheet."""

from dataclasses import dataclass

from lingcha.contract.forms import Form
from lingcha.contract.periods import Period
from lingcha.intake.grid import Grid
from lingcha.intake.header import Header
from lingcha.intake.issues import Rejected
from lingcha.intake.money import money_factor
from lingcha.intake.note import Notes, read_notes
from lingcha.intake.privacy import shown
from lingcha.intake.reading import SheetReading
from lingcha.intake.rowclass import RowClasses
from lingcha.intake.scope import (
    period_from,
    period_kind,
    periods_in_title,
    unit_names,
    unit_of,
)


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
    reading.money_factor = money_factor(header, notes, reading)
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
        raise Rejected("E_UNIT_UNKNOWN", cell=notes.unit_cell, text=shown(notes.unit))
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
    named = periods_in_title(notes.title)
    text = notes.cutoff or notes.day or next(iter(named), "")
    if not text and known:
        reading.notes.append("未注明截止日期，沿用本文件中同一张表前一工作表的截止日期")
        return known.period
    if not text:
        raise Rejected("E_PERIOD_MISSING")
    period = period_from(form, text)
    cell = notes.cutoff_cell if notes.cutoff else notes.day_cell
    if period is None:
        raise Rejected("E_PERIOD_UNKNOWN", cell=cell or "标题", text=shown(text), period=period_kind(form))
    titled = [(name, other) for name in named if (other := period_from(form, name))]
    if titled and all(other != period for _, other in titled):
        # A copy of last month's workbook with a new title once replaced last month's ledger.
        raise Rejected("E_PERIOD_CONFLICT", title=shown(titled[0][0]), cell=cell, text=shown(text))
    return period
