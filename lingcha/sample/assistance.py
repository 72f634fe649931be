"""Who was helped to find work this year (JY02), and who was trained and certified (JN01)."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from lingcha.sample.apportion import Ints
from lingcha.sample.calendar import Calendar, Days, day, month_number
from lingcha.sample.employment import POST, Spells, employable
from lingcha.sample.families import People
from lingcha.sample.targets import Scale
from lingcha.sample.traits import LABOUR, Traits

MODES = ("推送用工信息", "以工代赈", "开发公益性岗位")
RESULTS = ("已就业", "跟踪中")
EMPLOYED, FOLLOWED = range(2)
_EMPLOYED_PERCENT, _SECOND_PERCENT, _UNWILLING_PERCENT = 80, 10, 2

LEVELS = ("初级工", "中级工", "无等级", "高级工", "技师", "高级技师")
FIRST_HIGH_LEVEL = 3  # 高级工 and above are highly skilled
_SECOND_COURSE_PERCENT = 6
_SKILLED = LABOUR.index("技能劳动力")
_FIRST_COURSE = (3, 28)  # month and day: the plan was issued three days before


@dataclass(frozen=True)
class Assistance:
    """One element per assistance. registered, assisted: days; assisted, mode and result are -1 for those who
    do not want to work: they are listed, not assisted.
    """

    person: Ints
    seq: Ints
    registered: Days
    assisted: Days
    mode: Ints
    result: Ints


def make_assistance(
    scale: Scale,
    people: People,
    traits: Traits,
    groups: Ints,
    spells: Spells,
    calendar: Calendar,
    rng: np.random.Generator,
) -> Assistance:
    """Distinct persons assisted are exact: four in five began to work afterwards, the others are followed."""
    wanted = scale.of("assisted_persons", at_least=1)
    this = int(month_number(np.array([day(calendar.as_of)]))[0])
    began = np.flatnonzero(spells.open & (spells.start >= this - 7))
    began = rng.permutation(began)[: wanted * _EMPLOYED_PERCENT // 100]
    idle = employable(people, traits, groups)
    idle[spells.person] = False
    others = rng.permutation(np.flatnonzero(idle & (people.age < 60)))
    rest, unwilling = np.split(others, [wanted - len(began)])
    unwilling = unwilling[: wanted * _UNWILLING_PERCENT // 100]
    again = rest[: len(rest) * _SECOND_PERCENT // 100]
    today = day(calendar.as_of)
    first_day = spells.start[began].astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    followed = today - rng.integers(30, 80, len(rest))
    person = np.r_[spells.person[began], rest, again, unwilling]
    assisted = np.r_[
        first_day - rng.integers(2, 30, len(began)),
        followed,
        followed[: len(again)] + rng.integers(5, 25, len(again)),
        np.full(len(unwilling), -1),
    ]
    seq = np.r_[np.ones(len(began) + len(rest)), np.full(len(again), 2), np.ones(len(unwilling))].astype(
        np.int64
    )
    result = np.repeat([EMPLOYED, FOLLOWED, -1], [len(began), len(rest) + len(again), len(unwilling)])
    mode = np.r_[
        np.where(spells.channel[began] == POST, 2, rng.integers(0, 2, len(began))),
        rng.integers(0, 2, len(rest) + len(again)),
        np.full(len(unwilling), -1),
    ]
    registered = np.r_[
        assisted[: len(began) + len(rest)] - rng.integers(3, 30, len(began) + len(rest)),
        np.zeros(len(again), dtype=np.int64),
        today - rng.integers(30, 80, len(unwilling)),
    ]
    registered[len(began) + len(rest) :][: len(again)] = registered[len(began) :][: len(again)]
    order = np.lexsort((seq, person))
    return Assistance(*(a[order] for a in (person, seq, registered, assisted, mode, result)))


@dataclass(frozen=True)
class Training:
    """One element per person and course. level: position in LEVELS, -1 without a certificate.

    course: number of the course in its unit, from 1; start, end, certified: days (certified -1 without).
    """

    person: Ints
    unit: Ints
    course: Ints
    start: Days
    end: Days
    level: Ints
    certified: Days


def make_training(
    scale: Scale,
    people: People,
    traits: Traits,
    groups: Ints,
    unit_of_household: Ints,
    calendar: Calendar,
    rng: np.random.Generator,
) -> Training:
    """Trained, certified and highly skilled are distinct persons, each a part of the ones before."""
    trained = scale.of("trained_persons", at_least=3)
    certified, high = (
        scale.of("certified_persons", at_least=2),
        scale.of("highly_skilled_persons", at_least=1),
    )
    fit = np.flatnonzero(employable(people, traits, groups) & traits.full_labour & (people.age < 60))
    # Most of those with a certificate are 技能劳动力 in the register.
    keys = rng.random(len(fit)) + 0.7 * (traits.labour[fit] != _SKILLED)
    first = np.argsort(keys, kind="stable")[:certified]
    others = np.setdiff1d(np.arange(len(fit)), first)
    person = fit[np.r_[first, rng.permutation(others)[: trained - certified]]]
    level = np.full(len(person), -1)
    level[:high] = FIRST_HIGH_LEVEL + np.searchsorted((0.8, 0.96), rng.random(high))
    level[high:certified] = rng.integers(0, FIRST_HIGH_LEVEL, certified - high)
    again = person[certified:][: trained * _SECOND_COURSE_PERCENT // 100]
    person, level = np.r_[person, again], np.r_[level, np.full(len(again), -1)]
    second = np.arange(len(person)) >= len(person) - len(again)
    unit = unit_of_household[people.household[person]]
    order = np.lexsort((rng.random(len(person)), second, unit))
    person, level, unit, second = person[order], level[order], unit[order], second[order]
    course = _courses(unit, second.astype(np.int64))
    start, end = _course_days(unit, course, calendar, rng)
    return Training(
        person, unit, course, start, end, level,
        np.where(level >= 0, end + rng.integers(3, 15, len(person)), -1),
    )  # fmt: skip


def _courses(unit: Ints, second: Ints) -> Ints:
    """Forty persons to a course of their unit; who comes a second time finds courses of his own."""
    key = unit * 2 + second
    rank = np.arange(len(key)) - np.searchsorted(key, key)
    return 1 + rank // 40 + 500 * second


def _course_days(unit: Ints, course: Ints, calendar: Calendar, rng: np.random.Generator) -> tuple[Days, Days]:
    """One week to two, after the plan was issued and early enough for certificates by the as-of date."""
    _, number = np.unique(unit * 1000 + course, return_inverse=True)
    last = day(calendar.as_of) - 32
    first = min(day(date(calendar.as_of.year, *_FIRST_COURSE)), last - 60)
    starts = rng.integers(first, last, int(number.max()) + 1)
    lengths = rng.integers(7, 16, len(starts))
    return starts[number], (starts + lengths)[number]
