"""A column of cells into an Arrow array of the form's type, reading each distinct value once."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from lingcha.contract.forms import Column, Form
from lingcha.intake.grid import Cell
from lingcha.intake.readers import reader_for
from lingcha.intake.values import DECIMAL, Bad, Read, read_decimals

_TYPES = {"varchar": pa.string(), "integer": pa.int32(), "date": pa.date32()}
LINEAGE_FIELDS = (
    pa.field("submission_id", pa.string()),
    pa.field("sheet", pa.string()),
    pa.field("row_no", pa.int32()),
    pa.field("money_factor", pa.int32()),
)


@dataclass
class ReadColumn:
    """Values by data row; ``bad`` row position to what is wrong; note: how the column as a whole was read."""

    values: list[Read]
    bad: dict[int, Bad] = field(default_factory=dict)
    note: str = ""


def arrow_type(column: Column) -> pa.DataType:
    """The Arrow type of a column's ``data_type``."""
    decimal = DECIMAL.fullmatch(column.data_type)
    return pa.decimal128(int(decimal[1]), int(decimal[2])) if decimal else _TYPES[column.data_type]


def schema_of(form: Form) -> pa.Schema:
    """Names and types of a form's landed rows, lineage first: the header of ``seeds/forms/<form>.csv``."""
    return pa.schema([*LINEAGE_FIELDS, *(pa.field(c.name, arrow_type(c)) for c in form.columns)])


def read_column(column: Column, cells: Sequence[Cell], typed: bool, date1904: bool) -> ReadColumn:
    """Read all cells of a column."""
    decimal = DECIMAL.fullmatch(column.type)
    if decimal and column.unit != "%":
        plain_numbers = read_decimals(cells, int(decimal[1]), int(decimal[2]))
        if plain_numbers is not None:
            return ReadColumn(plain_numbers)
    if bool in set(map(type, cells)):
        # True and 1.0 are equal to Python; as text they are not.
        cells = [("TRUE" if v else "FALSE") if isinstance(v, bool) else v for v in cells]
    distinct = set(cells)
    reader, note = reader_for(column, typed, date1904, distinct)
    known = {cell: reader(cell) for cell in distinct}
    values = [known[cell] for cell in cells]
    bad = {}
    if any(isinstance(value, Bad) for value in known.values()):
        bad = {i: value for i, value in enumerate(values) if isinstance(value, Bad)}
        for i in bad:
            values[i] = None
    return ReadColumn(values, bad, note)


def to_arrow(column: Column, values: list[Read]) -> pa.Array:
    """Values as an array; whole numbers of the last digit become exact decimals without a division."""
    kind = arrow_type(column)
    if not pa.types.is_decimal(kind):
        return pa.array(values, kind)
    wide = pa.array(values, pa.int64()).cast(pa.decimal128(19, 0))
    return pa.Array.from_buffers(kind, len(wide), wide.buffers(), wide.null_count)
