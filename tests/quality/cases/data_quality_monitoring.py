"""Cases for the rules about monitored households: DQ-15, DQ-16, DQ-23, DQ-25."""

from datetime import date
from typing import Any

from cases.cases import Cases


def _key_fields(c: Cases) -> None:
    sums = {"id_wage", "id_business", "id_property", "id_transfer", "id_expense", "id_net", "id_net_pc"}
    others = ("identified_month", "risk_1", "id_claims", "id_selfpay", "id_dropout", "id_unsafe_house")
    for name in (*sorted(sums), *others, "id_uninsured", "id_unsafe_water", "contact_name", "contact_phone"):
        c.episode(f"dq15-{name}", "DQ-15", *(("DQ-13",) if name in sums else ()), **{name: None})
    c.episode("dq15-zero", id_claims=0, id_selfpay=0)
    for place in range(1, 6):
        risk = f"risk_{place}"
        c.episode(f"dq15-other-{place}", "DQ-15", **{risk: "其他"})
        c.episode(f"dq15-other-explained-{place}", **{risk: "其他"}, risk_other_note="欠债")
        c.episode(f"dq15-disaster-{place}", "DQ-15", **{risk: "因自然灾害"})
        c.episode(f"dq15-flood-{place}", **{risk: "因自然灾害"}, disaster_kind="洪涝灾害")
    c.city.household("dq15-eliminated")
    c.city.episode("dq15-eliminated", contact_name=None, id_claims=None)
    c.city.elimination("dq15-eliminated")
    c.episode("dq15-not-yet", contact_name=None, county_date=date(2022, 9, 1))


def _measured(c: Cases, code: str, *measures: dict[str, Any], **cells: Any) -> None:
    """An active episode decided on 13 January with these measures; the household has labour."""
    c.city.household(code)
    c.city.episode(code, **cells)
    for number, measure in enumerate(measures):
        c.city.measure(code, **({"measure_seq": number + 1, "measure_class": "就业帮扶"} | measure))


def _in_time(c: Cases) -> None:
    relief, soon = {"measure_class": "综合保障"}, {"measure_start": date(2022, 1, 20)}
    for code, measures, rules in (
        ("dq16-day-30", ({"measure_start": date(2022, 2, 12)},), ()),
        ("dq16-day-31", ({"measure_start": date(2022, 2, 13)},), ("DQ-16",)),
        ("dq16-before", ({"measure_start": date(2022, 1, 3)},), ()),
        ("dq16-under-way", ({"measure_status": "落实中"},), ("DQ-16",)),
        ("dq16-status-blank", ({"measure_status": None},), ("DQ-16",)),
        ("dq16-start-blank", ({"measure_start": None},), ("DQ-16",)),
        ("dq16-other-episode", ({"episode_seq": 2}, {"measure_status": "未落实"}), ("DQ-16",)),
        ("dq16-relief-only", (relief | soon,), ("DQ-16",)),
        ("dq16-class-blank", ({"measure_class": None} | soon,), ("DQ-16",)),
        ("dq16-month-6", (relief | soon, {"measure_start": date(2022, 7, 13)}), ()),
        ("dq16-month-6-and-a-day", (relief | soon, {"measure_start": date(2022, 7, 14)}), ("DQ-16",)),
        (
            "dq16-late-then-development",
            ({"measure_start": date(2022, 2, 13)}, {"measure_class": "产业帮扶"}),
            (),
        ),
    ):
        _measured(c, code, *measures)
        c.expect(f"{code}|1", *rules)
    for name in ("产业帮扶", "金融帮扶", "公益岗位帮扶"):
        _measured(c, f"dq16-{name}", {"measure_class": name} | soon)
    undone = {"measure_status": "未落实"}
    for code, county, measure, rules in (
        ("dq16-last-day-is-today", date(2022, 8, 1), undone, ()),
        ("dq16-late-since-yesterday", date(2022, 7, 31), undone, ("DQ-16",)),
        ("dq16-month-6-is-tomorrow", date(2022, 3, 1), relief | {"measure_start": date(2022, 3, 1)}, ()),
        (
            "dq16-month-6-was-yesterday",
            date(2022, 2, 28),
            relief | {"measure_start": date(2022, 3, 1)},
            ("DQ-16",),
        ),
        ("dq16-not-decided", None, undone, ()),
    ):
        _measured(c, code, measure, county_date=county)
        c.expect(f"{code}|1", *rules)
    for code, skills, rules in (
        ("dq16-no-labour", ("无劳动力", "丧失劳动力"), ()),
        ("dq16-weak-labour-read-last", ("无劳动力", "弱劳动力或半劳动力"), ("DQ-16",)),
        ("dq16-labour-blank", (None, "无劳动力"), ()),
        ("dq16-skilled-labour", ("技能劳动力", "无劳动力"), ("DQ-16",)),
    ):
        c.city.household(code, members=0, member_count=2)
        for number, skill in enumerate(skills):
            c.city.member(code, f"{code}-{number}", labour_skill=skill, health="患有大病")
        c.city.episode(code)
        c.city.measure(code, **relief, **soon)
        c.expect(f"{code}|1", *rules)
    c.expect("dq16-no-labour", "DQ-25")
    c.city.household("dq16-eliminated")
    c.city.episode("dq16-eliminated")
    c.city.elimination("dq16-eliminated", measure=False)


