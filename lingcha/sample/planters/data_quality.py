"""Defects for the rules of data quality."""

import numpy as np

from lingcha.sample.draft import Draft, NoRecord
from lingcha.sample.planters.choosing import Planter, other_member, plain, same_person
from lingcha.sample.rounds import ROUND_STEP


def same_id_twice(draft: Draft, unit: int, n: int) -> None:
    same_person(draft, plain(draft, unit, least=2), "DQ-04")


def wrong_check_digit(draft: Draft, unit: int, n: int) -> None:
    _, person = other_member(draft, unit)
    right = str(draft.ledgers.city.members.id_no[person])
    draft.change(
        "HJ02", person, {"id_no": right[:17] + ("0" if right[17] == "X" else str((int(right[17]) + 1) % 10))}
    )
    draft.expect("DQ-02", "HJ02", person, "id_no")


def wrong_member_count(draft: Draft, unit: int, n: int) -> None:
    household = draft.household(plain(draft, unit))
    draft.change("HJ01", household, {"member_count": int(draft.ledgers.city.households.size[household]) + 1})
    draft.expect("DQ-07", "HJ01", household, "member_count")


def broken_income(draft: Draft, unit: int, n: int) -> None:
    city = draft.ledgers.city
    if not city.accounts:
        raise NoRecord
    number, accounts = len(city.accounts) - 1, city.accounts[-1]
    here = (city.addresses.unit[accounts.household] == unit) & (accounts.group == 0)
    household = draft.household(accounts.household[here])
    at = int(np.flatnonzero(accounts.household == household)[0])
    row = number * ROUND_STEP + household
    if n % 2:
        draft.change("SZ01", row, {"net": int(accounts.net[at]) + 10_000})
        draft.expect("DQ-13", "SZ01", row, "net")
    else:
        per_head = int(accounts.net_per_head(city.households.size)[at])
        draft.change("SZ01", row, {"net_pc": per_head + 10_000})
        draft.expect("DQ-13", "SZ01", row, "net_pc")


RULES: dict[str, Planter] = {
    "DQ-02": wrong_check_digit,
    "DQ-04": same_id_twice,
    "DQ-07": wrong_member_count,
    "DQ-13": broken_income,
}
