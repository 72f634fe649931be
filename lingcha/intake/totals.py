"""The sheet's own 合计 against the rows: exact sums, a discrepancy is named and never repaired."""

from decimal import Decimal

from lingcha.contract.forms import Column
from lingcha.intake.columns import ReadColumn
from lingcha.intake.grid import Cell
from lingcha.intake.reading import StatedSum
from lingcha.intake.values import DECIMAL, read_decimal, read_int


def is_additive(column: Column) -> bool:
    """Whether a total of the column is a sum: quantities, not shares, averages, years or serial numbers."""
    return (
        (column.type == "int" or DECIMAL.fullmatch(column.type) is not None)
        and column.unit not in ("", "%")
        and not column.unit.endswith(("/人", "/户"))
        and "均" not in column.header[-1]
    )


def compare(column: Column, stated: Cell, read: ReadColumn, quarantined_rows: set[int]) -> StatedSum | None:
    """One stated total; None when the cell is blank or no number (a dash, a remark)."""
    decimal = DECIMAL.fullmatch(column.type)
    places = int(decimal[2]) if decimal else 0
    # A total may have more digits than one row.
    value = read_decimal(stated, 15, places) if decimal else read_int(stated)
    if not isinstance(value, int):
        return None
    accepted = quarantined = 0
    for i, unit in enumerate(read.values):
        if isinstance(unit, int):
            if i in quarantined_rows:
                quarantined += unit
            else:
                accepted += unit
    stated_text, accepted_text, quarantined_text = (
        str(Decimal(v).scaleb(-places)) for v in (value, accepted, quarantined)
    )
    return StatedSum(
        column.name, stated_text, accepted_text, quarantined_text, value == accepted + quarantined
    )
