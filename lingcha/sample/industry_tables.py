"""PX01 and PX02 of the whole city; ids are positions of the rows. The last full year at D is reported."""

import numpy as np

from lingcha.sample import identity
from lingcha.sample.addresses import place_columns
from lingcha.sample.apportion import apportion
from lingcha.sample.city import City
from lingcha.sample.industries import make_shares, measures, varieties
from lingcha.sample.organisations import credit_codes
from lingcha.sample.table import BLANK, Column, Table, numbered, pick

_INDUSTRIES = tuple(varieties())
_TYPES = ("龙头企业", "农民合作社", "家庭农场", "加工企业")
_FIRM, _CO_OP, _FARM, _PROCESSOR = range(4)
_SHORT = ("农业发展有限公司", "种植养殖专业合作社", "家庭农场", "农产品加工有限公司")
_WEIGHTS = (30, 22, 12, 14, 3, 10, 14, 2)
# Units that fill in 亩 and 万元 instead of 万亩 and 亿元; both are allowed.
_SMALL_MEASURES = ("411281", "4112SF")
_SMALLER = {"万亩": "亩", "亿元": "万元", "万袋": "袋", "万公斤": "公斤"}
_TEN_THOUSAND = 10_000
_SYSTEMS = {
    "新型经营主体": "经营",
    "加工企业": "加工",
    "产品": "加工",
    "品牌": "经营",
    "销售渠道": "经营",
    "贮藏": "经营",
}
# What is told in words: category, name of the indicator, text with the main variety.
_WORDS = (
    ("分布", "主要分布", "{}以山区和沿黄丘陵乡镇为主"),
    ("贮藏", "贮藏方式", "{}以冷库和通风库贮藏"),
    ("产品", "主要产品", "鲜{}及初加工产品"),
    ("品种", "主栽（养）品种", "{}本地品种与引进品种"),
    ("品牌", "区域品牌", "三门峡{}"),
    ("销售渠道", "销售渠道", "{}批发市场、电商、订单收购"),
    ("设施装备", "主要设施", "{}生产大棚、机耕道、灌溉设施"),
)


def entity_table(city: City) -> Table:
    """PX02."""
    rng, places = city.rng("PX02"), city.places
    per_unit = np.bincount(places.unit_of_village, minlength=len(places.units))
    counts = apportion(city.scale.of("entities", at_least=len(places.units)), per_unit, minimum=1)
    unit = np.repeat(np.arange(len(per_unit)), counts)
    count = len(unit)
    industry = rng.choice(len(_INDUSTRIES), size=count, p=np.array(_WEIGHTS) / sum(_WEIGHTS))
    kind = rng.choice(len(_TYPES), size=count, p=(0.08, 0.45, 0.35, 0.12))
    village = np.array([rng.choice(np.flatnonzero(places.unit_of_village == u)) for u in unit])
    place = place_columns(places, village)
    county = np.array([v.county_code for v in places.villages], dtype=object)[village]
    number = 500_000 + np.arange(1, count + 1)
    firm = (kind == _FIRM) | (kind == _PROCESSOR)
    surname = identity.surname_indices(count, rng)
    columns: dict[str, Column] = {
        **place,
        "stat_year": np.full(count, _year(city)),
        "entity_name": numbered(
            "{}{}{}", place["village_name"], identity.names(surname, firm, rng), pick(_SHORT, kind)
        ),
        "credit_code": np.where(firm, credit_codes("91", county, number), credit_codes("93", county, number)),
        "entity_type": pick(_TYPES, kind),
        "industry": pick(_INDUSTRIES, industry),
        "products": pick(tuple(next(iter(v)) for v in varieties().values()), industry),
        "processing_capacity": np.where(kind == _PROCESSOR, rng.integers(50, 5000, count) * 100, BLANK),
        "storage_capacity": np.where(firm, rng.integers(50, 3000, count) * 100, BLANK),
        "output_value": rng.integers(1_000, 300_000, count),
        "benefit_households": rng.integers(1, 60, count),
    }
    return Table(unit, np.arange(count), columns)


def genealogy_table(city: City, entities: Table) -> Table:
    """PX01: the measures by unit and variety, then what each unit counts and tells about every industry."""
    shares = make_shares(city.scale, city.places, city.rng("PX01"))
    rows = [
        _measure_row(city, int(m), int(u), variety, int(value))
        for m, u, variety, value in zip(
            shares.measure, shares.unit, shares.variety, shares.value, strict=True
        )
    ]
    for unit in range(len(city.places.units)):
        for industry in _INDUSTRIES:
            rows += _counted(unit, industry, entities) + _told(unit, industry)
    order = sorted(range(len(rows)), key=lambda i: (rows[i][0], _INDUSTRIES.index(str(rows[i][1]))))
    unit_column, *others = (np.array(c, dtype=object) for c in zip(*(rows[i] for i in order), strict=True))
    names = ("industry", "variety", "genealogy_category", "indicator", "value", "value_unit", "value_text")
    columns: dict[str, Column] = dict(zip(names, others, strict=True))
    columns["value"] = columns["value"].astype(np.int64)
    units = unit_column.astype(np.int64)
    columns["genealogy_system"] = np.array(
        [_SYSTEMS.get(c, "生产") for c in columns["genealogy_category"].tolist()], dtype=object
    )
    columns["county_name"] = np.array([u.name for u in city.places.units], dtype=object)[units]
    columns["stat_year"] = np.full(len(units), _year(city))
    return Table(units, np.arange(len(units)), columns)


_Row = tuple[int, str, str, str, str, int, str, str]


def _measure_row(city: City, number: int, unit: int, variety: str, value: int) -> _Row:
    measure = measures()[number]
    if city.places.units[unit].code in _SMALL_MEASURES:
        value, name = value * _TEN_THOUSAND, _SMALLER[measure.unit]
    else:
        name = measure.unit
    return unit, measure.industry, variety, measure.category, measure.indicator, value, name, ""


def _counted(unit: int, industry: str, entities: Table) -> list[_Row]:
    """Entities, processors and the households that gain, as the list of entities has them."""
    here = (entities.unit == unit) & (entities.columns["industry"] == industry)
    kinds = entities.columns["entity_type"][here]
    gained = int(entities.columns["benefit_households"][here].astype(np.int64).sum())
    counts = (
        ("新型经营主体", "新型经营主体数量", int((kinds != "加工企业").sum()), "个"),
        ("加工企业", "加工企业数量", int((kinds == "加工企业").sum()), "个"),
        ("带动农户", "带动脱贫户和监测对象户数", gained, "户"),
    )
    main = next(iter(varieties()[industry]))
    return [(unit, industry, main, c, name, n * _TEN_THOUSAND, label, "") for c, name, n, label in counts]


def _told(unit: int, industry: str) -> list[_Row]:
    main = next(iter(varieties()[industry]))
    return [(unit, industry, main, c, name, BLANK, "", text.format(main)) for c, name, text in _WORDS]


def _year(city: City) -> int:
    due = city.calendar.due("PX01")
    assert due is not None  # calendar years always exist
    return due.start.year
