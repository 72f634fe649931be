"""Defects for the rules of wrong exit."""

import numpy as np

from lingcha.sample.calendar import month_number
from lingcha.sample.draft import Draft, NoRecord
from lingcha.sample.planters.choosing import Flags, Planter, elimination_of, every_episode
from lingcha.sample.risks import ILLNESS
from lingcha.sample.rounds import ROUND_STEP
from lingcha.sample.support import MEASURES
from lingcha.sample.table import BLANK
from lingcha.sample.targets import figures


def eliminated_too_soon(draft: Draft, unit: int, n: int) -> None:
    """Three months instead of six; the income must lie on the same side of the line of the later year."""
    city, e = draft.ledgers.city, draft.ledgers.city.episodes
    fits = (e.category < 2) | (e.net_per_head >= figures()["monitor_line_from_2022_fen"])
    episode, position = elimination_of(draft, unit, fits)
    month = month_number(city.eliminations.county[[position]])[0] - 3
    first_day = np.array([month]).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)[0]
    draft.change("JC01", episode, {"identified_month": int(first_day)})
    draft.expect("WE-02", "JC03", position, "eliminated_month")


def guarantee_open(draft: Draft, unit: int, n: int) -> None:
    _, position = elimination_of(draft, unit, every_episode(draft))
    name = ("el_house_damaged", "el_uninsured")[n % 2]
    draft.change("JC03", position, {name: "是"})
    draft.expect("WE-03", "JC03", position, name)


def nothing_done(draft: Draft, unit: int, n: int) -> None:
    episode, position = elimination_of(draft, unit, every_episode(draft))
    for measure in np.flatnonzero(draft.ledgers.city.measures.episode == episode).tolist():
        draft.change("JC02", measure, {"measure_status": "落实中"})
    draft.expect("WE-05", "JC03", position, "elim_mode")


def members_remain(draft: Draft, unit: int, n: int) -> None:
    _, position = elimination_of(draft, unit, every_episode(draft))
    draft.change("JC03", position, {"elim_mode": "自然消除"})
    draft.expect("WE-07", "JC03", position, "elim_mode")


def _with_measure(draft: Draft, *classes: str) -> Flags:
    """Episodes with a measure of one of the classes."""
    m = draft.ledgers.city.measures
    kinds = [k for k, (measure_class, _) in enumerate(MEASURES) if measure_class in classes]
    return np.isin(np.arange(len(draft.ledgers.city.episodes.household)), m.episode[np.isin(m.kind, kinds)])


def income_below_line(draft: Draft, unit: int, n: int) -> None:
    """Every part shrinks alike, and the wage takes what rounding leaves."""
    city = draft.ledgers.city
    episode, position = elimination_of(draft, unit, every_episode(draft))
    x, per_head = city.eliminations, figures()["monitor_line_from_2022_fen"] - 10_000
    old, net = int(x.net_per_head[position]), per_head * int(city.episodes.members[episode])
    names = ("business", "property", "transfer", "expense")
    parts = {name: int(getattr(x.parts, name)[position]) * per_head // old for name in names}
    wage = net - parts["business"] + parts["expense"] - parts["property"] - parts["transfer"]
    changed = {f"el_{name}": value for name, value in parts.items()}
    draft.change("JC03", position, changed | {"el_wage": wage, "el_net": net, "el_net_pc": per_head})
    draft.expect("WE-01", "JC03", position, "el_net_pc")


def nobody_able(draft: Draft, unit: int, n: int) -> None:
    """Every adult loses the ability to work; the household becomes one that is provided for. Nobody of it has
    a job that the employment ledger knows.
    """
    city = draft.ledgers.city
    employed = np.isin(city.episodes.household, city.people.household[city.spells.person])
    episode, position = elimination_of(draft, unit, ~employed)
    household = int(city.episodes.household[episode])
    disabled = {"labour_skill": "丧失劳动力", "health": "残疾", "disability_code": "11"}
    for person in np.flatnonzero(city.people.household == household).tolist():
        if city.traits.works[person]:
            draft.change("HJ02", person, disabled)
    draft.change("HJ02", int(city.head[household]), {"dibao": "农村低保"})
    draft.change("HJ01", household, {"no_labour_backstop": "是", "labour_count": 0})
    draft.expect("WE-04", "JC03", position, "elim_mode")


def illness_unanswered(draft: Draft, unit: int, n: int) -> None:
    """What was done for the ill is written as roads and houses."""
    city = draft.ledgers.city
    e = city.episodes
    episode, position = elimination_of(draft, unit, e.first_risk == ILLNESS)
    for measure in np.flatnonzero(city.measures.episode == episode).tolist():
        draft.change("JC02", measure, {"measure_class": "基础设施建设", "measure_name": "其他"})
    draft.expect("WE-06", "JC03", position, "elim_mode")


def exit_steps(draft: Draft, unit: int, n: int) -> None:
    _, position = elimination_of(draft, unit, every_episode(draft))
    if n % 2:
        start = int(draft.ledgers.city.eliminations.publicity_start[position])
        draft.change("JC03", position, {"publicity_end": start + 3})
        draft.expect("WE-08", "JC03", position, "publicity_start", "publicity_end")
    else:
        draft.change("JC03", position, {"review_date": BLANK})
        draft.expect("WE-08", "JC03", position, "review_date")


def job_without_wage(draft: Draft, unit: int, n: int) -> None:
    """Work was found, and all income is said to come from the farm."""
    _, position = elimination_of(draft, unit, _with_measure(draft, "就业帮扶", "公益岗位帮扶"))
    parts = draft.ledgers.city.eliminations.parts
    business = int(parts.business[position]) + int(parts.wage[position])
    draft.change("JC03", position, {"el_wage": 0, "el_business": business})
    draft.expect("WE-09", "JC03", position, "el_wage")


def exit_field_blank(draft: Draft, unit: int, n: int) -> None:
    _, position = elimination_of(draft, unit, every_episode(draft))
    blank: dict[str, int | str] = {"el_claims": BLANK} if n % 2 else {"el_dropout": ""}
    draft.change("JC03", position, blank)
    draft.expect("WE-10", "JC03", position, *blank)


def too_few_accountings(draft: Draft, unit: int, n: int) -> None:
    city = draft.ledgers.city
    if len(city.accounts) < 2:
        raise NoRecord
    episode, position = elimination_of(draft, unit, every_episode(draft))
    number = len(city.accounts) - 2
    draft.dropped.add(("SZ01", number * ROUND_STEP + int(city.episodes.household[episode])))
    draft.expect("WE-11", "JC03", position, "county_date")


def expense_too_high(draft: Draft, unit: int, n: int) -> None:
    city = draft.ledgers.city
    episode, position = elimination_of(draft, unit, every_episode(draft))
    net = int(city.eliminations.net_per_head[position]) * int(city.episodes.members[episode])
    draft.change("JC03", position, {"el_selfpay": net})
    draft.expect("WE-12", "JC03", position, "el_selfpay")


RULES: dict[str, Planter] = {
    "WE-01": income_below_line,
    "WE-02": eliminated_too_soon,
    "WE-03": guarantee_open,
    "WE-04": nobody_able,
    "WE-05": nothing_done,
    "WE-06": illness_unanswered,
    "WE-07": members_remain,
    "WE-08": exit_steps,
    "WE-09": job_without_wage,
    "WE-10": exit_field_blank,
    "WE-11": too_few_accountings,
    "WE-12": expense_too_high,
}
