"""JC01, JC02, JC03 of the whole city: identification, measures, elimination. ids are positions in the
city.
"""

import numpy as np

from lingcha.sample.addresses import place_columns
from lingcha.sample.alerts import alert_numbers
from lingcha.sample.apportion import Ints
from lingcha.sample.calendar import month_start
from lingcha.sample.city import City
from lingcha.sample.households import CATEGORIES
from lingcha.sample.incomes import IncomeParts
from lingcha.sample.monitoring import CHANNELS, DEPARTMENT, unsafe_house, unsafe_water
from lingcha.sample.risks import DISASTER, OTHER, RISKS
from lingcha.sample.support import MEASURES
from lingcha.sample.table import Column, Table, numbered, pick, same, where_not_blank, yes_no


def _incomes(prefix: str, parts: IncomeParts, net: Ints, per_head: Ints) -> dict[str, Column]:
    return {
        f"{prefix}_wage": parts.wage,
        f"{prefix}_business": parts.business,
        f"{prefix}_property": parts.property,
        f"{prefix}_transfer": parts.transfer,
        f"{prefix}_expense": parts.expense,
        f"{prefix}_net": net,
        f"{prefix}_net_pc": per_head,
    }


def _out_of_poverty(city: City) -> Ints:
    h = city.households
    inside = np.minimum(city.episodes.household, len(h.size) - 1)
    return (h.out_of_poverty[inside] & ~city.episodes.natural).astype(np.int64)


def episode_table(city: City) -> Table:
    """JC01."""
    e, s = city.episodes, city.episodes.steps
    count = len(e.household)
    rng = city.rng("JC01")
    disaster = (e.first_risk == DISASTER) | (e.second_risk == DISASTER)
    other = (e.first_risk == OTHER) | (e.second_risk == OTHER)
    columns: dict[str, Column] = {
        **city.addresses.columns(e.household),
        "episode_seq": e.seq,
        "head_name": city.members.name[city.head[e.household]],
        "household_type": pick(("一般农户", "脱贫户"), _out_of_poverty(city)),
        "monitor_category": pick(CATEGORIES, e.category),
        "member_count": e.members,
        "found_channel": pick(CHANNELS, e.channel),
        "found_date": s.found,
        "alert_no": np.where(e.channel == DEPARTMENT, alert_numbers(count), ""),
        "consent_date": s.consent,
        "visit_date": s.visit,
        "compare_date": s.compare,
        "review_date": s.review,
        "publicity_start": s.publicity_start,
        "publicity_end": s.publicity_end,
        "township_date": s.township,
        "county_date": s.county,
        "announce_date": s.announce,
        "identified_month": month_start(s.county),
        "risk_1": pick(RISKS, e.first_risk),
        "risk_2": pick(RISKS, e.second_risk),
        "disaster_kind": pick(
            ("洪涝灾害", "旱灾", "气象灾害"), np.where(disaster, rng.integers(0, 3, count), -1)
        ),
        "risk_other_note": np.where(other, "家庭成员长期在外照料病人", ""),
        **_incomes("id", e.parts, e.net, e.net_per_head),
        "id_claims": e.claims,
        "id_selfpay": e.selfpay,
        "id_dropout": same("否", count),
        "id_unsafe_house": yes_no(unsafe_house(e)),
        "id_uninsured": same("否", count),
        "id_unsafe_water": yes_no(unsafe_water(e)),
        "dev_support_status": pick(("已实施", "不需要"), e.natural.astype(np.int64)),
        "contact_name": city.members.name[city.head[e.household]],
        "contact_phone": city.phone[e.household],
        "risk_eliminated": yes_no(~e.active),
    }
    return Table(city.addresses.unit[e.household], np.arange(count), columns)


def measure_table(city: City) -> Table:
    """JC02."""
    m, e = city.measures, city.episodes
    household = e.household[m.episode]
    count = len(m.episode)
    village = place_columns(city.places, city.addresses.village[household])
    for_head = city.rng("JC02").random(count) < 0.6
    person = numbered("{}-01", city.addresses.code[household])
    columns: dict[str, Column] = {
        **city.addresses.columns(household),
        "episode_seq": e.seq[m.episode],
        "measure_seq": m.seq,
        "measure_class": pick(tuple(k for k, _ in MEASURES), m.kind),
        "measure_name": pick(tuple(n for _, n in MEASURES), m.kind),
        "target_risk": pick(RISKS, e.first_risk[m.episode]),
        "person_code": np.where(for_head, person, ""),
        "measure_start": m.start,
        "amount": m.amount,
        "provider": numbered("{}人民政府", village["township_name"]),
        "measure_status": pick(("落实中", "已落实"), m.done.astype(np.int64)),
    }
    return Table(city.addresses.unit[household], np.arange(count), columns)


def elimination_table(city: City) -> Table:
    """JC03."""
    x, e = city.eliminations, city.episodes
    household = e.household[x.episode]
    count = len(x.episode)
    again, undone = e.reflagged[x.episode], e.reverted[x.episode]
    kind = np.where(undone, 0, np.where(again, 1, -1))
    columns: dict[str, Column] = {
        **city.addresses.columns(household),
        "episode_seq": e.seq[x.episode],
        "elim_seq": np.ones(count, dtype=np.int64),
        "elim_mode": pick(("帮扶消除", "自然消除"), e.natural[x.episode].astype(np.int64)),
        "visit_date": x.visit,
        "review_date": x.review,
        "publicity_start": x.publicity_start,
        "publicity_end": x.publicity_end,
        "township_date": x.township,
        "county_date": x.county,
        "eliminated_month": month_start(x.county),
        **_incomes("el", x.parts, x.net_per_head * e.members[x.episode], x.net_per_head),
        "el_claims": np.zeros(count, dtype=np.int64),
        "el_selfpay": x.selfpay,
        "el_dropout": same("否", count),
        "el_house_damaged": same("否", count),
        "el_uninsured": same("否", count),
        "el_water_damaged": same("否", count),
        "revert_kind": pick(("风险消除回退", "风险再标注"), kind),
        "revert_date": where_not_blank(kind >= 0, x.reverted),
    }
    return Table(city.addresses.unit[household], np.arange(count), columns)
