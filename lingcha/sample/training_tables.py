"""JN01 and JN02 of the whole city; ids are positions of the trainings and of the bodies."""

from datetime import date

import numpy as np

from lingcha.sample.assistance import LEVELS
from lingcha.sample.calendar import day
from lingcha.sample.city import City
from lingcha.sample.employment_tables import person_columns
from lingcha.sample.organisations import county_of_unit, credit_codes
from lingcha.sample.posts import GROUPS
from lingcha.sample.table import Column, Table, numbered, pick, same, where_not_blank

_COURSES = ("雨露计划短期技能培训", "食用菌栽培", "果树修剪", "家政服务", "电工", "中式烹调")
_NO_LEVEL = LEVELS.index("无等级")
_BODIES = ("农业科技有限公司", "生态农业有限公司", "果业有限公司")


def training_table(city: City) -> Table:
    """JN01."""
    t, rng = city.training, city.rng("JN01")
    count = len(t.person)
    units = np.array([u.code for u in city.places.units], dtype=object)[t.unit]
    names = np.array([u.name for u in city.places.units], dtype=object)[t.unit]
    certified = t.level >= 0
    columns = person_columns(city, t.person)
    del columns["household_code"]
    columns |= {
        "id_no": city.members.id_no[t.person],
        "person_group": pick(GROUPS, city.groups[city.members.household[t.person]]),
        "course_code": numbered("PX{}-{}-{:03d}", units, np.full(count, city.calendar.as_of.year), t.course),
        "course_name": pick(_COURSES, t.course % len(_COURSES)),
        "provider": numbered("{}农民技能培训学校", names),
        "course_start": t.start,
        "course_end": t.end,
        "is_completed": same("是", count),
        "certificate_type": pick(
            ("职业技能等级证书", "专项职业能力证书"), np.where(certified, t.level == _NO_LEVEL, -1)
        ),
        "certificate_level": pick(LEVELS, t.level),
        "certificate_no": np.where(certified, numbered("ZS{:07d}", np.arange(1, count + 1)), ""),
        "certificate_date": where_not_blank(certified, t.certified),
        "subsidy": rng.integers(3, 9, count) * 10_000,
    }
    return Table(t.unit, np.arange(count), columns)


def body_table(city: City) -> Table:
    """JN02: enterprises that may certify, in the units with most villages."""
    count = city.scale.of("assessment_bodies", at_least=1)
    size = np.bincount(city.places.unit_of_village, minlength=len(city.places.units))
    unit = np.sort(np.argsort(-size, kind="stable")[:count])
    names: Column = np.array([u.name for u in city.places.units], dtype=object)[unit]
    number = np.arange(count)
    columns: dict[str, Column] = {
        "county_name": names,
        "body_name": numbered("{}{}", names, pick(_BODIES, number)),
        "credit_code": credit_codes("91", county_of_unit(city.places)[unit], 900_001 + number),
        "body_kind": same("企业", count),
        "registered_date": day(date(city.calendar.as_of.year, 1, 1)) - 200 + 20 * number,
        "occupations": pick(("农艺工", "食用菌生产工", "果树工"), number),
    }
    return Table(unit, number, columns)
