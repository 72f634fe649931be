"""Cases for the rules of missed identification."""

from datetime import date, timedelta
from typing import Any

from mini_city import id_number

from cases.cases import ELSEWHERE, Cases

LOW_GROUP = "上年人均纯收入较低或明显减少（特别是在监测范围内）"
COST_GROUP = "因病因灾因意外事故等刚性支出较大或收入大幅缩减"


def _summer(found: date, county: date) -> dict[str, Any]:
    """An identification in July that is in order and ends on ``county``."""
    days = ("consent_date", "visit_date", "compare_date", "review_date", "publicity_start")
    steps: dict[str, Any] = {name: found + timedelta(days=n + 1) for n, name in enumerate(days)}
    steps |= {"compare_date": steps["visit_date"], "publicity_end": found + timedelta(days=10)}
    steps |= {"township_date": county, "announce_date": county, "identified_month": county.replace(day=1)}
    return {"found_date": found, "county_date": county} | steps


def _missed(c: Cases) -> None:
    for kind in ("education", "medical", "house", "water", "sudden"):
        c.screened(f"mi07-{kind}", "MI-07", **{f"found_{kind}": "是"})
    c.screened("mi07-explained", found_house="是", conclusion="不符合纳入（说明原因）")
    c.screened("mi07-blank-found", found_house=None)
    day = date(2022, 7, 10)
    for code, found, county, rules in (
        ("mi07-day-15", day, day + timedelta(days=15), ()),
        ("mi07-day-16", day + timedelta(days=1), day + timedelta(days=16), ("MI-07",)),
        ("mi07-day-0", day - timedelta(days=12), day, ()),
        ("mi07-day-before", day - timedelta(days=13), day - timedelta(days=1), ("MI-07",)),
    ):
        c.screened(code, *rules, conclusion="纳入监测")
        c.city.episode(code, **_summer(found, county))
    c.screened("mi07-never", "MI-07", conclusion="纳入监测")
    c.screened("mi07-late-since-yesterday", "MI-07", conclusion="纳入监测", screen_date=date(2022, 8, 15))
    c.screened("mi07-last-day-is-today", conclusion="纳入监测", screen_date=date(2022, 8, 16))
    c.screened("mi07-no-date", "MI-07", conclusion="纳入监测", screen_date=None)


def _own_reports(c: Cases) -> None:
    c.screened("mi08-no-result", "MI-08", self_reported="是", conclusion=None)
    c.screened("mi08-not-own", conclusion=None)
    c.screened("mi08-answered", self_reported="是", conclusion="无风险")
    c.screened("mi08-undecided", "MI-08", "MI-07", self_reported="是", conclusion="纳入监测")
    own = {"found_channel": "农户自主申报"}
    c.episode("mi08-day-10", **own)
    c.episode("mi08-day-15", **own, county_date=date(2022, 1, 18), announce_date=date(2022, 1, 18))
    c.episode(
        "mi08-day-16", "MI-08", "WI-08", **own, county_date=date(2022, 1, 19), announce_date=date(2022, 1, 19)
    )
    c.episode("mi08-still-open", "MI-08", "WI-07", **own, county_date=None, announce_date=None)
    # 15 days to the county's decision, from the day of screening.
    asked = {"self_reported": "是", "conclusion": "纳入监测"}
    day = date(2022, 7, 10)
    for code, found, county, rules in (
        ("mi08-screened-day-15", day, day + timedelta(days=15), ()),
        ("mi08-screened-day-0", day - timedelta(days=12), day, ()),
        ("mi08-screened-day-16", day + timedelta(days=1), day + timedelta(days=16), ("MI-08", "MI-07")),
        ("mi08-screened-after", day - timedelta(days=13), day - timedelta(days=1), ("MI-08", "MI-07")),
    ):
        c.screened(code, *rules, **asked)
        c.city.episode(code, **_summer(found, county))
    c.screened("mi08-screened-in-time-yet", **asked, screen_date=date(2022, 8, 20))
    c.city.episode("mi08-screened-in-time-yet", **_summer(date(2022, 8, 24), date(2022, 9, 5)))
    c.screened("mi08-screened-last-day-is-today", **asked, screen_date=date(2022, 8, 16))
    # What the county decided of another episode answers no report of this one.
    c.episode("mi08-other-episode", "MI-08", "WI-07", **own, county_date=None, announce_date=None)
    c.city.episode("mi08-other-episode", episode_seq=2)
    fresh = {"consent_date": None, "visit_date": None, "compare_date": None, "review_date": None}
    fresh |= {"publicity_start": None, "publicity_end": None, "township_date": None}
    c.episode(
        "mi08-fresh",
        "WI-07",
        **own,
        **fresh,
        found_date=date(2022, 8, 20),
        county_date=None,
        announce_date=None,
    )
    after = {"county_date": date(2022, 9, 10), "announce_date": date(2022, 9, 10)}
    c.episode("mi08-decided-after-d", **own, found_date=date(2022, 8, 20), **after)
    c.episode("mi08-late-and-after-d", "MI-08", **own, found_date=date(2022, 8, 15), **after)
    c.episode("mi08-no-date", "MI-08", "WI-07", **own, found_date=None, county_date=None)


