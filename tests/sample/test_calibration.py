"""At scale 1.0 the published figures come out of the rows, to the last printed digit."""

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest

from lingcha.sample.books import SheetPlan
from lingcha.sample.city import build_city
from lingcha.sample.ledgers import Ledgers
from lingcha.sample.targets import make_scale
from tests.sample.whole import as_frame

AS_OF = date(2022, 8, 31)


@pytest.fixture(scope="module")
def full() -> Ledgers:
    return Ledgers(build_city(make_scale(1), 1, AS_OF))


@pytest.fixture(scope="module")
def db(full: Ledgers) -> Iterator[duckdb.DuckDBPyConnection]:
    """The ledgers of whole units; the registers are looked at as arrays, they are large."""
    with duckdb.connect() as connection:
        for form, table in full.of_units.items():
            connection.register("rows", as_frame(table, form))
            connection.execute(f"create table {form} as from rows")
        yield connection


def one(db: duckdb.DuckDBPyConnection, query: str) -> tuple[object, ...]:
    (row,) = db.execute(query).fetchall()
    return tuple(int(v) if v is not None and not isinstance(v, str) else v for v in row)


def test_households_persons_villages(full: Ledgers) -> None:
    h = full.city.households
    assert len(full.city.places.villages) == 1221
    assert len({v.township_code for v in full.city.places.villages}) == 66
    assert (len(h.size), int(h.size.sum())) == (427_260, 1_436_848)
    assert len(full.city.people.household) == 1_436_848
    assert (int(h.key.sum()), int(h.size[h.key].sum())) == (69_443, 230_148)
    assert (int(h.self_reported.sum()), int(h.size[h.self_reported].sum())) == (211, 783)
    assert (int(h.new.sum()), int(h.size[h.new].sum())) == (368, 1_164)
    assert (int(h.gone.sum()), int(h.size[h.gone].sum())) == (1_088, 3_120)
    assert int(h.out_of_poverty.sum()) == 62_000


@pytest.mark.parametrize(
    "category, households, persons",
    [("脱贫不稳定户", 2245, 6378), ("边缘易致贫户", 1995, 5343), ("突发严重困难户", 10232, 26598)],
)
def test_monitored_by_category(
    db: duckdb.DuckDBPyConnection, category: str, households: int, persons: int
) -> None:
    # One row per household: a second episode is the same people again.
    assert one(
        db,
        f"""select count(*), sum(member_count) from JC01
        where episode_seq = 1 and monitor_category = '{category}'""",
    ) == (households, persons)


def test_the_screening_in_the_ledgers(db: duckdb.DuckDBPyConnection) -> None:
    window = "county_date between date '2022-07-01' and date '2022-08-31'"
    assert one(db, f"select count(*), sum(member_count) from JC01 where {window}") == (368, 1164)
    assert one(db, f"select count(*) from JC03 where {window} and revert_kind is null") == (1088,)


def test_assets_by_category_and_level_round_to_the_published_figures(db: duckdb.DuckDBPyConnection) -> None:
    def half_up(name: str) -> dict[str, int]:
        rows = db.execute(
            f"select {name}, sum(confirmed_value) from ZC01 group by all having sum(confirmed_value) > 0"
        )
        return {k: int(v + 50) // 100 for k, v in rows.fetchall()}

    assert half_up("asset_category") == {"公益性": 264_282, "经营性": 118_268, "到户类": 247_066}
    assert half_up("ownership_level") == {"县": 73_434, "乡镇": 71_325, "村": 238_002, "户": 246_854}
    # Between 629,614 and 629,615: below it, no total lets all three categories round as published.
    assert one(db, "select sum(confirmed_value) from ZC01") == (62_961_450,)
    household = "asset_category = '到户类' and ownership_level = '村'"
    assert one(db, f"select count(*), sum(confirmed_value) from ZC01 where {household}") == (1, 21_162)


def test_asset_income(db: duckdb.DuckDBPyConnection) -> None:
    assert one(db, "select sum(income_received) from ZC02") == (467_336,)
    assert one(
        db,
        """select count(distinct (township_name, village_name)), sum(dist_collective) from ZC02
        where is_out_of_poverty_village = '是'""",
    ) == (306, 277_729)


def test_projects_and_funds(db: duckdb.DuckDBPyConnection) -> None:
    types = dict(db.execute("select project_type, count(*) from XM01 group by all").fetchall())
    assert types == {"种植业": 74, "养殖业": 3, "加工业": 29, "休闲农业与乡村旅游": 8, "其他": 26}
    assert one(
        db,
        """select count(*), count(actual_start), count(actual_finish),
        count(*) filter (plan_finish <= date '2022-08-31'),
        count(*) filter (plan_finish <= date '2022-08-31' and actual_finish is not null),
        sum(fund_bridging), sum(fund_payable), sum(fund_paid) from XM01""",
    ) == (140, 140, 56, 74, 56, 4_159_520, 2_081_519, 1_774_911)
    assert one(db, "select sum(amount) from ZJ02") == (1_774_911,)


def test_beneficiaries_are_distinct_households(full: Ledgers, db: duckdb.DuckDBPyConnection) -> None:
    assert one(
        db,
        """select count(*), sum(n), sum(gain) from (select household_code, any_value(member_count) as n,
        sum(income_gain) as gain from XM02 group by all)""",
    ) == (11_828, 32_678, 297_900 * 11_828)
    (rows,) = one(db, "select count(*) from XM02")
    assert isinstance(rows, int) and rows > 11_828


def test_weighted_incomes_with_their_growth_and_structure(full: Ledgers) -> None:
    accounts, sizes = full.city.accounts[-1], full.city.households.size
    assert accounts.round.code == "2022-2"
    members = sizes[accounts.household]
    for inside, mean, growth in (
        (accounts.group < 2, 13508.46, 24.20),
        (accounts.group > 0, 10155.06, 31.18),
    ):
        people = int(members[inside].sum())
        assert round(int(accounts.net[inside].sum()) / people / 100, 2) == mean
        before = int((accounts.net_previous // members * members)[inside].sum()) / people / 100
        assert round((mean / (0.8 * before) - 1) * 100, 2) == growth
    poor, parts = accounts.group < 2, accounts.parts
    earned = int((parts.wage + parts.business - parts.expense)[poor].sum())
    assert round(100 * earned / int(accounts.net[poor].sum()), 2) == 90.11


def test_a_large_township_stays_below_the_row_limit_of_excel(full: Ledgers) -> None:
    sizes = {v.township_code: 0 for v in full.city.places.villages}
    for village, count in zip(full.city.places.villages, full.city.places.households.tolist(), strict=True):
        sizes[village.township_code] += count
    largest = max(sizes, key=lambda c: sizes[c])
    table = full.of_sheet(0, SheetPlan("HJ02", AS_OF, largest))
    assert 40_000 < len(table) < 1_048_000


def test_no_id_number_repeats_in_the_whole_city(full: Ledgers) -> None:
    people = len(full.city.people.household)
    assert len(set(full.city.members.id_no[:people].tolist())) == people
