"""Defects for the rules of wrong exit."""

import numpy as np

from lingcha.sample.calendar import month_number
from lingcha.sample.draft import Draft
from lingcha.sample.planters.choosing import Planter, elimination_of, every_episode
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


RULES: dict[str, Planter] = {
    "WE-02": eliminated_too_soon,
    "WE-03": guarantee_open,
    "WE-05": nothing_done,
    "WE-07": members_remain,
}
