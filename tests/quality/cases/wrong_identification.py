"""Cases for the rules of wrong identification."""

from datetime import date
from decimal import Decimal
from typing import Any

from mini_city import id_number, line

from cases.cases import NEIGHBOUR, Cases

# An income at identification above the line of 8,000.
ABOVE = {"id_wage": 16000, "id_net": 20300, "id_net_pc": 10150}

# Dispatched so late that its verification may still be open.
LATE = {"dispatch_date": date(2022, 8, 30)}


def earning(per_head: Any, members: int = 2) -> dict[str, Any]:
    """An income at identification with this much per head that adds up, all of it wage."""
    net = members * Decimal(per_head)
    nothing = dict.fromkeys(("id_business", "id_expense", "id_property", "id_transfer"), 0)
    return nothing | {"id_wage": net, "id_net": net, "id_net_pc": per_head}


def _category(c: Cases) -> None:
    for code, category, kind, rules in (
        ("wi01-unstable-ordinary", "脱贫不稳定户", "一般农户", ("WI-01",)),
        ("wi01-unstable-blank", "脱贫不稳定户", None, ("WI-01",)),
        ("wi01-unstable", "脱贫不稳定户", "脱贫户", ()),
        ("wi01-marginal-lifted", "边缘易致贫户", "脱贫户", ("WI-01",)),
        ("wi01-sudden-lifted", "突发严重困难户", "脱贫户", ()),
        ("wi01-sudden-ordinary", "突发严重困难户", "一般农户", ()),
        ("wi01-blank", None, "脱贫户", ()),
    ):
        above = ABOVE if category == "突发严重困难户" else {}
        c.episode(code, *rules, monitor_category=category, household_type=kind, **above)


def _steps(c: Cases) -> None:
    fields = ("found_date", "consent_date", "visit_date", "compare_date", "review_date", "publicity_start")
    for name in (*fields, "publicity_end", "township_date", "county_date", "announce_date"):
        c.episode(f"wi07-blank-{name}", "WI-07", **{name: None})
    for name, day in (
        ("found_date", 5),
        ("consent_date", 6),
        ("visit_date", 8),
        ("compare_date", 8),
        ("review_date", 4),
        ("publicity_start", 5),
        ("township_date", 10),
        ("county_date", 11),
        ("announce_date", 12),
    ):
        c.episode(f"wi07-early-{name}", "WI-07", **{name: date(2022, 1, day)})
    same = (("consent_date", 3), ("visit_date", 4), ("compare_date", 4), ("review_date", 5))
    for name, day in (*same, ("publicity_start", 6), ("township_date", 11), ("county_date", 12)):
        c.episode(f"wi07-same-day-{name}", **{name: date(2022, 1, day)})
    c.episode("wi07-same-day-announce_date", announce_date=date(2022, 1, 13))
    turned = {"publicity_start": date(2022, 1, 9), "publicity_end": date(2022, 1, 8)}
    c.episode("wi07-publicity-turned", "WI-07", "WI-08", **turned)
    one_day = {"publicity_start": date(2022, 1, 9), "publicity_end": date(2022, 1, 9)}
    c.episode("wi07-publicity-one-day", "WI-08", **one_day)
    c.episode("wi07-visit-first", visit_date=date(2022, 1, 4), compare_date=date(2022, 1, 6))
    c.episode("wi07-compare-first", visit_date=date(2022, 1, 6), compare_date=date(2022, 1, 4))
    c.city.household("wi07-eliminated")
    c.city.episode("wi07-eliminated", review_date=None)
    c.city.elimination("wi07-eliminated")
    c.expect("wi07-eliminated|1", "WI-07")
    c.episode("wi07-not-yet", review_date=None, county_date=date(2022, 9, 1))


def _times(c: Cases) -> None:
    c.episode("wi08-four-days", "WI-08", publicity_end=date(2022, 1, 10))
    c.episode("wi08-five-days", publicity_end=date(2022, 1, 11))
    c.episode("wi08-day-15", county_date=date(2022, 1, 18), announce_date=date(2022, 1, 18))
    today = date(2022, 8, 31)
    c.episode("wi08-decided-today", "WI-08", county_date=today, announce_date=today)
    c.episode("wi08-day-16", "WI-08", county_date=date(2022, 1, 19), announce_date=date(2022, 1, 19))


