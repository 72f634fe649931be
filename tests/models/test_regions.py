"""An amount recorded under a village code counts once in each hierarchy at every date, whatever happened."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import duckdb
import pytest
from dbt_in_process import messages, run_dbt
from histories import BEGIN, DAY, STEP_COLUMNS, VILLAGE_COLUMNS, History, invent
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lingcha.project import read_reference
from lingcha.quality.regions import LONGEST_CHAIN, check_regions

MODELS = {"bridge_region_code": "core", "dim_region": "core", "dim_township": "core"}
PLACEHOLDER = "1999-09-09"
LAST = date(2040, 1, 1)


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The SQL of the region models as dbt writes it; the date stands in it as a literal."""
    base = tmp_path_factory.mktemp("regions")
    outcome = run_dbt(["compile", "--select", *MODELS, "--vars", f'{{as_of: "{PLACEHOLDER}"}}'], base)
    assert outcome.success, messages(outcome)
    return {r.node.name: r.node.compiled_code for r in outcome.result.results if r.node.name in MODELS}


class World:
    """An engine that holds the reference tables of one history; ``at`` builds the dimensions of a date."""

    def __init__(self, history: History, compiled: dict[str, str]) -> None:
        self.compiled = compiled
        self.engine = duckdb.connect()
        for name in ("private", "warehouse"):
            self.engine.execute(f"attach ':memory:' as {name}")
        self.engine.execute("create schema private.reference; create schema warehouse.core")
        self._load("region_village", VILLAGE_COLUMNS, history.villages)
        self._load("region_succession", STEP_COLUMNS, history.steps)
        self.engine.execute(
            "create table private.reference.region_scope"
            " (scope_id varchar, level varchar, region_code varchar, valid_from date, valid_to date)"
        )

    def _load(self, table: str, columns: tuple[str, ...], rows: list[dict[str, str]]) -> None:
        typed = ", ".join(f"{c} {'date' if c.startswith('valid_') else 'varchar'}" for c in columns)
        self.engine.execute(f"create table private.reference.{table} ({typed})")
        marks = ", ".join("?" for _ in columns)
        values = [[row[c] or None for c in columns] for row in rows]
        if values:
            self.engine.executemany(f"insert into private.reference.{table} values ({marks})", values)

    def record(self, amounts: list[tuple[str, Decimal]]) -> None:
        self.engine.execute("create table amount (id integer, code varchar, yuan decimal(18, 2))")
        self.engine.executemany(
            "insert into amount values (?, ?, ?)", [[i, *a] for i, a in enumerate(amounts)]
        )

    def at(self, day: date) -> "World":
        for model in MODELS:
            sql = self.compiled[model].replace(PLACEHOLDER, day.isoformat())
            self.engine.execute(f"create or replace table warehouse.core.{model} as {sql}")
        return self

    def placed(self) -> list[tuple[int, str, Decimal, str, str, str, str]]:
        return self.engine.execute(
            "select id, amount.code, yuan, bridge.village_code, place.township_code, place.county_code,"
            " place.reporting_unit_code from amount"
            " left join warehouse.core.bridge_region_code as bridge on amount.code = bridge.recorded_code"
            " left join warehouse.core.dim_region as place on bridge.village_code = place.village_code"
            " left join warehouse.core.dim_township as township"
            " on place.managing_township_code = township.township_code order by id"
        ).fetchall()


def total_by(rows: list[tuple[int, str, Decimal, str, str, str, str]], place: int) -> Decimal:
    totals: dict[str, Decimal] = {}
    for row in rows:
        totals[row[place]] = totals.get(row[place], Decimal(0)) + row[2]
    return sum(totals.values(), Decimal(0))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), changes=st.integers(0, 14))
