"""XM01, XM02, ZJ01, ZJ02 of the whole city; ids are positions of the projects, gains, allocations and
payments.
"""

import numpy as np

from lingcha.sample import identity
from lingcha.sample.accounting import GROUPS
from lingcha.sample.addresses import place_columns
from lingcha.sample.apportion import Ints
from lingcha.sample.calendar import to_dates
from lingcha.sample.city import City
from lingcha.sample.projects import TYPES, Allocations, Beneficiaries, Payments, Projects
from lingcha.sample.table import BLANK, Column, Table, divide_half_up, numbered, pick, same, where_not_blank

_CONTENT = ("香菇大棚建设", "肉牛养殖小区", "苹果分拣加工车间", "农家乐提升改造", "冷链物流设施")
_LINKAGES = ("股份合作", "订单合作", "服务协作", "土地流转", "入企务工")


def _unit_column(city: City, units: Ints, names: bool = False) -> Column:
    return np.array([u.name if names else u.code for u in city.places.units], dtype=object)[units]


def project_codes(city: City, projects: Projects) -> Column:
    number = np.arange(len(projects.unit)) - np.searchsorted(projects.unit, projects.unit) + 1
    year = np.full(len(number), city.calendar.as_of.year)
    return numbered("XM{}-{}-{:03d}", _unit_column(city, projects.unit), year, number)