def _shared(c: Cases) -> None:
    both = id_number(date(1950, 1, 1))
    for code, unit in (("wi11-here", "411282"), ("wi11-there", NEIGHBOUR)):
        c.city.household(code, unit, members=1, member_count=2)
        c.city.member(code, code, unit, id_no=both)
        c.city.episode(code, unit)
        c.expect(code, "WI-11", "DQ-04")
    one = id_number(date(1950, 1, 2))
    c.person("wi11-watched", "DQ-04", id_no=one)
    c.city.episode("wi11-watched")
    c.person("wi11-unwatched", "DQ-04", id_no=one)
    gone = id_number(date(1950, 1, 3))
    c.person("wi11-stays", id_no=gone)
    c.city.episode("wi11-stays")
    c.city.household("wi11-left", members=2)
    c.city.member("wi11-left", "wi11-left-dead", id_no=gone, person_status="死亡")
    c.city.episode("wi11-left")
    for code in ("wi11-blank-1", "wi11-blank-2"):
        c.person(code, id_no=None)
        c.city.episode(code)


def _line(c: Cases) -> None:
    """The line is 8,000 from 2020 on, and 9,000 in the year before for the neighbour."""
    for code, category, per_head, rules in (
        ("wi02-unstable-below", "脱贫不稳定户", "7999.99", ()),
        ("wi02-unstable-on-line", "脱贫不稳定户", 8000, ("WI-02",)),
        ("wi02-marginal-below", "边缘易致贫户", "7999.99", ()),
        ("wi02-marginal-on-line", "边缘易致贫户", 8000, ("WI-02",)),
        ("wi02-sudden-below", "突发严重困难户", "7999.99", ("WI-02",)),
        ("wi02-sudden-on-line", "突发严重困难户", 8000, ()),
        ("wi02-no-category", None, 8000, ()),
        ("wi02-no-category-nor-income", None, None, ()),
    ):
        kind = "脱贫户" if category == "脱贫不稳定户" else "一般农户"
        earned = {"id_net_pc": None} if per_head is None else earning(per_head)
        c.episode(code, *rules, monitor_category=category, household_type=kind, **earned)
    c.episode("wi02-blank-income", "WI-02", "DQ-13", id_net_pc=None)
    c.episode("wi02-blank-month", "WI-02", identified_month=None)
    c.city.household("wi02-eliminated")
    c.city.episode("wi02-eliminated", **earning(8000))
    c.city.elimination("wi02-eliminated")
    c.expect("wi02-eliminated|1", "WI-02")
    not_yet = {"county_date": date(2022, 9, 1), "announce_date": date(2022, 9, 1)}
    c.episode("wi02-not-yet", **earning(8000), **not_yet)


def _years(c: Cases) -> None:
    """The neighbour had a line of 9,000 in 2021, by which an identification of December is judged."""
    for code, month, per_head, rules in (
        ("wi02-december", date(2021, 12, 1), 8500, ()),
        ("wi02-december-on-line", date(2021, 12, 1), 9000, ("WI-02",)),
        ("wi02-january", date(2022, 1, 1), 8500, ("WI-02",)),
    ):
        c.city.household(code, NEIGHBOUR)
        c.city.episode(code, NEIGHBOUR, identified_month=month, **earning(per_head))
        c.expect(f"{code}|1", *rules)
    own = {"scope": NEIGHBOUR, "valid_from": date(2021, 1, 1), "valid_to": date(2021, 12, 31)}
    c.city.rows["parameter_override"].append(line("9000", **own))


def _cap(c: Cases) -> None:
    sudden = {"monitor_category": "突发严重困难户"}
    c.episode("wi03-at-cap", **sudden, **earning(20000))
    c.episode("wi03-above", "WI-03", **sudden, **earning("20000.01"))
    c.episode("wi03-blank", "WI-02", "DQ-13", **sudden, id_net_pc=None)


def _without_risk(c: Cases) -> None:
    """Income above the line and nothing else: only then is the one risk that may be invisible looked at."""
    sudden = {"monitor_category": "突发严重困难户", "risk_1": "因务工就业不稳"} | ABOVE
    c.episode("wi04-nothing", "WI-04", **sudden)
    c.episode("wi04-risk-blank", "WI-04", risk_1=None)
    c.episode("wi04-only-second-risk", "WI-04", risk_1=None, risk_2="因意外事故")
    for risk in ("因自然灾害", "因意外事故", "因产业项目失败"):
        c.episode(f"wi04-{risk}", **(sudden | {"risk_1": risk}))
    for place in range(2, 6):
        c.episode(f"wi04-accident-in-place-{place}", **sudden, **{f"risk_{place}": "因意外事故"})
    for field in ("id_dropout", "id_unsafe_house", "id_uninsured", "id_unsafe_water"):
        c.episode(f"wi04-{field}", **sudden, **{field: "是"})
        c.episode(f"wi04-{field}-blank", **sudden, **{field: None})
    c.episode("wi04-cost", **(sudden | {"id_selfpay": "0.01"}))
    c.episode("wi04-cost-blank", **(sudden | {"id_selfpay": None}))
    c.episode("wi04-on-line", "WI-04", **(sudden | earning(8000)))
    c.episode("wi04-below", "WI-02", **(sudden | earning("7999.99")))


