"""What a warehouse of one unit's files says of that unit, and what it could not judge."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from lingcha.project import read_reference

Row = dict[str, Any]

# Blank cells and unknown labels are told cell by cell, as problems.
_TOLD_OTHERWISE = ("required_filled", "code_known")


@dataclass(frozen=True)
class OwnVerdict:
    """targets: the four verdicts of the unit. evaluated: rules that were judged, and over how many records.

    unchecked: rule and why it was not evaluated. partial: evaluated rules that also look at other units'
    records, and what they could not see. disagreements: checks of the ledgers themselves for which the city
    would hold or refuse a release.
    """

    targets: tuple[Row, ...]
    evaluated: tuple[Row, ...]
    unchecked: tuple[Row, ...]
    partial: tuple[Row, ...]
    disagreements: tuple[Row, ...]


def read_verdict(warehouse: Path, unit: str) -> OwnVerdict:
    """Reads what was built of the files of ``unit`` alone."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:

        def rows(sql: str, *values: Any) -> list[Row]:
            cursor = connection.execute(sql, list(values))
            names = [d[0] for d in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

        results = rows(_RESULTS, unit)
        targets = rows(_TARGETS, unit)
        disagreements = rows(_DISAGREEMENTS, list(_TOLD_OTHERWISE))
    names = {r["rule_id"]: r["name_zh"] for r in read_reference("rule")}
    beyond = {r["rule_id"]: r["unseen_zh"] for r in read_reference("rule_beyond_unit")}
    checks = {c["check_id"]: c["name_zh"] for c in read_reference("integrity_check")}
    evaluated = [r | {"name_zh": names[r["rule_id"]]} for r in results if r["state"] == "evaluated"]
    return OwnVerdict(
        targets=tuple(targets),
        evaluated=tuple(evaluated),
        unchecked=tuple(r | {"name_zh": names[r["rule_id"]]} for r in results if r["state"] != "evaluated"),
        partial=tuple(r | {"unseen_zh": beyond[r["rule_id"]]} for r in evaluated if r["rule_id"] in beyond),
        disagreements=tuple(d | {"name_zh": checks[d["check_id"]]} for d in disagreements),
    )


_RESULTS = """
select rule_id, state, checked, violations, skipped_reason
from quality.fct_rule_result where reporting_unit_code = ? order by rule_id
"""

_TARGETS = """
select target, reporting_unit_code, numerator, denominator, verdict, reason
from quality.fct_zero_error where reporting_unit_code = ? order by target
"""

_DISAGREEMENTS = """
select check_id, subject, expected, actual from quality.fct_integrity_check
where not passed and consequence in ('refuse', 'hold') and not list_contains(?, check_id)
order by check_id, subject
"""
