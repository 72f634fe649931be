"""Cases for the rules of wrong exit."""

from datetime import date
from decimal import Decimal

from cases.cases import Cases


def _term(c: Cases) -> None:
    august, march, april = date(2022, 8, 1), date(2022, 3, 1), date(2022, 4, 1)
    c.ended("we02-six", identified=date(2022, 2, 1))
    c.ended("we02-five", "WE-02", identified=march)
    c.ended("we02-blank-start", "WE-02", identified=None)
    c.expect("we02-blank-start|1", "WI-02")
    c.ended("we02-blank-end", "WE-02", eliminated_month=None)
    c.ended("we02-before-april", "WE-11", county_date=date(2022, 3, 31), eliminated_month=march)
    c.ended("we02-from-april", "WE-02", "WE-11", county_date=date(2022, 4, 1), eliminated_month=april)
    back = {"revert_kind": "风险消除回退"}
    c.ended("we02-undone", identified=march, **back, revert_date=date(2022, 8, 31))
    c.ended("we02-undone-later", "WE-02", identified=march, **back, revert_date=date(2022, 9, 1))
    c.ended("we02-undone-when", "WE-02", identified=march, **back, revert_date=None)
    c.ended(
        "we02-reflagged", "WE-02", identified=march, revert_kind="风险再标注", revert_date=date(2022, 8, 20)
    )
    c.ended("we02-not-yet", identified=march, county_date=date(2022, 9, 1), eliminated_month=august)
    c.city.household("we02-no-episode")
    c.city.elimination("we02-no-episode", el_net_pc=None)
    c.expect("we02-no-episode|1|1", "WE-02", "WE-10", "DQ-13")


def _guarantees(c: Cases) -> None:
    for name in ("el_dropout", "el_house_damaged", "el_uninsured", "el_water_damaged"):
        c.ended(f"we03-{name}", "WE-03", **{name: "是"})
    c.ended("we03-house", "WE-03", is_dangerous_house="是")
    c.ended("we03-water", "WE-03", safe_water="否")
    c.ended("we03-dropout", "WE-03", has_dropout="是")
    for code, missed in (("we03-house", "MI-02"), ("we03-water", "MI-03"), ("we03-dropout", "MI-04")):
        c.expect(code, missed)
    gone = {"household_status": "整户迁出", "is_dangerous_house": "是"}
    c.city.household("we03-gone", members=0, screened=0, **gone)
    c.city.episode("we03-gone")
    c.city.elimination("we03-gone")
    again = {"county_date": date(2022, 7, 10), "eliminated_month": date(2022, 7, 1)}
    for code, cells, rules in (("", {}, ()), ("-and-then", {"el_dropout": "是"}, ("WE-03",))):
        c.ended(f"we03-flagged-again{code}", *rules, **again, is_dangerous_house="是", **cells)
        c.city.episode(f"we03-flagged-again{code}", episode_seq=2)
    c.ended("we03-flagged-later", "WE-03", **again, is_dangerous_house="是")
    c.expect("we03-flagged-later", "MI-02")
    c.city.episode("we03-flagged-later", episode_seq=2, county_date=date(2022, 9, 1))
    c.ended("we03-blank", "WE-10", el_dropout=None, safe_water=None)
    c.city.household("we03-watched-house", is_dangerous_house="是")
    c.city.episode("we03-watched-house")


def _measures(c: Cases) -> None:
    c.ended("we05-none", "WE-05", measure=False)
    for code, cells, rules in (
        ("we05-same-day", {"measure_start": date(2022, 8, 10)}, ()),
        ("we05-day-after", {"measure_start": date(2022, 8, 11)}, ("WE-05",)),
        ("we05-no-start", {"measure_start": None}, ("WE-05",)),
        ("we05-under-way", {"measure_status": "落实中"}, ("WE-05",)),
        ("we05-ended-that-day", {"measure_status": "已终止", "measure_end": date(2022, 8, 10)}, ()),
        ("we05-ended-before", {"measure_status": "已终止", "measure_end": date(2022, 8, 9)}, ("WE-05",)),
        ("we05-ended-when", {"measure_status": "已终止"}, ("WE-05",)),
        ("we05-other-episode", {"episode_seq": 2}, ("WE-05",)),
    ):
        c.ended(code, *rules, measure=False)
        c.city.measure(code, **cells)


