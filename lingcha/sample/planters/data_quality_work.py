"""Defects for the rules of data quality that are about benefits, work, posts and summaries."""

import numpy as np

from lingcha.sample.draft import Draft
from lingcha.sample.planters.choosing import Planter, episode_of


def benefit_without_measure(draft: Draft, unit: int, n: int) -> None:
    city = draft.ledgers.city
    e, size = city.episodes, len(city.households.size)
    benefits = np.bincount(city.people.household, weights=city.traits.dibao, minlength=size) > 0
    registered = e.household < size
    fits = e.active & ~e.reverted & registered & ~benefits[np.minimum(e.household, size - 1)]
    episode = episode_of(draft, unit, fits)
    draft.change("HJ02", int(city.head[e.household[episode]]), {"dibao": "农村低保"})
    draft.expect("DQ-17", "JC01", episode, "household_code")


def work_without_sector(draft: Draft, unit: int, n: int) -> None:
    city = draft.ledgers.city
    home = city.people.household[city.spells.person]
    fits = np.flatnonzero(city.spells.open & (city.addresses.unit[home] == unit))
    household = draft.household(home[fits])
    spell = int(fits[home[fits] == household][0])
    draft.change("JY01", spell, {"sector": ""})
    draft.expect("DQ-18", "JY01", spell, "sector")


def paid_too_often(draft: Draft, unit: int, n: int) -> None:
    """More months than a year has."""
    city = draft.ledgers.city
    home = city.people.household[city.posts.person]
    fits = np.flatnonzero(city.posts.open & (city.addresses.unit[home] == unit))
    household = draft.household(home[fits])
    post = int(fits[home[fits] == household][0])
    draft.change("GY01", post, {"paid_months": 13})
    draft.expect("DQ-19", "GY01", post, "paid_months")


def village_counted_wrong(draft: Draft, unit: int, n: int) -> None:
    """A household of the village more than was screened."""
    city = draft.ledgers.city
    if not city.calendar.screening_round:
        draft.nothing()
    screened = np.bincount(city.households.village, minlength=len(city.places.villages))
    here = np.flatnonzero((city.places.unit_of_village == unit) & (screened > 0))
    village = draft.row("PC02", here)
    draft.change("PC02", village, {"screened_hh": int(screened[village]) + 1})
    draft.expect("DQ-24", "PC02", village, "screened_hh")


RULES: dict[str, Planter] = {
    "DQ-17": benefit_without_measure,
    "DQ-18": work_without_sector,
    "DQ-19": paid_too_often,
    "DQ-24": village_counted_wrong,
}
