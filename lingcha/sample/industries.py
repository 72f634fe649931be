"""The eight industries of the genealogy (PX01): area, scale, output and value by unit and variety.

``industries.csv`` holds the published totals in ten-thousandths of their unit (亩 of 万亩, 万元 of 亿元), so
that they are spread as whole numbers; ``varieties.csv`` what each industry is divided into.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from lingcha.sample.apportion import Ints, apportion, scaled
from lingcha.sample.places import Places
from lingcha.sample.targets import Scale


@dataclass(frozen=True)
class Measure:
    """A published total: ``value`` in ten-thousandths of ``unit``."""

    industry: str
    indicator: str
    category: str
    value: int
    unit: str


@dataclass(frozen=True)
class Shares:
    """One element per measure, unit and variety that has any of it. measure: position in ``measures()``."""

    measure: Ints
    unit: Ints
    variety: tuple[str, ...]
    value: Ints


def _rows(name: str) -> list[dict[str, str]]:
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@cache
def measures() -> tuple[Measure, ...]:
    return tuple(
        Measure(r["industry"], r["indicator"], r["category"], int(r["value"]), r["unit"])
        for r in _rows("industries.csv")
    )


@cache
def varieties() -> dict[str, dict[str, int]]:
    """Varieties and their weights by industry, in the order of the file: the first is the main one."""
    found: dict[str, dict[str, int]] = {}
    for row in _rows("varieties.csv"):
        found.setdefault(row["industry"], {})[row["variety"]] = int(row["weight"])
    return found


def make_shares(scale: Scale, places: Places, rng: np.random.Generator) -> Shares:
    """Main varieties grow everywhere, others in some units; a measure follows its industry's pattern."""
    size = np.bincount(places.unit_of_village, weights=places.households, minlength=len(places.units))
    patterns = {
        industry: _pattern(size.astype(np.int64), list(weights.values()), rng)
        for industry, weights in varieties().items()
    }
    parts: list[tuple[int, int, str, int]] = []
    for number, measure in enumerate(measures()):
        names, pattern = list(varieties()[measure.industry]), patterns[measure.industry]
        spread = apportion(scaled(measure.value, scale.share), pattern.ravel()).reshape(pattern.shape)
        parts += [
            (number, unit, names[variety], int(spread[unit, variety]))
            for unit, variety in np.argwhere(spread > 0)
        ]
    return Shares(
        np.array([p[0] for p in parts]),
        np.array([p[1] for p in parts]),
        tuple(p[2] for p in parts),
        np.array([p[3] for p in parts]),
    )


def _pattern(size: Ints, weights: list[int], rng: np.random.Generator) -> Ints:
    """Weights by unit and variety: every unit has the main one, every variety at least one unit."""
    units, kinds = len(size), len(weights)
    pattern = size[:, None] * np.array(weights) * rng.integers(50, 150, (units, kinds)) // 100
    grown = rng.random((units, kinds)) < 0.7
    grown[:, 0] = True
    grown[rng.integers(0, units, kinds), np.arange(kinds)] = True
    return np.where(grown, pattern, 0)
