"""Cases for every rule: each says which rules must report its record; all others must stay silent."""

from cases import (
    assets,
    data_quality,
    data_quality_family,
    data_quality_identity,
    data_quality_income,
    data_quality_monitoring,
    data_quality_person,
    data_quality_register,
    data_quality_summary,
    data_quality_work,
    funds,
    missed_identification,
    other_units,
    projects,
    several,
    wrong_exit,
    wrong_identification,
)
from cases.cases import Cases

GROUPS = (
    other_units,
    missed_identification,
    wrong_identification,
    wrong_exit,
    data_quality,
    data_quality_identity,
    data_quality_family,
    data_quality_person,
    data_quality_register,
    data_quality_summary,
    data_quality_work,
    data_quality_monitoring,
    data_quality_income,
    assets,
    projects,
    funds,
    several,
)


def all_cases() -> Cases:
    cases = Cases()
    for group in GROUPS:
        for build in group.BUILDERS:
            build(cases)
    return cases
