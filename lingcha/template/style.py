"""Looks of a form sheet: fonts, borders, number formats, column widths."""

from dataclasses import dataclass
from typing import Any

from xlsxwriter.workbook import Workbook

from lingcha.contract.forms import Column

_TEXT, _DATE = "@", "yyyy-mm-dd"


@dataclass(frozen=True)
class Formats:
    """XlsxWriter formats of one workbook; ``cells`` by column type of the form."""

    title: Any
    note: Any
    header: Any
    required: Any
    number_row: Any
    date: Any
    cells: dict[str, Any]


class _Cells(dict[str, Any]):
    """Formats by column type, made when a type is first met: decimals carry their scale in the type name."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__()
        self._workbook = workbook

    def __missing__(self, kind: str) -> Any:
        self[kind] = self._workbook.add_format({**_CELL, "num_format": number_format(kind)})
        return self[kind]


_FONT = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}
_CELL = {**_FONT, "border": 1, "text_wrap": True}
_HEAD = {**_CELL, "bold": True, "align": "center", "bg_color": "#EDEDED"}


def number_format(kind: str) -> str:
    """Excel number format of a column type.

    Codes, telephone and ID numbers are text: Excel keeps 15 digits of a number, an ID number has 18.
    Months are text too, because 2022.10 typed as a number becomes 2022.1.
    """
    if kind.startswith("decimal("):
        scale = int(kind.rstrip(")").split(",")[1])
        return "0." + "0" * scale if scale else "0"
    return {"int": "0", "year": "0", "date": _DATE}.get(kind, _TEXT)


def make_formats(workbook: Workbook) -> Formats:
    """The formats of the official layout, added to the workbook."""
    cells = _Cells(workbook)
    return Formats(
        title=workbook.add_format({**_FONT, "bold": True, "font_size": 18, "align": "center"}),
        note=workbook.add_format(_FONT),
        header=workbook.add_format(_HEAD),
        required=workbook.add_format({**_HEAD, "bg_color": "#FCE4D6"}),
        number_row=workbook.add_format({**_CELL, "align": "center", "font_size": 9}),
        date=cells["date"],
        cells=cells,
    )


def column_width(column: Column) -> float:
    """Width in characters: what the content needs, and at least a quarter of the label (four lines of it).

    The widest form has 48 columns and has to stay readable on one page across.
    """
    by_kind = {
        "id_no": 19.0,
        "phone": 12.0,
        "date": 10.5,
        "month": 7.5,
        "int": 5.5,
        "year": 5.5,
        "bool_yn": 5.0,
        "text": 9.5,
    }
    width = by_kind.get(column.type, 9.0 if column.type.startswith("decimal(") else 8.5)
    if column.name.endswith(("_code", "_no")):
        width = max(width, 14.0)
    return max(width, 2.0 * len(column.header[-1]) / 4 + 1.5)
