"""SZ01 and PC01 of one township: the accounting of incomes and the screening of every household."""

from datetime import date

import numpy as np
import numpy.typing as npt

from lingcha.sample import identity
from lingcha.sample.accounting import GROUPS, Accounts
from lingcha.sample.apportion import Ints
from lingcha.sample.calendar import day, month_number
from lingcha.sample.city import City, stream
from lingcha.sample.registers import township_households
from lingcha.sample.risks import ACCIDENT, DISASTER, HOUSE, ILLNESS, WATER
from lingcha.sample.table import Column, Table, divide_half_up, pick, same, where_not_blank, yes_no
from lingcha.sample.traits import DISABLED

# ids of SZ01: round number (from 0) times this, plus the position of the household.
ROUND_STEP = 10**8
_KEY_GROUPS = {  # label in the code list by what the household is
    "poor": "脱贫户（特别是2020年脱贫）",
    "tekun": "分散供养特困人员（特别是单人户）",
    "dibao": "农村低保对象（特别是近两年新识别和申请）",
    "expense": "因病因灾因意外事故等刚性支出较大或收入大幅缩减",
    "long": "有劳动能力监测对象超过一年未消除风险",
}
_REASONS = ("子女有稳定收入，能够自行解决", "家庭存款和保险可以覆盖支出", "临时救助后困难已消除")


