"""One sheet: recognise the form, check its header, sort its rows, find its scope, read it."""

from dataclasses import dataclass, field

import pyarrow as pa

from lingcha.contract.forms import load_forms
from lingcha.intake.claim import Scope, find_scope
from lingcha.intake.column_notes import column_notes
from lingcha.intake.grid import Grid
from lingcha.intake.header import (
    ENOUGH,
    SEARCH_ROWS,
    SUSPICIOUS,
    Header,
    addresses,
    best_match,
    title_forms,
)
from lingcha.intake.issues import Rejected
from lingcha.intake.prescan import column_letters
from lingcha.intake.reading import SheetReading
from lingcha.intake.rowclass import RowClasses, classify
from lingcha.intake.rows import read_rows
from lingcha.intake.shown import take_what_is_shown
from lingcha.intake.words import squeezed, words


@dataclass
class ReadSheet:
    """A sheet with its accepted rows and its quarantined cells; no rows when it was not taken."""

    reading: SheetReading
    rows: pa.Table | None = None
    quarantine: list[dict[str, object]] = field(default_factory=list)


def read_sheet(grid: Grid, file_sha256: str, folder_unit: str, earlier: dict[str, Scope]) -> ReadSheet:
    """Never raises for bad input: the reading says what was wrong. Adds its scope to ``earlier``."""
    reading = SheetReading(sheet=grid.name, visible=grid.visible, notes=list(grid.notes))
    reading.rows["physical"] = reading.rows["blank"] = grid.physical
    try:
        header = _find_header(grid, reading)
        if header is None:
            return ReadSheet(reading)
        take_what_is_shown(grid, header)
        reading.notes += column_notes(grid, header)
        classes = classify(grid, header)
        _count(reading, classes, grid)
        _check_header(header, classes)
        find_scope(grid, header, classes, reading, file_sha256, folder_unit, earlier)
        _require_rows(grid, header, classes)
        return ReadSheet(reading, *read_rows(grid, header, classes, reading))
    except Rejected as refused:
        reading.refuse(refused.code, refused.slots)
        return ReadSheet(reading)


def _find_header(grid: Grid, reading: SheetReading) -> Header | None:
    """The header, or None for a sheet that is no form: an explanation, a list of codes, nothing."""
    if not any(v != "" for row in grid.rows for v in row):
        reading.refuse("E_SHEETS_NONE", {}, state="ignored")
        return None
    _, header = best_match(grid.rows, grid.merges)
    titles = title_forms(grid.rows)
    if header is None or header.share < ENOUGH:
        known = load_forms()[titles[0]] if titles else header.form if header else None
        # The summary sheet that our returns carry names forms; it comes back with the corrected workbook.
        ours = squeezed(grid.name) in words("return_sheet")
        if known and (titles or (header and header.share >= SUSPICIOUS)) and grid.visible and not ours:
            reading.form = known.code
            raise Rejected("E_HEADER_NOT_FOUND", title=known.title, rows=SEARCH_ROWS)
        reading.refuse("E_FORM_UNKNOWN", {}, state="ignored")
        return None
    reading.form = header.form.code
    reading.header_rows = [header.first + 1, header.last + 1]
    reading.columns = {name: column_letters(index) for name, index in header.columns.items()}
    above = title_forms(grid.rows[: header.first])
    if above and header.form.code not in above:
        raise Rejected("E_TITLE_CONFLICT", other=load_forms()[above[0]].title, title=header.form.title)
    if not grid.visible:
        reading.notes.append("工作表被隐藏，内容照常读取")
    return header


def _count(reading: SheetReading, classes: RowClasses, grid: Grid) -> None:
    reading.rows = {
        "physical": grid.physical,
        "header": classes.header,
        "data": len(classes.data),
        "subtotal": len(classes.subtotal),
        "total": len(classes.total),
        "footer": len(classes.footer),
        "blank": len(classes.blank),
    }
    below = [r for r in grid.hidden if r > classes.header]
    if below:
        reading.notes.append(f"表内有 {len(below)} 行被隐藏（首行为第 {below[0]} 行），照常计入")


def _check_header(header: Header, classes: RowClasses) -> None:
    row = header.last
    if header.twice:
        raise Rejected("E_COLUMN_TWICE", columns=addresses(header.twice, row))
    if header.ambiguous:
        raise Rejected("E_COLUMN_AMBIGUOUS", columns=addresses(header.ambiguous, row))
    if header.wrong_unit:
        raise Rejected("E_COLUMN_UNIT", columns=addresses(header.wrong_unit, row))
    if header.unclear:
        raise Rejected("E_COLUMN_BRACKET", columns=addresses(header.unclear, row))
    missing = header.missing()
    if missing:
        rows = f"{header.first + 1}-{row + 1}" if header.first < row else str(row + 1)
        raise Rejected("E_COLUMN_MISSING", rows=rows, columns="、".join(c.label for c in missing))
    if classes.second_header is not None:
        raise Rejected("E_TWO_HEADERS", row=classes.second_header + 1)


def _require_rows(grid: Grid, header: Header, classes: RowClasses) -> None:
    """A form without rows counts only when it says 零报告: a blank template sent by mistake must not pass
    for "nothing to report".
    """
    if classes.data:
        return
    outside = [*range(header.first), *classes.footer]
    said = squeezed("".join(str(value) for r in outside for value in grid.rows[r]))
    if not any(word in said for word in words("zero_report")):
        raise Rejected("E_EMPTY_FORM", title=header.form.title)
