"""Every form, from the blank workbook over a clerk's row to the landed row: the same values."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest

from lingcha.contract.forms import Column, Form, load_forms
from lingcha.contract.periods import due_period
from lingcha.intake import read_submission_file
from lingcha.template.aids import code_labels
from lingcha.template.layout import FIRST_DATA_ROW
from lingcha.template.write import write_template

PLACE = {"county_name": "灵宝市", "township_name": "朱阳镇", "village_name": "秦池村"}
# Invented: the running number 99x is never issued.
TYPED: dict[str, tuple[Any, Any]] = {
    "text": ("甲 7", "甲 7"),
    "int": (7, 7),
    "year": (2022, 2022),
    "date": (date(2022, 8, 1), date(2022, 8, 1)),
    "month": ("202208", date(2022, 8, 1)),
    "id_no": ("411282199001019912", "411282199001019912"),
    "phone": ("13800000991", "13800000991"),
}


def cell(column: Column) -> tuple[Any, Any]:
    """What a clerk types into a column and what must land."""
    if column.name in PLACE:
        return PLACE[column.name], PLACE[column.name]
    if column.type == "multi_enum":
        first, second = code_labels(column.code_list, None)[:2]
        return f"{second}，{first}", f"{first}、{second}"
    if column.code_list:
        label = code_labels(column.code_list, None)[0]
        return label, label
    decimal = re.fullmatch(r"decimal\(([0-9]+),([0-9]+)\)", column.type)
    if decimal:
        return 12.5, Decimal("12.5").quantize(Decimal(1).scaleb(-int(decimal[2])))
    return TYPED[column.type]


def filled(form: Form, path: Path) -> dict[str, Any]:
    """The blank workbook with its first row filled; gives what must land."""
    period = due_period(form, date(2022, 8, 31))
    assert period
    write_template(form, path, "灵宝市", period.end)
    book = openpyxl.load_workbook(path)
    for index, column in enumerate(form.columns, 1):
        book.worksheets[0].cell(FIRST_DATA_ROW, index).value = cell(column)[0]
    book.save(path)
    return {column.name: cell(column)[1] for column in form.columns}


def landed(path: Path, out: Path) -> list[dict[str, Any]]:
    reading = read_submission_file(path, "411282", out)
    assert reading.state == "read", reading
    (sheet,) = [s for s in reading.sheets if s.state == "read"]
    assert (sheet.accepted, sheet.quarantined, sheet.rows["data"]) == (1, 0, 1), sheet
    return [r for p in (out / "rows").glob("*") for r in pq.read_table(p).to_pylist()]


@pytest.mark.parametrize("code", list(load_forms()))
def test_what_is_typed_into_a_template_lands(tmp_path: Path, code: str) -> None:
    form, path = load_forms()[code], tmp_path / "a.xlsx"
    expected = filled(form, path)
    (row,) = landed(path, tmp_path / "out")
    assert {name: row[name] for name in expected} == expected
    assert row["row_no"] == FIRST_DATA_ROW
    assert row["money_factor"] == (10000 if form.money_unit == "万元" else 1)


def test_what_is_typed_into_a_questionnaire_lands(tmp_path: Path) -> None:
    form, path = load_forms()["BB01"].as_key_value(), tmp_path / "a.xlsx"
    assert form
    expected = filled(form, path)
    (row,) = landed(path, tmp_path / "out")
    assert set(expected) == {"indicator_code", "indicator_name", "unit", "value_month"}
    assert {name: row[name] for name in expected} == expected
    assert (row["county_name"], row["month"]) == ("灵宝市", date(2022, 8, 1))
