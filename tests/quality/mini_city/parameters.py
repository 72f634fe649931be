"""Parameters that a case sets: the project ships none of them."""

from datetime import date
from typing import Any

from lingcha.project import read_reference

OPTIONAL = [r["rule_id"] for r in read_reference("rule") if r["core"] == "N"]


def placeholder(name: str, value: str | None, scope: str = "100000", **cells: Any) -> dict[str, Any]:
    """A value for a parameter that nobody has decided yet; the tests need one, the project ships none."""
    own = {"param_id": name, "scope_code": scope, "valid_from": date(2013, 1, 1), "value": value}
    return own | {"status": "placeholder", "confirmed": "N"} | cells


def line(value: str | None = "8000", scope: str = "4100", **cells: Any) -> dict[str, Any]:
    """The monitoring line from 2020 on: the project has none of its own."""
    row = {"param_id": "monitor_line", "scope_code": scope, "valid_from": date(2020, 1, 1)}
    return row | {"value": value, "unit": "元/人·年", "status": "placeholder"} | cells


def switch(rule: str, value: str = "on", scope: str = "100000") -> dict[str, Any]:
    row = {"param_id": f"rule_switch:{rule}", "scope_code": scope, "valid_from": date(2013, 1, 1)}
    return row | {"value": value, "unit": "switch", "status": "design"}
