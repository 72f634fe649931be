"""Who lives in a household of a given size: relations, sexes and ages that fit each other."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lingcha.sample.apportion import Ints
from lingcha.sample.calendar import Days, ages_on

RELATIONS = ("户主", "配偶", "之子", "之女", "之儿媳", "之孙子", "之孙女", "之父", "之母")
_HEAD, _SPOUSE, _SON, _DAUGHTER, _SON_WIFE, _GRANDSON, _GRANDDAUGHTER, _FATHER, _MOTHER = range(9)
_CHILD, _GRANDCHILD = _SON, _GRANDSON  # sex drawn later; a girl becomes the next relation
_FEMALE_RELATIONS = (_DAUGHTER, _SON_WIFE, _GRANDDAUGHTER, _MOTHER)

# (members behind the head, age of the head from, to): a size has several shapes, each as likely as it is
# repeated.
_SHAPES: dict[int, tuple[tuple[tuple[int, ...], int, int], ...]] = {
    1: (((), 40, 74),),
    2: (((_SPOUSE,), 32, 78), ((_SPOUSE,), 50, 78), ((_CHILD,), 34, 62)),
    3: (((_SPOUSE, _CHILD), 28, 62), ((_SPOUSE, _CHILD), 32, 55), ((_SPOUSE, _MOTHER), 36, 62)),
    4: (((_SPOUSE, _CHILD, _CHILD), 34, 58), ((_SPOUSE, _SON, _SON_WIFE), 54, 72)),
    5: (
        ((_SPOUSE, _CHILD, _CHILD, _MOTHER), 34, 56),
        ((_SPOUSE, _SON, _SON_WIFE, _GRANDCHILD), 54, 72),
    ),
    6: (
        ((_SPOUSE, _CHILD, _CHILD, _FATHER, _MOTHER), 34, 54),
        ((_SPOUSE, _SON, _SON_WIFE, _GRANDCHILD, _GRANDCHILD), 55, 72),
    ),
    7: (((_SPOUSE, _SON, _SON_WIFE, _GRANDCHILD, _GRANDCHILD, _MOTHER), 55, 66),),
    8: (((_SPOUSE, _SON, _SON_WIFE, _GRANDCHILD, _GRANDCHILD, _GRANDCHILD, _MOTHER), 56, 66),),
}


@dataclass(frozen=True)
class People:
    """One element per member 在册, grouped by household in its order.

    household: position; place: 0 is the head; relation: position in RELATIONS; birth: days since 1970; age
    at D.
    """

    household: Ints
    place: Ints
    relation: Ints
    male: npt.NDArray[np.bool_]
    birth: Days
    age: Ints

    @property
    def head(self) -> npt.NDArray[np.bool_]:
        return self.place == 0


def make_people(sizes: Ints, as_of: np.datetime64, rng: np.random.Generator) -> People:
    """Members for households of the given sizes (1..8)."""
    shape, ages = _heads(sizes, rng)
    household = np.repeat(np.arange(len(sizes)), sizes)
    place = np.arange(len(household)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    relation = np.zeros(len(household), dtype=np.int64)
    for size, shapes in _SHAPES.items():
        rows = np.array([(_HEAD, *members) for members, _, _ in shapes], dtype=np.int64)
        here = np.flatnonzero(sizes[household] == size)
        relation[here] = rows[shape[household[here]], place[here]]
    male = rng.random(len(household)) < 0.52
    head_male = rng.random(len(sizes)) < 0.88
    male = np.where(relation == _HEAD, head_male[household], male)
    male = np.where(relation == _SPOUSE, ~head_male[household], male)
    # With the wife of a son there is a son.
    with_wife = np.zeros(len(sizes), dtype=bool)
    with_wife[household[relation == _SON_WIFE]] = True
    male |= (relation == _SON) & with_wife[household]
    male |= relation == _FATHER
    male &= ~np.isin(relation, _FEMALE_RELATIONS)
    age = _ages(household, relation, ages, rng)
    relation = relation + (np.isin(relation, (_CHILD, _GRANDCHILD)) & ~male)
    birth = _birthdays(age, male, as_of)
    return People(household, place, relation, male, birth, ages_on(birth, as_of.astype(object)))


def _heads(sizes: Ints, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Shape and age of the head for every household."""
    shape, age = np.zeros(len(sizes), dtype=np.int64), np.zeros(len(sizes), dtype=np.int64)
    for size, shapes in _SHAPES.items():
        here = np.flatnonzero(sizes == size)
        shape[here] = rng.integers(0, len(shapes), size=len(here))
        low = np.array([s[1] for s in shapes])[shape[here]]
        high = np.array([s[2] for s in shapes])[shape[here]]
        age[here] = rng.integers(low, high + 1)
    return shape, age


def _ages(household: Ints, relation: Ints, heads: Ints, rng: np.random.Generator) -> Ints:
    """Rough ages in years: generations are 21 to 31 years apart, so nobody is older than a parent."""
    head = heads[household]
    # The first child of a household sets the generation between; later children and grandchildren follow
    # from it.
    gap = rng.integers(22, 28, size=len(heads))[household]
    nth = _nth_of_relation(household, relation)
    child = head - gap - 3 * nth
    parent = np.minimum(head + rng.integers(21, 29, size=len(head)), 96)
    grandchild = np.maximum(head - gap - 25 - 3 * nth, 0)
    age = head.copy()
    age = np.where(relation == _SPOUSE, np.maximum(head - rng.integers(0, 5, size=len(head)), 24), age)
    age = np.where(np.isin(relation, (_SON, _DAUGHTER)), np.maximum(child, 0), age)
    age = np.where(relation == _SON_WIFE, head - gap - 1, age)
    age = np.where(relation == _GRANDCHILD, grandchild, age)
    return np.where(np.isin(relation, (_FATHER, _MOTHER)), parent, age)


def _nth_of_relation(household: Ints, relation: Ints) -> Ints:
    """How many members of the same household and relation stand before each one."""
    key = household * 16 + relation
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    first = np.r_[True, ordered[1:] != ordered[:-1]]
    starts = np.maximum.accumulate(np.where(first, np.arange(len(key)), 0))
    nth = np.empty(len(key), dtype=np.int64)
    nth[order] = np.arange(len(key)) - starts
    return nth


def _birthdays(age: Ints, male: npt.NDArray[np.bool_], as_of: np.datetime64) -> Days:
    """A birthday in the year ``as_of - age``, spread evenly over the year so that no day is crowded.

    Even spreading is what keeps the ten invented numbers per prefix and day enough (see ``identity``).
    """
    year = int(as_of.astype("datetime64[Y]").astype(np.int64)) + 1970 - age
    first = (year - 1970).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)
    following = (year - 1969).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)
    # Everybody is at least ten days old at D.
    days = np.minimum(following, int(as_of.astype(np.int64)) - 9) - first
    crowd = year * 2 + male
    order = np.argsort(crowd, kind="stable")
    ordered = crowd[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    lengths = np.diff(np.r_[starts, len(ordered)])
    rank = np.arange(len(ordered)) - np.repeat(starts, lengths)
    # Multiplying by a prime that does not divide the length mixes the ranks without meeting one twice:
    # brothers are not born on following days.
    prime = np.where(lengths % 7919 == 0, 7907, 7919)
    mixed = rank * np.repeat(prime, lengths) % np.repeat(lengths, lengths)
    birth = np.empty(len(age), dtype=np.int64)
    birth[order] = first[order] + mixed * days[order] // np.repeat(lengths, lengths)
    return birth