def _screened_once(c: Cases) -> None:
    for code, times in (("mi10-never", 0), ("mi10-twice", 2)):
        c.city.household(code, screened=times)
        c.expect(code, "MI-10")
    c.city.household("mi10-other-round", screened=0)
    c.city.screening("mi10-other-round", screen_round="2021-1")
    c.expect("mi10-other-round", "MI-10")
    # This unit has a register of June: what it does not list as there came after the round had begun.
    for code in ("mi10-old", "mi10-old-and-screened"):
        c.city.earlier_household(code, date(2022, 6, 30), ELSEWHERE)
    c.city.earlier_household("mi10-back", date(2022, 6, 30), ELSEWHERE, household_status="整户迁出")
    c.city.earlier_household("mi10-in-july", date(2022, 7, 31), ELSEWHERE)
    c.city.earlier_household("mi10-withdrawn", date(2022, 5, 31), ELSEWHERE, replaced=True)
    for code in ("old", "back", "in-july", "withdrawn", "new"):
        c.city.household(f"mi10-{code}", ELSEWHERE, screened=0)
    c.city.household("mi10-old-and-screened", ELSEWHERE)
    c.expect("mi10-old", "MI-10")
    c.city.household("mi10-gone", screened=0, members=0, household_status="整户迁出")


