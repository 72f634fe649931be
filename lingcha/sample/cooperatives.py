"""Party-led village co-operatives (HZ01): one to a village, and which households are members (HJ01)."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from lingcha.sample.apportion import Ints, apportion, scaled
from lingcha.sample.calendar import Calendar, Days, day
from lingcha.sample.households import Households
from lingcha.sample.places import Places
from lingcha.sample.targets import figures

ACTIVE, CLOSED, STRUCK_OFF = range(3)
_JOINED_SHARE = 0.85
# The published count is of the end of June, two months before the as-of date of the letter.
_DAYS_BEFORE = 62


@dataclass(frozen=True)
class Cooperatives:
    """One element per co-operative, by village. state: ACTIVE, CLOSED or STRUCK_OFF; founded: day.

    joined: by household, member of the active co-operative of its village.
    """

    village: Ints
    state: Ints
    founded: Days
    joined: npt.NDArray[np.bool_]


def make_cooperatives(
    places: Places, households: Households, calendar: Calendar, rng: np.random.Generator
) -> Cooperatives:
    """Active ones in as large a part of the villages as published; a few that ended are in other villages."""
    f = figures()
    share = Fraction(len(places.villages), f["villages"])
    active, ended = scaled(f["cooperatives"], share), scaled(f["cooperatives_ended"], share)
    inhabited = np.flatnonzero(places.households > 0)
    unit_of = places.unit_of_village[inhabited]
    per_unit = np.bincount(unit_of, minlength=len(places.units))
    wanted = apportion(active, per_unit)
    own = [rng.permutation(inhabited[unit_of == u]) for u in range(len(places.units))]
    chosen = np.concatenate([v[:n] for v, n in zip(own, wanted, strict=True)])
    others = rng.permutation(np.concatenate([v[n:] for v, n in zip(own, wanted, strict=True)]))[:ended]
    village = np.r_[chosen, others]
    state = np.r_[np.full(len(chosen), ACTIVE), CLOSED + np.arange(len(others)) % 2]
    order = np.argsort(village)
    founded = day(calendar.as_of) - _DAYS_BEFORE - rng.integers(0, 900, len(village))
    covered = np.zeros(len(places.villages), dtype=bool)
    covered[chosen] = True
    joined = covered[households.village] & (rng.random(len(households.village)) < _JOINED_SHARE)
    return Cooperatives(village[order], state[order], founded, joined)
