"""Where the sample city's households live: villages of the region table, with a number of households each."""

from dataclasses import dataclass

import numpy as np

from lingcha.project import read_reference
from lingcha.sample.apportion import Ints, apportion, spread_between
from lingcha.sample.targets import Scale

# Fewer villages in a small city instead of villages of one household: a village has about 350 at scale 1.0.
_HOUSEHOLDS_PER_VILLAGE = 30
_LEAST_PER_VILLAGE = 12
# The letter counts 1,221 villages and screened 1,220, and does not say which one is missing. Read as: one has no
# farm households any more. The sample takes the last village of this unit, once it has all villages.
_UNIT_OF_THE_EMPTY_VILLAGE = "4112SF"


@dataclass(frozen=True)
class Unit:
    code: str
    name: str


@dataclass(frozen=True)
class Village:
    """A village of the rural scope; ``unit`` is the position of its reporting unit."""

    code: str
    name: str
    short_name: str
    township_code: str
    township: str
    county_code: str
    unit: int


@dataclass(frozen=True)
class Places:
    """villages in the order of units and codes; households[i] in villages[i]."""

    units: tuple[Unit, ...]
    villages: tuple[Village, ...]
    households: Ints

    @property
    def unit_of_village(self) -> Ints:
        return np.array([v.unit for v in self.villages], dtype=np.int64)


def make_places(scale: Scale, rng: np.random.Generator) -> Places:
    """The first villages of every unit, as many as the scale needs, and how the households are spread over
    them.
    """
    units = tuple(
        Unit(r["reporting_unit_code"], r["name_zh"])
        for r in sorted(read_reference("reporting_unit"), key=lambda r: int(r["display_order"]))
    )
    scope = _villages_in_scope(units)
    per_unit = np.bincount([v.unit for v in scope], minlength=len(units))
    households = scale.of("households")
    count = min(len(scope), max(len(units), households // _HOUSEHOLDS_PER_VILLAGE))
    wanted = spread_between(count, apportion(count, per_unit, minimum=1), np.ones_like(per_unit), per_unit)
    chosen: list[Village] = []
    for unit, number in enumerate(wanted):
        chosen += [v for v in scope if v.unit == unit][:number]
    weights = rng.integers(50, 150, size=len(chosen))
    lived_in = np.ones(len(chosen), dtype=bool)
    if len(chosen) == len(scope):
        unit = [u.code for u in units].index(_UNIT_OF_THE_EMPTY_VILLAGE)
        lived_in[max(i for i, v in enumerate(chosen) if v.unit == unit)] = False
    spread = np.zeros(len(chosen), dtype=np.int64)
    spread[lived_in] = apportion(households, weights[lived_in], minimum=_LEAST_PER_VILLAGE)
    return Places(units, tuple(chosen), spread)


def _villages_in_scope(units: tuple[Unit, ...]) -> list[Village]:
    position = {u.code: i for i, u in enumerate(units)}
    return sorted(
        (
            Village(
                r["village_code"],
                r["village_name"],
                r["short_name"],
                r["township_code"],
                r["township_name"],
                r["county_code"],
                position[r["reporting_unit_code"]],
            )
            for r in read_reference("region_village")
            if r["in_rural_scope"] == "Y" and not r["valid_to"]
        ),
        key=lambda v: (v.unit, v.code),
    )
