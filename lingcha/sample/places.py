"""Where the sample city's households live: villages of the region table, with a number of households each."""

from dataclasses import dataclass

import numpy as np

from lingcha.project import read_reference
from lingcha.sample.apportion import Ints, apportion, spread_between
from lingcha.sample.targets import Scale

# Fewer villages in a small city instead of villages of one household: a village has about 350 at scale 1.0.
_HOUSEHOLDS_PER_VILLAGE = 30
_LEAST_PER_VILLAGE = 12


@dataclass(frozen=True)
class Unit:
    code: str
    name: str


@dataclass(frozen=True)
class Village:
    """A village of the list of administrative villages; ``unit`` is the position of its reporting unit.

    screened: also on the list of screened villages. The letter counts one village more than it screened; the
    one that is missing there has no farm households.
    """

    code: str
    name: str
    short_name: str
    township_code: str
    township: str
    county_code: str
    unit: int
    screened: bool


@dataclass(frozen=True)
class Places:
    """villages by unit and code, in each unit those without households last; households[i] in villages[i].

    townships: how many townships of the rural scope each unit has, with a village of the sample or without.
    """

    units: tuple[Unit, ...]
    villages: tuple[Village, ...]
    households: Ints
    townships: tuple[int, ...]

    @property
    def unit_of_village(self) -> Ints:
        return np.array([v.unit for v in self.villages], dtype=np.int64)

    def villages_of(self, area: str) -> Ints:
        """Positions of the villages of a township, or of all townships of a unit, by its code."""
        codes = ((v.township_code, self.units[v.unit].code) for v in self.villages)
        return np.array([i for i, pair in enumerate(codes) if area in pair], dtype=np.int64)


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
    townships = tuple(len({v.township_code for v in scope if v.unit == unit}) for unit in range(len(units)))
    lived_in = np.array([v.screened for v in chosen])
    spread = np.zeros(len(chosen), dtype=np.int64)
    spread[lived_in] = apportion(households, weights[lived_in], minimum=_LEAST_PER_VILLAGE)
    return Places(units, tuple(chosen), spread, townships)


def _villages_in_scope(units: tuple[Unit, ...]) -> list[Village]:
    position = {u.code: i for i, u in enumerate(units)}
    villages, screened = (_on_list(scope) for scope in ("administrative_village", "screened_village"))
    return sorted(
        (
            Village(
                r["village_code"],
                r["village_name"],
                r["short_name"],
                r["managing_township_code"],
                r["managing_township_name"],
                r["county_code"],
                position[r["reporting_unit_code"]],
                r["village_code"] in screened,
            )
            for r in read_reference("region_village")
            if r["village_code"] in villages and not r["valid_to"]
        ),
        key=lambda v: (v.unit, not v.screened, v.code),
    )


def _on_list(scope_id: str) -> set[str]:
    """Codes of the villages that stand on one of the bureau's lists now."""
    return {
        r["region_code"]
        for r in read_reference("region_scope")
        if r["scope_id"] == scope_id and not r["valid_to"]
    }
