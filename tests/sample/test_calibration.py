"""At scale 1.0 the published figures come out of the rows, to the last printed digit."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import duckdb
import numpy as np
import pytest

from lingcha.sample.accounting import Accounts
from lingcha.sample.books import SheetPlan
from lingcha.sample.calendar import day, month_number
from lingcha.sample.city import build_city
from lingcha.sample.ledgers import Ledgers
from lingcha.sample.table import Table
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
    # The letter contradicts itself: three parts that round half-up to 264,282 + 118,268 + 247,066 = 629,616
    # are 629,614.50 at least, which rounds to 629,615; the published 629,614 is that total cut, not rounded.
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
        before = int(accounts.net_previous[inside].sum()) / people / 100
        assert round((mean / (0.8 * before) - 1) * 100, 2) == growth
    assert round(earned_share(accounts), 2) == 90.11


def earned_share(accounts: Accounts) -> float:
    """Wage and business net in the net income of 脱贫户, in percent."""
    poor, parts = accounts.group < 2, accounts.parts
    earned = int((parts.wage + parts.business - parts.expense)[poor].sum())
    return 100 * earned / int(accounts.net[poor].sum())


def test_the_year_before_is_a_round_of_its_own(full: Ledgers) -> None:
    base, latest = full.city.accounts[0], full.city.accounts[-1]
    assert (base.round.code, base.round.period.end) == ("2021", date(2021, 9, 30))
    members = full.city.households.size[base.household]
    # Of those that were monitored then; the same means hold for those that are monitored now (above).
    for inside, mean in ((base.group < 2, 13595.47), (base.group > 0, 9676.68)):
        assert round(int(base.net[inside].sum()) / int(members[inside].sum()) / 100, 2) == mean
    assert int((base.group > 0).sum()) < int((latest.group > 0).sum())
    assert round(earned_share(latest) - earned_share(base), 1) == 1.3


def test_cooperatives_cover_the_published_share_of_villages(db: duckdb.DuckDBPyConnection) -> None:
    active = "from HZ01 where coop_status = '正常' and founded_date <= date '2022-06-30'"
    counts = one(db, f"select count(*), count(distinct (unit, township_name, village_name)) {active}")
    assert counts == (459, 459)
    assert round(100 * 459 / 1221, 2) == 37.59 and round(100 * 459 / 1220, 2) != 37.59
    assert one(db, "select count(*) from HZ01") == (468,)


# Published figure, unit of the letter in base units of the ledger, industry and indicator.
_INDUSTRIES = (
    ("134.87", 10_000, "果品", "种植面积"),
    ("90.18", 10**8, "果品", "产值"),
    ("30.08", 10**8, "畜牧", "产值"),
    ("43260", 10_000, "食用菌", "栽培规模"),
    ("32.22", 10**8, "食用菌", "产值"),
    ("86.1", 10_000, "中药材", "种植面积"),
    ("17.96", 10**8, "中药材", "产值"),
    ("90.83", 10_000, "林果", "种植面积"),
    ("17.82", 10**8, "林果", "产值"),
    ("45.2", 10_000, "蔬菜", "播种面积"),
    ("4.65", 10_000, "蔬菜", "设施播种面积"),
    ("14.9", 10**8, "蔬菜", "产值"),
    ("18.45", 10_000, "烟叶", "种植面积"),
    ("2301.5", 10_000, "烟叶", "产量"),
    ("6.98", 10**8, "烟叶", "产值"),
    ("1.34", 10_000, "水产", "养殖面积"),
    ("711.99", 10_000, "水产", "产量"),
    ("0.88", 10**8, "水产", "产值"),
)


@pytest.mark.parametrize("published, unit, industry, indicator", _INDUSTRIES)
def test_industries(
    db: duckdb.DuckDBPyConnection, published: str, unit: int, industry: str, indicator: str
) -> None:
    # Values have four decimals; some units write 亩 and 万元, others 万亩 and 亿元.
    factor = "case when value_unit like '万%' then 10000 when value_unit = '亿元' then 100000000 else 1 end"
    query = f"select sum(value * {factor}) from PX01 where industry = ? and indicator = ?"
    (total,) = db.execute(query, [industry, indicator]).fetchall()[0]
    assert Decimal(int(total)) / 10_000 / unit == Decimal(published)


def test_varieties_categories_and_systems(db: duckdb.DuckDBPyConnection) -> None:
    varieties = dict(db.execute("select industry, count(distinct variety) from PX01 group by all").fetchall())
    assert {k: varieties[k] for k in ("果品", "畜牧", "中药材", "林果")} == {
        "果品": 6, "畜牧": 8, "中药材": 17, "林果": 3,
    }  # fmt: skip
    named = "select count(distinct variety) from PX01 where industry = '食用菌' and variety <> '其它'"
    assert one(db, named) == (4,)
    distinct = (
        "count(distinct industry), count(distinct genealogy_category), count(distinct genealogy_system)"
    )
    assert one(db, f"select {distinct} from PX01") == (8, 13, 3)


def test_demonstration_villages(full: Ledgers, db: duckdb.DuckDBPyConnection) -> None:
    def by_unit(programme: str) -> dict[str, tuple[int, int]]:
        query = "select unit, count(*), sum(support_total) from SF01 where programme = ? group by all"
        rows = db.execute(query, [programme]).fetchall()
        return {full.city.places.units[u].name: (n, int(total)) for u, n, total in rows}

    river = by_unit("沿黄示范村")
    assert river == {name: (1, 5_000) for name in ("灵宝市", "陕州区", "湖滨区", "示范区")}
    wellness = {name: count for name, (count, _) in by_unit("乡村康养旅游示范村").items()}
    named = {"卢氏县": 4, "灵宝市": 3, "陕州区": 2, "渑池县": 2, "湖滨区": 2, "示范区": 1}
    # The letter counts 15 and its parts add up to 14: the fifteenth is in the unit it does not name.
    assert sum(named.values()) == 14 and wellness == named | {"义马市": 1}
    support = "sum(support_total), count(listed_date), count(certified_date)"
    totals = one(db, f"select {support} from SF01 where programme = '乡村康养旅游示范村'")
    assert totals == (839_291, 15, 0)


def test_employment_and_its_base_a_year_before(full: Ledgers) -> None:
    s = full.city.spells
    now = int(month_number(np.array([day(AS_OF)]))[0])

    def employed(month: int) -> int:
        return len(np.unique(s.person[(s.start <= month) & ((s.end < 0) | (s.end >= month))]))

    assert (employed(now), employed(now - 12)) == (116_871, 103_499)
    assert round(100 * (employed(now) / employed(now - 12) - 1), 2) == 12.92
    # Neither convention about the month of the end moves a count: nobody stops in a month that is counted.
    assert not np.isin(s.end, (now, now - 12)).any()
    assert len(np.unique(s.person[s.returned])) == 10_300


def test_posts_and_assistance_are_distinct_persons(full: Ledgers) -> None:
    posts, helped = full.city.posts, full.city.assistance
    holders = posts.person[posts.open]
    assert len(np.unique(posts.person)) == len(posts.person)
    assert (len(holders), np.bincount(posts.group[posts.open]).tolist()) == (22_087, [19_792, 2_295])
    assert len(np.unique(helped.person[helped.assisted >= 0])) == 4_324
    assert len(helped.person) > 4_324


def test_training(db: duckdb.DuckDBPyConnection) -> None:
    high = "certificate_level in ('高级工', '技师', '高级技师')"
    assert one(
        db,
        f"""select count(distinct person_code),
        count(distinct person_code) filter (certificate_no is not null),
        count(distinct person_code) filter ({high}), count(*) > 8322,
        count(*) filter (certificate_date > date '2022-08-31') from JN01""",
    ) == (8_322, 2_334, 1_082, 1, 0)
    assert one(db, "select count(*), count(*) filter (body_kind = '企业') from JN02") == (3, 3)


def townships(full: Ledgers, form: str) -> list[Table]:
    codes = dict.fromkeys(v.township_code for v in full.city.places.villages)
    return [full.of_sheet(0, SheetPlan(form, AS_OF, code)) for code in codes]


def test_the_screening_summary_has_1220_villages_of_1221(full: Ledgers) -> None:
    tables = townships(full, "PC02")

    def total(name: str) -> int:
        return sum(int(t.columns[name].astype(np.int64).sum()) for t in tables)

    names = ("screened", "self", "key", "new", "elim")
    assert [(total(f"{n}_hh"), total(f"{n}_p")) for n in names] == [
        (427_260, 1_436_848), (211, 783), (69_443, 230_148), (368, 1_164), (1_088, 3_120),
    ]  # fmt: skip
    screened = np.concatenate([t.columns["screened_hh"] for t in tables])
    reason = np.concatenate([t.columns["unscreened_reason"] for t in tables])
    assert (len(tables), len(screened), int((screened > 0).sum())) == (66, 1221, 1220)
    assert [r for r in reason.tolist() if r] == ["整村搬迁，无农户"]


def test_grids_cover_every_household_on_three_levels(full: Ledgers) -> None:
    counts: dict[str, int] = {}
    for table in townships(full, "WG01"):
        for level, count in zip(table.columns["grid_level"], table.columns["household_count"], strict=True):
            counts[level] = counts.get(level, 0) + int(count)
    assert counts == dict.fromkeys(("县", "乡", "村（组）"), 427_260)


def test_every_alert_that_led_to_monitoring_is_in_the_ledger(db: duckdb.DuckDBPyConnection) -> None:
    assert one(
        db,
        """select count(*), count(b.alert_no), count(*) filter (b.verify_result <> '属实有风险') from JC01
        left join BM01 b using (alert_no) where JC01.alert_no is not null""",
    ) == (*one(db, "select count(*), count(*) from JC01 where found_channel = '部门筛查预警'"), 0)


_MONTHLY = {
    "C03": 459, "E03": 4_324, "E04": 116_871, "E09": 22_087, "E10": 19_792, "E11": 2_295, "E15": 8_322,
    "E16": 2_334, "E17": 1_082, "E18": 3, "J01": 140, "J08": 56, "J13": 11_828, "J14": 32_678, "R03": 14_472,
    "R04": 38_319, "R29": 427_260, "R30": 1_436_848, "R31": 211, "R33": 69_443, "R35": 368, "R37": 1_088,
    "A01": Decimal("629614.5"), "J10": Decimal("41595.2"), "J11": Decimal("17749.11"),
}  # fmt: skip


def test_the_monthly_summary_adds_up_to_the_letter(db: duckdb.DuckDBPyConnection) -> None:
    rows = db.execute("select indicator_code, sum(value_cum) from BB01 group by all").fetchall()
    assert {code: Decimal(int(total)) / 10_000 for code, total in rows} == _MONTHLY
    assert one(db, "select count(distinct unit), count(distinct month) from BB01") == (7, 1)


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
