"""Names and codes of places and households, for every form that lists households."""

from dataclasses import dataclass

import numpy as np

from lingcha.sample.apportion import Ints
from lingcha.sample.places import Places
from lingcha.sample.table import Column


@dataclass(frozen=True)
class Addresses:
    """Columns by household, those of ended households last: 12-digit village code, H, four-digit number."""

    unit: Ints
    village: Ints
    code: Column
    _places: Places

    def columns(self, households: Ints) -> dict[str, Column]:
        """The place columns and the household code of a form, for the given households."""
        return {
            **place_columns(self._places, self.village[households]),
            "household_code": self.code[households],
        }


def place_columns(places: Places, villages: Ints) -> dict[str, Column]:
    """County, township and village as the register names them: the county is the reporting unit's own
    name.
    """
    units = np.array([places.units[v.unit].name for v in places.villages], dtype=object)
    townships = np.array([v.township for v in places.villages], dtype=object)
    names = np.array([v.name for v in places.villages], dtype=object)
    return {
        "county_name": units[villages],
        "township_name": townships[villages],
        "village_name": names[villages],
    }


def make_addresses(places: Places, village: Ints, serial: Ints) -> Addresses:
    codes = np.array([v.code for v in places.villages])
    numbers = np.char.add("H", np.char.zfill(serial.astype("U4"), 4))
    return Addresses(places.unit_of_village[village], village, np.char.add(codes[village], numbers), places)
