"""How the value of a parameter must be written: its unit decides its kind, the kind its shape.

Both tables are data (``parameter_unit``, ``parameter_kind`` in ``seeds/reference``) and hold for the
project's own table, for the bureau's ``parameters.csv`` and for the models. ``5.0`` is refused where whole
days are meant and not read as 5: who writes it may mean half days next time.
"""

import re
from datetime import date

from lingcha.project import read_reference


def value_problem(value: str, unit: str) -> str | None:
    """What is wrong with a value in a unit, for people; None when it is of the unit's kind."""
    kinds = {r["unit"]: r["kind"] for r in read_reference("parameter_unit")}
    if unit not in kinds:
        return f"的单位“{unit}”不在 parameter_unit.csv 中，无法判断应为何种值"
    kind = next(r for r in read_reference("parameter_kind") if r["kind"] == kinds[unit])
    if re.fullmatch(kind["pattern"], value) and (kind["kind"] != "date" or _is_day(value)):
        return None
    return f"应为{kind['expected_zh']}（单位 {unit}），实际为“{value}”"


def unit_name(unit: str) -> str:
    """What Chinese readers are told of the unit of a parameter; a unit that nobody listed stays as it is."""
    return {r["unit"]: r["name_zh"] for r in read_reference("parameter_unit")}.get(unit, unit)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
