"""Alerts of other departments and what became of them (BM01).

Every episode that was found through an alert has it here, under the number that the episode names; the
others were looked into and led to nothing. All are verified within days.
"""

import numpy as np

from lingcha.sample.apportion import Ints
from lingcha.sample.calendar import day, month_start
from lingcha.sample.city import City
from lingcha.sample.monitoring import DEPARTMENT
from lingcha.sample.table import Column, Table, numbered, pick, same, where_not_blank, yes_no

# Department and kind of alert by risk, in the order of risks.RISKS.
_FOR_RISK = (
    ("医保", "自付医疗费用过高"), ("残联", "新致残"), ("教育", "学费负担"), ("应急", "因灾受损"),
    ("医保", "自付医疗费用过高"), ("农业农村", "其他"), ("人社", "失业返乡"), ("民政", "新增低保特困"),
    ("住建", "住房安全"), ("水利", "饮水安全"), ("人社", "失业返乡"), ("信访", "信访反映"),
)  # fmt: skip
_OTHERS = (("公安", "购车购房经商（疑似错识）"), ("卫健", "新增大病"), ("公安", "死亡销户"))
KINDS = tuple(dict.fromkeys((*_FOR_RISK, *_OTHERS)))
_WITH_AMOUNT = ("自付医疗费用过高", "学费负担")
# Threshold by whether the household is 脱贫户 (元), as counties elsewhere set it.
_THRESHOLDS = (20_000, 5_000)
RESULTS = ("属实有风险", "属实无风险", "不属实", "已纳入")
_TRUE, _HARMLESS, _FALSE, _KNOWN = range(4)


def alert_numbers(count: int) -> Column:
    """Number of the alert by position of the episode."""
    return numbered("YJ{}", np.arange(1, count + 1) + 2_022_000_000)


def _alerted(city: City, rng: np.random.Generator) -> Ints:
    """Households of the alerts that led to nothing: one in every unit, the others anywhere."""
    unit, units = city.addresses.unit[: len(city.households.size)], len(city.places.units)
    one_each = [rng.choice(np.flatnonzero(unit == u)) for u in range(units)]
    more = city.scale.of("alerts_without_risk", at_least=units) - units
    return np.sort(np.r_[one_each, rng.integers(0, len(unit), more)])


def alert_table(city: City) -> Table:
    """BM01; ids are positions of the episodes, behind them the other alerts."""
    e, rng = city.episodes, city.rng("BM01")
    found = np.flatnonzero(e.channel == DEPARTMENT)
    others = _alerted(city, rng)
    household = np.r_[e.household[found], others]
    true = np.arange(len(household)) < len(found)
    count = len(household)
    place = {k: i for i, k in enumerate(KINDS)}
    kind = np.array([place[k] for k in _FOR_RISK])[
        np.r_[e.first_risk[found], rng.integers(0, 12, len(others))]
    ]
    kind = np.where(true | (rng.random(count) < 0.7), kind, place[_OTHERS[0]] + rng.integers(0, 3, count))
    dispatched = np.r_[e.steps.found[found] - rng.integers(0, 3, len(found)), _days(city, len(others), rng)]
    verified = np.r_[e.steps.visit[found], dispatched[len(found) :] + rng.integers(1, 9, len(others))]
    pushed = dispatched - rng.integers(0, 3, count)
    monitored = np.r_[city.households.monitored, np.ones(len(city.ended.village), dtype=bool)][household]
    # A household that was monitored before or since had nothing new to find.
    result = np.where(true, _TRUE, np.where(monitored, _KNOWN, rng.integers(_HARMLESS, _KNOWN, count)))
    amount = np.isin(pick(tuple(k for _, k in KINDS), kind), _WITH_AMOUNT)
    poor = np.r_[city.households.out_of_poverty, np.zeros(len(city.ended.village), dtype=bool)][household]
    threshold = np.array(_THRESHOLDS)[poor.astype(np.int64)]
    head = city.head[household]
    number = numbered("YJ{}", np.arange(1, len(others) + 1) + 2_023_000_000)
    address = city.addresses.columns(household)
    columns: dict[str, Column] = {
        **address,
        "alert_no": np.r_[alert_numbers(len(e.household))[found], number],
        "dept": pick(tuple(d for d, _ in KINDS), kind),
        "push_date": pushed,
        "data_month": month_start(month_start(pushed) - 1),
        "person_name": city.members.name[head],
        "id_no": city.members.id_no[head],
        "alert_type": pick(tuple(k for _, k in KINDS), kind),
        "alert_value": where_not_blank(amount, threshold * rng.integers(105, 300, count)),
        "alert_threshold": where_not_blank(amount, threshold * 100),
        "match_status": same("已匹配", count),
        "dispatch_date": dispatched,
        "verify_date": verified,
        "verify_result": pick(RESULTS, result),
        "included": yes_no(true | (result == _KNOWN)),
        "feedback_date": np.r_[
            e.steps.county[found], verified[len(found) :] + rng.integers(0, 3, len(others))
        ],
    }
    order = np.lexsort((pushed, city.addresses.unit[household]))
    ids = np.r_[found, len(e.household) + np.arange(len(others))]
    return Table(city.addresses.unit[household], ids, columns).take(order)


def _days(city: City, count: int, rng: np.random.Generator) -> Ints:
    """Days of dispatch within the half year before D, early enough to be verified by it."""
    return day(city.calendar.as_of) - rng.integers(15, 180, count)