def test_every_amount_counts_once_in_each_hierarchy(
    compiled: dict[str, str], tmp_path_factory: pytest.TempPathFactory, seed: int, changes: int
) -> None:
    history = invent(seed, changes)
    folder = tmp_path_factory.mktemp("tables")
    history.write(folder)
    check_regions(None, folder)
    codes = sorted({v["village_code"] for v in history.villages})
    amounts = [
        (c, Decimal(history.draw.randint(-(10**9), 10**12)).scaleb(-2)) for c in codes for _ in range(3)
    ]
    world = World(history, compiled)
    world.record(amounts)
    for day in sorted({BEGIN, LAST, *history.days, *(d - DAY for d in history.days)}):
        rows = world.at(day).placed()
        assert [(r[1], r[2]) for r in rows] == amounts
        expected = [standing_for(history, code, day) for code, _ in amounts]
        assert [r[3] for r in rows] == expected
        assert all((r[3] is None) == (r[5] is None) == (r[6] is None) for r in rows)
        for place in (4, 5, 6):
            assert total_by(rows, place) == sum((a for _, a in amounts), Decimal(0))


def standing_for(history: History, code: str, day: date) -> str | None:
    """What a code counts for on a day, by walking; None before it began."""
    spans = [v for v in history.villages if v["village_code"] == code]
    if min(v["valid_from"] for v in spans) > day.isoformat():
        return None
    while (
        max(v["valid_to"] or "9999" for v in history.villages if v["village_code"] == code) < day.isoformat()
    ):
        code = history.counts_for[code]
    return code


def test_a_history_has_every_kind_of_change() -> None:
    """The property must not hold because nothing happens."""
    histories = [invent(seed, 14) for seed in range(20)]
    assert {s["kind"] for h in histories for s in h.steps} == {"recoded", "moved", "merged", "split"}
    assert sum(len(h.counts_for) for h in histories) > 200


def test_the_models_follow_a_chain_as_long_as_the_check_allows(compiled: dict[str, str]) -> None:
    history = invent(1, 0)
    history.villages = history.villages[:1]
    first = history.villages[0]["village_code"]
    for number in range(LONGEST_CHAIN):
        day = BEGIN + DAY * (number + 1)
        code = history.new_code(first[:9])
        history.replace(history.villages[-1], code, "moved", day)
        history.open(code, "张村", first[:9], day)
    world = World(history, compiled).at(LAST)
    steps = world.engine.execute(
        "select village_code, steps from warehouse.core.bridge_region_code where recorded_code = ?", [first]
    ).fetchone()
    assert steps == (history.villages[-1]["village_code"], LONGEST_CHAIN)


def test_two_main_successors_would_count_an_amount_twice(compiled: dict[str, str]) -> None:
    """Why the check before a build refuses them."""
    history = invent(1, 0)
    day = BEGIN + timedelta(days=9)
    gone, one, other = history.villages[:3]
    history.replace(gone, one["village_code"], "merged", day)
    history.step(gone["village_code"], other["village_code"], "merged", "Y", day)
    world = World(history, compiled)
    world.record([(gone["village_code"], Decimal("0.01"))])
    assert len(world.at(day).placed()) == 2


@pytest.fixture(scope="module")
def real(compiled: dict[str, str]) -> Iterator[World]:
    history = invent(1, 0)
    history.villages = read_reference("region_village")
    history.steps = read_reference("region_succession")
    world = World(history, compiled)
    world.record([("411222001202", Decimal("0.01")), ("411203001202", Decimal("0.02"))])
    yield world


def test_what_was_recorded_in_陕县_counts_in_陕州区(real: World) -> None:
    before = real.at(date(2016, 1, 5)).placed()
    assert [r[3:] for r in before] == [
        ("411222001202", "411222001", "411222", "411203"),
        (None, None, None, None),
    ]
    after = real.at(date(2016, 1, 6)).placed()
    assert [r[3:] for r in after] == [("411203001202", "411203001", "411203", "411203")] * 2


def test_示范区_is_a_unit_of_villages_of_灵宝(real: World) -> None:
    found = (
        real.at(date(2022, 8, 31))
        .engine.execute(
            "select distinct managing_township_name, county_name from warehouse.core.dim_region"
            " where reporting_unit_code = '4112SF' order by all"
        )
        .fetchall()
    )
    assert found == [("大王镇", "灵宝市"), ("阳店镇", "灵宝市")]
