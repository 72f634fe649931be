"""A clean city breaks no rule, at any scale and seed; planting shows that each rule used here can fail.

Only AS-05 has something to ask about: the published totals hold 到户类 assets that are not at a household.
"""

from collections.abc import Iterator
from datetime import date

import duckdb
import numpy as np
import pytest

from lingcha.sample.city import build_city
from lingcha.sample.ledgers import Ledgers
from lingcha.sample.targets import make_scale
from tests.sample.rules import JUDGED
from tests.sample.whole import load_city

# In a small city some units have nothing to list in these: their sheet is a zero report.
_MAY_BE_EMPTY = {"HM01", "HZ01", "JN01", "JN02", "JY02", "SF01", "ZC03", "GY01"}


@pytest.fixture(scope="module")
def db(small: Ledgers) -> Iterator[duckdb.DuckDBPyConnection]:
    with load_city(small) as connection:
        yield connection


def broken(ledgers: Ledgers) -> dict[str, int]:
    """Rows per rule that a city breaks."""
    with load_city(ledgers) as db:
        counts = {rule: len(db.execute(query).fetchall()) for rule, query in JUDGED.items()}
    counts["AS-05"] -= int(ledgers.assets.household_at_village.sum())
    return {rule: count for rule, count in counts.items() if count}


@pytest.mark.parametrize("rule", JUDGED)
def test_a_clean_city_keeps_the_rule(db: duckdb.DuckDBPyConnection, small: Ledgers, rule: str) -> None:
    published = np.flatnonzero(small.assets.household_at_village).tolist() if rule == "AS-05" else []
    assert db.execute(JUDGED[rule]).fetchall() == [("ZC01", row) for row in published]


@pytest.mark.parametrize("scale, seed", [("0.0005", 1), ("0.0005", 5), ("0.002", 3), ("0.013", 2)])
def test_other_cities_are_clean_too(scale: str, seed: int) -> None:
    assert broken(Ledgers(build_city(make_scale(scale), seed, date(2022, 8, 31)))) == {}


@pytest.mark.parametrize("as_of", [date(2022, 10, 15), date(2023, 2, 28)])
def test_later_dates_are_clean_too(as_of: date) -> None:
    assert broken(Ledgers(build_city(make_scale("0.002"), 1, as_of))) == {}


def test_before_the_rounds_end_their_forms_are_not_due() -> None:
    with load_city(Ledgers(build_city(make_scale("0.0005"), 1, date(2022, 1, 31)))) as early:
        tables = {name for (name,) in early.execute("show tables").fetchall()}
    assert "HJ01" in tables and not {"SZ01", "PC01"} & tables


@pytest.mark.parametrize("scale", ["0.0005", "0.001", "0.002", "0.01"])
def test_every_unit_has_a_row_for_every_form(scale: str) -> None:
    with load_city(Ledgers(build_city(make_scale(scale), 4, date(2022, 8, 31)))) as db:
        forms = [name for (name,) in db.execute("show tables").fetchall() if name[:2].isupper()]
        assert len(forms) == 28
        for form in set(forms) - _MAY_BE_EMPTY:
            assert db.execute(f"select count(distinct unit) from {form}").fetchall() == [(7,)], form
        for form in _MAY_BE_EMPTY:
            assert db.execute(f"select count(*) > 0 from {form}").fetchall() == [(True,)], form
