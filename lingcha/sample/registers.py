"""HJ01 and HJ02 of one township: households and members, with those that ended or left."""

import numpy as np

from lingcha.sample import identity
from lingcha.sample.apportion import Ints
from lingcha.sample.calendar import month_start
from lingcha.sample.city import City, stream
from lingcha.sample.employment import PLACES, months_this_year
from lingcha.sample.families import RELATIONS
from lingcha.sample.grids import grid_codes
from lingcha.sample.households import CATEGORIES
from lingcha.sample.posts import POST_TYPES
from lingcha.sample.register import STATUSES
from lingcha.sample.risks import HOUSE, WATER
from lingcha.sample.table import Column, Table, numbered, pick, same, where_not_blank, yes_no
from lingcha.sample.traits import CHRONIC, DISABLED, EDUCATIONS, LABOUR, MAJOR, SCHOOLS

_HEALTH = tuple(
    "、".join(
        t for t, bit in (("长期慢性病", CHRONIC), ("患有大病", MAJOR), ("残疾", DISABLED)) if value & bit
    )
    or "健康"
    for value in range(8)
)
# Field, smallest and largest area in 0.01 亩 of those who have it, percent of households that have it.
_AREAS = (
    ("cropland_mu", 50, 1500, 95),
    ("forest_mu", 50, 6000, 40),
    ("orchard_mu", 20, 1200, 35),
    ("returned_mu", 20, 800, 20),
    ("grass_mu", 20, 500, 5),
    ("water_mu", 10, 200, 2),
)


def township_households(city: City, township: str) -> Ints:
    """Households of a township in village order, those that ended behind the others of their village.

    township: its code, or the code of a unit for all its townships.
    """
    villages = city.places.villages_of(township)
    here = np.flatnonzero(np.isin(city.addresses.village, villages))
    return here[np.lexsort((here, city.addresses.village[here]))]


def township_members(city: City, households: Ints) -> Ints:
    """Members of the given households, household by household."""
    place = np.full(len(city.addresses.village), -1, dtype=np.int64)
    place[households] = np.arange(len(households))
    rows = np.flatnonzero(place[city.members.household] >= 0)
    return rows[np.lexsort((city.members.number[rows], place[city.members.household[rows]]))]


def household_table(city: City, township: str) -> Table:
    """HJ01; ids are positions of the households."""
    rows = township_households(city, township)
    rng = stream(city.seed, f"HJ01 {township}")
    ended = rows >= len(city.households.size)
    inside = np.minimum(rows, len(city.households.size) - 1)
    h, count = city.households, len(rows)
    category = np.where(ended, 2, h.category[inside])
    poor = h.out_of_poverty[inside] & ~ended
    waiting = (category >= 0) & ~ended & ~h.gone[inside]
    unsafe = waiting & city.risks.has(HOUSE)[inside]
    able = np.bincount(city.people.household, weights=city.traits.works, minlength=len(h.size)).astype(
        np.int64
    )
    labour = np.where(ended, 0, able[inside])
    key = (h.key[inside] | ended) & (category >= 0) | poor
    columns: dict[str, Column] = {
        **city.addresses.columns(rows),
        "hamlet_name": numbered("{}组", rng.integers(1, 9, count)),
        "head_name": city.members.name[city.head[rows]],
        "head_id_no": city.members.id_no[city.head[rows]],
        "household_phone": city.phone[rows],
        "household_type": pick(("一般农户", "脱贫户"), poor.astype(np.int64)),
        "monitor_category": pick(CATEGORIES, category),
        "risk_eliminated": pick(("否", "是"), np.where(category < 0, -1, ended | h.gone[inside])),
        "out_of_poverty_year": where_not_blank(poor, rng.integers(2014, 2021, count)),
        "member_count": np.where(ended, 0, h.size[inside]),
        "labour_count": labour,
        "no_labour_backstop": yes_no((labour == 0) & key),
        "is_dangerous_house": yes_no(unsafe),
        "house_grade": pick(("A", "B", "C", "D"), rng.integers(0, 2, count) + 2 * unsafe),
        "safe_water": yes_no(~(waiting & city.risks.has(WATER)[inside])),
        "has_dropout": same("否", count),
        "has_uninsured": same("否", count),
    }
    for field, low, high, percent in _AREAS:
        columns[field] = np.where(rng.integers(0, 100, count) < percent, rng.integers(low, high, count), 0)
    columns |= {
        "house_area": rng.integers(60, 220, count) * 100,
        "has_electricity": same("是", count),
        "has_toilet": yes_no(rng.random(count) < 0.92),
        "road_hardened": yes_no(rng.random(count) < 0.95),
        "road_distance_km": rng.integers(0, 300, count),
        "in_coop": yes_no(city.cooperatives.joined[inside] & ~ended),
        "grid_code": grid_codes(city, rows),
        "helper_name": np.where(key, _people(count, rng), ""),
        "household_status": pick(
            ("在册", "整户自然减少", "整户迁出"), np.where(ended, 1 + _moved(city, rows), 0)
        ),
    }
    return Table(city.addresses.unit[rows], rows, columns)