def _natural(c: Cases) -> None:
    left = {"person_status": "迁出"}
    july = date(2022, 7, 10)
    c.natural("we07-stayed", "WE-07", people=[{}])
    c.natural("we07-left-before", people=[left | {"change_month": date(2022, 7, 1)}])
    c.natural("we07-left-that-month", people=[left | {"change_month": date(2022, 8, 1)}])
    c.natural(
        "we07-left-later", "WE-07", people=[left | {"change_month": date(2022, 8, 1)}], county_date=july
    )
    c.natural("we07-joined-later", people=[{"change_month": date(2022, 8, 1)}], county_date=july)
    c.natural(
        "we07-joined-that-month", "WE-07", people=[{"change_month": date(2022, 7, 1)}], county_date=july
    )
    first = date(2022, 8, 1)
    c.natural("we07-left-on-the-first", people=[left | {"change_month": first}], county_date=first)
    c.natural("we07-joined-on-the-first", "WE-07", people=[{"change_month": first}], county_date=first)
    c.natural("we07-undone", people=[{}], revert_kind="风险消除回退", revert_date=date(2022, 8, 20))
    c.expect("we07-undone|1", "MI-11")


def _income(c: Cases) -> None:
    """The line is 8,000."""
    for code, per_head, rules in (
        ("we01-below", "7999.99", ("WE-01",)),
        ("we01-on-line", 8000, ()),
    ):
        wage = 2 * Decimal(per_head) - 4300
        c.ended(code, *rules, el_wage=wage, el_net=2 * Decimal(per_head), el_net_pc=per_head)
    c.ended("we01-blank", "WE-10", "DQ-13", el_net_pc=None)
    low = {"el_wage": 0, "el_net": 4300, "el_net_pc": 2150}
    c.ended("we01-month-blank", "WE-02", eliminated_month=None, **low)
    c.natural("we01-natural", people=[], **low)
    for field in (
        "wage",
        "business",
        "property",
        "transfer",
        "expense",
        "net",
        "net_pc",
        "claims",
        "selfpay",
    ):
        broken = () if field in ("claims", "selfpay") else ("DQ-13",)
        c.ended(f"we10-{field}", "WE-10", *broken, **{f"el_{field}": None})
    for field in ("dropout", "house_damaged", "uninsured", "water_damaged"):
        c.ended(f"we10-{field}", "WE-10", **{f"el_{field}": None})
    c.natural("we10-natural", "WE-10", people=[], el_selfpay=None)


def _labour(c: Cases) -> None:
    gone = {"person_status": "迁出"}
    july, august, september = (date(2022, month, 1) for month in (7, 8, 9))
    none, lost, weak = ({"labour_skill": s} for s in ("无劳动力", "丧失劳动力", "弱劳动力或半劳动力"))
    for code, people, rules in (
        ("we04-nobody-able", (none, lost), ("WE-04",)),
        ("we04-one-weak", (none, weak), ()),
        ("we04-weak-first", (weak, none), ()),
        ("we04-blank", (none, {"labour_skill": None}), ()),
        ("we04-able-left", (none, lost, {"person_status": "迁出"}), ("WE-04",)),
        ("we04-able-left-before", (none, lost, gone | {"change_month": july}), ("WE-04",)),
        ("we04-able-left-that-month", (none, lost, gone | {"change_month": august}), ("WE-04",)),
        ("we04-able-left-later", (none, lost, gone | {"change_month": september}), ()),
        ("we04-able-came-later", (none, lost, {"change_month": september}), ("WE-04",)),
    ):
        c.family(code, *people, member_count=2 + (code == "we04-able-came-later"))
        c.city.episode(code)
        c.city.elimination(code)
        c.expect(f"{code}|1|1", *rules)
    for code, able, rules in (
        ("we04-able-left-on-the-first", gone | {"change_month": august}, ("WE-04",)),
        ("we04-able-came-on-the-first", {"change_month": august}, ()),
    ):
        c.family(code, none, able, member_count=1 + ("person_status" not in able))
        c.city.episode(code)
        c.city.elimination(code, county_date=august)
        c.expect(f"{code}|1|1", *rules)
    c.natural("we04-natural", "WE-07", people=[none])


