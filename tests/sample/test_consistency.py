"""Ledgers that share a fact agree in a clean city; and the checks used here can fail."""

from collections.abc import Iterator

import duckdb
import pytest

from lingcha.contract.forms import load_forms
from lingcha.sample.ledgers import Ledgers
from tests.sample.consistency import BREAKS, CONSISTENT
from tests.sample.whole import load_city


@pytest.fixture(scope="module")
def db(small: Ledgers) -> Iterator[duckdb.DuckDBPyConnection]:
    with load_city(small) as connection:
        yield connection


@pytest.mark.parametrize("name", CONSISTENT)
def test_ledgers_agree(db: duckdb.DuckDBPyConnection, name: str) -> None:
    assert db.execute(CONSISTENT[name]).fetchall() == []


@pytest.mark.parametrize("name", CONSISTENT)
def test_the_check_notices_when_they_do_not(db: duckdb.DuckDBPyConnection, name: str) -> None:
    db.execute("begin")
    try:
        db.execute(BREAKS[name])
        assert db.execute(CONSISTENT[name]).fetchall()
    finally:
        db.execute("rollback")


@pytest.mark.parametrize("form", load_forms())
def test_no_required_cell_is_blank(db: duckdb.DuckDBPyConnection, form: str) -> None:
    required = [c.name for c in load_forms()[form].columns if c.required == "Y" and c.name != "seq"]
    names = ["value_unit" if n == "unit" else n for n in required]
    blanks = ", ".join(f"count(*) - count({n})" for n in names)
    (row,) = db.execute(f"select {blanks} from {form}").fetchall()
    assert dict(zip(names, row, strict=True)) == dict.fromkeys(names, 0)
