"""The data rows of a sheet: read by column, rows with an unreadable cell set aside, totals compared."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

import pyarrow as pa

from lingcha.contract.forms import Column, Form, load_forms
from lingcha.intake.columns import ReadColumn, arrow_type, read_column, schema_of, to_arrow
from lingcha.intake.grid import Cell, Grid
from lingcha.intake.header import Header
from lingcha.intake.issues import say
from lingcha.intake.prescan import column_letters
from lingcha.intake.reading import SheetReading
from lingcha.intake.rowclass import RowClasses
from lingcha.intake.scope import unit_names
from lingcha.intake.serial import SERIAL, is_harmless
from lingcha.intake.shown import misleads
from lingcha.intake.totals import compare, is_additive
from lingcha.intake.values import Bad, Read
from lingcha.intake.words import plain

# A merged cell says the same of all its rows, except for a quantity: that would count several times.
_FILLED_DOWN = {"text", "enum", "multi_enum", "bool_yn", "id_no", "phone", "year", "date", "month"}

UNPROVEN = "文本文件没有合计行，末尾也没有落款，无法证明没有缺行"

# (position among the data rows, column index, the form's column or None for the row as a whole, what is
# wrong)
BadCell = tuple[int, int, Column | None, Bad]


def read_rows(
    grid: Grid, header: Header, classes: RowClasses, reading: SheetReading
) -> tuple[pa.Table, list[dict[str, object]]]:
    """Accepted rows as the form's table, one record per quarantined cell; counts go into the reading."""
    read = _read_columns(grid, header, classes, reading)
    bad = sorted(_bad_cells(grid, header, classes, read, reading), key=lambda cell: cell[:2])
    bad = _without_serials(bad, header.form, read, reading)
    aside = {position for position, *_ in bad}
    reading.quarantined, reading.accepted = len(aside), len(classes.data) - len(aside)
    _compare_totals(grid, header, classes, reading, read, aside)
    _note_oddities(grid, header, classes, reading)
    records = [_record(reading, classes, *cell) for cell in bad]
    return _table(
        header.form, classes, reading, read | _said_above(header.form, classes, reading), aside
    ), records


def _read_columns(
    grid: Grid, header: Header, classes: RowClasses, reading: SheetReading
) -> dict[str, ReadColumn]:
    filled = _filled_down(grid, header, classes)
    read = {}
    for column in header.form.columns:
        index = header.columns.get(column.name)
        if index is None:
            continue
        cells = classes.of_data(index)
        if index in filled:
            cells = list(cells)
            for position, value in filled[index].items():
                cells[position] = value
        read[column.name] = read_column(column, cells, grid.typed, grid.date1904)
        if read[column.name].note:
            reading.notes.append(f"“{column.label}”列{read[column.name].note}")
    return read


def _said_above(form: Form, classes: RowClasses, reading: SheetReading) -> dict[str, ReadColumn]:
    """The fields that a questionnaire states once, above its header: the unit and the period of its rows."""
    if form.layout != "key_value" or form.key_value is None:
        return {}
    said: dict[str, Read] = {
        form.key_value.from_unit: unit_names()[reading.unit],
        form.key_value.from_period: date.fromisoformat(reading.period_start),
    }
    return {name: ReadColumn([value] * len(classes.data)) for name, value in said.items()}


def _filled_down(grid: Grid, header: Header, classes: RowClasses) -> Mapping[int, dict[int, Cell]]:
    """Column index to data position to the value of the merged range that really covers it."""
    fields = {index: header.form.column(name) for name, index in header.columns.items()}
    ranges = [
        (r0, c0, r1)
        for r0, c0, r1, _ in grid.merges
        if r1 > r0 >= classes.header and c0 in fields and fields[c0].type in _FILLED_DOWN
    ]
    filled: dict[int, dict[int, Cell]] = {}
    if ranges:
        positions = {r: i for i, r in enumerate(classes.data)}
        for r0, c0, r1 in ranges:
            for r in range(r0 + 1, min(r1 + 1, len(grid.rows))):
                if r in positions and grid.rows[r][c0] == "":
                    filled.setdefault(c0, {})[positions[r]] = grid.rows[r0][c0]
    return filled


def _bad_cells(
    grid: Grid, header: Header, classes: RowClasses, read: dict[str, ReadColumn], reading: SheetReading
) -> list[BadCell]:
    bad: dict[tuple[int, int], tuple[Column | None, Bad]] = {}
    fields = {index: header.form.column(name) for name, index in header.columns.items()}
    for name, column in read.items():
        for position, what in column.bad.items():
            bad[position, header.columns[name]] = header.form.column(name), what
    if grid.broken or grid.shown:
        positions = {r: i for i, r in enumerate(classes.data)}
        for (r, c), code in grid.broken.items():
            if r in positions and c in fields:
                bad[positions[r], c] = fields[c], Bad(code)
        unit, factor = header.form.money_unit, reading.money_factor
        for (r, c), shown in grid.shown.items():
            if r in positions and c in fields and misleads(fields[c], grid.rows[r][c], shown, unit, factor):
                bad.setdefault((positions[r], c), (fields[c], Bad("E_SHOWN_OTHERWISE")))
    if not grid.typed:
        for position, c in _ragged(grid, header, classes):
            bad[position, c] = None, Bad("E_RAGGED_ROW")
        if not grid.ended and classes.data and classes.data[-1] == len(grid.rows) - 1:
            bad[len(classes.data) - 1, max(grid.lengths[-1] - 1, 0)] = None, Bad("E_LINE_CUT")
    return [(position, c, *what) for (position, c), what in bad.items()]


