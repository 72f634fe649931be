"""Defects for the rules of missed identification."""

from lingcha.sample.draft import Draft
from lingcha.sample.planters.choosing import Planter, episode_of, screened
from lingcha.sample.planters.summaries import add_to_unit, add_to_village


def problem_without_risk(draft: Draft, unit: int, n: int) -> None:
    household = screened(draft, unit)
    found = ("found_house", "found_medical")[n % 2]
    draft.change("PC01", household, {found: "是"})
    draft.expect("MI-07", "PC01", household, found, "conclusion")


def report_without_result(draft: Draft, unit: int, n: int) -> None:
    household = screened(draft, unit)
    draft.change("PC01", household, {"self_reported": "是", "conclusion": ""})
    size = int(draft.ledgers.city.households.size[household])
    add_to_village(draft, household, {"self_hh": 1, "self_p": size})
    add_to_unit(draft, unit, {"R31": 1})
    draft.expect("MI-08", "PC01", household, "conclusion")


def not_screened(draft: Draft, unit: int, n: int) -> None:
    household = screened(draft, unit)
    draft.dropped.add(("PC01", household))
    h = draft.ledgers.city.households
    size, key = int(h.size[household]), int(h.key[household])
    less = {"screened_hh": -1, "screened_p": -size, "key_hh": -key, "key_p": -key * size}
    add_to_village(draft, household, less)
    add_to_unit(draft, unit, {"R29": -1, "R30": -size, "R33": -key})
    draft.expect("MI-10", "HJ01", household, "household_code")


def member_missed(draft: Draft, unit: int, n: int) -> None:
    """One more member than the register; income and wage grow with it, so that the identity of incomes
    holds.
    """
    e = draft.ledgers.city.episodes
    episode = episode_of(draft, unit, e.active & ~e.reverted)
    more, per_head = int(e.members[episode]) + 1, int(e.net_per_head[episode])
    wage = int(e.parts.wage[episode]) + per_head
    draft.change("JC01", episode, {"member_count": more, "id_net": per_head * more, "id_wage": wage})
    add_to_unit(draft, unit, {"R04": 1})
    draft.expect("MI-11", "JC01", episode, "member_count")


RULES: dict[str, Planter] = {
    "MI-07": problem_without_risk,
    "MI-08": report_without_result,
    "MI-10": not_screened,
    "MI-11": member_missed,
}