def _family(c: Cases) -> None:
    gone = {"person_status": "死亡"}
    none, lost = ({"labour_skill": s} for s in ("无劳动力", "丧失劳动力"))
    weak, full, skilled = ({"labour_skill": s} for s in ("弱劳动力或半劳动力", "普通劳动力", "技能劳动力"))
    pay = {"id_selfpay": 3000}
    for code, risk, people, cells, rules in (
        ("disabled-none", "因残", ({}, {}), {}, ("WI-05",)),
        ("disabled", "因残", ({}, {"health": "残疾"}), {}, ()),
        ("disabled-and-ill", "因残", ({"health": "长期慢性病、残疾"}, {}), {}, ()),
        ("disabled-died", "因残", ({}, {}, {"health": "残疾"} | gone), {}, ()),
        ("ill-none", "因病", ({"health": "残疾"}, {}), pay, ("WI-05",)),
        ("ill-chronic", "因病", ({}, {"health": "长期慢性病"}), pay, ()),
        ("ill-serious", "因病", ({"health": "患有大病"}, {}), pay, ()),
        ("ill-blank", "因病", ({"health": None}, {}), pay, ("WI-05",)),
        ("school-none", "因学", ({}, {}), {}, ("WI-05",)),
        ("school", "因学", ({}, {"school_status": "小学"}), {}, ()),
        ("labour-quarter", "缺劳动力", (full, none, none, weak), {}, ()),
        ("labour-more", "缺劳动力", (skilled, none, none), {}, ("WI-05",)),
        ("labour-full", "缺劳动力", (full, none, none), {}, ("WI-05",)),
        ("labour-quarter-and-who-left", "缺劳动力", (full, none, none, weak, full | gone), {}, ()),
        ("labour-more-and-who-left", "缺劳动力", (full, none, none, none | gone), {}, ("WI-05",)),
        ("labour-of-who-left", "缺劳动力", (none, none, full | gone), {}, ()),
        ("job-nobody-able", "因务工就业不稳", (none, lost), {}, ("WI-05",)),
        ("job-weak", "因务工就业不稳", (none, weak), {}, ()),
        ("job-blank", "因务工就业不稳", (none, {"labour_skill": None}), {}, ()),
        ("job-able-left", "因务工就业不稳", (none, lost, full | gone), {}, ()),
        ("house-safe", "因安全住房", ({}, {}), {"id_unsafe_house": "否"}, ("WI-05",)),
        ("house-unsafe", "因安全住房", ({}, {}), {"id_unsafe_house": "是"}, ()),
        ("house-blank", "因安全住房", ({}, {}), {"id_unsafe_house": None}, ()),
        ("water-safe", "因安全饮水", ({}, {}), {"id_unsafe_water": "否"}, ("WI-05",)),
        ("water-unsafe", "因安全饮水", ({}, {}), {"id_unsafe_water": "是"}, ()),
        ("disaster", "因自然灾害", ({}, {}), {}, ()),
    ):
        stay = sum("person_status" not in p for p in people)
        c.family(f"wi05-{code}", *people, member_count=stay)
        per_head = {"member_count": stay, **earning(7150, stay)}
        c.city.episode(f"wi05-{code}", risk_1=risk, **per_head, **cells)
        c.expect(f"wi05-{code}|1", *rules)
    for place in range(2, 6):
        c.episode(f"wi05-disabled-{place}", "WI-05", **{f"risk_{place}": "因残"})
        c.episode(f"wi05-house-{place}", "WI-05", **{f"risk_{place}": "因安全住房"})


def _illness(c: Cases) -> None:
    for code, risks, cost, rules in (
        ("wi06-zero", {"risk_1": "因病"}, 0, ("WI-06",)),
        ("wi06-blank", {"risk_1": "因病"}, None, ("WI-06",)),
        ("wi06-cost", {"risk_1": "因病"}, "0.01", ()),
        ("wi06-second", {"risk_2": "因病"}, 0, ("WI-06",)),
        ("wi06-third", {"risk_3": "因病"}, 0, ("WI-06",)),
        ("wi06-fourth", {"risk_4": "因病"}, 0, ("WI-06",)),
        ("wi06-fifth", {"risk_5": "因病"}, 0, ("WI-06",)),
        ("wi06-not-ill", {"risk_1": "因残"}, 0, ()),
    ):
        c.family(code, {"health": "长期慢性病、残疾"}, {})
        c.city.episode(code, id_selfpay=cost, **risks)
        c.expect(f"{code}|1", *rules)
    c.family("wi06-eliminated", {"health": "长期慢性病"}, {})
    c.city.episode("wi06-eliminated", risk_1="因病")
    c.city.elimination("wi06-eliminated")