def member_table(city: City, township: str) -> Table:
    """HJ02; ids are positions of the members."""
    rows = township_members(city, township_households(city, township))
    rng = stream(city.seed, f"HJ02 {township}")
    m, count = city.members, len(rows)
    own = rows < len(city.people.household)
    inside = np.minimum(rows, len(city.people.household) - 1)
    t, age = city.traits, m.age[rows]
    health = np.where(own, t.health[inside], 0)
    disability = np.where(own, t.disability[inside], 0)
    worker = (age >= 22) & (age < 60) & (rng.random(count) < 0.06)
    at_work = own & (city.work.place[inside] >= 0)
    post = np.full(len(city.people.household), -1)
    post[city.posts.person[city.posts.open]] = np.flatnonzero(city.posts.open)
    holder = np.where(own, post[inside], -1)
    school = np.where(own, t.school[inside], -1)
    gone = m.status[rows] > 0
    household = m.household[rows]
    columns: dict[str, Column] = {
        **city.addresses.columns(household),
        "person_code": numbered("{}-{:02d}", city.addresses.code[household], m.number[rows]),
        "person_name": m.name[rows],
        "sex": pick(("女", "男"), m.male[rows].astype(np.int64)),
        "birth_date": m.birth[rows],
        "id_type": same("居民身份证", count),
        "id_no": m.id_no[rows],
        "relation": pick(RELATIONS, m.relation[rows]),
        "ethnicity": pick(("汉族", "回族", "满族"), np.searchsorted((0.985, 0.996), rng.random(count))),
        "political": _political(age, rng),
        "education": pick(EDUCATIONS, np.where(own, t.education[inside], 1)),
        "school_status": pick(SCHOOLS, school),
        "health": pick(_HEALTH, health),
        "disability_code": numbered("{}", pick_code(disability)),
        "labour_skill": pick(LABOUR, np.where(own, t.labour[inside], _former_labour(age))),
        "med_resident": yes_no(~worker),
        "med_worker": yes_no(worker),
        "med_serious": same("是", count),
        "pension_resident": yes_no((age >= 16) & (school < 0) & ~worker),
        "pension_worker": yes_no(worker),
        "dibao": pick(("未享受", "农村低保"), (own & t.dibao[inside]).astype(np.int64)),
        "tekun": pick(("不享受", "农村特困"), (own & t.tekun[inside]).astype(np.int64)),
        "work_place": pick(PLACES, np.where(at_work, city.work.place[inside], -1)),
        "work_months": where_not_blank(at_work, city.work.months[inside]),
        "post_types": pick(POST_TYPES, np.where(holder >= 0, city.posts.kind[holder], -1)),
        "post_months": where_not_blank(
            holder >= 0, months_this_year(city.posts.start[holder], city.calendar)
        ),
        "phone": np.where(m.relation[rows] == 0, city.phone[household], ""),
        "person_status": pick(STATUSES, m.status[rows]),
        "change_reason": pick(("死亡", "婚出", "迁出"), _reason(m.status[rows], m.number[rows])),
        "change_month": where_not_blank(gone, month_start(np.maximum(m.left[rows], 0))),
    }
    return Table(city.addresses.unit[household], rows, columns)


def pick_code(codes: Ints) -> Column:
    """Numbers as text, zero as an empty cell."""
    return np.where(codes > 0, codes.astype("U2"), "")


def _reason(status: Ints, number: Ints) -> Ints:
    """Why somebody left: death; of those who moved, daughters (listed behind a family) by marriage."""
    moved = np.where(number > 1, 1, 2)
    return np.where(status == 0, -1, np.where(status == STATUSES.index("死亡"), 0, moved))


def _former_labour(age: Ints) -> Ints:
    full, weak, none = (
        LABOUR.index("普通劳动力"),
        LABOUR.index("弱劳动力或半劳动力"),
        LABOUR.index("无劳动力"),
    )
    return np.where((age < 16) | (age >= 80), none, np.where(age >= 60, weak, full))


def _political(age: Ints, rng: np.random.Generator) -> Column:
    chance = rng.random(len(age))
    position = np.where((age >= 22) & (chance < 0.06), 0, 2)
    return pick(
        ("中共党员", "共青团员", "群众"), np.where((age >= 15) & (age < 28) & (chance > 0.8), 1, position)
    )


def _moved(city: City, rows: Ints) -> Ints:
    """1 for an ended household that moved away, else 0."""
    return np.r_[np.zeros(len(city.households.size), dtype=np.int64), city.ended.moved.astype(np.int64)][rows]


def _people(count: int, rng: np.random.Generator) -> Column:
    """Names of helpers and officials."""
    return identity.names(identity.surname_indices(count, rng), rng.random(count) < 0.6, rng)
