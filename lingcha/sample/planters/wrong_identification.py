"""Defects for the rules of wrong identification."""

import numpy as np

from lingcha.sample.draft import Draft, NoRecord
from lingcha.sample.monitoring import DEPARTMENT, SELF_REPORT, unsafe_house, unsafe_water
from lingcha.sample.planters.choosing import Planter, episode_of, harmless_alert, same_person
from lingcha.sample.risks import ACCIDENT, BUSINESS, DISASTER, ILLNESS
from lingcha.sample.table import BLANK
from lingcha.sample.targets import figures


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


def known_car(draft: Draft, unit: int, n: int) -> None:
    """An alert about a car, found true and harmless, turns out to be about a monitored household."""
    e, city = draft.ledgers.city.episodes, draft.ledgers.city
    alert, _ = harmless_alert(draft, unit)
    episode = episode_of(draft, unit, e.active & ~e.reverted & (e.channel != DEPARTMENT))
    household = np.array([e.household[episode]])
    head = int(city.head[household[0]])
    whose = {name: str(column[0]) for name, column in city.addresses.columns(household).items()}
    person = {"person_name": str(city.members.name[head]), "id_no": str(city.members.id_no[head])}
    said = {"dept": "公安", "alert_type": "购车购房经商（疑似错识）", "verify_result": "属实无风险"}
    draft.change("BM01", alert, whose | person | said)
    draft.change("BM01", alert, {"alert_value": BLANK, "alert_threshold": BLANK})
    draft.expect("WI-09", "JC01", episode, "household_code")


def _earn(draft: Draft, episode: int, per_head: int) -> None:
    """Another income per head at identification; the wage takes the difference, so that the sum holds."""
    e = draft.ledgers.city.episodes
    more = (per_head - int(e.net_per_head[episode])) * int(e.members[episode])
    income = {"id_net_pc": per_head, "id_net": int(e.net[episode]) + more}
    draft.change("JC01", episode, income | {"id_wage": int(e.parts.wage[episode]) + more})


def too_rich_for_category(draft: Draft, unit: int, n: int) -> None:
    """Above the line of any year, with a cost of illness that remains a reason."""
    e = draft.ledgers.city.episodes
    episode = episode_of(draft, unit, e.active & ~e.reverted & (e.category < 2) & (e.selfpay > 0))
    _earn(draft, episode, figures()["monitor_line_from_2022_fen"] + 10_000)
    draft.expect("WI-02", "JC01", episode, "monitor_category", "id_net_pc")


def implausibly_rich(draft: Draft, unit: int, n: int) -> None:
    e = draft.ledgers.city.episodes
    episode = episode_of(draft, unit, e.active & ~e.reverted & (e.category == 2))
    _earn(draft, episode, 2_000_001)
    draft.expect("WI-03", "JC01", episode, "id_net_pc")


def no_reason(draft: Draft, unit: int, n: int) -> None:
    """Above the line, no guarantee open, and no cost: the risk that is written shows nowhere."""
    e = draft.ledgers.city.episodes
    shown = np.isin(e.first_risk, (ACCIDENT, BUSINESS, DISASTER, ILLNESS)) | (e.second_risk == ILLNESS)
    shown |= unsafe_house(e) | unsafe_water(e)
    episode = episode_of(draft, unit, e.active & ~e.reverted & (e.category == 2) & ~shown)
    draft.change("JC01", episode, {"id_selfpay": 0, "id_claims": 0})
    draft.expect("WI-04", "JC01", episode, "id_selfpay")


def risk_without_cause(draft: Draft, unit: int, n: int) -> None:
    """A further risk, in any place but the first, that nothing bears out."""
    e = draft.ledgers.city.episodes
    fits = e.active & ~e.reverted & (e.second_risk < 0) & ~unsafe_house(e) & ~unsafe_water(e)
    episode = episode_of(draft, unit, fits)
    name = f"risk_{2 + n % 4}"
    draft.change("JC01", episode, {name: ("因安全住房", "因安全饮水")[n % 2]})
    draft.expect("WI-05", "JC01", episode, name)


def illness_without_cost(draft: Draft, unit: int, n: int) -> None:
    e = draft.ledgers.city.episodes
    ill = (e.first_risk == ILLNESS) | (e.second_risk == ILLNESS)
    episode = episode_of(draft, unit, e.active & ~e.reverted & (e.category < 2) & ill)
    draft.change("JC01", episode, {"id_selfpay": 0, "id_claims": 0})
    draft.expect("WI-06", "JC01", episode, "id_selfpay")


def household_left(draft: Draft, unit: int, n: int) -> None:
    e = draft.ledgers.city.episodes
    episode = episode_of(draft, unit, e.active & ~e.reverted)
    draft.change("HJ01", int(e.household[episode]), {"household_status": "整户迁出"})
    draft.expect("WI-10", "JC01", episode, "household_code")


def not_in_register(draft: Draft, unit: int, n: int) -> None:
    """The register forgets a household whose monitoring ended by death or moving, and keeps its member."""
    city = draft.ledgers.city
    episode = episode_of(draft, unit, city.episodes.natural)
    household = int(city.episodes.household[episode])
    draft.dropped.add(("HJ01", household))
    draft.expect("WI-12", "JC01", episode, "household_code")
    draft.expect("DQ-07", "HJ02", int(city.head[household]), "household_code")


RULES: dict[str, Planter] = {
    "WI-01": wrong_household_type,
    "WI-02": too_rich_for_category,
    "WI-03": implausibly_rich,
    "WI-04": no_reason,
    "WI-05": risk_without_cause,
    "WI-06": illness_without_cost,
    "WI-07": steps_out_of_order,
    "WI-08": too_short_or_late,
    "WI-09": known_car,
    "WI-10": household_left,
    "WI-11": in_two_monitored,
    "WI-12": not_in_register,
}
