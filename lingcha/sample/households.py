"""The households of the city: where they live, of what kind they are, how many members they have.

Every household belongs to one stratum (``STRATA``). The strata are disjoint, so the published counts and
persons, which overlap (a key household can be a monitored one), all come out exactly: each is a sum of
strata.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lingcha.sample.apportion import Ints, apportion, interleave, scaled, sizes_with_sum
from lingcha.sample.places import Places
from lingcha.sample.targets import Scale, figures

LARGEST_HOUSEHOLD = 8
CATEGORIES = ("脱贫不稳定户", "边缘易致贫户", "突发严重困难户")

# new: identified in the screening (by the household's own report or not); gone: eliminated in it; kept: all
# other monitored ones; each by category. Then 脱贫户 that were never monitored, other key households, self
# reports that did not lead to monitoring, and everybody else.
STRATA = (
    *(f"new_self_{c}" for c in range(3)),
    *(f"new_{c}" for c in range(3)),
    *(f"gone_{c}" for c in range(3)),
    *(f"kept_{c}" for c in range(3)),
    "out_of_poverty",
    "key",
    "self",
    "rest",
)
_INDEX = {name: i for i, name in enumerate(STRATA)}
# What every unit needs for its forms: somebody to support, somebody eliminated, an accounting of incomes.
_PER_UNIT = {"kept_0": 1, "kept_2": 1, "gone_2": 1, "out_of_poverty": 1, "rest": 4}
_PER_CITY = ("new_self_2", "new_2", "self")


@dataclass(frozen=True)
class Households:
    """One element per household 在册, in village order.

    village: position in ``Places.villages``; serial: number inside the village, from 1; stratum: position in
    STRATA; category: position in CATEGORIES or -1; out_of_poverty: 脱贫户.
    """

    village: Ints
    serial: Ints
    stratum: Ints
    size: Ints
    category: Ints
    out_of_poverty: npt.NDArray[np.bool_]

    def in_strata(self, *prefixes: str) -> npt.NDArray[np.bool_]:
        """Households whose stratum is one of the names or begins with one of them and an underscore."""
        wanted = [i for n, i in _INDEX.items() if n in prefixes or n.rpartition("_")[0] in prefixes]
        return np.isin(self.stratum, wanted)

    @property
    def new(self) -> npt.NDArray[np.bool_]:
        return self.in_strata("new", "new_self")

    @property
    def gone(self) -> npt.NDArray[np.bool_]:
        return self.in_strata("gone")

    @property
    def monitored(self) -> npt.NDArray[np.bool_]:
        return self.category >= 0

    @property
    def key(self) -> npt.NDArray[np.bool_]:
        return self.monitored | self.out_of_poverty | self.in_strata("key")

    @property
    def self_reported(self) -> npt.NDArray[np.bool_]:
        return self.in_strata("new_self", "self")


def make_households(scale: Scale, places: Places, rng: np.random.Generator) -> Households:
    units = len(places.units)
    counts, persons = strata_at(scale, units)
    village = np.repeat(np.arange(len(places.villages)), places.households)
    unit_of = places.unit_of_village[village]
    stratum = _label(counts, unit_of, units, rng)
    size = np.empty(len(village), dtype=np.int64)
    for index in range(len(STRATA)):
        members = np.flatnonzero(stratum == index)
        size[members] = sizes_with_sum(len(members), int(persons[index]), LARGEST_HOUSEHOLD, rng)
    category = np.where(stratum < 12, stratum % 3, -1)
    first = np.cumsum(places.households) - places.households
    return Households(
        village=village,
        serial=np.arange(len(village)) - first[village] + 1,
        stratum=stratum,
        size=size,
        category=category,
        out_of_poverty=_out_of_poverty(stratum, category, scale, rng),
    )


def _label(counts: Ints, unit_of: Ints, units: int, rng: np.random.Generator) -> Ints:
    """A stratum for every household: exact for the city, in proportion in every unit, even along its
    villages.
    """
    per_unit = np.bincount(unit_of, minlength=units)
    table = np.zeros((len(STRATA), units), dtype=np.int64)
    rest = _INDEX["rest"]
    for index, name in enumerate(STRATA):
        if index != rest:
            table[index] = apportion(int(counts[index]), per_unit, minimum=_PER_UNIT.get(name, 0))
    table[rest] = per_unit - table.sum(axis=0)
    labels = [interleave(table[:, u], rng) for u in range(units)]
    return np.concatenate(labels)


def _out_of_poverty(
    stratum: Ints, category: Ints, scale: Scale, rng: np.random.Generator
) -> npt.NDArray[np.bool_]:
    sudden = np.flatnonzero(category == 2)
    some = rng.permutation(sudden)[: min(scale.of("sudden_out_of_poverty_households"), len(sudden))]
    flags = (category == 0) | (stratum == _INDEX["out_of_poverty"])
    flags[some] = True
    return flags


def strata_at(scale: Scale, units: int) -> tuple[Ints, Ints]:
    """Households and persons of every stratum at a scale; exact sums at 1.0 and in the whole city at any
    scale.
    """
    full_households, full_persons = _strata_at_full_scale()
    counts = np.array([scaled(int(n), scale.share) for n in full_households])
    new, gone, kept = slice(0, 6), slice(6, 9), slice(9, 12)
    monitored = scaled(int(full_households[:12].sum()), scale.share)
    for group in (new, gone):
        counts[group] = apportion(
            scaled(int(full_households[group].sum()), scale.share), full_households[group]
        )
    counts[kept] = apportion(monitored - int(counts[:9].sum()), full_households[kept])
    counts = np.maximum(counts, [_PER_UNIT.get(n, 0) * units + (n in _PER_CITY) for n in STRATA])
    rest = _INDEX["rest"]
    counts[rest] = 0
    counts[rest] = scale.of("households") - counts.sum()
    persons = np.array(
        [
            min(max(round(int(c) * int(p) / int(h)), int(c)), LARGEST_HOUSEHOLD * int(c))
            for c, p, h in zip(counts, full_persons, full_households, strict=True)
        ]
    )
    persons[rest] = 0
    persons[rest] = scale.of("persons") - persons.sum()
    return counts, persons


def _strata_at_full_scale() -> tuple[Ints, Ints]:
    """Households and persons of the strata at 1.0, derived from the figures; natural eliminations are not
    在册.
    """
    f = figures()
    by_category = np.array([f[f"{n}_households"] for n in ("unstable", "marginal", "sudden")])
    persons = np.array([f[f"{n}_persons"] for n in ("unstable", "marginal", "sudden")])
    by_category[2] -= f["natural_households"]
    persons[2] -= f["natural_households"]
    new = apportion(f["new_households"], by_category)
    new_self = apportion(f["self_reported_new_households"], new)
    new_self_persons = apportion(f["self_reported_new_persons"], new_self)
    new_persons = apportion(f["new_persons"] - f["self_reported_new_persons"], new - new_self)
    gone = apportion(f["eliminated_households"], by_category)
    gone_persons = apportion(f["eliminated_persons"], gone)
    kept, kept_persons = by_category - new - gone, persons - new_self_persons - new_persons - gone_persons
    poor = f["out_of_poverty_households"] - f["unstable_households"] - f["sudden_out_of_poverty_households"]
    key = f["key_households"] - int(by_category.sum()) - poor
    key_persons = 3 * key
    poor_persons = f["key_persons"] - int(persons.sum()) - key_persons
    own = f["self_reported_households"] - int(new_self.sum())
    own_persons = f["self_reported_persons"] - int(new_self_persons.sum())
    households = np.r_[new_self, new - new_self, gone, kept, poor, key, own]
    members = np.r_[
        new_self_persons, new_persons, gone_persons, kept_persons, poor_persons, key_persons, own_persons
    ]
    return (
        np.r_[households, f["households"] - households.sum()],
        np.r_[members, f["persons"] - members.sum()],
    )