def accounting_table(city: City, number: int, township: str) -> Table:
    """SZ01 of one round; empty when nobody of the township took part."""
    accounts = city.accounts[number]
    inside = np.zeros(len(city.households.size), dtype=bool)
    rows = township_households(city, township)
    inside[rows[rows < len(inside)]] = True
    at = np.flatnonzero(inside[accounts.household])
    household, parts = accounts.household[at], accounts.parts
    rng = stream(city.seed, f"SZ01 {accounts.round.code} {township}")
    count, size = len(at), city.households.size[household]
    wage = parts.wage[at]
    period = accounts.round.period
    post = np.minimum(_post_pay(city, period.end)[household], wage // 4)
    latest = min(day(period.end) + 20, day(city.calendar.as_of))
    columns: dict[str, Column] = {
        **city.addresses.columns(household),
        "head_name": city.members.name[city.head[household]],
        "household_group": pick(GROUPS, accounts.group[at]),
        "member_count": size,
        "round_code": same(accounts.round.code, count),
        "period_start": np.full(count, day(period.start)),
        "period_end": np.full(count, day(period.end)),
        "wage": wage,
        "wage_work": wage - post,
        "wage_post": post,
        "business": parts.business[at],
        "business_expense": parts.expense[at],
        "business_net": parts.business[at] - parts.expense[at],
        "property": parts.property[at],
        "property_dividend": parts.property[at] // 2,
        **_transfers(city, household, parts.transfer[at]),
        "net": accounts.net[at],
        "net_pc": accounts.net_per_head(city.households.size)[at],
        "selfpay": rng.integers(0, 3000, count) * 100,
        "net_pc_prev": divide_half_up(accounts.net_previous[at], size),
        "weak_item": pick(("工资性", "生产经营性", "财产性", "转移性"), rng.integers(0, 4, count)),
        "uplift_measure": pick(("推荐务工岗位", "发展特色种养", "参加技能培训"), rng.integers(0, 3, count)),
        "accountant": identity.names(identity.surname_indices(count, rng), rng.random(count) < 0.6, rng),
        "account_date": rng.integers(day(period.end), latest + 1, count),
        "signed": same("是", count),
    }
    return Table(city.addresses.unit[household], number * ROUND_STEP + household, columns)


def _post_pay(city: City, end: date) -> Ints:
    """By household: what the post of a member pays in the year of a period that ends on a day, in 分."""
    p, this = city.posts, int(month_number(np.array([day(end)]))[0])
    months = np.clip(np.where(p.open, this, np.minimum(p.end, this)) - p.start, 0, 12)
    pay = np.zeros(len(city.households.size), dtype=np.int64)
    pay[city.people.household[p.person]] = months * p.pay
    return pay


def _transfers(city: City, household: Ints, transfer: Ints) -> dict[str, Column]:
    """The whole and its parts; what no benefit explains is 其他."""
    dibao = np.where(city.traits.dibao[city.head[household]], transfer * 2 // 5, 0)
    tekun = np.where(city.traits.tekun[city.head[household]], transfer // 2, 0)
    pension = np.where(city.people.age[city.head[household]] >= 60, transfer // 4, 0)
    eco = transfer // 20
    return {
        "transfer": transfer,
        "transfer_dibao": dibao,
        "transfer_tekun": tekun,
        "transfer_pension": pension,
        "transfer_eco": eco,
        "transfer_other": transfer - dibao - tekun - pension - eco,
    }


def screening_table(city: City, township: str) -> Table:
    """PC01: exactly one row per household 在册; ids are positions of the households."""
    h = city.households
    rows = township_households(city, township)
    rows = rows[rows < len(h.size)]
    rng = stream(city.seed, f"PC01 {township}")
    count = len(rows)
    own, new, gone, monitored = (f[rows] for f in (h.self_reported, h.new, h.gone, h.monitored))
    waiting = monitored & ~gone & ~new
    refused = own & ~new
    sudden = new & ((h.category[rows] == 2) | _any_risk(city, rows, (DISASTER, ACCIDENT)))
    expense = monitored & _any_risk(city, rows, (ILLNESS, DISASTER, ACCIDENT))
    conclusion = np.select([new, gone, waiting, refused], [1, 2, 3, 4], 0)
    columns: dict[str, Column] = {
        **city.addresses.columns(rows),
        "head_name": city.members.name[city.head[rows]],
        "screen_round": same(city.calendar.screening_round, count),
        "screen_date": city.visited[rows],
        "screen_mode": pick(("入户", "电话", "视频"), np.searchsorted((0.9, 0.98), rng.random(count))),
        "screener": identity.names(identity.surname_indices(count, rng), rng.random(count) < 0.6, rng),
        "member_count": h.size[rows],
        "self_reported": yes_no(own),
        "is_key": yes_no(h.key[rows]),
        "key_groups": _key_groups(city, rows, expense, waiting),
        "found_net_pc": _found_income(city, rows, rng),
        "found_rigid_expense": where_not_blank(expense, rng.integers(10, 300, count) * 10_000),
        "found_education": same("否", count),
        "found_medical": same("否", count),
        "found_house": yes_no((new | waiting) & _any_risk(city, rows, (HOUSE,))),
        "found_water": yes_no((new | waiting) & _any_risk(city, rows, (WATER,))),
        "found_sudden": yes_no(sudden),
        "conclusion": pick(
            ("无风险", "纳入监测", "符合风险消除", "未消除风险继续帮扶", "不符合纳入（说明原因）"), conclusion
        ),
        "not_included_reason": pick(_REASONS, np.where(refused, rng.integers(0, len(_REASONS), count), -1)),
        "signed": same("是", count),
    }
    return Table(city.addresses.unit[rows], rows, columns)


def _any_risk(city: City, rows: Ints, risks: tuple[int, ...]) -> npt.NDArray[np.bool_]:
    return np.isin(city.risks.first[rows], risks) | np.isin(city.risks.second[rows], risks)


def _found_income(city: City, rows: Ints, rng: np.random.Generator) -> Ints:
    """Of the latest accounting where there is one, of the identification for new households, else drawn.

    Refused self reports may lie below the line: their reason is written down.
    """
    drawn = rng.integers(8_500, 32_000, len(rows)) * 100
    drawn = np.where(
        city.households.in_strata("self")[rows], rng.integers(5_000, 12_000, len(rows)) * 100, drawn
    )
    known = np.full(len(city.households.size), -1, dtype=np.int64)
    if city.accounts:
        latest: Accounts = city.accounts[-1]
        known[latest.household] = latest.net_per_head(city.households.size)
    episodes = city.episodes
    registered = episodes.household < len(known)
    new = registered & city.households.new[np.minimum(episodes.household, len(known) - 1)]
    known[episodes.household[new]] = episodes.net_per_head[new]
    return np.where(known[rows] >= 0, known[rows], drawn)


def _key_groups(
    city: City, rows: Ints, expense: npt.NDArray[np.bool_], waiting: npt.NDArray[np.bool_]
) -> Column:
    """Labels in the order of the code list; key households without another reason are those on 低保 or
    特困.
    """
    heads = city.head[rows]
    flags = {
        "poor": city.households.out_of_poverty[rows],
        "tekun": city.traits.tekun[heads],
        "dibao": city.traits.dibao[heads],
        "expense": expense,
        "long": waiting & (city.traits.health[heads] & DISABLED == 0),
    }
    none = city.households.key[rows] & ~np.logical_or.reduce(list(flags.values()))
    flags["dibao"] = flags["dibao"] | none
    bits = sum(f.astype(np.int64) << i for i, f in enumerate(flags.values()))
    labels = list(_KEY_GROUPS.values())
    texts = [
        "、".join(t for i, t in enumerate(labels) if value >> i & 1) for value in range(1 << len(labels))
    ]
    return pick(tuple(texts), np.where(city.households.key[rows], bits, 0))
