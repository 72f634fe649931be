"""School, health, ability to work and benefits of the members, so that no plausibility rule contradicts
another.

The limits are those of the data rules: a stage of school fits the age, nobody in school or below 16 is
labour, healthy adults are full labour, from 60 on nobody is, a chronically ill or disabled adult is half
labour.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lingcha.sample.apportion import Ints
from lingcha.sample.families import People
from lingcha.sample.households import Households

Flags = npt.NDArray[np.bool_]

SCHOOLS = (
    "学龄前儿童", "学前教育", "小学", "七年级", "八年级", "九年级",
    "普通高中一年级", "普通高中二年级", "普通高中三年级", "中职一年级", "中职二年级", "中职三年级",
    "高职高专一年级", "高职高专二年级", "高职高专三年级",
    "本科一年级", "本科二年级", "本科三年级", "本科四年级",
)  # fmt: skip
EDUCATIONS = ("文盲或半文盲", "小学", "初中", "高中", "大专", "本科及以上")
LABOUR = ("普通劳动力", "技能劳动力", "弱劳动力或半劳动力", "丧失劳动力", "无劳动力")
_FULL, _SKILLED, _WEAK, _LOST, _NONE = range(5)
CHRONIC, MAJOR, DISABLED = 1, 2, 4
_HIGH_SCHOOL, _VOCATIONAL, _COLLEGE, _UNIVERSITY = 6, 9, 12, 15


@dataclass(frozen=True)
class Traits:
    """One element per member. school, education: position or -1; health: sum of CHRONIC, MAJOR, DISABLED.

    disability: two digits, kind and grade, or 0; labour: position in LABOUR; dibao, tekun: receives it.
    """

    school: Ints
    education: Ints
    health: Ints
    disability: Ints
    labour: Ints
    dibao: Flags
    tekun: Flags

    @property
    def works(self) -> Flags:
        """Counted as labour of the household."""
        return self.labour <= _WEAK

    @property
    def full_labour(self) -> Flags:
        return self.labour <= _SKILLED


def make_traits(
    households: Households, people: People, ill: Flags, disabled: Flags, rng: np.random.Generator
) -> Traits:
    """``ill`` and ``disabled`` mark households whose head must be so, because a risk of theirs says it."""
    school = schools(people.age, rng)
    health = _health(people, rng)
    head = people.head
    health[head & ill[people.household] & (health & (CHRONIC | MAJOR) == 0)] |= CHRONIC
    health[head & disabled[people.household]] |= DISABLED
    has_disability = health & DISABLED > 0
    # Heads keep some ability to work: grade 3 or 4. Every eliminated household needs somebody who works.
    grade = np.where(head, rng.integers(3, 5, len(head)), rng.integers(1, 5, len(head)))
    disability = np.where(has_disability, rng.integers(1, 8, len(head)) * 10 + grade, 0)
    labour = _labour(people.age, school, health, grade, rng)
    dibao, tekun = _benefits(households, people, rng)
    education = np.where(school < 0, _education(people.age, rng), -1)
    return Traits(school, education, health, disability, labour, dibao, tekun)


def schools(age: Ints, rng: np.random.Generator) -> Ints:
    """Stage by age: all below 16, most at 16 and 17, a quarter from 18 to 21, nobody else."""
    stage = np.full(len(age), -1, dtype=np.int64)
    for limit, position in ((15, 5), (14, 4), (13, 3), (12, 2), (6, 1), (3, 0)):
        stage = np.where(age < limit, position, stage)
    vocational = np.where(rng.random(len(age)) < 0.4, _VOCATIONAL, _HIGH_SCHOOL)
    stays = rng.random(len(age))
    teens = (age == 15) | ((age > 15) & (age < 18) & (stays < 0.85))
    stage = np.where(teens, vocational + age - 15, stage)
    college = np.where(rng.random(len(age)) < 0.5, _COLLEGE, _UNIVERSITY)
    students = (age >= 18) & (age <= 20) & (stays < 0.25)
    stage = np.where(students, college + age - 18, stage)
    return np.where((age == 21) & (stays < 0.15), _UNIVERSITY + 3, stage)


def _health(people: People, rng: np.random.Generator) -> Ints:
    chance = rng.random(len(people.age))
    health = np.zeros(len(people.age), dtype=np.int64)
    old = people.age >= 60
    adult = people.age >= 22
    health[(old & (chance < 0.25)) | (adult & (chance < 0.03))] = CHRONIC
    health[adult & (chance > 0.995)] = MAJOR
    health[adult & (chance > 0.98) & (chance < 0.995)] = DISABLED
    return health


def _labour(age: Ints, school: Ints, health: Ints, grade: Ints, rng: np.random.Generator) -> Ints:
    labour = np.where(rng.random(len(age)) < 0.2, _SKILLED, _FULL)
    labour = np.where(health > 0, _WEAK, labour)
    labour = np.where((health & DISABLED > 0) & (grade <= 2), _LOST, labour)
    labour = np.where((age >= 60) & (labour < _WEAK), _WEAK, labour)
    labour = np.where(age >= 80, _NONE, labour)
    return np.where((age < 16) | (school >= 0), _NONE, labour)


def _education(age: Ints, rng: np.random.Generator) -> Ints:
    older = np.searchsorted((0.12, 0.55, 0.93, 0.99, 0.998), rng.random(len(age)))
    younger = np.searchsorted((0.0, 0.05, 0.60, 0.82, 0.94), rng.random(len(age)))
    return np.where(age >= 50, older, younger)


def _benefits(households: Households, people: People, rng: np.random.Generator) -> tuple[Flags, Flags]:
    """低保 goes to whole households, 特困供养 to old people who live alone; both only among key
    households.
    """
    chance = rng.random(len(households.size))
    single_old = np.zeros(len(households.size), dtype=bool)
    single_old[people.household[(people.age >= 60) & (households.size[people.household] == 1)]] = True
    tekun = households.key & single_old & (chance < 0.4)
    dibao = households.key & ~tekun & (chance < 0.18)
    return dibao[people.household], tekun[people.household]
