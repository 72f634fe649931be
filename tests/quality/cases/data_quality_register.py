"""Cases for the rules about codes, telephones, areas and places: DQ-09, DQ-20, DQ-21, DQ-22."""

from typing import Any

from mini_city.complete import AREAS

from cases.cases import NEIGHBOUR, Cases


def _codes(c: Cases) -> None:
    for code, cells, rules in (
        ("dq09-sex", {"sex": "未知"}, ("DQ-09",)),
        ("dq09-blank-before", {"political": " 群众"}, ("DQ-09",)),
        ("dq09-blank-inside", {"political": "群 众"}, ("DQ-09",)),
        ("dq09-empty-text", {"political": ""}, ("DQ-09",)),
        ("dq09-number", {"political": "1"}, ("DQ-09",)),
        ("dq09-known", {"political": "群众"}, ()),
        ("dq09-blank", {"political": None, "sex": None, "health": None}, ()),
        ("dq09-two-columns", {"political": "民主党派", "med_serious": "√"}, ("DQ-09",)),
        ("dq09-several-in-any-order", {"health": "残疾、长期慢性病"}, ()),
        ("dq09-several-one-unknown", {"health": "残疾、良好"}, ("DQ-09",)),
        ("dq09-several-joined-otherwise", {"health": "残疾,长期慢性病"}, ("DQ-09",)),
        ("dq09-posts", {"post_types": "保洁员、护林员"}, ()),
        ("dq09-no-list", {"ethnicity": "不在任何代码表"}, ()),
    ):
        c.person(code, *rules, **cells)
    c.city.household("dq09-home", household_status="不详")
    c.expect("dq09-home", "DQ-09")
    c.city.household("dq09-gone", household_status="并户", screened=0, house_grade="E")
    c.expect("dq09-gone", "DQ-09")
    c.episode("dq09-episode", "DQ-09", risk_5="因懒")
    c.episode("dq09-category", "DQ-09", monitor_category="检测对象")
    c.expect("dq09-category", "DQ-09")
    c.income("dq09-income", "DQ-09", weak_item="劳务")
    c.city.asset("dq09-asset", asset_status="出租")
    c.expect("dq09-asset", "DQ-09")
    c.city.project("dq09-project", linkage_modes="股份合作、其它")
    c.expect("dq09-project", "DQ-09")


def _phones(c: Cases) -> None:
    for code, phone, rules in (
        ("dq20-19", "19900000001", ()),
        ("dq20-13", "13000000001", ()),
        ("dq20-12", "12900000001", ("DQ-20",)),
        ("dq20-10-digits", "1390000000", ("DQ-20",)),
        ("dq20-12-digits", "139000000001", ("DQ-20",)),
        ("dq20-landline", "0398-2812345", ("DQ-20",)),
        ("dq20-decimal", "13900000001.0", ("DQ-20",)),
        ("dq20-zero", "0", ("DQ-20",)),
        ("dq20-text", "无", ("DQ-20",)),
        ("dq20-blank", None, ()),
        ("dq20-blank-too", None, ()),
    ):
        c.city.household(code, household_phone=phone)
        c.expect(code, *rules)
        member = phone and phone.replace("00000", "00300")
        c.person(f"{code}-member", *rules, phone=member)
    for code in ("dq20-shared-1", "dq20-shared-2", "dq20-shared-3"):
        c.city.household(code, household_phone="15000000001")
        c.expect(code, "DQ-20")
    c.city.household("dq20-own", household_phone="15000000002")
    c.city.member("dq20-own", "dq20-own-2", phone="15000000002", person_status="迁出")
    c.city.household("dq20-lent", household_phone="15000000003")
    c.expect("dq20-lent", "DQ-20")
    c.person("dq20-borrowed", "DQ-20", phone="15000000003")


def _areas(c: Cases) -> None:
    limits: dict[str, Any] = dict(zip(AREAS, (100, 200, 200, 200, 100, 100), strict=True))
    for column, limit in limits.items():
        for name, value, rules in (
            ("blank", None, ("DQ-21",)),
            ("below-zero", "-0.01", ("DQ-21",)),
            ("zero", 0, ()),
            ("limit", limit, ()),
            ("above", f"{limit}.01", ("DQ-21",)),
        ):
            c.city.household(f"dq21-{column}-{name}", **{column: value})
            c.expect(f"dq21-{column}-{name}", *rules)
    for name, value, rules in (
        ("blank", None, ()),
        ("below-zero", "-0.01", ("DQ-21",)),
        ("zero", 0, ()),
        ("limit", 5, ()),
        ("above", "5.01", ("DQ-21",)),
    ):
        c.city.household(f"dq21-road-{name}", road_distance_km=value)
        c.expect(f"dq21-road-{name}", *rules)
    c.city.household("dq21-gone", household_status="整户迁出", members=0, screened=0, grass_mu=None)
    c.expect("dq21-gone", "DQ-21")


def _places(c: Cases) -> None:
    other_township = {"township_name": "朱阳镇", "village_name": "大王村"}
    for code, cells, rules in (
        ("dq22-short-county", {"county_name": "灵宝"}, ()),
        ("dq22-other-county", {"county_name": "渑池县"}, ("DQ-22",)),
        ("dq22-county-blank", {"county_name": None}, ()),
        ("dq22-no-township", {"township_name": "无此镇"}, ("DQ-22",)),
        ("dq22-no-village", {"village_name": "无此村"}, ("DQ-22",)),
        ("dq22-village-blank", {"village_name": None}, ()),
        ("dq22-township-blank", {"township_name": None}, ("DQ-22",)),
        ("dq22-both-blank", {"township_name": None, "village_name": None}, ()),
        ("dq22-village-of-other-township", other_township, ("DQ-22",)),
    ):
        c.city.household(code, **cells)
        c.expect(code, *rules)
    c.city.household("dq22-second-alias", NEIGHBOUR, county_name="陕县")
    c.person("dq22-member", "DQ-22", village_name="无此村")
    c.city.asset("dq22-asset", county_name="河南省")
    c.expect("dq22-asset", "DQ-22")
    c.screened("dq22-screening", "DQ-22", township_name="无此镇", village_name=None)
    c.city.household("dq22-zone", "4112SF", county_name="示范区")
    c.city.household("dq22-zone-in-lingbao", "4112SF", county_name="灵宝市")
    c.city.household("dq22-zone-elsewhere", "4112SF", county_name="陕州区")
    c.expect("dq22-zone-elsewhere", "DQ-22")


BUILDERS = (
    _codes,
    _phones,
    _areas,
    _places,
)
