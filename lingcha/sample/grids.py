"""The three levels of grids (WG01): unit, township, and about thirty households of a village (HJ01)."""

from dataclasses import dataclass

import numpy as np

from lingcha.sample import identity
from lingcha.sample.addresses import place_columns
from lingcha.sample.apportion import Ints
from lingcha.sample.city import City, stream
from lingcha.sample.table import BLANK, Column, Table, numbered

_HOUSEHOLDS = 30
_FIRST_DAY = 18993  # 2022-01-01
# ids: levels of the villages by position of the village and number of the grid; above them unit and township.
_STEP, _UNIT_LEVEL, _TOWNSHIP_LEVEL = 1000, 10**9, 2 * 10**9


def grid_numbers(city: City, rows: Ints) -> Ints:
    """Number of the grid inside its village, from 1, by household; ended households stay in the last one."""
    serial = np.r_[city.households.serial, city.ended.serial][rows]
    return np.minimum(serial, city.places.households[city.addresses.village[rows]]) // _HOUSEHOLDS + 1


def grid_codes(city: City, rows: Ints) -> Column:
    codes = np.array([v.code for v in city.places.villages])[city.addresses.village[rows]]
    return numbered("WG{}-{:02d}", codes, grid_numbers(city, rows))


def grid_table(city: City, township: str) -> Table:
    """WG01 of a township or of a whole unit; the grid of the unit stands in its first township.

    Households 在册 are counted.
    """
    places = city.places
    villages = places.villages_of(township)
    unit = int(places.unit_of_village[villages[0]])
    rows = np.flatnonzero(np.isin(city.households.village, villages))
    key = city.households.village[rows] * _STEP + grid_numbers(city, rows)
    keys, counts = np.unique(key, return_counts=True)
    upper = _upper_levels(city, unit, villages)
    village = np.r_[np.array([u.seat for u in upper]), keys // _STEP].astype(np.int64)
    count = len(village)
    rng = stream(city.seed, f"WG01 {township}")
    ids = np.r_[np.array([u.id for u in upper]), keys].astype(np.int64)
    codes = np.array([v.code for v in places.villages])[keys // _STEP]
    columns: dict[str, Column] = {
        **place_columns(places, village),
        "grid_code": np.r_[
            np.array([u.code for u in upper], dtype=object), numbered("WG{}-{:02d}", codes, keys % _STEP)
        ],
        "grid_level": np.r_[
            np.array([u.level for u in upper], dtype=object), np.full(len(keys), "村（组）", dtype=object)
        ],
        "grid_chief": _people(count, rng),
        "grid_member": _people(count, rng),
        "phone": identity.official_phones(ids),
        "household_count": np.r_[np.array([u.households for u in upper]), counts],
        "valid_from": np.full(count, _FIRST_DAY),
        "valid_to": np.full(count, BLANK),
    }
    return Table(np.full(count, unit), ids, columns)


@dataclass(frozen=True)
class _Upper:
    """A grid above the villages; seat: position of the village under whose name it stands."""

    id: int
    code: str
    level: str
    seat: int
    households: int


def _upper_levels(city: City, unit: int, villages: Ints) -> list[_Upper]:
    places = city.places
    of_unit = np.flatnonzero(places.unit_of_village == unit)
    grids: list[_Upper] = []
    if villages[0] == of_unit[0]:
        code, total = f"WG{places.units[unit].code}", int(places.households[of_unit].sum())
        grids.append(_Upper(_UNIT_LEVEL + unit, code, "县", int(of_unit[0]), total))
    for code in dict.fromkeys(places.villages[v].township_code for v in villages):
        own = places.villages_of(code)
        total = int(places.households[own].sum())
        grids.append(_Upper(_TOWNSHIP_LEVEL + int(own[0]), f"WG{code}", "乡", int(own[0]), total))
    return grids


def village_of_grid(city: City, row_id: int) -> int:
    """Position of the village under whose name a row of WG01 stands."""
    if row_id >= _TOWNSHIP_LEVEL:
        return row_id - _TOWNSHIP_LEVEL
    if row_id >= _UNIT_LEVEL:
        return int(np.flatnonzero(city.places.unit_of_village == row_id - _UNIT_LEVEL)[0])
    return row_id // _STEP


def _people(count: int, rng: np.random.Generator) -> Column:
    return identity.names(identity.surname_indices(count, rng), rng.random(count) < 0.6, rng)
