"""The registers of households and members, with those that left: what HJ01 and HJ02 list."""

from dataclasses import dataclass, fields
from datetime import date

import numpy as np
import numpy.typing as npt

from lingcha.sample import identity
from lingcha.sample.apportion import Ints, apportion
from lingcha.sample.calendar import Days, ages_on, day
from lingcha.sample.families import RELATIONS, People
from lingcha.sample.households import Households
from lingcha.sample.places import Places
from lingcha.sample.targets import Scale

REGISTERED, DEAD, MOVED = "在册", "死亡", "迁出"
STATUSES = (REGISTERED, DEAD, MOVED)
_FORMER_PER_THOUSAND = 4
_MARRIED_OUT = RELATIONS.index("之女")
_MARRIED_IN = RELATIONS.index("之儿媳")
_MOTHER = RELATIONS.index("之母")


@dataclass(frozen=True)
class Ended:
    """Monitored households that are no more: one member each, who died or moved. Not 在册, beyond the
    city's count.

    village, serial as in Households; moved: 整户迁出 instead of 整户自然减少; left: the day of it.
    """

    village: Ints
    serial: Ints
    moved: npt.NDArray[np.bool_]
    left: Days


@dataclass(frozen=True)
class Members:
    """One element per row of HJ02: first everybody 在册, then members who left, then those of ended
    households.

    household: position in Households, or behind them in Ended. number: of the person inside the household.
    relation: position in RELATIONS. status: position in STATUSES; left: the day of leaving or -1.
    """

    household: Ints
    number: Ints
    relation: Ints
    male: npt.NDArray[np.bool_]
    birth: Days
    age: Ints
    status: Ints
    left: Days
    id_no: npt.NDArray[np.str_]
    name: npt.NDArray[np.str_]


def make_ended(scale: Scale, places: Places, before: date, rng: np.random.Generator) -> Ended:
    """Spread over the villages by size; they left in the three months before ``before``."""
    count = scale.of("natural_households", at_least=1)
    village = np.repeat(np.arange(len(places.villages)), apportion(count, places.households))
    nth = np.arange(count) - np.searchsorted(village, village)
    return Ended(
        village=village,
        serial=places.households[village] + nth + 1,
        moved=rng.random(count) < 0.3,
        left=day(before) - rng.integers(75, 110, size=count),
    )


@dataclass(frozen=True)
class _Draft:
    household: Ints
    number: Ints
    relation: Ints
    male: npt.NDArray[np.bool_]
    birth: Days
    status: Ints
    left: Days
    same_as: Ints  # the 在册 person whose ID number and name these are, or -1


def make_members(
    places: Places,
    households: Households,
    ended: Ended,
    people: People,
    as_of: date,
    rng: np.random.Generator,
) -> Members:
    """IDs and names for everybody. Women who married in keep, as 迁出, a row in the household they came
    from.
    """
    drafts = [
        _Draft(
            people.household,
            people.place + 1,
            people.relation,
            people.male,
            people.birth,
            _full(people.birth, STATUSES.index(REGISTERED)),
            _full(people.birth, -1),
            _full(people.birth, -1),
        ),
        _dead(households, as_of, rng),
        _married_out(households, people, as_of, rng),
        _last_members(ended, len(households.size), as_of, rng),
    ]
    rows = _Draft(*(np.concatenate([getattr(d, f.name) for d in drafts]) for f in fields(_Draft)))
    villages = np.r_[households.village, ended.village][rows.household]
    home = np.array([identity.prefix_index(v.county_code) for v in places.villages])[villages]
    own = np.flatnonzero(rows.same_as < 0)
    copies = np.flatnonzero(rows.same_as >= 0)
    id_no = np.empty(len(rows.birth), dtype="U18")
    id_no[own] = identity.allocate_ids(rows.birth[own], rows.male[own], home[own])
    surname = identity.surname_indices(len(households.size) + len(ended.village), rng)[rows.household]
    # Wives and mothers bring their own surname.
    own_name = np.isin(rows.relation, [RELATIONS.index(r) for r in ("配偶", "之儿媳", "之母")])
    surname = np.where(own_name, identity.surname_indices(len(surname), rng), surname)
    name = identity.names(surname, rows.male, rng)
    id_no[copies], name[copies] = id_no[rows.same_as[copies]], name[rows.same_as[copies]]
    return Members(
        rows.household,
        rows.number,
        rows.relation,
        rows.male,
        rows.birth,
        ages_on(rows.birth, as_of),
        rows.status,
        rows.left,
        id_no,
        name,
    )


def _full(like: Ints, value: int) -> Ints:
    return np.full(len(like), value, dtype=np.int64)


def _dead(households: Households, as_of: date, rng: np.random.Generator) -> _Draft:
    """Old mothers who died in the last year: extra rows behind the members 在册."""
    count = max(1, len(households.size) * _FORMER_PER_THOUSAND // 1000)
    chosen = np.sort(rng.choice(len(households.size), size=count, replace=False))
    today = day(as_of)
    birth = today - rng.integers(83 * 365, 97 * 365, size=count)
    return _Draft(
        chosen,
        households.size[chosen] + 1,
        _full(chosen, _MOTHER),
        np.zeros(count, dtype=bool),
        birth,
        _full(chosen, STATUSES.index(DEAD)),
        today - rng.integers(10, 360, size=count),
        _full(chosen, -1),
    )


def _married_out(households: Households, people: People, as_of: date, rng: np.random.Generator) -> _Draft:
    """One woman in two hundred who married in is still listed, as 迁出, where she comes from: no
    duplicate.
    """
    wives = np.flatnonzero(people.relation == _MARRIED_IN)
    wives = np.sort(rng.choice(wives, size=min(len(wives), 1 + len(wives) // 200), replace=False))
    parents = rng.choice(len(households.size), size=len(wives), replace=False)
    return _Draft(
        parents,
        households.size[parents] + 2,
        _full(wives, _MARRIED_OUT),
        np.zeros(len(wives), dtype=bool),
        people.birth[wives],
        _full(wives, STATUSES.index(MOVED)),
        day(as_of) - rng.integers(10, 360, size=len(wives)),
        wives,
    )


def _last_members(ended: Ended, offset: int, as_of: date, rng: np.random.Generator) -> _Draft:
    count = len(ended.village)
    chosen = np.arange(offset, offset + count)
    return _Draft(
        chosen,
        np.ones(count, dtype=np.int64),
        np.zeros(count, dtype=np.int64),
        rng.random(count) < 0.6,
        day(as_of) - rng.integers(66 * 365, 90 * 365, size=count),
        np.where(ended.moved, STATUSES.index(MOVED), STATUSES.index(DEAD)),
        ended.left,
        _full(chosen, -1),
    )
