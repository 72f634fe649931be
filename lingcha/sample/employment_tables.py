"""JY01, JY02 and GY01 of one township; ids are positions of the spells, assistances and posts of the city."""

from datetime import date

import numpy as np

from lingcha.sample.apportion import Ints
from lingcha.sample.assistance import MODES, RESULTS
from lingcha.sample.calendar import Days, day, month_number
from lingcha.sample.city import City, stream
from lingcha.sample.employment import BATCHES, CHANNELS, OUTSIDE, POST, months_this_year
from lingcha.sample.households import CATEGORIES
from lingcha.sample.posts import GROUPS, OLD, POST_TYPES, TEMPORARY
from lingcha.sample.table import Column, Table, numbered, pick, where_not_blank, yes_no
from lingcha.sample.traits import LABOUR

# Where people go: province, city, county; the first four lie in the province.
_TARGETS = (
    ("河南省", "郑州市", "新郑市"),
    ("河南省", "洛阳市", "涧西区"),
    ("河南省", "郑州市", "中牟县"),
    ("河南省", "洛阳市", "新安县"),
    ("江苏省", "苏州市", "昆山市"),
    ("浙江省", "金华市", "义乌市"),
    ("广东省", "深圳市", "宝安区"),
    ("陕西省", "西安市", "长安区"),
    ("上海市", "上海市", "松江区"),
    ("北京市", "北京市", "大兴区"),
)
_IN_PROVINCE = 4
_SECTORS = ("制造业", "建筑业", "居民服务业", "交通运输业", "住宿和餐饮业", "农林牧渔业")
_FARMING, _SERVICES = 5, 2
_EMPLOYERS = ("电子有限公司", "建筑劳务有限公司", "家政服务部", "物流有限公司", "餐饮店", "种植专业合作社")
_REASONS = ("缺少技能", "照料老人孩子", "企业停工", "信息不足")
_SOURCES = ("财政衔接资金", "县乡财政资金", "行业部门资金", "村集体收入", "社会帮扶资金")


def township_rows(city: City, persons: Ints, township: str) -> Ints:
    """Positions in ``persons`` (positions of members) of those who live in the township, by household."""
    villages = city.places.villages_of(township)
    return np.flatnonzero(np.isin(city.addresses.village[city.members.household[persons]], villages))


def person_columns(city: City, persons: Ints) -> dict[str, Column]:
    """Place, household, code and name of members, for every form that lists persons."""
    household = city.members.household[persons]
    return {
        **city.addresses.columns(household),
        "person_code": numbered("{}-{:02d}", city.addresses.code[household], city.members.number[persons]),
        "person_name": city.members.name[persons],
    }


def first_of_month(months: Ints) -> Days:
    return months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)


def employment_table(city: City, township: str) -> Table:
    """JY01: open spells and those that ended within a year."""
    s = city.spells
    rows = township_rows(city, s.person, township)
    rng = stream(city.seed, f"JY01 {township}")
    person, channel, count = s.person[rows], s.channel[rows], len(rows)
    household = city.members.household[person]
    columns = person_columns(city, person)
    outside = channel == OUTSIDE
    target = np.where(
        s.place[rows] == 1,
        rng.integers(0, _IN_PROVINCE, count),
        rng.integers(_IN_PROVINCE, len(_TARGETS), count),
    )
    sector = np.where(outside, rng.integers(0, len(_SECTORS), count), rng.integers(0, _FARMING + 1, count))
    sector = np.where(channel == POST, _SERVICES, sector)
    province, place, county = (pick(tuple(t[i] for t in _TARGETS), target) for i in range(3))
    employer = np.where(
        channel == POST,
        numbered("{}村民委员会", columns["village_name"]),
        numbered("{}{}", np.where(outside, county, columns["township_name"]), pick(_EMPLOYERS, sector)),
    )
    far = outside & (s.place[rows] == 2) & s.open[rows]
    columns |= {
        "id_no": city.members.id_no[person],
        "household_type": pick(
            ("一般农户", "脱贫户"), city.households.out_of_poverty[household].astype(np.int64)
        ),
        "monitor_category": pick(CATEGORIES, city.households.category[household]),
        "labour_skill": pick(LABOUR, city.traits.labour[person]),
        "spell_seq": s.seq[rows],
        "is_employed": yes_no(s.open[rows]),
        "work_province": np.where(outside, province, "河南省"),
        "work_city": np.where(outside, place, "三门峡市"),
        "work_county": np.where(outside, county, columns["county_name"]),
        "employer": employer,
        "sector": pick(_SECTORS, sector),
        "job_channel": pick(CHANNELS, channel),
        "job_batch": pick(BATCHES, channel),
        "start_month": first_of_month(s.start[rows]),
        "end_month": where_not_blank(~s.open[rows], first_of_month(np.maximum(s.end[rows], 0))),
        "monthly_wage": s.wage[rows],
        "point_to_point": yes_no(s.returned[rows]),
        "transport_subsidy": where_not_blank(
            far & (rng.random(count) < 0.3), rng.integers(2, 7, count) * 10_000
        ),
        "phone": city.phone[household],
    }
    return Table(city.addresses.unit[household], rows, columns)


