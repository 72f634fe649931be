"""One function per rule, and one per kind of unreadable cell: choose a record of a unit, spoil it, and say
what must be found because of it.

Records are chosen so that the rule fires once and no other rule does; where one mistake necessarily breaks
two rules (one person in two monitored households is also a duplicate ID), both are expected. ``n`` counts
the defects of a kind: some have two forms that take turns.
"""

from lingcha.sample.planters import (
    assets,
    data_quality,
    data_quality_episodes,
    data_quality_members,
    data_quality_work,
    missed_identification,
    projects,
    wrong_exit,
    wrong_identification,
)
from lingcha.sample.planters.cells import CELLS
from lingcha.sample.planters.choosing import Planter

RULES: dict[str, Planter] = {
    **missed_identification.RULES,
    **wrong_identification.RULES,
    **wrong_exit.RULES,
    **data_quality.RULES,
    **data_quality_members.RULES,
    **data_quality_episodes.RULES,
    **data_quality_work.RULES,
    **assets.RULES,
    **projects.RULES,
}
PLANTERS = RULES | CELLS

__all__ = ["CELLS", "PLANTERS", "RULES"]
