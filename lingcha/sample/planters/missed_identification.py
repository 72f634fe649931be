"""Defects for the rules of missed identification."""

import numpy as np

from lingcha.sample.calendar import day, month_number
from lingcha.sample.draft import Draft, NoRecord
from lingcha.sample.planters.choosing import (
    Planter,
    elimination_of,
    episode_of,
    harmless_alert,
    other_member,
    plain,
    screened,
)
from lingcha.sample.planters.summaries import add_to_unit, add_to_village
from lingcha.sample.rounds import ROUND_STEP
from lingcha.sample.table import BLANK

_TRANSFERS = ("dibao", "tekun", "pension", "eco", "other")


def alert_without_result(draft: Draft, unit: int, n: int) -> None:
    """Nobody looked into an alert, or it proved true long ago and the household is not monitored."""
    alert, _ = harmless_alert(draft, unit)
    if n % 2:
        long_ago = day(draft.ledgers.city.calendar.as_of) - 20
        draft.change("BM01", alert, {"push_date": long_ago - 4, "dispatch_date": long_ago - 4})
        draft.change("BM01", alert, {"verify_date": long_ago, "feedback_date": long_ago})
        draft.change("BM01", alert, {"verify_result": "属实有风险"})
        draft.expect("MI-06", "BM01", alert, "verify_result", "verify_date")
    else:
        draft.change("BM01", alert, {"verify_date": BLANK, "feedback_date": BLANK})
        draft.change("BM01", alert, {"verify_result": "", "included": ""})
        draft.expect("MI-06", "BM01", alert, "dispatch_date", "verify_date", "verify_result")


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


def low_income(draft: Draft, unit: int, n: int) -> None:
    """An ordinary household, which has no accounting: what the screening found is all that is known."""
    household = screened(draft, unit)
    draft.change("PC01", household, {"found_net_pc": 500_000})
    draft.expect("MI-01", "HJ01", household, "household_code")


def unsafe_house(draft: Draft, unit: int, n: int) -> None:
    household = draft.household(plain(draft, unit))
    name, value = (("is_dangerous_house", "是"), ("house_grade", "D"))[n % 2]
    draft.change("HJ01", household, {name: value})
    draft.expect("MI-02", "HJ01", household, name)


def unsafe_water(draft: Draft, unit: int, n: int) -> None:
    household = draft.household(plain(draft, unit))
    draft.change("HJ01", household, {"safe_water": "否"})
    draft.expect("MI-03", "HJ01", household, "safe_water")


def out_of_school(draft: Draft, unit: int, n: int) -> None:
    """A child said to have ended school at twelve, or a mark in the register."""
    people = draft.ledgers.city.people
    children = np.flatnonzero((people.age >= 8) & (people.age <= 14))
    homes = np.intersect1d(plain(draft, unit), people.household[children])
    if n % 2 or not len(np.setdiff1d(homes, np.array(sorted(draft.used), dtype=np.int64))):
        household = draft.household(plain(draft, unit))
        draft.change("HJ01", household, {"has_dropout": "是"})
        draft.expect("MI-04", "HJ01", household, "has_dropout")
        return
    household = draft.household(homes)
    child = int(children[people.household[children] == household][0])
    draft.change("HJ02", child, {"school_status": "", "education": "小学"})
    draft.expect("MI-04", "HJ01", household, "household_status")


def ill_without_insurance(draft: Draft, unit: int, n: int) -> None:
    household, person = other_member(draft, unit)
    draft.change("HJ02", person, {"health": "长期慢性病", "med_serious": "否"})
    draft.expect("MI-05", "HJ01", household, "household_status")


def risk_back(draft: Draft, unit: int, n: int) -> None:
    """Eliminated in a month before that of the register."""
    city = draft.ledgers.city
    due = city.calendar.due("HJ01")
    if due is None:
        raise NoRecord
    earlier = month_number(city.eliminations.county) < month_number(np.array([day(due.end)]))[0]
    fits = np.zeros(len(city.episodes.household), dtype=bool)
    fits[city.eliminations.episode[earlier]] = True
    episode, position = elimination_of(draft, unit, fits)
    draft.change("HJ01", int(city.episodes.household[episode]), {"has_uninsured": "是"})
    draft.expect("MI-09", "JC03", position, "eliminated_month")


def fallen_income(draft: Draft, unit: int, n: int) -> None:
    """A 脱贫户 that earned 12,000 a head the year before and 6,000 in the nine months since."""
    city = draft.ledgers.city
    if not city.accounts or not city.calendar.screening_round:
        raise NoRecord
    number, accounts = len(city.accounts) - 1, city.accounts[-1]
    here = (city.addresses.unit[accounts.household] == unit) & (accounts.group == 0)
    household = draft.household(accounts.household[here])
    net = 600_000 * int(city.households.size[household])
    nothing = ("business", "business_expense", "business_net", "property", "property_dividend", "transfer")
    parts: dict[str, int | str] = dict.fromkeys((*nothing, *(f"transfer_{t}" for t in _TRANSFERS)), 0)
    parts |= {"wage": net, "wage_work": net, "wage_post": 0, "net": net, "net_pc": 600_000}
    draft.change("SZ01", number * ROUND_STEP + household, parts | {"net_pc_prev": 1_200_000})
    draft.change("PC01", household, {"key_groups": "脱贫户（特别是2020年脱贫）"})
    draft.expect("MI-12", "HJ01", household, "household_status")


RULES: dict[str, Planter] = {
    "MI-01": low_income,
    "MI-02": unsafe_house,
    "MI-03": unsafe_water,
    "MI-04": out_of_school,
    "MI-05": ill_without_insurance,
    "MI-06": alert_without_result,
    "MI-07": problem_without_risk,
    "MI-08": report_without_result,
    "MI-09": risk_back,
    "MI-10": not_screened,
    "MI-11": member_missed,
    "MI-12": fallen_income,
}
