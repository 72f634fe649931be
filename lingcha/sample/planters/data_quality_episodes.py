"""Defects for the rules of data quality that are about monitored households."""

import numpy as np

from lingcha.sample.calendar import day
from lingcha.sample.draft import Draft
from lingcha.sample.households import CATEGORIES
from lingcha.sample.planters.choosing import Planter, episode_of

_LATE = 40  # days after the decision: later than a measure may come


def wage_too_low(draft: Draft, unit: int, n: int) -> None:
    """50 元 of wages; what is missing came as a transfer, so that the income adds up."""
    e = draft.ledgers.city.episodes
    episode = episode_of(draft, unit, e.active & ~e.reverted & (e.parts.wage > 10_000))
    moved = int(e.parts.wage[episode]) - 5_000
    draft.change("JC01", episode, {"id_wage": 5_000, "id_transfer": int(e.parts.transfer[episode]) + moved})
    draft.expect("DQ-14", "JC01", episode, "id_wage")


def no_contact(draft: Draft, unit: int, n: int) -> None:
    e = draft.ledgers.city.episodes
    episode = episode_of(draft, unit, e.active & ~e.reverted)
    draft.change("JC01", episode, {"contact_phone": ""})
    draft.expect("DQ-15", "JC01", episode, "contact_phone")


def measure_too_late(draft: Draft, unit: int, n: int) -> None:
    city = draft.ledgers.city
    e, measures = city.episodes, city.measures
    old = e.steps.county + _LATE <= day(city.calendar.as_of)
    episode = episode_of(draft, unit, e.active & ~e.reverted & old)
    late = int(e.steps.county[episode]) + _LATE
    for measure in np.flatnonzero((measures.episode == episode) & (measures.start < late)).tolist():
        draft.change("JC02", measure, {"measure_start": late})
    draft.expect("DQ-16", "JC01", episode, "county_date")


def other_category(draft: Draft, unit: int, n: int) -> None:
    e = draft.ledgers.city.episodes
    episode = episode_of(draft, unit, e.active & ~e.reverted)
    household = int(e.household[episode])
    other = CATEGORIES[(int(e.category[episode]) + 1) % len(CATEGORIES)]
    draft.change("HJ01", household, {"monitor_category": other})
    draft.expect("DQ-23", "HJ01", household, "monitor_category")


RULES: dict[str, Planter] = {
    "DQ-14": wage_too_low,
    "DQ-15": no_contact,
    "DQ-16": measure_too_late,
    "DQ-23": other_category,
}