def _gone(c: Cases) -> None:
    away = {"person_status": "迁出"}
    safe = {"risk_1": "因安全住房", "id_unsafe_house": "否"}
    for code, people, status, rules in (
        ("wi10-all-left", (away, away), "在册", ("WI-10",)),
        ("wi10-one-stays", (away, {}), "在册", ()),
        ("wi10-moved", ({}, {}), "整户迁出", ("WI-10",)),
        ("wi10-status-blank", ({}, {}), None, ("WI-10",)),
        ("wi10-never-listed", (), "在册", ("WI-10",)),
    ):
        stay = sum("person_status" not in p for p in people)
        c.family(code, *people, household_status=status, member_count=stay)
        c.city.episode(code, member_count=stay, **earning(7150, stay))
        c.expect(f"{code}|1", *rules, *(() if stay else ("DQ-13",)))
    c.expect("wi10-never-listed", "DQ-07")
    # A row can contradict itself without members; what only a member could bear out is not judged.
    for code, cells, rules in (
        ("wi05-nobody-house", safe, ("WI-05",)),
        ("wi05-nobody-ill", {"risk_1": "因残"}, ()),
    ):
        c.family(code, member_count=0)
        c.city.episode(code, member_count=0, **earning(7150, 0), **cells)
        c.expect(f"{code}|1", "WI-10", "DQ-13", *rules)
        c.expect(code, "DQ-07")
    c.city.household("wi10-twice", NEIGHBOUR, household_status="整户迁出", members=0, screened=0)
    c.city.household("wi10-twice")
    c.city.episode("wi10-twice")
    for code, cells, rules in (
        ("wi12-unknown", {}, ("WI-10",)),
        ("wi12-not-decided", {"county_date": None}, ("WI-07",)),
    ):
        c.city.episode(code, **cells)
        c.expect(f"{code}|1", "WI-12", *rules)
    c.expect("wi12-unknown|1", "MI-11")
    c.city.household("wi12-moved", household_status="整户迁出", members=0, screened=0)
    c.city.episode("wi12-moved", county_date=date(2022, 9, 1))


def _negative(c: Cases) -> None:
    car = {"alert_type": "购车购房经商（疑似错识）", "verify_result": "属实无风险"}
    for number, (code, cells, member, rules) in enumerate(
        (
            ("car", {}, {}, ("WI-09",)),
            ("salary", {"alert_type": "财政供养（疑似错识）"}, {}, ("WI-09",)),
            ("not-true", {"verify_result": "不属实"}, {}, ()),
            (
                "open",
                {"verify_result": None, "verify_date": None, "dispatch_date": date(2022, 8, 30)},
                {},
                (),
            ),
            ("other-alert", {"alert_type": "新增大病"}, {}, ()),
            ("alert-blank", {"alert_type": None}, {}, ()),
            ("member-left", {}, {"person_status": "迁出"}, ()),
            ("somebody-else", {"id_no": id_number(date(1949, 1, 1))}, {}, ()),
            ("person-blank", {"id_no": None}, {}, ()),
            ("certificate", {"id_no": id_number(date(1943, 1, 10)) + "44"}, {}, ("WI-09",)),
            ("verified-today", LATE | {"verify_date": date(2022, 8, 31)}, {}, ("WI-09",)),
            ("verified-tomorrow", LATE | {"verify_date": date(2022, 9, 1)}, {}, ()),
            ("verified-when", LATE | {"verify_date": None}, {}, ("WI-09",)),
        )
    ):
        name, person = f"wi09-{code}", id_number(date(1943, 1, 1 + number))
        c.family(name, {}, {}, {"id_no": person} | member, member_count=3 - len(member))
        c.city.episode(name, **{"member_count": 3 - len(member), **earning(7150, 3 - len(member))})
        c.city.alert(name, **({"household_code": name, "id_no": person} | car | cells))
        c.expect(f"{name}|1", *rules)
    c.person("wi09-unwatched", id_no=id_number(date(1947, 1, 1)))
    c.city.alert("wi09-unwatched", **car, household_code="wi09-unwatched", id_no=id_number(date(1947, 1, 1)))


BUILDERS = (
    _category,
    _steps,
    _times,
    _shared,
    _line,
    _years,
    _cap,
    _without_risk,
    _family,
    _illness,
    _gone,
    _negative,
)
