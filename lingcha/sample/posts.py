"""Welfare posts (GY01): who holds one, in which group he counts, since when."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from lingcha.sample.apportion import Ints
from lingcha.sample.calendar import Calendar, day, month_number
from lingcha.sample.families import People
from lingcha.sample.households import Households
from lingcha.sample.monitoring import Episodes
from lingcha.sample.targets import Scale
from lingcha.sample.traits import Traits

Flags = npt.NDArray[np.bool_]

POOR, MONITORED = 0, 1
GROUPS = ("脱贫人口", "监测对象")
POST_TYPES = (
    "保洁员", "护路员", "护林员", "巡逻员", "治安协管员", "就业协管员", "岗位信息宣传员", "疫情防控员",
    "照料护理员", "水电保障员",
)  # fmt: skip
TEMPORARY = (5, 6, 7)  # posts that the work of the moment asks for
_TYPE_SHARES = (0.34, 0.12, 0.14, 0.06, 0.05, 0.05, 0.04, 0.1, 0.06, 0.04)
OLD = 60  # from here on a holder is weak or half labour: 益贫岗
_YOUNGEST, _OLDEST = 20, 69
_FORMER_PERCENT = 3


@dataclass(frozen=True)
class Posts:
    """One element per post spell; at most one person of a household. person: position in People.

    group: position in GROUPS; kind: in POST_TYPES; start, end: months since 1970-01, end -1 while it lasts;
    pay: 分 a month.
    """

    person: Ints
    group: Ints
    kind: Ints
    start: Ints
    end: Ints
    pay: Ints

    @property
    def open(self) -> Flags:
        return self.end < 0


def target_groups(households: Households, episodes: Episodes) -> Ints:
    """Group of every household 在册 at D: 监测对象 while an episode is active, else 脱贫人口; -1 for others.

    One group per person: who is both counts as 监测对象.
    """
    groups = np.where(households.out_of_poverty, POOR, -1)
    active = episodes.household[episodes.active]
    groups[active[active < len(groups)]] = MONITORED
    return groups


def make_posts(
    scale: Scale,
    households: Households,
    people: People,
    traits: Traits,
    groups: Ints,
    calendar: Calendar,
    rng: np.random.Generator,
) -> Posts:
    """Holders under monitoring, holders of 脱贫户 that never were, and a few who held a post before."""
    wanted = [scale.of("posts_poor"), scale.of("posts_monitored")]
    former = sum(wanted) * _FORMER_PERCENT // 100
    able = traits.works & ~traits.tekun & (people.age >= _YOUNGEST) & (people.age <= _OLDEST)
    candidates = _one_per_household(np.flatnonzero(able & (groups[people.household] >= 0)), people, rng)
    home = people.household[candidates]
    monitored = candidates[groups[home] == MONITORED][: wanted[MONITORED]]
    poor = candidates[(groups[home] == POOR) & ~households.monitored[home]]
    holders = np.r_[poor[: wanted[POOR]], monitored, poor[wanted[POOR] : wanted[POOR] + former]]
    count = len(holders)
    group = np.repeat(
        [POOR, MONITORED, POOR], [wanted[POOR], len(monitored), count - wanted[POOR] - len(monitored)]
    )
    this = int(month_number(np.array([day(calendar.as_of)]))[0])
    over = np.arange(count) >= wanted[POOR] + len(monitored)
    long = over | (rng.random(count) < 0.8)
    start = this + np.where(long, rng.integers(-36, -13, count), rng.integers(-11, 0, count))
    # Those that ended did so this year: the ledger of a year does not list older ones.
    january = int(month_number(np.array([day(date(calendar.as_of.year, 1, 1))]))[0])
    end = np.where(over, rng.integers(min(january, this - 1), this, count), -1)
    kind = rng.choice(len(POST_TYPES), size=count, p=_TYPE_SHARES)
    return Posts(holders, group, kind, start, end, rng.choice([50_000, 55_000, 60_000], size=count))


def _one_per_household(persons: Ints, people: People, rng: np.random.Generator) -> Ints:
    """In random order, those from 60 on before the others of their household as often as not."""
    order = persons[np.argsort(rng.random(len(persons)) - 0.3 * (people.age[persons] >= OLD), kind="stable")]
    _, first = np.unique(people.household[order], return_index=True)
    return order[np.sort(first)]
