"""Rows by form and unit, and the cells that no case cares about."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Self

from lingcha.contract.forms import Column, load_forms
from lingcha.project import read_reference
from mini_city.complete import complete

AS_OF = date(2022, 8, 31)
ROUND = "2022-1"
UNIT = "411282"


@dataclass
class Ledgers:
    """Rows by seed name, ready to land."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    people: int = 0
    earlier: dict[str, tuple[str, str, date]] = field(default_factory=dict)  # form, unit, end of period
    parts: dict[tuple[str, str], str] = field(default_factory=dict)
    unread: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, form: str, unit: str, **cells: Any) -> dict[str, Any]:
        rows = self.rows.setdefault(form.lower(), [])
        known = {c.name for c in load_forms()[form].columns}
        place = {name: value for name, value in _village(unit).items() if name in known}
        factor = 10000 if load_forms()[form].money_unit == "万元" else 1
        number = sum(r["submission_id"] == f"{form}-{unit}" for r in rows) + 5
        row = {"submission_id": f"{form}-{unit}", "sheet": "表", "row_no": number, "money_factor": factor}
        rows.append(row | place | cells)
        return rows[-1]

    def complete(self) -> Self:
        """Fills the required cells that no builder cares about; a cell that is None stays blank."""
        for row in self.rows.get("pc01", []):
            row.setdefault("member_count", 2)
        complete(self.rows, AS_OF)
        for contract in load_forms().values():
            for row in self.rows.get(contract.seed, []):
                for column in contract.columns:
                    if column.required == "Y":
                        row.setdefault(column.name, _filler(column))
        return self

    def quarantine(self, form: str, unit: str, rows: int = 1) -> None:
        """Rows of a submission that could not be read; call before landing."""
        self.unread[form, unit] = rows


def _filler(column: Column) -> Any:
    """A value that fits the column: the first label of its code list, else something of its type."""
    if column.code_list:
        labels = [r["label_zh"] for r in read_reference("code_list") if r["code_list"] == column.code_list]
        return labels[-1] if column.type == "bool_yn" else labels[0]
    if column.data_type == "varchar":
        return "甲"
    return date(2022, 1, 1) if column.data_type == "date" else 1


@cache
def _listed_villages() -> set[str]:
    return {r["region_code"] for r in read_reference("region_scope") if r["level"] == "village"}


def _village(unit: str) -> dict[str, str]:
    listed = _listed_villages()
    row = next(
        r
        for r in read_reference("region_village")
        if r["reporting_unit_code"] == unit and r["village_code"] in listed
    )
    return {k: row[k] for k in ("county_name", "township_name", "village_name")}
