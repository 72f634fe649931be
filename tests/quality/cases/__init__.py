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
    projects,
    wrong_exit,
    wrong_identification,
)
from cases.cases import Cases

GROUPS = (
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
)


def all_cases() -> Cases:
    cases = Cases()
    for group in GROUPS:
        for build in group.BUILDERS:
            build(cases)
    return cases
