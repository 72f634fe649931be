"""Dated parameters: what one says, and which of several counts for a unit on a day.

The nearest scope of the unit decides (unit, city, province, country); there the row that began last. Where
that row has no value there is none: a farther one does not stand in for it. The models decide in the same way
(``int_parameter_history.sql``).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from lingcha.errors import LingchaError
from lingcha.project import read_reference


@dataclass(frozen=True)
class Parameter:
    """One value of one parameter for one region over one span of days; valid_to None: it still holds.

    value: empty when the parameter is known and its value is not.
    """

    param_id: str
    scope_code: str
    valid_from: date
    valid_to: date | None
    value: str
    unit: str
    status: str
    confirmed: str
    source: str

    @classmethod
    def of_row(cls, row: dict[str, str]) -> "Parameter":
        """From the texts of a line; its dates must be readable."""
        return cls(
            row["param_id"],
            row["scope_code"],
            date.fromisoformat(row["valid_from"]),
            date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            row["value"],
            row["unit"],
            row["status"],
            row["confirmed"],
            row["source"],
        )

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def value_on(parameters: Iterable[Parameter], param_id: str, day: date, unit: str) -> str:
    """The value that holds for a reporting unit on a day. Raises E_PARAMETER_MISSING when none does."""
    distance = {**_above(), unit: 1}
    holding = [
        p for p in parameters if p.param_id == param_id and p.scope_code in distance and p.holds_on(day)
    ]
    nearest = min(holding, key=lambda p: (distance[p.scope_code], -p.valid_from.toordinal()), default=None)
    if nearest is None or not nearest.value:
        raise LingchaError(
            "E_PARAMETER_MISSING",
            f"参数 {param_id} 在 {day} 对 {unit} 没有有效值，请在 parameters.csv 中补充。",
        )
    return nearest.value


@cache
def _above() -> dict[str, int]:
    """The scopes above a unit, and how far each is."""
    return {r["scope_code"]: int(r["distance"]) for r in read_reference("parameter_scope")}
