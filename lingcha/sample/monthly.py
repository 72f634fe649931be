"""BB01: the monthly summary of every unit, added up from the arrays that the ledgers are written from."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lingcha.project import read_reference
from lingcha.sample.apportion import Ints
from lingcha.sample.assets import Assets
from lingcha.sample.assistance import FIRST_HIGH_LEVEL
from lingcha.sample.calendar import day
from lingcha.sample.city import City
from lingcha.sample.cooperatives import ACTIVE
from lingcha.sample.posts import MONITORED, POOR
from lingcha.sample.projects import Beneficiaries, Payments, Projects
from lingcha.sample.table import BLANK, Column, Table

# Values have four decimals: whole counts and 0.01 万元 in ten-thousandths.
_COUNT, _MONEY = 10_000, 100


@dataclass(frozen=True)
class MonthlySources:
    """What the summary is added up from, beside the city."""

    assets: Assets
    projects: Projects
    payments: Payments
    beneficiaries: Beneficiaries
    bodies: Ints  # unit of each assessment body


def monthly_table(city: City, sources: MonthlySources) -> Table:
    """One row per unit and indicator of ``monthly_indicator``; ids are positions of the rows."""
    due = city.calendar.due("BB01")
    assert due is not None  # months always exist
    first, last = day(due.start), day(due.end)
    cumulative, of_month = _values(city, sources, last), _of_month(city, sources, first, last)
    indicators = read_reference("monthly_indicator")
    units, count = len(city.places.units), len(indicators)
    codes = [r["indicator_code"] for r in indicators]
    blank = np.full(units, BLANK)
    columns: dict[str, Column] = {
        "county_name": np.repeat(np.array([u.name for u in city.places.units], dtype=object), count),
        "month": np.full(units * count, first),
        "indicator_code": np.tile(np.array(codes, dtype=object), units),
        "indicator_name": np.tile(np.array([r["name_zh"] for r in indicators], dtype=object), units),
        "unit": np.tile(np.array([r["unit"] for r in indicators], dtype=object), units),
        "value_month": np.stack([of_month.get(c, blank) for c in codes], axis=1).ravel(),
        "value_cum": np.stack([cumulative[c] for c in codes], axis=1).ravel(),
        "version": np.ones(units * count, dtype=np.int64),
    }
    return Table(np.repeat(np.arange(units), count), np.arange(units * count), columns)


def _adder(city: City) -> Callable[..., Ints]:
    """Sums by unit: ``add(unit of each element, flags or None, weights or None)`` in ten-thousandths."""

    def add(unit: Ints, flags: npt.NDArray[np.bool_] | None = None, weights: Ints | None = None) -> Ints:
        chosen = np.ones(len(unit), dtype=bool) if flags is None else flags
        of_each = np.full(len(unit), _COUNT) if weights is None else weights
        total = np.zeros(len(city.places.units), dtype=np.int64)
        np.add.at(total, unit[chosen], of_each[chosen])
        return total

    return add


def _values(city: City, s: MonthlySources, last: int) -> dict[str, Ints]:
    """By indicator and unit at the end of the month."""
    add, h, p = _adder(city), city.households, city.posts
    home = city.addresses.unit
    household = city.members.household
    worker, holder = np.unique(city.spells.person[city.spells.open]), home[household[p.person]]
    helped = np.unique(city.assistance.person[city.assistance.assisted >= 0])
    trained = np.unique(city.training.person)
    t = city.training
    gained = np.unique(s.beneficiaries.household)
    values = {
        "A01": add(s.assets.unit, s.assets.confirmed_on <= last, s.assets.confirmed * _MONEY),
        "C03": add(city.places.unit_of_village[city.cooperatives.village], city.cooperatives.state == ACTIVE),
        "E03": add(home[household[helped]]),
        "E04": add(home[household[worker]]),
        "E09": add(holder, p.open),
        "E10": add(holder, p.open & (p.group == POOR)),
        "E11": add(holder, p.open & (p.group == MONITORED)),
        "E15": add(home[household[trained]]),
        "E16": add(t.unit, t.level >= 0),
        "E17": add(t.unit, t.level >= FIRST_HIGH_LEVEL),
        "E18": add(s.bodies),
        "J01": add(s.projects.unit),
        "J08": add(s.projects.unit, s.projects.completed & (s.projects.finish <= last)),
        "J10": add(s.projects.unit, None, s.projects.bridging * _MONEY),
        "J11": add(s.projects.unit[s.payments.project], s.payments.day <= last, s.payments.amount * _MONEY),
        "J13": add(home[gained]),
        "J14": add(home[gained], None, h.size[gained] * _COUNT),
    }
    return values | _monitoring(city, -(2**40), last) | _screening(city)


def _of_month(city: City, s: MonthlySources, first: int, last: int) -> dict[str, Ints]:
    """The flows of the month; other indicators have none."""
    paid = (s.payments.day >= first) & (s.payments.day <= last)
    unit = s.projects.unit[s.payments.project]
    return {"J11": _adder(city)(unit, paid, s.payments.amount * _MONEY)} | _monitoring(city, first, last)


def _monitoring(city: City, first: int, last: int) -> dict[str, Ints]:
    e, add = city.episodes, _adder(city)
    chosen = (e.seq == 1) & (e.steps.county >= first) & (e.steps.county <= last)
    unit = city.addresses.unit[e.household]
    return {"R03": add(unit, chosen), "R04": add(unit, chosen, e.members * _COUNT)}


def _screening(city: City) -> dict[str, Ints]:
    """Zero before a round of screening has ended."""
    add, h = _adder(city), city.households
    unit = city.addresses.unit[: len(h.size)]
    screened = np.full(len(h.size), bool(city.calendar.screening_round))
    return {
        "R29": add(unit, screened),
        "R30": add(unit, screened, h.size * _COUNT),
        "R31": add(unit, screened & h.self_reported),
        "R33": add(unit, screened & h.key),
        "R35": add(unit, screened & h.new),
        "R37": add(unit, screened & h.gone),
    }
