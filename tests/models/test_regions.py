"""An amount recorded under a village code counts once in each hierarchy at every date, whatever happened."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import duckdb
import pytest
import yaml
from dbt_in_process import messages, run_dbt
from histories import BEGIN, DAY, STEP_COLUMNS, VILLAGE_COLUMNS, History, invent
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lingcha.project import ROOT, read_reference
from lingcha.quality.regions import LONGEST_CHAIN, check_regions

MODELS = ("bridge_region_code", "dim_region", "dim_township")
NAMES = (
    "int_township_code",
    "int_township_spelling",
    "int_village_spelling",
    "stg_zc01",
    "fct_unresolved_place",
)
PLACEHOLDER = "1999-09-09"
LAST = date(2040, 1, 1)
Compiled = dict[str, tuple[str, str]]


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    """Relation and SQL of the region models as dbt writes it; the date stands in it as a literal."""
    base = tmp_path_factory.mktemp("regions")
    outcome = run_dbt(["compile", "--select", *MODELS, *NAMES, "--vars", f'{{as_of: "{PLACEHOLDER}"}}'], base)
    assert outcome.success, messages(outcome)
    return {r.node.name: (r.node.relation_name, r.node.compiled_code) for r in outcome.result.results}


class World:
    """An engine that holds the reference tables of one history; ``at`` builds the dimensions of a date."""

    def __init__(self, history: History, compiled: Compiled) -> None:
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
        self.build(MODELS, day)
        return self

    def build(self, models: tuple[str, ...], day: date) -> None:
        for model in models:
            relation, sql = self.compiled[model]
            self.engine.execute(
                f"create or replace table {relation} as {sql.replace(PLACEHOLDER, day.isoformat())}"
            )

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
    compiled: Compiled, tmp_path_factory: pytest.TempPathFactory, seed: int, changes: int
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


def test_the_models_follow_a_chain_as_long_as_the_check_allows(compiled: Compiled) -> None:
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


def test_two_main_successors_would_count_an_amount_twice(compiled: Compiled) -> None:
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
def real(compiled: Compiled) -> Iterator[World]:
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


# unit, township, village as a sheet has them.
Place = tuple[str, str | None, str]


def resolved(world: World, places: list[Place], day: date) -> list[tuple[str | None, str | None]]:
    """(township, village) code that staging finds for rows of ZC01 with these names."""
    path = ROOT / "seeds" / "forms" / "zc01.yml"
    columns = yaml.safe_load(path.read_text(encoding="utf-8"))["seeds"][0]["columns"]
    world.at(day).engine.execute("drop schema if exists private.forms cascade")
    for schema in ("forms", "staging", "intermediate"):
        world.engine.execute(f"create schema if not exists private.{schema}")
    typed = ", ".join(f"{c['name']} {c['data_type']}" for c in columns)
    world.engine.execute(f"create table private.forms.zc01 ({typed})")
    world.engine.execute(
        "create or replace table private.intermediate.int_submission_in_force"
        " (submission_id varchar, reporting_unit_code varchar, replaced_parts varchar)"
    )
    for unit in sorted({p[0] for p in places}):
        world.engine.execute(
            "insert into private.intermediate.int_submission_in_force values (?, ?, null)", [unit, unit]
        )
    for number, (unit, township, village) in enumerate(places):
        world.engine.execute(
            "insert into private.forms.zc01 by name"
            " select ? as submission_id, ? as row_no, ? as township_name, ? as village_name",
            [unit, number, township, village],
        )
    world.build(NAMES[:4], day)
    world.engine.execute(
        "create or replace table private.intermediate.int_unresolved_name as select 'ZC01' as form_code,"
        " reporting_unit_code, township_code, coalesce(township_name, '') as township_name, village_name,"
        " count(*) as rows_affected from private.staging.stg_zc01 where village_code is null group by all"
    )
    world.build(NAMES[4:], day)
    return world.engine.execute(
        "select township_code, village_code from private.staging.stg_zc01 order by row_no"
    ).fetchall()


def reported(world: World) -> dict[tuple[str, str, str], tuple[str, str | None]]:
    rows = world.engine.execute(
        "select reporting_unit_code, township_name, village_name, reason, candidate_codes"
        " from warehouse.core.fct_unresolved_place"
    ).fetchall()
    return {row[:3]: row[3:] for row in rows}


def repeated_names() -> dict[tuple[str, str], list[dict[str, str]]]:
    """The names that two villages of one county have today."""
    found: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in read_reference("region_village"):
        if not row["valid_to"]:
            found.setdefault((row["county_code"], row["village_name"]), []).append(row)
    return {name: rows for name, rows in found.items() if len(rows) > 1}


def test_a_name_that_repeats_is_resolved_with_its_township_only(real: World) -> None:
    repeats = repeated_names()
    assert len(repeats) == 8
    villages = [v for rows in repeats.values() for v in rows]
    with_township: list[Place] = [
        (v["reporting_unit_code"], v["managing_township_name"], v["village_name"]) for v in villages
    ]
    alone: list[Place] = [(v["reporting_unit_code"], None, v["village_name"]) for v in villages]
    found = resolved(real, with_township + alone, date(2022, 8, 31))
    assert [code for _, code in found[:16]] == [v["village_code"] for v in villages]
    assert found[16:] == [(None, None)] * 16
    told = reported(real)
    assert len(told) == 9  # 上坡头村 is reported by two units, 灵宝市 and 示范区
    for (_, name), rows in repeats.items():
        for unit in {v["reporting_unit_code"] for v in rows}:
            own = [v["village_code"] for v in rows if v["reporting_unit_code"] == unit]
            reason = "ambiguous" if len(own) > 1 else "unknown_township"
            assert told[unit, "", name] == (reason, ";".join(sorted(own)))


def test_张村_four_times_in_the_city_is_four_villages(real: World) -> None:
    rows = [
        r for r in read_reference("region_village") if r["village_name"] == "张村村委会" and not r["valid_to"]
    ]
    places: list[Place] = [
        (r["reporting_unit_code"], r["managing_township_name"], r["village_name"]) for r in rows
    ]
    wrong: list[Place] = [("411282", "朱阳镇", "张村村委会"), ("411202", None, "张村村委会")]
    found = resolved(real, places + wrong, date(2022, 8, 31))
    assert len(rows) == 4 and [code for _, code in found] == [*(r["village_code"] for r in rows), None, None]
    told = reported(real)
    assert told["411282", "朱阳镇", "张村村委会"] == ("other_township", "411282103203")
    assert told["411202", "", "张村村委会"] == ("unknown_township", None)


def test_a_ledger_of_2014_finds_its_villages_at_every_date(real: World) -> None:
    """甘棠街道 was written before and after the change of county; D decides under which code it counts."""
    place: list[Place] = [("411203", "甘棠街道", village("411203001202")["village_name"])]
    assert resolved(real, place, date(2015, 12, 31)) == [("411222001", "411222001202")]
    assert resolved(real, place, date(2022, 8, 31)) == [("411203001", "411203001202")]
    assert reported(real) == {}


def village(code: str) -> dict[str, str]:
    (row,) = [r for r in read_reference("region_village") if r["village_code"] == code]
    return row


def test_a_village_that_moved_or_merged_is_found_by_its_old_name(compiled: Compiled) -> None:
    history = invent(1, 0)
    moved, kept, gone = history.villages[0], history.villages[4], history.villages[8]
    for number, one in enumerate((moved, kept, gone)):
        one["village_name"] = one["short_name"] = f"名{number}"
    day = BEGIN + DAY * 9
    code = history.new_code(kept["township_code"])
    history.replace(moved, code, "moved", day)
    history.open(code, "名0", kept["managing_township_code"], day)
    history.replace(gone, kept["village_code"], "merged", day)
    history.open(history.new_code("411202100"), "新村", "411202100", day + DAY)
    world = World(history, compiled)
    unit = moved["reporting_unit_code"]
    places: list[Place] = [
        (unit, moved["managing_township_name"], "名0"),
        (unit, kept["managing_township_name"], "名0"),
        (unit, gone["managing_township_name"], "名2"),
        (unit, moved["managing_township_name"], "新村"),
    ]
    found = resolved(world, places, day)
    township = kept["managing_township_code"]
    assert found[:3] == [(township, code), (township, code), (township, kept["village_code"])]
    # The new village begins a day later: named, not guessed.
    assert found[3][1] is None
    assert {v[0] for v in reported(world).values()} == {"not_valid_at_as_of"}