def project_table(city: City, projects: Projects, gains: Beneficiaries) -> Table:
    """XM01."""
    rng = city.rng("XM01")
    p, count = projects, len(projects.unit)
    place = place_columns(city.places, p.village)
    short = np.array([v.short_name for v in city.places.villages], dtype=object)[p.village]
    content = pick(_CONTENT, p.kind)
    number = np.arange(1, count + 1)
    other = p.bridging * rng.integers(0, 10, count) // 100
    own = p.bridging * rng.integers(0, 20, count) // 100
    total = p.bridging + other + own
    households = np.bincount(gains.project, minlength=count)
    size = city.households.size[gains.household]
    persons = np.bincount(gains.project, weights=size, minlength=count).astype(np.int64)
    gain = np.zeros(count, dtype=np.int64)
    np.add.at(gain, gains.project, gains.gain)
    state = np.where(p.completed, 1 + (p.accept >= 0) + p.settled, 0)
    year = np.full(count, city.calendar.as_of.year)
    columns: dict[str, Column] = {
        **place,
        "project_code": project_codes(city, p),
        "project_name": numbered("{}年{}{}项目", year, short, content),
        "project_year": year,
        "project_type": pick(TYPES, p.kind),
        "build_nature": pick(("新建", "改扩建"), rng.integers(0, 2, count)),
        "site": numbered("{}{}第{}处", place["township_name"], place["village_name"], number),
        "build_content": content,
        "implementer": numbered("{}人民政府", place["township_name"]),
        "responsible_person": identity.names(
            identity.surname_indices(count, rng), rng.random(count) < 0.7, rng
        ),
        "library_date": p.approval - rng.integers(30, 120, count),
        "approval_date": p.approval,
        "approval_no": numbered("乡振〔{}〕{}号", year, number),
        "fund_total": total,
        "fund_bridging": p.bridging,
        "fund_other_fiscal": other,
        "fund_self": own,
        "plan_start": p.start - rng.integers(0, 10, count),
        "plan_finish": p.plan_finish,
        "actual_start": p.start,
        "actual_finish": np.where(p.completed, p.finish, BLANK),
        "accept_date": np.where(p.accept >= 0, p.accept, BLANK),
        "audited_amount": where_not_blank(p.settled, total * 98 // 100),
        "project_status": pick(("已开工", "已竣工", "已验收", "已结算"), state),
        "progress_pct": np.where(p.completed, 10_000, rng.integers(30, 96, count) * 100),
        "fund_payable": p.payable,
        "fund_paid": p.paid,
        "linkage_modes": _linkages(number),
        "benefit_households": households,
        "benefit_persons": persons,
        "income_gain_per_household": divide_half_up(gain, households),
        "performance_goal": same("带动脱贫户和监测对象稳定增收", count),
    }
    return Table(p.unit, np.arange(count), columns)


def _linkages(number: Ints) -> Column:
    """One or two modes in the order of the code list."""
    first = number % 4
    second = np.array(["", *(f"、{m}" for m in _LINKAGES)], dtype=object)[
        np.where(number % 3 == 0, first + 2, 0)
    ]
    return pick(_LINKAGES, first) + second


def beneficiary_table(city: City, projects: Projects, gains: Beneficiaries, groups: Ints) -> Table:
    """XM02; ``groups``: position in GROUPS of every household at the end of the half year."""
    household = gains.household
    columns: dict[str, Column] = {
        **city.addresses.columns(household),
        "project_code": project_codes(city, projects)[gains.project],
        "year": np.full(len(household), city.calendar.as_of.year),
        "head_name": city.members.name[city.head[household]],
        "household_group": pick(GROUPS, groups[household]),
        "member_count": city.households.size[household],
        "linkage_mode": pick(_LINKAGES, (gains.project + 1) % 4),
        "income_gain": gains.gain,
    }
    return Table(city.addresses.unit[household], np.arange(len(household)), columns)


def document_numbers(city: City, units: Ints, documents: Ints) -> Column:
    """Two documents per unit, numbered over the city: a number is never used twice."""
    year = np.full(len(units), city.calendar.as_of.year)
    return numbered("三财农〔{}〕{}号", year, 10 * (units + 1) + documents)


def allocation_table(city: City, projects: Projects, allocations: Allocations) -> Table:
    """ZJ01, by document and line."""
    order = np.lexsort((allocations.document, allocations.unit))
    unit, project = allocations.unit[order], allocations.project[order]
    document, amount = allocations.document[order], allocations.amount[order]
    key = unit * 2 + document
    line = np.arange(len(key)) - np.searchsorted(key, key) + 1
    earliest = np.array(
        [int(projects.approval[projects.unit == u].min()) for u in range(len(city.places.units))]
    )
    columns: dict[str, Column] = {
        "county_name": _unit_column(city, unit, names=True),
        "doc_no": document_numbers(city, unit, document),
        "line_no": line,
        "doc_date": earliest[unit] - 20 + 3 * document,
        "fund_level": pick(("中央", "省"), document),
        "fund_name": pick(("中央财政衔接推进乡村振兴补助资金", "省级财政衔接推进乡村振兴补助资金"), document),
        "fund_task": same("巩固拓展脱贫攻坚成果和乡村振兴", len(unit)),
        "amount": amount,
        "project_code": np.where(project >= 0, project_codes(city, projects)[project], ""),
        "remark": np.where(amount < 0, "收回", ""),
    }
    return Table(unit, order, columns)


def payment_table(city: City, projects: Projects, payments: Payments) -> Table:
    """ZJ02."""
    unit = projects.unit[payments.project]
    count = len(unit)
    year = to_dates(payments.day).astype("datetime64[Y]").astype(np.int64) + 1970
    place = place_columns(city.places, projects.village[payments.project])
    columns: dict[str, Column] = {
        "county_name": _unit_column(city, unit, names=True),
        "payment_no": numbered("ZF{}-{}-{:05d}", _unit_column(city, unit), year, np.arange(1, count + 1)),
        "project_code": project_codes(city, projects)[payments.project],
        "fund_level": pick(("中央", "省"), payments.document),
        "doc_no": document_numbers(city, unit, payments.document),
        "pay_date": payments.day,
        "amount": payments.amount,
        "payee": numbered("{}建筑工程有限公司", place["township_name"]),
        "pay_kind": pick(("预付款", "进度款", "结算款"), payments.kind),
    }
    return Table(unit, np.arange(count), columns)
