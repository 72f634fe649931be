"""One function per rule: choose a record of a unit, spoil it, and say what must be found because of it.

Records are chosen so that the rule fires once and no other rule does; where one mistake necessarily breaks
two rules (one person in two monitored households is also a duplicate ID), both are expected. ``n`` counts
the defects of a kind: some have two forms that take turns.
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from lingcha.sample.apportion import Ints
from lingcha.sample.assets import PUBLIC
from lingcha.sample.calendar import month_number
from lingcha.sample.draft import Draft, NoRecord
from lingcha.sample.monitoring import SELF_REPORT
from lingcha.sample.rounds import ROUND_STEP
from lingcha.sample.table import BLANK
from lingcha.sample.targets import figures

Planter = Callable[[Draft, int, int], None]
Flags = npt.NDArray[np.bool_]


def _plain(draft: Draft, unit: int, least: int = 1) -> Ints:
    """Ordinary households of a unit, of at least so many members, that only registers and screening know."""
    h = draft.ledgers.city.households
    here = draft.ledgers.city.addresses.unit[: len(h.size)] == unit
    return np.flatnonzero(h.in_strata("rest") & here & (h.size >= least))


def _episode(draft: Draft, unit: int, flags: Flags) -> int:
    """An episode of a unit for which the flag is set; its household is used from now on."""
    e = draft.ledgers.city.episodes
    # Second episodes are left alone: their household has two.
    fit = np.flatnonzero(flags & (draft.ledgers.city.addresses.unit[e.household] == unit) & (e.seq == 1))
    household = draft.household(e.household[fit])
    return int(fit[e.household[fit] == household][0])


def _elimination(draft: Draft, unit: int, flags: Flags) -> tuple[int, int]:
    """An elimination of the screening: its episode and its position."""
    episode = _episode(draft, unit, flags & draft.ledgers.city.episodes.gone)
    return episode, int(np.flatnonzero(draft.ledgers.city.eliminations.episode == episode)[0])


def _all(draft: Draft) -> Flags:
    return np.ones(len(draft.ledgers.city.episodes.household), dtype=bool)


def _screened(draft: Draft, unit: int) -> int:
    """An ordinary household with a row in the screening."""
    if not draft.ledgers.city.calendar.screening_round:
        raise NoRecord
    return draft.household(_plain(draft, unit))


def problem_without_risk(draft: Draft, unit: int, n: int) -> None:
    household = _screened(draft, unit)
    found = ("found_house", "found_medical")[n % 2]
    draft.change("PC01", household, {found: "是"})
    draft.expect("MI-07", "PC01", household, found, "conclusion")


def report_without_result(draft: Draft, unit: int, n: int) -> None:
    household = _screened(draft, unit)
    draft.change("PC01", household, {"self_reported": "是", "conclusion": ""})
    draft.expect("MI-08", "PC01", household, "conclusion")


def not_screened(draft: Draft, unit: int, n: int) -> None:
    household = _screened(draft, unit)
    draft.dropped.add(("PC01", household))
    draft.expect("MI-10", "HJ01", household, "household_code")


def member_missed(draft: Draft, unit: int, n: int) -> None:
    """One more member than the register; income and wage grow with it, so that the identity of incomes
    holds.
    """
    e = draft.ledgers.city.episodes
    episode = _episode(draft, unit, e.active & ~e.reverted)
    more, per_head = int(e.members[episode]) + 1, int(e.net_per_head[episode])
    wage = int(e.parts.wage[episode]) + per_head
    draft.change("JC01", episode, {"member_count": more, "id_net": per_head * more, "id_wage": wage})
    draft.expect("MI-11", "JC01", episode, "member_count")


def wrong_household_type(draft: Draft, unit: int, n: int) -> None:
    e = draft.ledgers.city.episodes
    episode = _episode(draft, unit, e.active & (e.category < 2))
    other = "一般农户" if e.category[episode] == 0 else "脱贫户"
    draft.change("JC01", episode, {"household_type": other})
    draft.expect("WI-01", "JC01", episode, "monitor_category", "household_type")


def steps_out_of_order(draft: Draft, unit: int, n: int) -> None:
    e = draft.ledgers.city.episodes
    episode = _episode(draft, unit, e.active & ~e.reverted)
    if n % 2:
        draft.change("JC01", episode, {"township_date": int(e.steps.publicity_end[episode]) - 1})
        draft.expect("WI-07", "JC01", episode, "township_date")
    else:
        draft.change("JC01", episode, {"review_date": BLANK})
        draft.expect("WI-07", "JC01", episode, "review_date")


def too_short_or_late(draft: Draft, unit: int, n: int) -> None:
    e = draft.ledgers.city.episodes
    episode = _episode(draft, unit, e.active & ~e.reverted & (e.channel != SELF_REPORT))
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
        _same_person(draft, here, "WI-11", "DQ-04")
    except NoRecord:
        if not len(here):
            raise
        # A small unit may have one monitored household only: the other one is somewhere else.
        _same_person(draft, active, "WI-11", "DQ-04")


def same_id_twice(draft: Draft, unit: int, n: int) -> None:
    _same_person(draft, _plain(draft, unit, least=2), "DQ-04")


def _same_person(draft: Draft, households: Ints, *rules: str) -> None:
    """Give one adult the ID number and birth date of another of the same sex and nearly the same age."""
    people, members = draft.ledgers.city.people, draft.ledgers.city.members
    free = np.setdiff1d(households, np.array(sorted(draft.used), dtype=np.int64))
    adult = (people.age >= 22) & (people.age < 59) & np.isin(people.household, free)
    persons = np.flatnonzero(adult)
    persons = persons[np.lexsort((people.birth[persons], people.male[persons]))]
    first, second = persons[:-1], persons[1:]
    fits = (people.male[first] == people.male[second]) & (people.household[first] != people.household[second])
    fits &= ~(people.head[first] & people.head[second])
    if not fits.any():
        raise NoRecord
    first, second = first[fits], second[fits]
    nearest = int(np.argmin(people.birth[second] - people.birth[first]))
    original, copy = int(first[nearest]), int(second[nearest])
    # The head stays as he is: his number stands in the household register too.
    if people.head[copy]:
        original, copy = copy, original
    draft.used |= {int(people.household[original]), int(people.household[copy])}
    draft.change(
        "HJ02", copy, {"id_no": str(members.id_no[original]), "birth_date": int(people.birth[original])}
    )
    for rule in rules:
        for person in (original, copy):
            draft.expect(rule, "HJ02", person, "id_no")


def eliminated_too_soon(draft: Draft, unit: int, n: int) -> None:
    """Three months instead of six; the income must lie on the same side of the line of the later year."""
    city, e = draft.ledgers.city, draft.ledgers.city.episodes
    fits = (e.category < 2) | (e.net_per_head >= figures()["monitor_line_from_2022_fen"])
    episode, position = _elimination(draft, unit, fits)
    month = month_number(city.eliminations.county[[position]])[0] - 3
    first_day = np.array([month]).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)[0]
    draft.change("JC01", episode, {"identified_month": int(first_day)})
    draft.expect("WE-02", "JC03", position, "eliminated_month")


def guarantee_open(draft: Draft, unit: int, n: int) -> None:
    _, position = _elimination(draft, unit, _all(draft))
    name = ("el_house_damaged", "el_uninsured")[n % 2]
    draft.change("JC03", position, {name: "是"})
    draft.expect("WE-03", "JC03", position, name)


def nothing_done(draft: Draft, unit: int, n: int) -> None:
    episode, position = _elimination(draft, unit, _all(draft))
    for measure in np.flatnonzero(draft.ledgers.city.measures.episode == episode).tolist():
        draft.change("JC02", measure, {"measure_status": "落实中"})
    draft.expect("WE-05", "JC03", position, "elim_mode")


def members_remain(draft: Draft, unit: int, n: int) -> None:
    _, position = _elimination(draft, unit, _all(draft))
    draft.change("JC03", position, {"elim_mode": "自然消除"})
    draft.expect("WE-07", "JC03", position, "elim_mode")


def other_member(draft: Draft, unit: int) -> tuple[int, int]:
    """A member of an ordinary household who is not its head: the household and the position of the member."""
    household = draft.household(_plain(draft, unit, least=2))
    return household, int(draft.ledgers.city.head[household]) + 1


def wrong_check_digit(draft: Draft, unit: int, n: int) -> None:
    _, person = other_member(draft, unit)
    right = str(draft.ledgers.city.members.id_no[person])
    draft.change(
        "HJ02", person, {"id_no": right[:17] + ("0" if right[17] == "X" else str((int(right[17]) + 1) % 10))}
    )
    draft.expect("DQ-02", "HJ02", person, "id_no")


def wrong_member_count(draft: Draft, unit: int, n: int) -> None:
    household = draft.household(_plain(draft, unit))
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


def of_unit(draft: Draft, form: str, unit: int, flags: Flags | None = None) -> Ints:
    here = draft.table(form).unit == unit
    return np.flatnonzero(here if flags is None else here & flags)


def unbalanced_distribution(draft: Draft, unit: int, n: int) -> None:
    row = draft.row("ZC02", of_unit(draft, "ZC02", unit))
    left = int(draft.table("ZC02").columns["undistributed"][row])
    draft.change("ZC02", row, {"undistributed": left + 100})
    draft.expect("AS-09", "ZC02", row, "undistributed")


def level_missing(draft: Draft, unit: int, n: int) -> None:
    """The rule judges the unit, so a unit can break it once."""
    if ("AS-14", unit) in draft.units_done:
        raise NoRecord
    assets = draft.ledgers.assets
    row = draft.row(
        "ZC01", of_unit(draft, "ZC01", unit, (assets.category == PUBLIC) & (assets.confirmed > 0))
    )
    draft.units_done.add(("AS-14", unit))
    draft.change("ZC01", row, {"ownership_level": ""})
    draft.expect("AS-14", "ZC01", row, "ownership_level", of_unit=True)


def status_against_dates(draft: Draft, unit: int, n: int) -> None:
    projects = draft.ledgers.projects
    row = draft.row("XM01", of_unit(draft, "XM01", unit))
    if projects.completed[row]:
        draft.change("XM01", row, {"actual_finish": BLANK})
        draft.expect("PF-02", "XM01", row, "project_status", "actual_finish")
    else:
        draft.change("XM01", row, {"progress_pct": 10_000})
        draft.expect("PF-02", "XM01", row, "project_status", "progress_pct")


def paid_differs(draft: Draft, unit: int, n: int) -> None:
    row = draft.row("XM01", of_unit(draft, "XM01", unit))
    paid = int(draft.ledgers.projects.paid[row])
    draft.change("XM01", row, {"fund_paid": max(paid - 10, 0)})
    draft.expect("PF-05", "XM01", row, "fund_paid")


RULES: dict[str, Planter] = {
    "MI-07": problem_without_risk,
    "MI-08": report_without_result,
    "MI-10": not_screened,
    "MI-11": member_missed,
    "WI-01": wrong_household_type,
    "WI-07": steps_out_of_order,
    "WI-08": too_short_or_late,
    "WI-11": in_two_monitored,
    "WE-02": eliminated_too_soon,
    "WE-03": guarantee_open,
    "WE-05": nothing_done,
    "WE-07": members_remain,
    "DQ-02": wrong_check_digit,
    "DQ-04": same_id_twice,
    "DQ-07": wrong_member_count,
    "DQ-13": broken_income,
    "AS-09": unbalanced_distribution,
    "AS-14": level_missing,
    "PF-02": status_against_dates,
    "PF-05": paid_differs,
}
