"""Demonstration and wellness villages with their support (SF01).

``demo_villages.csv`` says how many villages of which unit; the fifteenth wellness village, which the letter
counts and places nowhere, is in the one unit that the letter does not name. By the as-of date wellness
villages are listed (创建名单), not certified: the first certification of the province is later.
"""

import csv
from datetime import date
from fractions import Fraction
from pathlib import Path

import numpy as np

from lingcha.sample.addresses import place_columns
from lingcha.sample.apportion import Ints, apportion, scaled
from lingcha.sample.calendar import day
from lingcha.sample.city import City
from lingcha.sample.table import Column, Table, numbered, where_not_blank
from lingcha.sample.targets import figures

YELLOW_RIVER, WELLNESS = "沿黄示范村", "乡村康养旅游示范村"


def demonstration_table(city: City) -> Table:
    """SF01; ids are positions of the villages and programmes. At least one of each programme at any scale."""
    rng = city.rng("SF01")
    river, wellness = (_villages(city, name, rng) for name in (YELLOW_RIVER, WELLNESS))
    village = np.r_[river, wellness]
    is_river = np.arange(len(village)) < len(river)
    f = figures()
    share = Fraction(len(wellness), f["wellness_villages"])
    support = np.r_[
        np.full(len(river), f["river_village_support"]),
        apportion(scaled(f["wellness_support"], share), rng.integers(60, 140, len(wellness))),
    ]
    order = np.lexsort((village, ~is_river, city.places.unit_of_village[village]))
    village, is_river, support = village[order], is_river[order], support[order]
    unit = city.places.unit_of_village[village]
    codes = np.array([u.code for u in city.places.units], dtype=object)[unit]
    year, count = city.calendar.as_of.year, len(village)
    years, number = np.full(count, year), np.arange(1, count + 1)
    spring = min(day(date(year, 3, 10)), day(city.calendar.as_of) - 60)
    columns: dict[str, Column] = {
        **place_columns(city.places, village),
        "programme": np.where(is_river, YELLOW_RIVER, WELLNESS),
        "level": np.where(is_river, "市级", "省级"),
        "grade": np.where(is_river, "", "A级"),
        "batch": np.where(is_river, "", "第一批"),
        "apply_date": spring + rng.integers(0, 10, count),
        "listed_date": spring + rng.integers(20, 40, count),
        "certified_date": where_not_blank(is_river, np.full(count, spring + 45)),
        "certified_no": np.where(is_river, numbered("三乡振〔{}〕{}号", years, np.full(count, 31)), ""),
        "support_total": support,
        "support_city_bridging": np.where(is_river, support, 0),
        "support_other_bridging": np.where(is_river, 0, support),
        # A project of its own in the library, beside the industry projects: their funds do not contain it.
        "project_code": numbered("XM{}-{}-S{:02d}", codes, years, number),
    }
    return Table(unit, np.arange(count), columns)


def _villages(city: City, programme: str, rng: np.random.Generator) -> Ints:
    with (Path(__file__).parent / "demo_villages.csv").open(encoding="utf-8", newline="") as handle:
        wanted = {
            r["reporting_unit_code"]: int(r["villages"])
            for r in csv.DictReader(handle)
            if r["programme"] == programme
        }
    codes = [u.code for u in city.places.units]
    total = max(scaled(sum(wanted.values()), city.scale.share), 1)
    unit_of, inhabited = city.places.unit_of_village, city.places.households > 0
    chosen = [
        rng.permutation(np.flatnonzero(inhabited & (unit_of == codes.index(code))))[:count]
        for code, count in zip(wanted, apportion(total, list(wanted.values())), strict=True)
    ]
    return np.concatenate(chosen)
