"""Cases for every rule: each says which rules must report its record; all others must stay silent."""

from cases import (
    assets,
    data_quality,
    funds,
    missed_identification,
    projects,
    wrong_exit,
    wrong_identification,
)
from cases.cases import Cases


def all_cases() -> Cases:
    cases = Cases()
    targets = (missed_identification, wrong_identification, wrong_exit, data_quality)
    for group in (*targets, assets, projects, funds):
        for build in group.BUILDERS:
            build(cases)
    return cases