def _without_serials(
    bad: list[BadCell], form: Form, read: dict[str, ReadColumn], reading: SheetReading
) -> list[BadCell]:
    """The bad cells but for the serial numbers of rows that are records without them."""
    keys = {name: read[name].values for name in form.key if name in read}
    kept = [c for c in bad if not (c[2] and c[2].name == SERIAL and is_harmless(c[0], keys))]
    if len(kept) < len(bad):
        reading.notes.append(f"“序号”列有 {len(bad) - len(kept)} 个不是整数，序号未读入，各行照常读入")
    return kept


def _ragged(grid: Grid, header: Header, classes: RowClasses) -> list[tuple[int, int]]:
    """Rows of a text file with more values than others: a separator inside a text moved what follows it.

    Some programs end every row with a separator; so the usual length counts, not that of the header alone.
    """
    usual = Counter(grid.lengths[r] for r in classes.data).most_common(1)
    own = max(grid.lengths[header.first : header.last + 1])
    width = max(own, usual[0][0] if usual and usual[0][1] > 1 else 0)
    return [(i, width) for i, r in enumerate(classes.data) if grid.lengths[r] > width]


def _compare_totals(
    grid: Grid,
    header: Header,
    classes: RowClasses,
    reading: SheetReading,
    read: dict[str, ReadColumn],
    aside: set[int],
) -> None:
    """One entry per field; of several 合计 rows that state the same field, one that disagrees is kept."""
    found = {}
    for column in header.form.columns:
        if column.name not in read or not is_additive(column):
            continue
        index = header.columns[column.name]
        for r in classes.total:
            if (r, index) in grid.broken:
                reading.notes.append(f"合计行 {column_letters(index)}{r + 1} 的公式出错，无法核对合计")
                continue
            stated = compare(column, grid.rows[r][index], read[column.name], aside)
            if stated and (column.name not in found or not stated.agrees):
                found[column.name] = stated
    reading.sums = list(found.values())
    off = [header.form.column(s.field).label for s in reading.sums if not s.agrees]
    if off:
        reading.notes.append(f"合计与各行之和不一致：{'、'.join(off)}")


def _note_oddities(grid: Grid, header: Header, classes: RowClasses, reading: SheetReading) -> None:
    nameless = [c for c in header.blank if any(map(_says_something, classes.of_data(c)))]
    if nameless:
        letters = "、".join(f"{column_letters(c)}列" for c in nameless)
        reading.notes.append(f"{letters}没有表头而有内容，未读入；请补上表样规定的列名后重新报送")
    if not classes.data:
        reading.notes.append("零报告：表内没有数据行")
    if not grid.typed and not _is_closed(classes, reading):
        reading.notes.append(UNPROVEN)


def _says_something(cell: Cell) -> bool:
    return not isinstance(cell, str) or plain(cell) != ""


def _is_closed(classes: RowClasses, reading: SheetReading) -> bool:
    """Whether a text shows where it ends: a text that was cut at a line end reads like a shorter one."""
    last = classes.data[-1] if classes.data else -1
    return bool(reading.sums) or any(r > last for r in (*classes.total, *classes.footer))


def _table(
    form: Form, classes: RowClasses, reading: SheetReading, read: dict[str, ReadColumn], aside: set[int]
) -> pa.Table:
    """Accepted rows with their lineage, in sheet order: all columns of the form, whatever the layout."""
    whole = load_forms()[form.code]
    count = len(classes.data)
    arrays = [
        pa.repeat(pa.scalar(reading.submission_id), count),
        pa.repeat(pa.scalar(reading.sheet), count),
        pa.array([r + 1 for r in classes.data], pa.int32()),
        pa.repeat(pa.scalar(reading.money_factor, pa.int32()), count),
    ]
    for column in whole.columns:
        if column.name in read:
            arrays.append(to_arrow(column, read[column.name].values))
        else:
            arrays.append(pa.nulls(count, arrow_type(column)))
    table = pa.Table.from_arrays(arrays, schema=schema_of(whole))
    return table.filter(pa.array([i not in aside for i in range(count)], pa.bool_())) if aside else table


def _record(
    reading: SheetReading, classes: RowClasses, position: int, c: int, column: Column | None, what: Bad
) -> dict[str, object]:
    """One quarantined cell; what was typed there stays in the county's own file."""
    row_no = classes.data[position] + 1
    return {
        "submission_id": reading.submission_id,
        "form_code": reading.form,
        "reporting_unit_code": reading.unit,
        "sheet": reading.sheet,
        "row_no": row_no,
        "cell": f"{column_letters(c)}{row_no}",
        "column_name": column.name if column else "",
        "code": what.code,
        "message_zh": say(what.code, f"“{column.label}”" if column else "本行", dict(what.slots)),
    }
