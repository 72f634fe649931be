"""Who of the 脱贫 and monitored households works, since when and where (JY01), and who holds a post (GY01).

Persons with an open spell at D and persons with one open a year before both come out exactly, and with them
the growth. Every spell covers the day a year ago or begins after it, so each person has one of four stories:
stayed, changed (an ended spell and a new one), lost (an ended spell) or new. Holders of welfare posts are
employed too: their spell is the post.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from lingcha.sample.apportion import Ints
from lingcha.sample.calendar import Calendar, day, month_number
from lingcha.sample.families import People
from lingcha.sample.posts import Posts
from lingcha.sample.targets import Scale
from lingcha.sample.traits import Traits

Flags = npt.NDArray[np.bool_]

CHANNELS = ("外出务工", "公益岗位", "帮扶车间", "自主创业", "灵活就业", "其他")
OUTSIDE, POST = 0, 1
BATCHES = ("劳务输出", "公益性岗位兜底", "就地就近", "自主创业灵活就业", "自主创业灵活就业", "就地就近")
PLACES = ("县内", "省内县外", "省外")
OPEN = -1
_SHARES = (0.56, 0.0, 0.12, 0.07, 0.14, 0.11)
# Lowest and highest monthly wage by channel, in 元; posts are paid as the post says.
_WAGES = ((2600, 6500), (0, 1), (1500, 3000), (2000, 6000), (1200, 3500), (1500, 4000))
_CHANGED_PERCENT, _LOST_PERCENT = 10, 4
_YOUNGEST = 20  # so that everybody was 16 at the start of the longest spell


@dataclass(frozen=True)
class Spells:
    """One element per job spell, by person and seq.

    person: position in People; start, end: months since 1970-01, end OPEN while it lasts; channel, place:
    positions in CHANNELS, PLACES; wage: 分 a month; returned: brought back to the job from door to door.
    """

    person: Ints
    seq: Ints
    start: Ints
    end: Ints
    channel: Ints
    place: Ints
    wage: Ints
    returned: Flags

    @property
    def open(self) -> Flags:
        return self.end == OPEN


def employable(people: People, traits: Traits, groups: Ints) -> Flags:
    """Members who may work: able to, out of school (who is in school has no labour), not on 特困供养.

    groups: by household, see ``posts.target_groups``.
    """
    return traits.works & ~traits.tekun & (people.age >= _YOUNGEST) & (groups[people.household] >= 0)


def make_spells(
    scale: Scale,
    people: People,
    traits: Traits,
    groups: Ints,
    posts: Posts,
    calendar: Calendar,
    rng: np.random.Generator,
) -> Spells:
    this = int(month_number(np.array([day(calendar.as_of)]))[0])
    now, before = scale.of("employed_persons"), scale.of("employed_previous_persons")
    long_post = posts.open & (posts.start < this - 12)
    changed = before * _CHANGED_PERCENT // 100
    lost = before * _LOST_PERCENT // 100 - int((~posts.open).sum())
    stayed = before - changed - lost - int((~posts.open).sum()) - int(long_post.sum())
    new = now - int(posts.open.sum()) - stayed - changed
    free = employable(people, traits, groups)
    free[posts.person] = False
    pool = np.flatnonzero(free)
    # Full labour first, the old last, with exceptions.
    last = 0.6 * ~traits.full_labour[pool] + 0.4 * (people.age[pool] >= 65)
    chosen = pool[np.argsort(rng.random(len(pool)) + last, kind="stable")[: stayed + changed + lost + new]]
    working, gone = rng.permutation(chosen[: len(chosen) - lost]), chosen[len(chosen) - lost :]
    stay, change, begin = np.split(working, [stayed, stayed + changed])

    def some(low: int, high: int, count: int) -> Ints:
        return this + rng.integers(low, high + 1, size=count)

    ended = some(-11, -6, changed)
    parts = [
        (stay, some(-44, -13, stayed), np.full(stayed, OPEN)),
        (change, some(-44, -15, changed), ended),
        (change, ended + rng.integers(1, 4, size=changed), np.full(changed, OPEN)),
        (gone, some(-44, -13, lost), some(-11, -2, lost)),
        (begin, some(-11, -1, new), np.full(new, OPEN)),
        (posts.person, posts.start, posts.end),
    ]
    person, start, end = (np.concatenate([p[i] for p in parts]) for i in range(3))
    channel = rng.choice(len(CHANNELS), size=len(person), p=_SHARES)
    channel[len(person) - len(posts.person) :] = POST
    low, high = (np.array([w[i] for w in _WAGES])[channel] for i in range(2))
    wage = rng.integers(low, high + 1) // 50 * 5_000
    wage[len(person) - len(posts.person) :] = posts.pay
    order = np.lexsort((start, person))
    person, start, end, channel = person[order], start[order], end[order], channel[order]
    place = np.where(channel == OUTSIDE, 1 + (rng.random(len(person)) < 0.6), 0)
    away = np.flatnonzero((channel == OUTSIDE) & (end == OPEN))
    returned = np.zeros(len(person), dtype=bool)
    returned[rng.permutation(away)[: scale.of("returned_persons")]] = True
    seq = np.arange(len(person)) - np.searchsorted(person, person) + 1
    return Spells(person, seq, start, end, channel, place, wage[order], returned)


@dataclass(frozen=True)
class WorkNow:
    """One element per member: position in PLACES (-1 without work) and months worked in the year of D."""

    place: Ints
    months: Ints


def work_now(
    spells: Spells, people: People, traits: Traits, groups: Ints, calendar: Calendar, rng: np.random.Generator
) -> WorkNow:
    """Of the employment ledger for those it covers; other households' full labour as it comes."""
    covered = groups[people.household] >= 0
    at_work = ~covered & traits.full_labour & (rng.random(len(covered)) < 0.6)
    place = np.where(at_work, rng.integers(0, len(PLACES), len(covered)), -1)
    months = np.where(at_work, rng.integers(3, 13, len(covered)), 0)
    rows = spells.open
    place[spells.person[rows]] = spells.place[rows]
    months[spells.person[rows]] = months_this_year(spells.start[rows], calendar)
    return WorkNow(place, months)


def months_this_year(start: Ints, calendar: Calendar) -> Ints:
    """Whole months of the year of D that lie between a start month and the month of D."""
    this, january = month_number(np.array([day(calendar.as_of), day(date(calendar.as_of.year, 1, 1))]))
    return np.maximum(this - np.maximum(start, january), 0)