def _answers(c: Cases) -> None:
    """Which risk needs which class of measure."""
    for code, risks, classes, rules in (
        ("we06-answered", ("因病",), ("健康帮扶",), ()),
        ("we06-other-answer", ("因病",), ("社会帮扶",), ()),
        ("we06-not-answered", ("因病",), ("产业帮扶",), ("WE-06",)),
        ("we06-class-blank", ("因病",), (None,), ("WE-06",)),
        ("we06-fifth", ("因意外事故", None, None, None, "因学"), ("健康帮扶",), ("WE-06",)),
        ("we06-fifth-answered", ("因意外事故", None, None, None, "因学"), ("教育帮扶",), ()),
        ("we06-one-of-two", ("因残", "因安全饮水"), ("综合保障",), ("WE-06",)),
        ("we06-two", ("因残", "因安全饮水"), ("综合保障", "饮水安全保障"), ()),
        ("we06-house", ("因安全住房",), ("搬迁",), ()),
        ("we06-house-not", ("因安全住房",), ("生产生活条件改善",), ("WE-06",)),
        ("we06-asks-nothing", ("因自然灾害", "其他"), ("基础设施建设",), ()),
    ):
        c.city.household(code)
        c.city.episode(code, **{f"risk_{n}": risk for n, risk in enumerate(risks, 1)})
        c.city.elimination(code, measure=False)
        for number, measure in enumerate(classes, 1):
            c.city.measure(code, measure_seq=number, measure_class=measure)
        c.expect(f"{code}|1|1", *rules)
    c.city.household("we06-other-episode")
    c.city.episode("we06-other-episode", risk_1="因病")
    c.city.elimination("we06-other-episode")
    c.city.measure("we06-other-episode", episode_seq=2, measure_class="健康帮扶")
    c.natural("we06-natural", people=[])


def _steps(c: Cases) -> None:
    """Visit on the 1st, review on the 2nd, publicity 3rd to 7th, township on the 9th, county on the 10th."""
    day = date(2022, 8, 1)
    for name in ("visit_date", "review_date", "publicity_start", "publicity_end", "township_date"):
        c.ended(f"we08-blank-{name}", "WE-08", **{name: None})
    for code, cells, rules in (
        ("visit-late", {"visit_date": day.replace(day=3)}, ("WE-08",)),
        ("visit-same-day", {"visit_date": day.replace(day=2)}, ()),
        ("review-late", {"review_date": day.replace(day=4)}, ("WE-08",)),
        ("review-same-day", {"review_date": day.replace(day=3)}, ()),
        ("publicity-turned", {"publicity_end": day.replace(day=2)}, ("WE-08",)),
        ("publicity-1-day", {"publicity_end": day.replace(day=3)}, ("WE-08",)),
        ("publicity-4-days", {"publicity_end": day.replace(day=6)}, ("WE-08",)),
        ("publicity-5-days", {"publicity_end": day.replace(day=7)}, ()),
        ("township-early", {"township_date": day.replace(day=6)}, ("WE-08",)),
        ("township-same-day", {"township_date": day.replace(day=7)}, ()),
        ("township-late", {"township_date": day.replace(day=11)}, ("WE-08",)),
        ("county-same-day", {"township_date": day.replace(day=10)}, ()),
    ):
        c.ended(f"we08-{code}", *rules, **cells)
    c.natural("we08-natural", "WE-08", people=[], review_date=None)


def _contradictions(c: Cases) -> None:
    wage, business = {"el_wage": 0, "el_transfer": 16200}, {"el_business": 0, "el_wage": 21000}
    transfer = {"el_transfer": 0, "el_wage": 16200}
    for code, measure, cells, rules in (
        ("we09-job-no-wage", {"measure_class": "就业帮扶"}, wage, ("WE-09",)),
        ("we09-post-no-wage", {"measure_class": "公益岗位帮扶"}, wage, ("WE-09",)),
        (
            "we09-job-one-fen",
            {"measure_class": "就业帮扶"},
            {"el_wage": "0.01", "el_transfer": "16199.99"},
            (),
        ),
        ("we09-job-blank-wage", {"measure_class": "就业帮扶"}, wage | {"el_wage": None}, ("WE-10",)),
        ("we09-dibao-no-transfer", {"measure_name": "低保"}, transfer, ("WE-09",)),
        ("we09-tekun-no-transfer", {"measure_name": "特困供养"}, transfer, ("WE-09",)),
        ("we09-disabled-no-transfer", {"measure_name": "残疾人补贴"}, transfer, ("WE-09",)),
        ("we09-loan-no-transfer", {"measure_name": "小额信贷"}, transfer, ()),
        ("we09-business-none", {"measure_class": "产业帮扶"}, business, ("WE-09",)),
        ("we09-business", {"measure_class": "产业帮扶"}, wage, ()),
        ("we09-no-such-measure", {}, wage, ()),
        ("we09-other-episode", {"measure_class": "就业帮扶", "episode_seq": 2}, wage, ("WE-05",)),
    ):
        c.ended(code, *rules, measure=False, **cells)
        c.city.measure(code, **measure)


