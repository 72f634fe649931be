"""Defects for the rules of wrong identification."""

from lingcha.sample.draft import Draft, NoRecord
from lingcha.sample.monitoring import SELF_REPORT
from lingcha.sample.planters.choosing import Planter, episode_of, same_person
from lingcha.sample.table import BLANK


def wrong_household_type(draft: Draft, unit: int, n: int) -> None:
    e = draft.ledgers.city.episodes
    episode = episode_of(draft, unit, e.active & (e.category < 2))
    other = "一般农户" if e.category[episode] == 0 else "脱贫户"
    draft.change("JC01", episode, {"household_type": other})
    draft.expect("WI-01", "JC01", episode, "monitor_category", "household_type")


def steps_out_of_order(draft: Draft, unit: int, n: int) -> None:
    e = draft.ledgers.city.episodes
    episode = episode_of(draft, unit, e.active & ~e.reverted)
    if n % 2:
        draft.change("JC01", episode, {"township_date": int(e.steps.publicity_end[episode]) - 1})
        draft.expect("WI-07", "JC01", episode, "township_date")
    else:
        draft.change("JC01", episode, {"review_date": BLANK})
        draft.expect("WI-07", "JC01", episode, "review_date")


def too_short_or_late(draft: Draft, unit: int, n: int) -> None:
    e = draft.ledgers.city.episodes
    episode = episode_of(draft, unit, e.active & ~e.reverted & (e.channel != SELF_REPORT))
    if n % 2:
        draft.change("JC01", episode, {"found_date": int(e.steps.found[episode]) - 20})
        draft.expect("WI-08", "JC01", episode, "found_date", "county_date")
    else:
        draft.change("JC01", episode, {"publicity_end": int(e.steps.publicity_start[episode]) + 2})
        draft.expect("WI-08", "JC01", episode, "publicity_start", "publicity_end")


def in_two_monitored(draft: Draft, unit: int, n: int) -> None:
    city = draft.ledgers.city
    active = city.episodes.household[city.episodes.active]
    here = active[city.addresses.unit[active] == unit]
    try:
        same_person(draft, here, "WI-11", "DQ-04")
    except NoRecord:
        if not len(here):
            raise
        # A small unit may have one monitored household only: the other one is somewhere else.
        same_person(draft, active, "WI-11", "DQ-04")


RULES: dict[str, Planter] = {
    "WI-01": wrong_household_type,
    "WI-07": steps_out_of_order,
    "WI-08": too_short_or_late,
    "WI-11": in_two_monitored,
}
