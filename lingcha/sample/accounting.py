"""The accounting of incomes (SZ01): all 脱贫户 and all households monitored by the end of the round.

The means per head of both groups come out exactly as published, in the latest round and in the full year
before it. A household that is both (脱贫户 under monitoring) counts in both groups, so incomes are drawn in
this order: monitored 脱贫户, other monitored ones (together the published mean of 监测对象), then all other
脱贫户 (with the first: that of 脱贫户). Households that were monitored in the year before and those that were
not each have the mean of the year before, so it holds for the group as it was then and as it is now.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lingcha.sample.apportion import Ints, spread_between
from lingcha.sample.calendar import Calendar, Days, Round, day
from lingcha.sample.households import Households
from lingcha.sample.incomes import IncomeParts, business_from_rest, nets_with_sum
from lingcha.sample.table import divide_half_up
from lingcha.sample.targets import figures

GROUPS = ("脱贫户（非监测）", "监测对象（脱贫户）", "监测对象（一般农户）")
# Income per head in 分: only those under monitoring may lie below the line.
_LOW_MONITORED, _LOW, _HIGH = 640_000, 720_000, 6_000_000


@dataclass(frozen=True)
class Accounts:
    """One element per household and round of accounting, in 分. group: position in GROUPS."""

    round: Round
    household: Ints
    group: Ints
    net: Ints
    net_previous: Ints
    parts: IncomeParts

    def net_per_head(self, sizes: Ints) -> Ints:
        return divide_half_up(self.net, sizes[self.household])


def first_decisions(household: Ints, county: Days, count: int) -> Days:
    """Day of the first identification of each of ``count`` households; far in the future where there is
    none.
    """
    first = np.full(count, 2**40, dtype=np.int64)
    registered = household < count
    np.minimum.at(first, household[registered], county[registered])
    return first


def make_accounts(
    households: Households, identified: Days, calendar: Calendar, rng: np.random.Generator
) -> list[Accounts]:
    """One per round, in their order; ``identified``: day of the first identification by household."""
    if not calendar.income_rounds:
        return []
    base = calendar.income_base
    latest = _latest(households, identified, calendar.income_rounds[-1], base, rng)
    earlier = [_earlier(r, latest, identified, households, rng) for r in calendar.income_rounds[:-1]]
    before = [_year_before(base, latest, identified, households, rng)] if base else []
    return [*before, *earlier, latest]


def _groups(households: Households, identified: Days, at: Round) -> tuple[Ints, Ints]:
    monitored = identified <= day(at.period.end)
    household = np.flatnonzero(households.out_of_poverty | monitored)
    general = ~households.out_of_poverty[household]
    return household, np.where(monitored[household], 1 + general, 0)


def _latest(
    households: Households, identified: Days, at: Round, base: Round | None, rng: np.random.Generator
) -> Accounts:
    f = figures()
    household, group = _groups(households, identified, at)
    size = households.size[household]
    low = np.where((group > 0) & ~households.gone[household], _LOW_MONITORED, _LOW)
    net, previous = np.zeros_like(size), np.zeros_like(size)
    early = identified[household] <= (day(base.period.end) if base else -1)
    both = group == 1
    for members, kind in ((both, "monitored"), (group == 2, "monitored"), (group == 0, "out_of_poverty")):
        shared = both if kind == "out_of_poverty" else np.zeros_like(both)
        mean, before = f[f"income_{kind}_fen"], f[f"income_{kind}_previous_fen"]
        own, heads = size[members], int(size[members | shared].sum())
        net[members] = nets_with_sum(mean * heads - int(net[shared].sum()), own, low[members], _HIGH, rng)
        start = net[members] * before // mean * rng.integers(94, 107, size=len(own)) // 100
        previous[members] = _before(
            before * heads - int(previous[shared].sum()), before, start, net[members], own, early[members]
        )
    return Accounts(at, household, group, net, previous, _parts(net, group, "wage_business_share_bp", rng))


def _before(total: int, mean: int, start: Ints, net: Ints, size: Ints, early: npt.NDArray[np.bool_]) -> Ints:
    """Incomes of the year before, ``total`` together; those monitored only since (not ``early``) have the
    mean, or come as near to it as so few households allow.
    """
    low, high = net * 8 // 10, net * 13 // 10
    values = np.zeros_like(net)
    late = ~early
    if early.any() and late.any():
        of_late = int(np.clip(mean * int(size[late].sum()), int(low[late].sum()), int(high[late].sum())))
        rest = int(np.clip(total - of_late, int(low[early].sum()), int(high[early].sum())))
        values[late] = spread_between(total - rest, start[late], low[late], high[late])
        values[early] = spread_between(rest, start[early], low[early], high[early])
        return values
    return spread_between(total, start, low, high)


def _year_before(
    at: Round, latest: Accounts, identified: Days, households: Households, rng: np.random.Generator
) -> Accounts:
    """The full year that growth is measured against: what the latest round names as the previous income."""
    household, group = _groups(households, identified, at)
    place = np.searchsorted(latest.household, household)
    net = latest.net_previous[place]
    previous = net * rng.integers(85, 98, size=len(net)) // 100
    share = "wage_business_share_previous_bp"
    return Accounts(at, household, group, net, previous, _parts(net, group, share, rng))


def _parts(net: Ints, group: Ints, earned_share: str, rng: np.random.Generator) -> IncomeParts:
    """Property and transfer of all 脱贫户 together are exactly what the share of earnings leaves."""
    share = 10_000 - figures()[earned_share]
    other = (net * rng.uniform(0.06, 0.14, len(net))).astype(np.int64)
    poor = group < 2
    total = divide_half_up(net[poor].sum(keepdims=True) * share, np.array([10_000]))
    other[poor] = spread_between(int(total[0]), other[poor], net[poor] // 100, net[poor] // 3)
    prop = (other * rng.uniform(0.05, 0.2, len(net))).astype(np.int64)
    return business_from_rest(net, other - prop, prop, rng)


def _earlier(
    at: Round, latest: Accounts, identified: Days, households: Households, rng: np.random.Generator
) -> Accounts:
    """An earlier round of the same households, in proportion to its length, a few percent up or down."""
    household, group = _groups(households, identified, at)
    place = np.searchsorted(latest.household, household)
    net = latest.net[place] * at.share // 100 * rng.integers(96, 105, size=len(place)) // 100
    return Accounts(
        at,
        household,
        group,
        net,
        latest.net_previous[place],
        _parts(net, group, "wage_business_share_bp", rng),
    )