def _stable(c: Cases) -> None:
    """Decided on 10 August: two accountings from 10 February on, each above 8,000 a year."""
    for code, incomes, rules in (
        ("we11-two", {"2022-1": 4000, "2022-2": 6000}, ()),
        ("we11-first-below", {"2022-1": "3999.99", "2022-2": 6000}, ("WE-11",)),
        ("we11-last-below", {"2022-1": 4000, "2022-2": "5999.99"}, ("WE-11",)),
        ("we11-one", {"2022-2": 6000}, ("WE-11",)),
        ("we11-none", {}, ("WE-11",)),
        ("we11-blank-is-none", {"2022-1": None, "2022-2": 6000}, ("WE-11",)),
    ):
        c.ended(code, *rules, accounted=())
        for round_code, income in incomes.items():
            c.accounted(code, round_code, income)
        c.expect(code, *(("MI-01",) if incomes.get("2022-2") == "5999.99" else ()))
    for code, ends, rules in (
        ("we11-first-day", (date(2022, 2, 10), date(2022, 6, 30)), ()),
        ("we11-day-before", (date(2022, 2, 9), date(2022, 6, 30)), ("WE-11",)),
        ("we11-day-of-decision", (date(2022, 6, 30), date(2022, 8, 10)), ()),
        ("we11-day-after", (date(2022, 6, 30), date(2022, 8, 11)), ("WE-11",)),
    ):
        c.ended(code, *rules, accounted=())
        for number, end in enumerate(ends):
            c.city.accounting(code, round_code=f"r{number}", period_start=end.replace(day=1), period_end=end)
    june = date(2022, 6, 30)
    for code, start, rules in (("turned", date(2022, 7, 1), ("WE-11",)), ("one-day", june, ())):
        c.ended(f"we11-{code}", *rules, accounted=("2022-1",))
        c.city.accounting(f"we11-{code}", period_start=start, period_end=june)
    c.ended("we11-same-round-twice", "WE-11", accounted=("2022-2",))
    c.city.accounting("we11-same-round-twice", round_code="2022-2")
    c.natural("we11-natural", people=[], accounted=())


def _expense(c: Cases) -> None:
    """Half of the net income of 20,300 is 10,150."""
    for code, cells, rules in (
        ("we12-half", {"el_selfpay": 10150}, ()),
        ("we12-more", {"el_selfpay": "10150.01"}, ("WE-12",)),
        ("we12-claimed-back", {"el_selfpay": 11000, "el_claims": 850}, ()),
        ("we12-claimed-less", {"el_selfpay": 11000, "el_claims": "849.99"}, ("WE-12",)),
        ("we12-blank", {"el_selfpay": None}, ("WE-10",)),
    ):
        c.ended(code, *rules, **cells)
    nothing = {"el_wage": 0, "el_business": 0, "el_property": 0, "el_transfer": 0}
    zero = nothing | {"el_expense": 0, "el_net": 0, "el_net_pc": 0}
    loss = nothing | {"el_expense": 2000, "el_net": -2000, "el_net_pc": -1000}
    c.ended("we12-no-income", "WE-12", "WE-01", **zero, el_selfpay=1)
    c.ended("we12-no-income-no-cost", "WE-01", **zero)
    c.ended("we12-loss-no-cost", "WE-01", **loss)
    c.natural("we12-natural", people=[], el_selfpay=20000)


BUILDERS = (
    _term,
    _guarantees,
    _measures,
    _natural,
    _income,
    _labour,
    _answers,
    _steps,
    _contradictions,
    _stable,
    _expense,
)
