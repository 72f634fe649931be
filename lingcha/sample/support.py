"""What was done for monitored households, and how their episodes ended (JC02, JC03)."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lingcha.sample.apportion import Ints
from lingcha.sample.calendar import Calendar, Days, day
from lingcha.sample.families import People
from lingcha.sample.households import Households
from lingcha.sample.incomes import IncomeParts, split_income
from lingcha.sample.monitoring import Episodes
from lingcha.sample.posts import MONITORED, Posts
from lingcha.sample.register import Ended
from lingcha.sample.traits import DISABLED, Traits

# (class, name) of the measure that answers each risk, in the order of RISKS.
_FOR_RISK = (
    ("健康帮扶", "参加城乡居民基本医疗保险个人缴费补贴"),
    ("综合保障", "残疾人补贴"),
    ("教育帮扶", "其他"),
    ("社会帮扶", "其他"),
    ("社会帮扶", "其他"),
    ("产业帮扶", "其他"),
    ("就业帮扶", "技能培训"),
    ("社会帮扶", "其他"),
    ("住房安全保障", "其他"),
    ("饮水安全保障", "其他"),
    ("就业帮扶", "劳务输出"),
    ("社会帮扶", "其他"),
)
_DEVELOPMENT = (
    ("产业帮扶", "其他"),
    ("就业帮扶", "技能培训"),
    ("公益岗位帮扶", "公益性岗位"),
    ("金融帮扶", "小额信贷"),
)
_POST = 2  # position of the welfare post in _DEVELOPMENT
_BENEFITS = (("综合保障", "低保"), ("综合保障", "特困供养"), ("综合保障", "残疾人补贴"))
MEASURES = tuple(dict.fromkeys((*_FOR_RISK, *_DEVELOPMENT, *_BENEFITS)))


@dataclass(frozen=True)
class Measures:
    """One element per measure, by episode. kind: position in MEASURES; done: 已落实, else 落实中."""

    episode: Ints
    seq: Ints
    kind: Ints
    start: Days
    amount: Ints
    done: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Eliminations:
    """One element per elimination. reverted: the day of 风险消除回退 or of 风险再标注, -1 for neither."""

    episode: Ints
    visit: Days
    review: Days
    publicity_start: Days
    publicity_end: Days
    township: Days
    county: Days
    net_per_head: Ints
    parts: IncomeParts
    selfpay: Ints
    reverted: Days


def make_measures(
    episodes: Episodes,
    households: Households,
    people: People,
    traits: Traits,
    posts: Posts,
    calendar: Calendar,
    rng: np.random.Generator,
) -> Measures:
    """For every episode what its risks, benefits and ability to work ask for, begun within three weeks."""
    wanted = _wanted(episodes, households, people, traits, posts, rng)
    episode, kind = np.nonzero(wanted)
    count = len(episode)
    start = episodes.steps.county[episode] + rng.integers(1, 21, size=count)
    seq = np.arange(count) - np.searchsorted(episode, episode) + 1
    # Where several measures run, one that is not work or a benefit may still be under way.
    done = (seq <= 2) | (kind != MEASURES.index(("社会帮扶", "其他"))) | (rng.random(count) < 0.5)
    return Measures(
        episode,
        seq,
        kind,
        np.minimum(start, day(calendar.as_of)),
        rng.integers(2, 60, size=count) * 10_000,
        done,
    )


def _wanted(
    episodes: Episodes,
    households: Households,
    people: People,
    traits: Traits,
    posts: Posts,
    rng: np.random.Generator,
) -> npt.NDArray[np.bool_]:
    """Matrix episode x measure; a welfare post is a measure of those under monitoring who hold one."""
    place = {m: i for i, m in enumerate(MEASURES)}
    count = len(episodes.household)
    wanted = np.zeros((count, len(MEASURES)), dtype=bool)
    answer = np.array([place[m] for m in _FOR_RISK])
    rows = np.arange(count)
    wanted[rows, answer[episodes.first_risk]] = True
    two = episodes.second_risk >= 0
    wanted[rows[two], answer[episodes.second_risk[two]]] = True

    def any_member(flags: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        found = np.zeros(len(households.size) + int(episodes.natural.sum()), dtype=bool)
        found[people.household[flags]] = True
        return found[episodes.household]

    benefits = (traits.dibao, traits.tekun, traits.health & DISABLED > 0)
    for measure, flags in zip(_BENEFITS, benefits, strict=True):
        wanted[:, place[measure]] |= any_member(flags)
    kind = rng.integers(0, len(_DEVELOPMENT), count)
    holders = np.zeros(len(people.household), dtype=bool)
    holders[posts.person[posts.open & (posts.group == MONITORED)]] = True
    without = np.where(
        kind == _POST, (kind + rng.integers(1, len(_DEVELOPMENT), count)) % len(_DEVELOPMENT), kind
    )
    kind = np.where(episodes.active, np.where(any_member(holders), _POST, without), kind)
    development = np.array([place[m] for m in _DEVELOPMENT])[kind]
    able = any_member(traits.works)
    wanted[rows[able], development[able]] = True
    return wanted


def make_eliminations(
    episodes: Episodes, visited: Days, ended: Ended, calendar: Calendar, rng: np.random.Generator
) -> Eliminations:
    """In the screening, before it for natural ends and second episodes, long before for those undone
    again.
    """
    chosen = np.flatnonzero(episodes.gone | episodes.natural | episodes.reflagged | episodes.reverted)
    household = episodes.household[chosen]
    start = day(calendar.screening.start)
    count = len(chosen)
    visit = visited[np.minimum(household, len(visited) - 1)] + 1
    natural = episodes.natural[chosen]
    visit[natural] = ended.left[household[natural] - len(visited)] + rng.integers(
        20, 40, size=int(natural.sum())
    )
    # The day before the screening, so that both accountings of income lie in the half year before it.
    visit = np.where(episodes.reflagged[chosen], start - 9, visit)
    visit = np.where(episodes.reverted[chosen], start - rng.integers(160, 260, size=count), visit)
    review = visit + 1
    end = review + 1 + np.where(episodes.reflagged[chosen], 4, rng.integers(4, 6, size=count))
    township = end + 1
    county = township + np.where(episodes.reflagged[chosen], 1, rng.integers(0, 2, size=count))
    per_head = rng.integers(8_000, 17_000, size=count) * 100
    undone = np.where(episodes.reverted[chosen], county + rng.integers(40, 120, size=count), -1)
    again = np.where(episodes.reflagged[chosen], _next_county(episodes)[chosen], undone)
    return Eliminations(
        chosen, visit, review, review + 1, end, township, county, per_head,
        split_income(per_head * episodes.members[chosen], rng, 0.12),
        rng.integers(0, 20, size=count) * 10_000,
        again,
    )  # fmt: skip


def _next_county(episodes: Episodes) -> Days:
    """The decision on the following episode in the list: the second one of a re-flagged household."""
    return np.r_[episodes.steps.county[1:], -1]
