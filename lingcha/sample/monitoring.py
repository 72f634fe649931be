"""Monitoring episodes: when a household was identified, through which steps, with which income (JC01)."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lingcha.sample.apportion import Ints
from lingcha.sample.calendar import Calendar, Days, day, year_of
from lingcha.sample.households import Households
from lingcha.sample.incomes import IncomeParts, split_income
from lingcha.sample.register import Ended
from lingcha.sample.risks import HOUSE, ILLNESS, WATER, Risks
from lingcha.sample.targets import Scale, figures

_FIRST_IDENTIFICATION = 18322  # 2020-03-01: the monitoring of households began that spring
CHANNELS = ("农户自主申报", "基层干部排查", "部门筛查预警")
SELF_REPORT, CADRES, DEPARTMENT = range(3)


@dataclass(frozen=True)
class Steps:
    """Days of the procedure in its order; visit and comparison run in parallel."""

    found: Days
    consent: Days
    visit: Days
    compare: Days
    review: Days
    publicity_start: Days
    publicity_end: Days
    township: Days
    county: Days
    announce: Days


@dataclass(frozen=True)
class Episodes:
    """One element per episode. household: position in Households, or behind them in Ended; seq: 1, or 2
    re-flagged.

    gone, natural, reflagged, reverted: how the episode went on; all others are active and were never
    eliminated.
    """

    household: Ints
    seq: Ints
    category: Ints
    members: Ints
    first_risk: Ints
    second_risk: Ints
    channel: Ints
    steps: Steps
    net_per_head: Ints
    parts: IncomeParts
    selfpay: Ints
    claims: Ints
    gone: npt.NDArray[np.bool_]
    natural: npt.NDArray[np.bool_]
    reflagged: npt.NDArray[np.bool_]
    reverted: npt.NDArray[np.bool_]

    @property
    def active(self) -> npt.NDArray[np.bool_]:
        return ~(self.gone | self.natural | self.reflagged)

    @property
    def net(self) -> Ints:
        return self.net_per_head * self.members


def screening_days(households: Households, calendar: Calendar, rng: np.random.Generator) -> Days:
    """When each household was visited: early enough for what follows to end within the screening."""
    first, last = day(calendar.screening.start), day(calendar.screening.end)
    days = rng.integers(first, last - 1, size=len(households.size))
    early = rng.integers(first, last - 24, size=len(households.size))
    return np.where(households.new | households.gone, early, days)


def make_episodes(
    scale: Scale,
    households: Households,
    ended: Ended,
    risks: Risks,
    visited: Days,
    calendar: Calendar,
    rng: np.random.Generator,
) -> Episodes:
    registered = np.flatnonzero(households.monitored)
    # Not because of house or water: the register would show them open after the first elimination.
    safe = ~(risks.has(HOUSE) | risks.has(WATER))
    fits = households.in_strata("new") & (households.category == 2) & safe
    again = _choose(fits, scale.of("reflagged_households", 1), rng)
    late = np.arange(len(ended.village)) + len(households.size)
    household = np.r_[registered, again, late]
    kind = np.repeat([0, 1, 2], [len(registered), len(again), len(late)])
    order = np.lexsort((kind == 0, household))
    household, kind = household[order], kind[order]
    in_register = np.minimum(household, len(households.size) - 1)
    new = (kind == 0) & households.new[in_register]
    gone = (kind == 0) & households.gone[in_register]
    category = np.where(kind == 2, 2, households.category[in_register])
    seq = np.where((kind == 0) & np.isin(household, again), 2, 1)
    found = _found(new, gone | (kind > 0), visited[in_register], calendar, rng)
    steps = make_steps(found, rng)
    reverted = np.zeros(len(household), dtype=bool)
    old = (kind == 0) & ~new & ~gone & (steps.county < day(calendar.screening.start) - 420)
    reverted[_choose(old, scale.of("reverted_households", 1), rng)] = True
    # An old person alone has no pupil and no disability: illness is what the family bears out.
    first = np.where(kind == 2, ILLNESS, risks.first[in_register])
    second = np.where(kind == 2, -1, risks.second[in_register])
    members = np.where(kind == 2, 1, households.size[in_register])
    ill = (first == ILLNESS) | (second == ILLNESS)
    per_head = _income_per_head(category, steps.county, rng)
    selfpay = np.where(ill, rng.integers(5_000, 40_000, len(ill)), rng.integers(500, 9_000, len(ill))) * 100
    selfpay = np.where(ill | (category == 2), selfpay, 0)
    own = households.in_strata("new_self")[in_register] & new
    channel = np.where(own, SELF_REPORT, rng.choice(3, size=len(own), p=(0.15, 0.6, 0.25)))
    return Episodes(
        household, seq, category, members, first, second,
        np.where(new & ~own, CADRES, channel),
        steps, per_head, split_income(per_head * members, rng, 0.2), selfpay,
        selfpay // 400 * rng.integers(0, 2, len(ill)) * 100,
        gone, kind == 2, kind == 1, reverted,
    )  # fmt: skip


def _choose(flags: npt.NDArray[np.bool_], count: int, rng: np.random.Generator) -> Ints:
    """Positions of at most ``count`` set flags."""
    positions = np.flatnonzero(flags)
    return np.sort(rng.choice(positions, size=min(count, len(positions)), replace=False))


def _found(
    new: npt.NDArray[np.bool_],
    eliminated: npt.NDArray[np.bool_],
    visited: Days,
    calendar: Calendar,
    rng: np.random.Generator,
) -> Days:
    """New ones on the day of the visit; those eliminated since at least seven months before the screening."""
    start = day(calendar.screening.start)
    before = rng.integers(_FIRST_IDENTIFICATION, start - 20, size=len(new))
    long_before = rng.integers(_FIRST_IDENTIFICATION, start - 230, size=len(new))
    return np.where(new, visited, np.where(eliminated, long_before, before))


def make_steps(found: Days, rng: np.random.Generator) -> Steps:
    """At most 12 days from the clue to the county, five of them publicity at least."""

    def some(low: int, high: int) -> Ints:
        return rng.integers(low, high + 1, size=len(found))

    consent = found + some(0, 1)
    visit, compare = consent + some(0, 1), consent + some(0, 2)
    review = np.maximum(visit, compare) + some(0, 1)
    start = review + some(0, 1)
    end = start + some(4, 5)
    township = end + 1
    county = township + some(0, 1)
    return Steps(found, consent, visit, compare, review, start, end, township, county, county + some(0, 1))


def _income_per_head(category: Ints, county: Days, rng: np.random.Generator) -> Ints:
    """In 分, whole 元: the first two categories below the line of the year of identification, the third
    above.
    """
    f = figures()
    line = np.where(year_of(county) < 2022, f["monitor_line_to_2021_fen"], f["monitor_line_from_2022_fen"])
    below = rng.integers(430_000, line - 10_000)
    above = rng.integers(line + 10_000, 1_400_000)
    return np.where(category < 2, below, above) // 100 * 100


def unsafe_house(episodes: Episodes) -> npt.NDArray[np.bool_]:
    return (episodes.first_risk == HOUSE) | (episodes.second_risk == HOUSE)


def unsafe_water(episodes: Episodes) -> npt.NDArray[np.bool_]:
    return (episodes.first_risk == WATER) | (episodes.second_risk == WATER)
