"""Cells whose format shows another number than is stored: what the clerk sees counts, or is asked for.

0.3 as 30 % in a column of percentages is 30, and 12 as 00012 in a column of codes is 00012. 125000 as
12.5万元 in a column of money is a question: nobody can tell whether the format or the number is wrong.
"""

from decimal import Decimal
from typing import TypeGuard

from lingcha.contract.forms import Column
from lingcha.intake.formats import Shown
from lingcha.intake.grid import Cell, Grid
from lingcha.intake.header import Header
from lingcha.intake.values import DECIMAL

_CODES = {"text", "enum", "id_no", "phone"}


def take_what_is_shown(grid: Grid, header: Header) -> None:
    """Put the shown text in place of the stored number, in the columns of codes and of percentages."""
    fields = {index: header.form.column(name) for name, index in header.columns.items()}
    for (r, c), shown in grid.shown.items():
        if r > header.last and c in fields and r < len(grid.rows):
            text = _shown_text(fields[c], grid.rows[r][c], shown)
            if text is not None:
                grid.rows[r][c] = text


def _shown_text(column: Column, cell: Cell, shown: Shown) -> str | None:
    if not _is_number(cell):
        return None
    if column.type in _CODES:
        return shown.code_of(cell)
    if column.unit == "%" and shown.percent and not shown.scaled:
        return f"{Decimal(repr(cell)) * shown.percent:f}%"
    return None


def misleads(column: Column, cell: Cell, shown: Shown, money_unit: str, money_factor: int) -> bool:
    """Whether what is shown of a quantity is another quantity. Of nothing, every format shows nothing.

    money_unit: the form's, which its columns of money begin with; money_factor: the sheet's.
    """
    is_quantity = column.type == "int" or DECIMAL.fullmatch(column.type) is not None
    if not is_quantity or not _is_number(cell) or not cell:
        return False
    other_unit = column.unit.startswith(money_unit) and shown.money not in (0, money_factor)
    return shown.scaled or shown.percent == 100 or other_unit


def _is_number(cell: Cell) -> TypeGuard[int | float]:
    return isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) < float("inf")
