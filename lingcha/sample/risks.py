"""Why households are monitored: up to two risks each, such that the family bears them out."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lingcha.sample.apportion import Ints
from lingcha.sample.families import People
from lingcha.sample.households import Households
from lingcha.sample.traits import Traits

RISKS = (
    "因病", "因残", "因学", "因自然灾害", "因意外事故", "因产业项目失败", "因务工就业不稳", "缺劳动力",
    "因安全住房", "因安全饮水", "因疫情影响", "其他",
)  # fmt: skip
ILLNESS, DISABILITY, SCHOOL, DISASTER, ACCIDENT, BUSINESS, JOB, LABOUR, HOUSE, WATER, EPIDEMIC, OTHER = range(
    12
)
_SHARES = (0.36, 0.12, 0.08, 0.08, 0.09, 0.05, 0.11, 0.04, 0.03, 0.01, 0.02, 0.01)


@dataclass(frozen=True)
class Risks:
    """One element per household 在册: first and second risk, -1 for none."""

    first: Ints
    second: Ints

    def has(self, risk: int) -> npt.NDArray[np.bool_]:
        return (self.first == risk) | (self.second == risk)


def draw_risks(households: Households, people: People, rng: np.random.Generator) -> Risks:
    """What each monitored household is said to suffer from, before anybody's ability to work is known."""
    count = len(households.size)
    first = np.where(households.monitored, rng.choice(len(RISKS), size=count, p=_SHARES), -1)
    pupils = np.zeros(count, dtype=bool)
    # School age for certain, whoever goes on afterwards.
    pupils[people.household[(people.age >= 3) & (people.age < 16)]] = True
    first = np.where((first == SCHOOL) & ~pupils, ILLNESS, first)
    extra = rng.choice((ILLNESS, DISABILITY, SCHOOL), size=count)
    second = np.where(households.monitored & (rng.random(count) < 0.3) & (extra != first), extra, -1)
    return Risks(first, np.where((second == SCHOOL) & ~pupils, -1, second))


def settle_risks(risks: Risks, households: Households, people: People, traits: Traits) -> Risks:
    """Replace risks about labour that the finished family contradicts."""
    count = len(households.size)
    full = np.bincount(people.household, weights=traits.full_labour, minlength=count).astype(np.int64)
    able = np.bincount(people.household, weights=traits.works, minlength=count).astype(np.int64)
    first = risks.first
    # Short of labour: at most one member in four is full labour.
    first = np.where((first == LABOUR) & (full * 4 > households.size), DISASTER, first)
    first = np.where((first == JOB) & (able == 0), DISASTER, first)
    return Risks(first, risks.second)