def _statuses(c: Cases) -> None:
    """Record keys of households, then of episodes."""
    for code, home, episode, rules, episode_rules in (
        ("dq23-blank", {"monitor_category": None}, {}, ("DQ-23",), ()),
        ("dq23-different", {"monitor_category": "突发严重困难户"}, {}, ("DQ-23",), ()),
        ("dq23-episode-blank", {"monitor_category": "突发严重困难户"}, {"monitor_category": None}, (), ()),
        ("dq23-marked", {"risk_eliminated": "是"}, {}, ("DQ-23",), ()),
        ("dq23-mark-blank", {"risk_eliminated": None}, {"risk_eliminated": None}, (), ()),
        ("dq23-episode-marked", {}, {"risk_eliminated": "是"}, (), ("DQ-23",)),
        ("dq23-moved", {"monitor_category": None, "household_status": "整户迁出"}, {}, (), ()),
        ("dq23-not-yet", {"monitor_category": None}, {"county_date": date(2022, 9, 1)}, (), ()),
    ):
        c.city.household(code, **home)
        c.city.episode(code, **episode)
        c.expect(code, *rules)
        c.expect(f"{code}|1", *episode_rules)
    c.city.household("dq23-no-episode", monitor_category="边缘易致贫户")
    c.city.household("dq23-no-episode-marked", risk_eliminated="是")
    c.expect("dq23-no-episode", "DQ-23")
    c.expect("dq23-no-episode-marked", "DQ-23")
    undone = {"revert_kind": "风险消除回退", "revert_date": date(2022, 8, 31)}
    for code, marks, ending, rules in (
        ("dq23-gone", {}, {}, ()),
        ("dq23-gone-unmarked", {"risk_eliminated": "否"}, {}, ("DQ-23",)),
        ("dq23-gone-mark-blank", {"risk_eliminated": None}, {}, ("DQ-23",)),
        ("dq23-undone-marked", {"risk_eliminated": "是"}, undone, ("DQ-23",)),
        ("dq23-undone-tomorrow", {"risk_eliminated": "是"}, undone | {"revert_date": date(2022, 9, 1)}, ()),
        ("dq23-approved-tomorrow", {"risk_eliminated": "是"}, {"county_date": date(2022, 9, 1)}, ("DQ-23",)),
    ):
        c.city.household(code, **marks)
        c.city.episode(code, **marks)
        c.city.elimination(code, **ending)
        if ending.get("county_date") or ending == undone:
            c.city.measure(code, measure_seq=2, measure_class="产业帮扶")
        c.expect(code, *rules)
        c.expect(f"{code}|1", *rules)
    for code, home, rules in (
        ("dq23-again", {"monitor_category": "突发严重困难户", "risk_eliminated": "否"}, ()),
        (
            "dq23-again-old-category",
            {"monitor_category": "边缘易致贫户", "risk_eliminated": "否"},
            ("DQ-23",),
        ),
        ("dq23-again-old-mark", {"monitor_category": "突发严重困难户", "risk_eliminated": "是"}, ("DQ-23",)),
    ):
        c.city.household(code, **home)
        c.city.episode(code)
        c.city.elimination(code)
        c.city.episode(code, episode_seq=2, monitor_category="突发严重困难户")
        c.expect(code, *rules)
    c.city.household("dq23-again-less", monitor_category="边缘易致贫户", risk_eliminated="否")
    c.city.episode("dq23-again-less", monitor_category="突发严重困难户")
    c.city.elimination("dq23-again-less")
    c.city.episode("dq23-again-less", episode_seq=2)


def _backed(c: Cases) -> None:
    lifted = {"household_type": "脱贫户", "no_labour_backstop": "是"}
    low, weak = {"dibao": "农村低保"}, {"labour_skill": "弱劳动力或半劳动力"}
    for code, home, people, rules in (
        ("dq25-nothing", lifted, ({}, {}), ("DQ-25",)),
        ("dq25-dibao-read-last", lifted, ({}, {}, low), ()),
        ("dq25-tekun", lifted, ({"tekun": "农村特困"},), ()),
        ("dq25-dibao-of-towns", lifted, ({"dibao": "城市低保"},), ()),
        ("dq25-tekun-of-towns", lifted, ({"tekun": "城市特困"},), ()),
        ("dq25-says-not", lifted | {"no_labour_backstop": "否"}, (low,), ("DQ-25",)),
        ("dq25-says-nothing", lifted | {"no_labour_backstop": None}, (low,), ()),
        ("dq25-one-can-work", lifted, ({}, weak), ()),
        ("dq25-who-could-work-left", lifted, ({}, weak | {"person_status": "迁出"}), ("DQ-25",)),
        ("dq25-skill-blank", lifted, ({}, {"labour_skill": None}), ()),
        ("dq25-benefit-blank", lifted, ({"dibao": None, "tekun": None},), ("DQ-25",)),
        ("dq25-ordinary", {}, ({},), ()),
        ("dq25-moved", lifted | {"household_status": "整户迁出", "screened": 0}, ({},), ()),
    ):
        count = sum(p.get("person_status", "在册") == "在册" for p in people)
        c.city.household(code, members=0, member_count=count, **home)
        for number, person in enumerate(people):
            state = {"labour_skill": ("无劳动力", "丧失劳动力")[number % 2], "health": "患有大病"}
            c.city.member(code, f"{code}-{number}", **(state | person))
        c.expect(code, *rules)
    c.city.household("dq25-watched", members=0, member_count=1)
    c.city.member("dq25-watched", "dq25-watched-0", labour_skill="无劳动力", health="患有大病")
    c.city.episode("dq25-watched", member_count=1, id_net_pc=14300)
    c.expect("dq25-watched", "DQ-25")


BUILDERS = (
    _key_fields,
    _in_time,
    _statuses,
    _backed,
)
