"""Cases for every rule: each says which rules must report its record; all others must stay silent."""

from cases import assets, data_quality, missed_identification, projects, wrong_exit, wrong_identification
from cases.cases import Cases


def all_cases() -> Cases:
    cases = Cases()
    for group in (missed_identification, wrong_identification, wrong_exit, data_quality, assets, projects):
        for build in group.BUILDERS:
            build(cases)
    return cases
