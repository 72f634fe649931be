"""Reports by place as an attacker has them: printed lines, and what follows from them by arithmetic."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

TOTAL = "全部"
Cell = tuple[str, str, str, tuple[str, ...]]
"""Area level, unit, township and the values of the divisions."""


@dataclass(frozen=True)
class Person:
    """One person of a report: place, divisions, and whether it counts in the second measure, too."""

    unit: str
    township: str
    divisions: tuple[str, ...]
    counts_twice: bool


def some_people(seed: int, divisions: int) -> list[Person]:
    """A small city of uneven townships and uneven values; the last values are rare."""
    chance = random.Random(seed)
    people = []
    for unit in range(chance.randint(2, 4)):
        for township in range(chance.randint(1, 4)):
            for _ in range(chance.choice((0, 2, 9, 30, 60))):
                values = tuple(
                    f"v{min(chance.randint(0, 5), chance.randint(0, 5))}" for _ in range(divisions)
                )
                people.append(Person(f"u{unit}", f"t{unit}{township}", values, chance.random() < 0.3))
    return people


def disclosed(printed: dict[Cell, int], people: Iterable[Person], least: int, chosen: bool) -> list[Cell]:
    """The small cells of these people that follow from the printed lines: combinations of printed sums.

    chosen: whether only those count who count twice. An unknown is the number of people of one township and
    one value of all divisions, for every value that exists anywhere: a reader does not know who has none.
    """
    counted = [p for p in people if p.counts_twice or not chosen]
    places = sorted({(p.unit, p.township) for p in people})
    values = sorted({p.divisions for p in people})
    index = {(*place, value): n for n, (place, value) in enumerate((p, v) for p in places for v in values)}

    def row(cell: Cell) -> np.ndarray[Any, Any]:
        level, unit, township, wanted = cell
        return np.array(
            [
                float(
                    (level == "city" or u == unit)
                    and (level != "township" or t == township)
                    and all(w in (TOTAL, v) for w, v in zip(wanted, value, strict=True))
                )
                for u, t, value in index
            ]
        )

    known = np.array([row(cell) for cell in printed]).reshape(len(printed), len(index))
    # A line of a printed part that is missing is a zero that everybody sees.
    seen_parts = {(cell[:3], sum(v == TOTAL for v in cell[3]) == len(cell[3])) for cell in printed}
    zeros = [
        row(cell)
        for cell in every_cell(places, values)
        if cell not in printed and (cell[:3], all(v == TOTAL for v in cell[3])) in seen_parts
    ]
    known = np.vstack([known, *zeros]) if zeros else known
    rank = np.linalg.matrix_rank(known) if len(known) else 0
    found = []
    for cell in every_cell(places, values):
        wanted = row(cell)
        size = sum(wanted[index[p.unit, p.township, p.divisions]] for p in counted)
        if 0 < size < least and np.linalg.matrix_rank(np.vstack([known, wanted])) == rank:
            found.append(cell)
    return found


def every_cell(places: list[tuple[str, str]], values: list[tuple[str, ...]]) -> list[Cell]:
    """Every line that a report of these places and values could have."""
    wanted = {tuple(TOTAL for _ in values[0])} if values else set()
    for value in values:
        wanted.add(value)
        wanted |= {
            tuple(v if n == kept else TOTAL for n, v in enumerate(value)) for kept in range(len(value))
        }
    areas = [("city", "4112", TOTAL)]
    areas += [("unit", unit, TOTAL) for unit in sorted({u for u, _ in places})]
    areas += [("township", unit, township) for unit, township in places]
    return [(*area, value) for area in areas for value in sorted(wanted)]
