"""ZC01 and ZC02 of the whole city; ids are positions of the assets and of their incomes."""

from datetime import date

import numpy as np

from lingcha.sample import identity
from lingcha.sample.addresses import place_columns
from lingcha.sample.apportion import Ints
from lingcha.sample.asset_events import DISPOSAL, SCRAP, AssetEvents
from lingcha.sample.assets import HOUSEHOLD, OPERATING, AssetIncome, Assets
from lingcha.sample.calendar import Days, day, month_start
from lingcha.sample.city import City
from lingcha.sample.table import Column, Table, numbered, pick, where_not_blank, yes_no

_KINDS = {  # names of assets by category
    "公益性": ("村内道路硬化工程", "安全饮水工程", "村文化广场", "太阳能路灯", "排水渠"),
    "经营性": ("食用菌大棚", "冷库", "光伏电站", "果品分拣车间", "中药材加工车间"),
    "到户类": ("到户养牛", "到户核桃种植", "到户苹果种植", "户厕改造", "庭院经济补助"),
}
_SOURCES = ("central", "provincial", "city", "county", "bond", "donation", "counterpart", "other")
_MODES = ("村集体自营", "反租倒包", "股份合作", "委托经营", "租赁承包")


def asset_codes(city: City, assets: Assets) -> Column:
    """Unit, year, running number."""
    units = np.array([u.code for u in city.places.units], dtype=object)[assets.unit]
    return numbered("ZC{}-{}-{:05d}", units, assets.project_year, np.arange(1, len(assets.unit) + 1))


def asset_names(city: City, assets: Assets) -> Column:
    rng = city.rng("asset names")
    short = np.array([v.short_name for v in city.places.villages], dtype=object)[assets.village]
    kind = np.empty(len(assets.unit), dtype=object)
    for category, labels in _KINDS.items():
        here = assets.category == category
        kind[here] = pick(labels, rng.integers(0, len(labels), int(here.sum())))
    return numbered("{}{}", short, kind)


def asset_table(city: City, assets: Assets, income: AssetIncome, events: AssetEvents) -> Table:
    """ZC01."""
    rng = city.rng("ZC01")
    count = len(assets.unit)
    confirmed, operating = assets.confirmed > 0, assets.category == OPERATING
    maintained = assets.category != HOUSEHOLD
    units = np.array([u.code for u in city.places.units], dtype=object)[assets.unit]
    names = asset_names(city, assets)
    number = np.arange(1, count + 1)
    agreed = np.zeros(count, dtype=np.int64)
    agreed[income.asset] = income.due
    agreed = np.where(operating & ~confirmed, assets.original // 25, agreed)
    place = place_columns(city.places, assets.village)
    acquired = _year_start(assets.project_year) + rng.integers(150, 360, count)
    columns: dict[str, Column] = {
        **place,
        "asset_code": asset_codes(city, assets),
        "asset_name": names,
        "project_code": numbered("XM{}-{}-{:05d}", units, assets.project_year, number),
        "project_name": numbered("{}年{}项目", assets.project_year, names),
        "project_year": assets.project_year,
        "asset_category": assets.category,
        "asset_type": pick(
            ("固定资产", "权益性资产", "生物资产"), np.searchsorted((0.9, 0.95), rng.random(count))
        ),
        "quantity": rng.integers(1, 60, count) * 100,
        "quantity_unit": pick(("亩", "平方米", "公里", "座"), rng.integers(0, 4, count)),
        "acquired_month": month_start(acquired),
        "original_value": assets.original,
        **_sources(assets.original, rng),
        "confirmed_flag": yes_no(confirmed),
        "confirmed_date": where_not_blank(confirmed, assets.confirmed_on),
        "confirmed_value": where_not_blank(confirmed, assets.confirmed),
        "ownership_level": np.where(confirmed, assets.level, ""),
        "owner_name": np.where(confirmed, _owners(assets, place, rng), ""),
        "certificate_no": np.where(confirmed, numbered("权证{:06d}", number), ""),
        "handover_date": where_not_blank(confirmed, assets.confirmed_on + 15),
        "operation_mode": pick(_MODES, np.where(operating, rng.integers(0, len(_MODES), count), -1)),
        "operator_name": np.where(operating, numbered("{}股份经济合作社", place["village_name"]), ""),
        "contract_start": where_not_blank(operating, acquired + 30),
        "contract_end": where_not_blank(operating, day(city.calendar.as_of) + rng.integers(200, 1500, count)),
        "contract_income": where_not_blank(operating, agreed),
        "maintainer": np.where(maintained, numbered("{}", place["village_name"]), ""),
        "maintainer_person": np.where(
            maintained, identity.names(identity.surname_indices(count, rng), rng.random(count) < 0.7, rng), ""
        ),
        "maintenance_fund": where_not_blank(maintained, assets.original // 100),
        "asset_status": pick(
            ("在用", "已处置", "已报废"), events.of(DISPOSAL, count) + 2 * events.of(SCRAP, count)
        ),
    }
    return Table(assets.unit, np.arange(count), columns)


def _year_start(years: Ints) -> Days:
    return (years - 1970).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)


def _sources(original: Ints, rng: np.random.Generator) -> dict[str, Column]:
    """The original value divided over the eight sources; central money takes what is left."""
    shares = {
        "provincial": 18,
        "city": 8,
        "county": 12,
        "bond": 5,
        "donation": 3,
        "counterpart": 2,
        "other": 2,
    }
    parts: dict[str, Ints] = {}
    for source, percent in shares.items():
        given = rng.random(len(original)) < (1.0 if percent > 5 else 0.2)
        parts[source] = np.where(given, original * percent // 100, 0)
    parts["central"] = original - np.sum(list(parts.values()), axis=0)
    return {f"value_{source}": parts[source] for source in _SOURCES}


def _owners(assets: Assets, place: dict[str, Column], rng: np.random.Generator) -> Column:
    count = len(assets.unit)
    people = identity.names(identity.surname_indices(count, rng), rng.random(count) < 0.8, rng)
    return np.select(
        [assets.level == "县", assets.level == "乡镇", assets.level == "村"],
        [
            numbered("{}乡村振兴局", place["county_name"]),
            numbered("{}人民政府", place["township_name"]),
            place["village_name"],
        ],
        people.astype(object),
    )


def income_table(city: City, assets: Assets, income: AssetIncome, year: int) -> Table:
    """ZC02 of one year."""
    rng = city.rng("ZC02")
    rows, count = income.asset, len(income.asset)
    place = place_columns(city.places, assets.village[rows])
    given = income.kept + income.households + income.posts + income.public
    received_on = day(date(year, 12, 1)) + rng.integers(0, 20, count)
    columns: dict[str, Column] = {
        **place,
        "asset_code": asset_codes(city, assets)[rows],
        "asset_name": asset_names(city, assets)[rows],
        "income_year": np.full(count, year),
        "income_due": income.due,
        "income_received": income.received,
        "received_date": received_on,
        "benefit_village_name": place["village_name"],
        "is_out_of_poverty_village": yes_no(assets.poor_village[rows]),
        "dist_collective": income.kept,
        "dist_households": income.households,
        "dist_posts": income.posts,
        "dist_public": income.public,
        "dist_other": np.zeros(count, dtype=np.int64),
        "undistributed": income.received - given,
        "benefit_households": rng.integers(3, 40, count),
        "publicity_start": received_on + 3,
        "publicity_days": rng.integers(5, 11, count),
    }
    return Table(assets.unit[rows], np.arange(count), columns)
