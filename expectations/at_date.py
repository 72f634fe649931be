"""Which rows of the dated reference tables hold at D, as ``holds_at_as_of`` says it in the models.

What ended before D, or begins after it, is not asked for: else a legal change of the calendar or of the units
would hold every later release.
"""

from expectations.agreement import CITY
from lingcha.project import read_reference


def holding(table: str, as_of: str) -> list[dict[str, str]]:
    """Rows of a reference table that hold at ``as_of`` (YYYY-MM-DD), both ends included."""
    return [
        row
        for row in read_reference(table)
        if row["valid_from"] <= as_of and (not row["valid_to"] or as_of <= row["valid_to"])
    ]


def required_forms(as_of: str) -> list[str]:
    """Forms that every unit must deliver, from the form calendar."""
    return [row["form_code"] for row in holding("form_calendar", as_of) if row["required"] == "Y"]


def unit_names(as_of: str) -> dict[str, str]:
    """Reporting units and the city, in display order."""
    units = {u["reporting_unit_code"]: u["name_zh"] for u in holding("reporting_unit", as_of)}
    return units | {CITY: "全市"}
