"""PC02: what the screening of each village adds up to, from the same households that PC01 lists."""

import numpy as np
import numpy.typing as npt

from lingcha.sample.addresses import place_columns
from lingcha.sample.city import City
from lingcha.sample.table import Column, Table, same


def screening_summary(city: City, township: str) -> Table:
    """PC02 of a township; ids are positions of the villages. A village without farm households says why."""
    villages = city.places.villages_of(township)
    h, count = city.households, len(villages)
    columns: dict[str, Column] = {
        **place_columns(city.places, villages),
        "screen_round": same(city.calendar.screening_round, count),
    }
    everybody = np.ones(len(h.size), dtype=bool)
    for name, flags in (
        ("screened", everybody),
        ("self", h.self_reported),
        ("key", h.key),
        ("new", h.new),
        ("elim", h.gone),
    ):
        columns[f"{name}_hh"] = _by_village(city, flags, everybody)[villages]
        columns[f"{name}_p"] = _by_village(city, flags, h.size)[villages]
    empty = city.places.households[villages] == 0
    columns["unscreened_reason"] = np.where(empty, "整村搬迁，无农户", "").astype(object)
    return Table(city.places.unit_of_village[villages], villages, columns)


def _by_village(city: City, flags: npt.NDArray[np.bool_], weights: npt.NDArray[np.generic]) -> Column:
    """Sum of the weights of households with the flag, by village."""
    village, size = city.households.village[flags], len(city.places.villages)
    return np.bincount(village, weights=weights[flags], minlength=size).astype(np.int64)
