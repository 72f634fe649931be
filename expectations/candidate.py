"""The few small tables of a built candidate that are judged, as DataFrames without any personal column."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from expectations import agreement

# Each table has one text column to find a row by and outcomes that are never blank: expectations skip blanks.
QUERIES = {
    "integrity": """
        select check_id, coalesce(passed and actual = expected and difference = 0, false) as passed
        from quality.fct_integrity_check
    """,
    "verdict": """
        select target || '|' || reporting_unit_code as cell, target, reporting_unit_code,
               coalesce(numerator, -1) as numerator, denominator, verdict, reason,
               coalesce(verdict || ' ' || numerator, 'blank') as outcome
        from quality.fct_zero_error
    """,
    "rule": """
        select rule_id || '|' || reporting_unit_code as cell, rule_id, reporting_unit_code,
               case when not is_enabled then 'switched_off' else coalesce(state, 'blank') end as state,
               coalesce(violations, 0) as violations
        from quality.fct_rule_result
    """,
    "coverage": """
        select form_code || '|' || reporting_unit_code as cell, coalesce(delivered, false) as delivered
        from quality.fct_coverage
    """,
    "finding": """
        select rule_id, reporting_unit_code, target, counted,
               case when counted then target || '|' || reporting_unit_code else '-' end as cell
        from quality.fct_finding
        where detected
    """,
    "rule_agreement": agreement.RULES,
    "verdict_agreement": agreement.VERDICTS,
}


@dataclass(frozen=True)
class Candidate:
    """One DataFrame per name of ``QUERIES``. ``as_of``: D, as YYYY-MM-DD."""

    frames: dict[str, pd.DataFrame]
    as_of: str

    def __getitem__(self, name: str) -> pd.DataFrame:
        return self.frames[name]


def read_candidate(path: Path) -> Candidate:
    """Reads the candidate without being able to write it or to reach anything outside it."""
    options: dict[str, str | bool | int | float | list[str]] = {
        "enable_external_access": False,
        "lock_configuration": True,
    }
    with duckdb.connect(str(path), read_only=True, config=options) as connection:
        (as_of,) = connection.execute("select cast(as_of as varchar) from meta.release").fetchall()[0]
        return Candidate({name: connection.execute(sql).df() for name, sql in QUERIES.items()}, as_of)