def _members(c: Cases) -> None:
    c.episode("mi11-three", "MI-11", member_count=3, id_net_pc="4766.67")
    c.episode("mi11-blank", "MI-11", "DQ-13", member_count=None)
    for count, rules in ((1, ()), (2, ("MI-11",))):
        code = f"mi11-one-died-{count}"
        c.city.household(code, members=1)
        c.city.member(code, f"{code}-dead", person_status="死亡")
        c.city.episode(code, member_count=count, id_net_pc=14300 // count, monitor_category=None)
        c.expect(f"{code}|1", *rules)
    c.city.household("mi11-eliminated")
    c.city.episode("mi11-eliminated", member_count=9, id_net_pc="1588.89")
    c.city.elimination("mi11-eliminated", el_wage=87050, el_net=91350)


def _low_income(c: Cases) -> None:
    """The line is 8,000 a year: 4,000 in six months (2022-1), 6,000 in nine (2022-2)."""
    for code, income, rules in (
        ("mi01-screened-below", "7999.99", ("MI-01",)),
        ("mi01-screened-on-line", 8000, ()),
        ("mi01-screened-blank", None, ("MI-01",)),
    ):
        c.city.household(code, screened=0)
        c.city.screening(code, found_net_pc=income)
        c.expect(code, *rules)
    c.city.household("mi01-not-screened", screened=0)
    c.expect("mi01-not-screened", "MI-10")
    for code, accounts, rules in (
        ("mi01-nine-months-below", {"2022-2": "5999.99"}, ("MI-01",)),
        ("mi01-nine-months-on-line", {"2022-2": 6000}, ()),
        ("mi01-six-months-below", {"2022-1": "3999.99"}, ("MI-01",)),
        ("mi01-six-months-on-line", {"2022-1": 4000}, ()),
        ("mi01-latest-counts", {"2022-1": 3000, "2022-2": 6000}, ()),
        ("mi01-latest-is-low", {"2022-1": 4000, "2022-2": 5000}, ("MI-01",)),
        ("mi01-blank-is-no-accounting", {"2022-1": 3000, "2022-2": None}, ("MI-01",)),
    ):
        c.city.household(code)
        for round_code, income in accounts.items():
            c.accounted(code, round_code, income)
        c.expect(code, *rules)
    c.city.household("mi01-ends-today")
    c.accounted("mi01-ends-today", "2022-2", 1000, period_end=date(2022, 8, 31))
    c.expect("mi01-ends-today", "MI-01")
    june = date(2022, 6, 30)
    for code, start, rules in (
        ("mi01-turned", date(2022, 7, 1), ("MI-01",)),
        ("mi01-one-day", june, ()),
    ):
        c.city.household(code)
        c.accounted(code, "2022-1", 3000)
        c.accounted(code, "2022-2", 1000, period_start=start, period_end=june)
        c.expect(code, *rules)
    c.city.accounting("mi01-nobody", household_code=None)
    c.city.household("mi01-ends-tomorrow")
    c.accounted("mi01-ends-tomorrow", "2022-2", 1000, period_end=date(2022, 9, 1))
    c.city.household("mi01-accounted-not-screened-low", screened=0)
    c.city.screening("mi01-accounted-not-screened-low", found_net_pc=1000)
    c.accounted("mi01-accounted-not-screened-low", "2022-2", 6000)
    told = {"conclusion": "不符合纳入（说明原因）", "not_included_reason": "有存款", "signed": "是"}
    for code, cells, rules in (
        ("mi01-explained", {}, ()),
        ("mi01-unsigned", {"signed": "否"}, ("MI-01",)),
        ("mi01-signature-blank", {"signed": None}, ("MI-01",)),
        ("mi01-no-reason", {"not_included_reason": None}, ("MI-01",)),
        ("mi01-no-risk", {"conclusion": "无风险"}, ("MI-01",)),
        ("mi01-other-round", {"screen_round": "2021-1"}, ("MI-01", "MI-10")),
    ):
        c.city.household(code, screened=0)
        c.city.screening(code, **(told | cells))
        c.accounted(code, "2022-2", 5000)
        c.expect(code, *rules)
    for code, end, rules in (("mi01-explained-until-then", date(2022, 8, 31), ()),):
        c.city.household(code, screened=0)
        c.city.screening(code, **told)
        c.accounted(code, "2022-2", 5000, period_end=end)
        c.expect(code, *rules)
    c.city.household("mi01-watched", screened=0)
    c.city.screening("mi01-watched", found_net_pc=1000)
    c.city.episode("mi01-watched")
    c.city.household("mi01-moved", screened=0, household_status="整户迁出", members=0)
    c.accounted("mi01-moved", "2022-2", 1000)


def _guarantees(c: Cases) -> None:
    for code, cells, rules in (
        ("mi02-marked", {"is_dangerous_house": "是"}, ("MI-02",)),
        ("mi02-c", {"house_grade": "C"}, ("MI-02",)),
        ("mi02-d", {"house_grade": "D"}, ("MI-02",)),
        ("mi02-b", {"house_grade": "B"}, ()),
        ("mi02-blank", {"is_dangerous_house": None, "house_grade": None}, ()),
        ("mi02-blank-mark-but-d", {"is_dangerous_house": None, "house_grade": "D"}, ("MI-02",)),
        ("mi03-none", {"safe_water": "否"}, ("MI-03",)),
        ("mi03-blank", {"safe_water": None}, ()),
        ("mi04-marked", {"has_dropout": "是"}, ("MI-04",)),
        ("mi04-mark-blank", {"has_dropout": None}, ()),
    ):
        c.city.household(code, **cells)
        c.expect(code, *rules)
    problems = {"house_grade": "D", "safe_water": "否", "has_dropout": "是"}
    c.city.household("mi02-watched", **problems)
    c.city.episode("mi02-watched")
    c.city.household("mi02-moved", screened=0, members=0, household_status="整户迁出", **problems)


def _children(c: Cases) -> None:
    """D is 31 August, the day on which the age for school counts."""
    for code, born, cells, rules in (
        ("mi04-six", date(2016, 8, 31), {}, ("MI-04",)),
        ("mi04-five", date(2016, 9, 1), {}, ()),
        ("mi04-fifteen", date(2006, 9, 1), {}, ("MI-04",)),
        ("mi04-sixteen", date(2006, 8, 31), {}, ()),
        ("mi04-pupil", date(2012, 1, 2), {"school_status": "小学"}, ()),
        ("mi04-reason", date(2012, 1, 3), {"no_school_reason": "因残"}, ()),
        ("mi04-left", date(2012, 1, 4), {"person_status": "迁出"}, ()),
        ("mi04-no-birth", None, {}, ()),
    ):
        child = {
            "id_no": born and id_number(born, 992),
            "birth_date": born,
            "labour_skill": "无劳动力",
        } | cells
        stays = 1 + ("person_status" not in cells)
        c.family(code, {}, child, member_count=stays)
        c.expect(code, *rules)


def _insured(c: Cases) -> None:
    none = {"med_resident": "否", "med_worker": "否"}
    for code, cells, rules in (
        ("mi05-none", none, ("MI-05",)),
        ("mi05-blank", {"med_resident": None, "med_worker": None}, ("MI-05",)),
        ("mi05-worker", {"med_resident": "否", "med_worker": "是"}, ()),
        ("mi05-chronic", {"health": "长期慢性病", "med_serious": "否"}, ("MI-05",)),
        ("mi05-ill-and-disabled", {"health": "患有大病、残疾", "med_serious": None}, ("MI-05",)),
        ("mi05-ill-insured", {"health": "患有大病", "med_serious": "是"}, ()),
        ("mi05-disabled", {"health": "残疾", "med_serious": "否"}, ()),
        ("mi05-healthy", {"health": "健康", "med_serious": "否"}, ()),
        ("mi05-health-blank", {"health": None, "med_serious": None}, ()),
    ):
        c.family(code, {}, cells)
        c.expect(code, *rules)
    c.family("mi05-left", {}, none | {"person_status": "死亡"}, member_count=1)
    c.family("mi05-last-to-be-read", {}, {}, none)
    c.expect("mi05-last-to-be-read", "MI-05")
    for code, born, rules in (
        ("mi05-day-90", date(2022, 6, 2), ()),
        ("mi05-day-91", date(2022, 6, 1), ("MI-05",)),
        ("mi05-born-today", date(2022, 8, 31), ()),
        ("mi05-born-tomorrow", date(2022, 9, 1), ("MI-05",)),
        ("mi05-born-blank", None, ("MI-05",)),
    ):
        newborn = {"birth_date": born, "id_no": born and id_number(born, 992), "labour_skill": "无劳动力"}
        c.family(code, {}, none | newborn)
        c.expect(code, *rules)
    c.family("mi05-watched", {}, none)
    c.city.episode("mi05-watched")


def _risk_back(c: Cases) -> None:
    """Out in July and seen in the register of August, or in May and in the accounting to June."""
    july = {"county_date": date(2022, 7, 20), "eliminated_month": date(2022, 7, 1)}
    for name, value, missed in (
        ("is_dangerous_house", "是", "MI-02"),
        ("safe_water", "否", "MI-03"),
        ("has_dropout", "是", "MI-04"),
    ):
        c.ended(f"mi09-{name}", "MI-09", "WE-03", **july, **{name: value})
        c.expect(f"mi09-{name}", missed)
    c.ended("mi09-uninsured", "MI-09", **july, has_uninsured="是")
    c.city.household("mi09-gone", members=0, screened=0, household_status="整户自然减少", safe_water="否")
    c.city.episode("mi09-gone")
    c.city.elimination("mi09-gone", **july)
    c.ended("mi09-blank", **july, has_uninsured=None)
    c.ended("mi09-same-month", has_uninsured="是")
    c.ended("mi09-month-blank", "WE-02", eliminated_month=None, has_uninsured="是")
    undone = {"revert_kind": "风险消除回退", "revert_date": date(2022, 8, 20)}
    c.ended("mi09-undone", **july, has_uninsured="是", **undone)
    flagged = {"revert_kind": "风险再标注", "revert_date": date(2022, 8, 20)}
    c.ended("mi09-flagged", **july, has_uninsured="是", **flagged)
    c.ended("mi09-twice", **july, has_uninsured="是")
    c.expect("mi09-twice|2|1", "MI-09")
    c.city.episode("mi09-twice", episode_seq=2)
    c.city.elimination("mi09-twice", episode_seq=2, **july)
    c.city.elimination("mi09-nobody", household_code=None, **july)
    c.expect("|1|1", "WE-02", "WE-05", "WE-11", "DQ-13")
    c.ended("mi09-next-episode", **july, has_uninsured="是")
    c.city.episode("mi09-next-episode", episode_seq=2)
    for code, month, income, rules, missed in (
        ("mi09-income-after", date(2022, 5, 1), "5999.99", ("MI-09",), ("MI-01",)),
        ("mi09-income-on-line", date(2022, 5, 1), 6000, (), ()),
        ("mi09-income-same-month", date(2022, 6, 1), "5999.99", (), ("MI-01",)),
    ):
        ending = {"county_date": month.replace(day=10), "eliminated_month": month}
        c.ended(code, *rules, identified=date(2021, 11, 1), accounted=("2021-1", "2022-1"), **ending)
        c.accounted(code, "2022-2", income)
        c.expect(code, *missed)


def _fallen(c: Cases) -> None:
    """Nine months are compared with three quarters of the year before and of the line times 1.5: 9,000."""
    for code, income, before, cells, rules in (
        ("mi12-fallen", 6300, 12000, {}, ("MI-12",)),
        ("mi12-not-so-far", "6300.01", 12000, {}, ()),
        ("mi12-far-above-line", 9000, 20000, {}, ()),
        ("mi12-just-near-line", "8999.99", 20000, {}, ("MI-12",)),
        ("mi12-before-blank", 6300, None, {}, ()),
        ("mi12-group-2", 6300, 12000, {"key_groups": LOW_GROUP}, ()),
        ("mi12-group-8", 6300, 12000, {"key_groups": f"农村残疾人家庭、{COST_GROUP}"}, ()),
        ("mi12-other-group", 6300, 12000, {"key_groups": "失能老人、留守儿童和困境儿童"}, ("MI-12",)),
        (
            "mi12-other-round",
            6300,
            12000,
            {"key_groups": LOW_GROUP, "screen_round": "2021-1"},
            ("MI-12", "MI-10"),
        ),
    ):
        c.city.household(code, screened=0)
        c.city.screening(code, **cells)
        c.accounted(code, "2022-2", income, net_pc_prev=before)
        c.expect(code, *rules)
    for code, groups, rules in (
        ("mi12-that-day", LOW_GROUP, ()),
        ("mi12-that-day-no-group", None, ("MI-12",)),
    ):
        c.city.household(code, screened=0)
        c.city.screening(code, key_groups=groups)
        c.accounted(code, "2022-2", 6300, net_pc_prev=12000, period_end=date(2022, 8, 31))
        c.expect(code, "MI-01", *rules)
    c.city.household("mi12-watched")
    c.city.episode("mi12-watched")
    c.accounted("mi12-watched", "2022-2", 6300, net_pc_prev=12000)


def _alerts(c: Cases) -> None:
    """15 days from the verification to the county, 10 from dispatch to verification."""
    true = {"verify_result": "属实有风险"}
    for code, county, cells, rules in (
        ("mi06-day-15", date(2022, 7, 20), {}, ()),
        ("mi06-day-16", date(2022, 7, 21), {}, ("MI-06",)),
        ("mi06-same-day", date(2022, 7, 5), {}, ()),
        ("mi06-monitored-before", date(2022, 1, 13), {}, ()),
        ("mi06-wrong-alert", None, {"verify_result": "不属实"}, ()),
        ("mi06-no-risk", None, {"verify_result": "属实无风险"}, ()),
        ("mi06-never", None, {}, ("MI-06",)),
        ("mi06-last-day-is-today", None, {"verify_date": date(2022, 8, 16)}, ()),
        ("mi06-late-since-yesterday", None, {"verify_date": date(2022, 8, 15)}, ("MI-06",)),
    ):
        c.city.household(code)
        if county:
            c.city.episode(code, **_summer(county - timedelta(days=12), county))
        c.city.alert(code, household_code=code, **(true | cells))
        c.expect(code, *rules)
    for code, decided, rules in (
        ("mi06-eliminated-before", date(2022, 1, 13), ("MI-06",)),
        ("mi06-eliminated-after", date(2022, 7, 5), ()),
        ("mi06-monitored-before-eliminated-after", date(2022, 1, 13), ()),
        ("mi06-eliminated-that-day", date(2022, 1, 13), ("MI-06",)),
    ):
        c.city.household(code)
        c.city.episode(
            code, **(_summer(decided - timedelta(days=12), decided) | {"identified_month": date(2022, 1, 1)})
        )
        ended = {"mi06-eliminated-before": date(2022, 7, 4), "mi06-eliminated-that-day": date(2022, 7, 5)}
        c.city.elimination(code, county_date=ended.get(code, date(2022, 8, 10)))
        c.city.alert(code, household_code=code, **true)
        c.expect(code, *rules)
    for code, kind, undone, rules in (
        ("mi06-undone-in-time", "风险消除回退", date(2022, 7, 20), ()),
        ("mi06-undone-late", "风险消除回退", date(2022, 7, 21), ("MI-06",)),
        ("mi06-only-flagged", "风险再标注", date(2022, 7, 10), ("MI-06",)),
    ):
        c.city.household(code)
        c.city.episode(code, identified_month=date(2021, 11, 1))
        june = {"county_date": date(2022, 6, 30), "eliminated_month": date(2022, 6, 1)}
        c.city.elimination(code, **june, revert_kind=kind, revert_date=undone)
        c.city.alert(code, household_code=code, **true)
        c.expect(code, *rules)
    c.city.alert("mi06-no-household", **true)
    c.expect("mi06-no-household", "MI-06")
    nothing = {"verify_date": None, "verify_result": None}
    for code, cells, rules in (
        ("mi06-day-10", {"dispatch_date": date(2022, 8, 21)}, ()),
        ("mi06-day-11", {"dispatch_date": date(2022, 8, 20)}, ("MI-06",)),
        ("mi06-dispatch-blank", {"dispatch_date": None}, ("MI-06",)),
        ("mi06-dispatched-today", {"dispatch_date": date(2022, 8, 31)}, ()),
        ("mi06-dispatched-tomorrow", {"dispatch_date": date(2022, 9, 1)}, ()),
        ("mi06-result-blank", {"verify_date": date(2022, 7, 5)}, ("MI-06",)),
        ("mi06-day-blank", {"verify_result": "属实有风险"}, ("MI-06",)),
        ("mi06-pending", {"verify_date": date(2022, 7, 5), "verify_result": "待核实"}, ("MI-06",)),
        ("mi06-verified-today", {"verify_date": date(2022, 8, 31), "verify_result": "不属实"}, ()),
        ("mi06-verified-tomorrow", {"verify_date": date(2022, 9, 1), "verify_result": "不属实"}, ("MI-06",)),
    ):
        c.city.alert(code, **(nothing | cells))
        c.expect(code, *rules)


BUILDERS = (
    _missed,
    _own_reports,
    _screened_once,
    _members,
    _low_income,
    _guarantees,
    _children,
    _insured,
    _risk_back,
    _fallen,
    _alerts,
)