def assistance_table(city: City, township: str) -> Table:
    """JY02."""
    a = city.assistance
    rows = township_rows(city, a.person, township)
    rng = stream(city.seed, f"JY02 {township}")
    person, count = a.person[rows], len(rows)
    willing = a.assisted[rows] >= 0
    columns = person_columns(city, person) | {
        "willing": yes_no(willing),
        "reason": pick(_REASONS, np.where(willing, rng.integers(0, len(_REASONS), count), 1)),
        "registered_date": a.registered[rows],
        "assist_seq": a.seq[rows],
        "assist_mode": pick(MODES, a.mode[rows]),
        "assist_date": where_not_blank(willing, a.assisted[rows]),
        "assist_result": pick(RESULTS, a.result[rows]),
    }
    return Table(city.addresses.unit[city.members.household[person]], rows, columns)


def post_table(city: City, township: str) -> Table:
    """GY01: posts held and those that ended within a year."""
    p = city.posts
    rows = township_rows(city, p.person, township)
    rng = stream(city.seed, f"GY01 {township}")
    person, count = p.person[rows], len(rows)
    hired = first_of_month(p.start[rows]) + rng.integers(0, 10, count)
    left = first_of_month(np.maximum(p.end[rows], 0)) + rng.integers(15, 27, count)
    last = np.where(p.open[rows], _this_month(city), p.end[rows])
    columns = person_columns(city, person) | {
        "id_no": city.members.id_no[person],
        "person_group": pick(GROUPS, p.group[rows]),
        "post_code": numbered("GW{:06d}", rows + 1),
        "post_type": pick(POST_TYPES, p.kind[rows]),
        "is_yipin": yes_no(city.people.age[person] >= OLD),
        "is_temporary": yes_no(np.isin(p.kind[rows], TEMPORARY)),
        "hire_date": hired,
        "leave_date": where_not_blank(~p.open[rows], left),
        # As many whole years as reach past the day of this ledger.
        "contract_months": 12 * ((last - p.start[rows]) // 12 + 1),
        "monthly_pay": p.pay[rows],
        "fund_source": pick(_SOURCES, np.searchsorted((0.5, 0.7, 0.82, 0.96), rng.random(count))),
        "paid_months": np.where(
            p.open[rows], months_this_year(p.start[rows], city.calendar), _paid_before(city, p.end[rows])
        ),
        "publicity_days": rng.integers(5, 8, count),
    }
    return Table(city.addresses.unit[city.members.household[person]], rows, columns)


def _this_month(city: City) -> int:
    return int(month_number(np.array([day(city.calendar.as_of)]))[0])


def _paid_before(city: City, end: Ints) -> Ints:
    """Months of the year of D before the month in which a post ended."""
    january = month_number(np.array([day(date(city.calendar.as_of.year, 1, 1))]))
    return np.maximum(end - january, 0)
