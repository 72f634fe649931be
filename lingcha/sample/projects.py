"""Projects, the households that gain from them, allocations and payments (XM01, XM02, ZJ01, ZJ02).

Money of projects in 0.01 万元, gains of households in 分.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from lingcha.sample.apportion import Ints, apportion, choose_with_sum, interleave, scaled, spread_between
from lingcha.sample.calendar import Calendar, Days, day
from lingcha.sample.households import Households
from lingcha.sample.places import Places
from lingcha.sample.targets import Scale, figures

TYPES = ("种植业", "养殖业", "加工业", "休闲农业与乡村旅游", "其他")
_TYPE_FIGURES = ("planting", "breeding", "processing", "tourism", "other")
_SECOND_PROJECT_PERCENT = 5
# However small the city: many rules judge projects, and each needs one that it can be shown on.
_LEAST_PER_UNIT = 3


@dataclass(frozen=True)
class Projects:
    """One element per project, by unit. finish, accept: -1 while open; settled: audited."""

    unit: Ints
    village: Ints
    kind: Ints
    approval: Days
    start: Days
    plan_finish: Days
    finish: Days
    accept: Days
    settled: npt.NDArray[np.bool_]
    bridging: Ints
    payable: Ints
    paid: Ints

    @property
    def completed(self) -> npt.NDArray[np.bool_]:
        return self.finish >= 0


@dataclass(frozen=True)
class Beneficiaries:
    """One element per project and household."""

    project: Ints
    household: Ints
    gain: Ints


@dataclass(frozen=True)
class Allocations:
    """One element per line of an allocation document. project: -1 for money without a project.

    document: 0 central, 1 other, of the unit; taken_back lines are negative.
    """

    unit: Ints
    project: Ints
    document: Ints
    amount: Ints


@dataclass(frozen=True)
class Payments:
    """One element per payment, by project. kind: 0 advance, 1 progress, 2 settlement."""

    project: Ints
    document: Ints
    day: Days
    amount: Ints
    kind: Ints


def make_projects(scale: Scale, places: Places, calendar: Calendar, rng: np.random.Generator) -> Projects:
    """Started in spring; of those due by the as-of date some are not finished and due on that very day."""
    f, units = figures(), len(places.units)
    count = scale.of("projects", at_least=units * _LEAST_PER_UNIT)
    sizes = np.bincount(places.unit_of_village, minlength=units)
    unit = np.repeat(np.arange(units), apportion(count, sizes, minimum=1))
    share = Fraction(count, f["projects"])
    completed, due = scaled(f["projects_completed"], share), scaled(f["projects_due"], share)
    state = interleave([completed, due - completed, count - due], rng)
    kind = interleave(apportion(count, [f[f"projects_{t}"] for t in _TYPE_FIGURES]), rng)
    today = day(calendar.as_of)
    approval = today - rng.integers(200, 230, count)
    start = approval + rng.integers(15, 45, count)
    finish = np.where(state == 0, today - rng.integers(22, 58, count), -1)
    plan = np.select(
        [state == 0, state == 1],
        [finish + rng.integers(-10, 20, count), today],
        today + rng.integers(15, 120, count),
    )
    accepted = (state == 0) & (rng.random(count) < 0.7)
    bridging = apportion(scale.of("fund_bridging"), rng.integers(20, 100, count) ** 2, minimum=50)
    high = np.where(state == 0, bridging, bridging * 3 // 4)
    payable = spread_between(scale.of("fund_payable"), bridging // 2, bridging // 5, high)
    paid = spread_between(scale.of("fund_paid"), payable * 17 // 20, payable // 3, payable)
    village = _villages(unit, places, rng)
    return Projects(
        unit, village, kind, approval, start, plan, finish,
        np.where(accepted, finish + rng.integers(4, 16, count), -1),
        accepted & (rng.random(count) < 0.4), bridging, payable, paid,
    )  # fmt: skip


def _villages(unit: Ints, places: Places, rng: np.random.Generator) -> Ints:
    """A village of its own for every project, as long as there are some: several of a type in one village
    would look like one project that was split (PF-17).
    """
    village = np.zeros(len(unit), dtype=np.int64)
    for u in range(len(places.units)):
        own, mine = np.flatnonzero(unit == u), np.flatnonzero(places.unit_of_village == u)
        village[own] = rng.choice(mine, size=len(own), replace=len(own) > len(mine))
    return village


def make_beneficiaries(
    scale: Scale,
    projects: Projects,
    households: Households,
    unit_of_household: Ints,
    eligible: npt.NDArray[np.bool_],
    rng: np.random.Generator,
) -> Beneficiaries:
    """Distinct households and persons exact; a few households gain from a second project of their unit."""
    per_unit = np.bincount(projects.unit)
    pools = [np.flatnonzero(eligible & (unit_of_household == u)) for u in range(len(per_unit))]
    room = np.array([len(p) for p in pools])
    count = max(scale.of("beneficiary_households"), int(per_unit.sum()))
    wanted = spread_between(count, apportion(count, room), per_unit, room)
    persons = apportion(_persons(count), wanted)
    project: list[Ints] = []
    household: list[Ints] = []
    for u, pool in enumerate(pools):
        chosen = pool[choose_with_sum(households.size[pool], int(wanted[u]), int(persons[u]), rng)]
        own = np.flatnonzero(projects.unit == u)
        first = own[interleave(apportion(len(chosen), np.ones(len(own), dtype=np.int64)), rng)]
        twice = rng.permutation(len(chosen))[: len(chosen) * _SECOND_PROJECT_PERCENT // 100 * (len(own) > 1)]
        other = own[(np.searchsorted(own, first[twice]) + 1) % len(own)]
        project += [first, other]
        household += [chosen, chosen[twice]]
    p, h = np.concatenate(project), np.concatenate(household)
    order = np.lexsort((h, p))
    gain = apportion(figures()["gain_per_household_fen"] * count, rng.integers(50, 150, len(p)))
    return Beneficiaries(p[order], h[order], gain)


def _persons(count: int) -> int:
    """Persons of so many beneficiary households; the published number when the households are the published
    ones.
    """
    f = figures()
    return scaled(f["beneficiary_persons"], Fraction(count, f["beneficiary_households"]))


def make_funds(projects: Projects, units: int, rng: np.random.Generator) -> tuple[Allocations, Payments]:
    """Every project has central and other money; now and then central money is given and partly taken back.

    Payments use the central money first and never exceed what the document gives the project.
    """
    count = len(projects.unit)
    central = projects.bridging * rng.integers(60, 91, count) // 100
    back = np.where(rng.random(count) < 0.1, central // 10, 0)
    everyone = np.arange(count)
    unit_fee = np.bincount(projects.unit, weights=projects.bridging, minlength=units).astype(np.int64) // 100
    project = np.r_[everyone, everyone, everyone[back > 0], np.full(units, -1)]
    allocations = Allocations(
        np.r_[projects.unit, projects.unit, projects.unit[back > 0], np.arange(units)],
        project,
        np.r_[np.zeros(count), np.ones(count), np.zeros(int((back > 0).sum())), np.ones(units)].astype(
            np.int64
        ),
        np.r_[central + back, projects.bridging - central, -back[back > 0], np.maximum(unit_fee, 1)],
    )
    first = np.minimum(projects.paid, central)
    advance = first * 2 // 5
    settled = projects.settled
    progress = np.ones(count, dtype=np.int64)
    parts = (
        (advance, 0, 0 * progress, projects.start + 15),
        (first - advance, 0, progress, projects.start + 30),
        (
            projects.paid - first,
            1,
            progress + settled,
            np.where(settled, projects.accept + 2, projects.start + 45),
        ),
    )
    pays = [
        Payments(everyone[a > 0], np.full(int((a > 0).sum()), document), when[a > 0], a[a > 0], kind[a > 0])
        for a, document, kind, when in parts
    ]
    merged = {
        n: np.concatenate([getattr(p, n) for p in pays])
        for n in ("project", "document", "day", "amount", "kind")
    }
    order = np.lexsort((merged["day"], merged["project"]))
    return allocations, Payments(**{n: v[order] for n, v in merged.items()})
