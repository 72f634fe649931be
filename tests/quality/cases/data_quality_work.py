"""Cases for the rules about benefits, work and posts: DQ-17, DQ-18, DQ-19 and the monthly wage of DQ-14."""

from datetime import date
from typing import Any

from mini_city import id_number

from cases.cases import Cases

JUNE = date(2022, 6, 1)
# A spell of work that is over, since some day of last year.
OVER = {"is_employed": "否", "start_month": date(2021, 3, 1)}
SOON = {"measure_class": "产业帮扶", "measure_start": date(2022, 1, 20)}


def _benefits(c: Cases) -> None:
    low, poor, disabled = {"dibao": "农村低保"}, {"tekun": "城市特困"}, {"disability_code": "23"}
    student = {
        "school_status": "中职一年级",
        "labour_skill": "无劳动力",
        "id_no": id_number(date(2005, 5, 5), 995),
    }
    colleges = [
        {"school_status": school, "labour_skill": "无劳动力", "id_no": id_number(date(2003, 6, day), 995)}
        for day, school in enumerate(("高职高专一年级", "技师学院一年级"), 1)
    ]
    for code, person, measures, rules in (
        ("dq17-nothing", {}, ("其他",), ()),
        ("dq17-dibao", low, ("低保",), ()),
        ("dq17-dibao-without-measure", low, ("其他",), ("DQ-17",)),
        ("dq17-measure-without-dibao", {}, ("低保",), ("DQ-17",)),
        ("dq17-dibao-blank", {"dibao": None}, ("其他",), ()),
        ("dq17-tekun", poor, ("特困供养",), ()),
        ("dq17-dibao-of-towns", {"dibao": "城市低保"}, ("低保",), ()),
        ("dq17-tekun-of-the-country", {"tekun": "农村特困"}, ("特困供养",), ()),
        ("dq17-student-of-college", colleges[0], ("雨露计划",), ()),
        ("dq17-student-of-technicians", colleges[1], ("雨露计划",), ()),
        ("dq17-tekun-without-measure", poor, ("其他",), ("DQ-17",)),
        ("dq17-measure-without-tekun", {"tekun": None}, ("特困供养",), ("DQ-17",)),
        ("dq17-disability", disabled, ("残疾人补贴",), ()),
        ("dq17-disability-without-measure", disabled, ("其他",), ("DQ-17",)),
        ("dq17-measure-without-disability", {}, ("残疾人补贴",), ("DQ-17",)),
        ("dq17-student", student, ("雨露计划",), ()),
        ("dq17-no-student", {}, ("雨露计划",), ("DQ-17",)),
        ("dq17-no-measure-name", {}, (None,), ()),
    ):
        _household(c, code, {}, person)
        for number, name in enumerate(measures):
            c.city.measure(code, **SOON, measure_seq=number + 1, measure_name=name)
        c.expect(f"{code}|1", *rules)
    _household(c, "dq17-left", {}, low | {"person_status": "死亡"})
    _household(c, "dq17-not-in-place", {}, low)
    for number, state in enumerate(("已落实", "未落实")):
        name = ("其他", "低保")[number]
        c.city.measure(
            "dq17-not-in-place", **SOON, measure_seq=number, measure_name=name, measure_status=state
        )
    c.expect("dq17-not-in-place|1", "DQ-17")
    c.city.household("dq17-eliminated")
    c.city.episode("dq17-eliminated")
    c.city.elimination("dq17-eliminated", measure=False)
    c.city.measure("dq17-eliminated", **SOON, measure_name="低保")


def _travel(c: Cases) -> None:
    for code, spells, measure, rules in (
        ("dq17-travel", ({},), "外出务工补贴", ()),
        ("dq17-travel-in-january", ({"end_month": date(2022, 1, 1)} | OVER,), "外出务工补贴", ()),
        ("dq17-travel-last-year", ({"end_month": date(2021, 12, 1)} | OVER,), "外出务工补贴", ("DQ-17",)),
        ("dq17-travel-no-work", (), "外出务工补贴", ("DQ-17",)),
        ("dq17-travel-at-home", ({"work_county": "灵宝市"},), "外出务工补贴", ("DQ-17",)),
        ("dq17-travel-short-name", ({"work_county": "灵宝"},), "外出务工补贴", ("DQ-17",)),
        ("dq17-travel-county-blank", ({"work_county": None},), "外出务工补贴", ("DQ-17",)),
        ("dq17-subsidy-outside", ({"transport_subsidy": 300},), "其他", ()),
        ("dq17-subsidy-at-home", ({"work_county": "灵宝市", "transport_subsidy": 300},), "其他", ("DQ-17",)),
        ("dq17-subsidy-1-fen", ({"work_county": "灵宝市", "transport_subsidy": "0.01"},), "其他", ("DQ-17",)),
        ("dq17-subsidy-somewhere", ({"work_county": None, "transport_subsidy": 300},), "其他", ("DQ-17",)),
        ("dq17-subsidy-zero", ({"work_county": "灵宝市", "transport_subsidy": 0},), "其他", ()),
    ):
        _household(c, code, {}, {})
        for spell in spells:
            c.city.spell(f"{code}-1", **spell)
        c.city.measure(code, **SOON, measure_name=measure)
        c.expect(f"{code}|1", *rules)
    for code in ("travel-county-blank", "subsidy-somewhere"):
        c.expect(f"dq17-{code}-1|1", "DQ-18")
    _household(c, "dq17-subsidy-of-other", {}, {})
    c.city.spell("dq17-subsidy-of-other-0")
    c.city.spell("dq17-subsidy-of-other-1", work_county="灵宝市", transport_subsidy=300)
    c.city.measure("dq17-subsidy-of-other", **SOON)
    c.expect("dq17-subsidy-of-other|1", "DQ-17")


def _household(c: Cases, code: str, *people: dict[str, Any]) -> None:
    count = sum("person_status" not in p for p in people)
    c.city.household(code, members=0, member_count=count)
    for number, person in enumerate(people):
        c.city.member(code, f"{code}-{number}", **person)
    c.city.episode(code, member_count=count, id_net_pc=14300 // count)


def _spells(c: Cases) -> None:
    august, september, july = date(2022, 8, 1), date(2022, 9, 1), date(2022, 7, 1)
    for code, cells, rules in (
        ("dq18-plain", {}, ()),
        ("dq18-one-month", {"start_month": july, "end_month": july, "is_employed": "否"}, ()),
        ("dq18-backwards", {"start_month": august, "end_month": july, "is_employed": "否"}, ("DQ-18",)),
        ("dq18-over", {"is_employed": "否", "end_month": july}, ()),
        ("dq18-over-this-month", {"is_employed": "否", "end_month": august}, ()),
        ("dq18-over-next-month", {"is_employed": "否", "end_month": september}, ("DQ-18",)),
        ("dq18-over-when", {"is_employed": "否", "end_month": None}, ("DQ-18",)),
        ("dq18-ends-next-month", {"end_month": september}, ()),
        ("dq18-ends-this-month", {"end_month": august}, ()),
        ("dq18-ended-last-month", {"end_month": july}, ("DQ-18",)),
        ("dq18-start-blank", {"start_month": None}, ()),
        ("dq18-employed-blank", {"is_employed": None}, ()),
        *(
            (f"dq18-blank-{n}", {n: None}, ("DQ-18",))
            for n in ("work_county", "employer", "sector", "job_channel")
        ),
        ("dq18-blank-wage", {"monthly_wage": None}, ("DQ-18",)),
        ("dq18-zero-wage", {"monthly_wage": 0}, ("DQ-14",)),
        (
            "dq18-blank-but-over",
            {"is_employed": "否", "end_month": july, "employer": None, "sector": None},
            (),
        ),
        ("dq14-month-below", {"monthly_wage": "99.99"}, ("DQ-14",)),
        ("dq14-month-floor", {"monthly_wage": 100}, ()),
        ("dq14-month-cap", {"monthly_wage": 30000}, ()),
        ("dq14-month-above", {"monthly_wage": "30000.01"}, ("DQ-14",)),
        ("dq14-month-negative", {"monthly_wage": -1}, ("DQ-14",)),
        ("dq14-both-negative", {"monthly_wage": -1, "transport_subsidy": -1}, ("DQ-14",)),
        ("dq14-subsidy-negative", {"transport_subsidy": "-0.01"}, ("DQ-14",)),
    ):
        c.city.household(code)
        c.city.spell(f"{code}-1", **cells)
        c.expect(f"{code}-1|1", *rules)


def _overlaps(c: Cases) -> None:
    """Months of the spells of one person, the open end as None; which of them are reported."""
    for code, spells, wrong in (
        ("dq18-touching", ((1, 3), (3, 5)), ()),
        ("dq18-overlapping", ((1, 4), (3, 5)), (1, 2)),
        ("dq18-inside", ((1, 6), (2, 3)), (1, 2)),
        ("dq18-inside-and-after", ((1, 6), (2, 3), (4, 5)), (1, 2, 3)),
        ("dq18-read-backwards", ((3, 5), (1, 4)), (1, 2)),
        ("dq18-same", ((1, 4), (1, 4)), (1, 2)),
        ("dq18-open-before", ((1, None), (3, 4)), (1, 2)),
        ("dq18-both-open", ((1, None), (3, None)), (1, 2)),
        ("dq18-one-of-three", ((1, 2), (3, 5), (4, 6)), (2, 3)),
        ("dq18-start-unknown", ((None, 6), (2, 3)), ()),
    ):
        c.city.household(code)
        for number, (start, end) in enumerate(spells, 1):
            months = {"start_month": start and date(2022, start, 1), "end_month": end and date(2022, end, 1)}
            c.city.spell(f"{code}-1", spell_seq=number, is_employed="否" if end else "是", **months)
        for number in wrong:
            c.expect(f"{code}-1|{number}", "DQ-18")
    c.city.household("dq18-nobody")
    for number in (1, 2):
        c.city.spell("dq18-nobody-1", person_code=None, spell_seq=number)
    c.city.spell("dq18-unknown-1")
    c.expect("dq18-unknown-1|1", "DQ-18")
    c.city.post("dq19-unknown-1")
    c.expect("dq19-unknown-1|P1|2022-03-01", "DQ-19")
    c.city.household("dq18-two-people")
    for person in (0, 1):
        c.city.spell(f"dq18-two-people-{person}")


def _workers(c: Cases) -> None:
    may = date(2022, 5, 1)
    none = {"labour_skill": "无劳动力"}
    at_school = none | {"school_status": "本科一年级", "id_no": id_number(date(2003, 5, 5), 993)}
    ended = {"is_employed": "否", "end_month": date(2022, 7, 1)}
    for code, person, cells, rules in (
        ("dq18-sixteen-that-month", {"id_no": id_number(date(2006, 5, 31), 993)}, {"start_month": may}, ()),
        (
            "dq18-sixteen-next-month",
            {"id_no": id_number(date(2006, 6, 1), 993)},
            {"start_month": may},
            ("DQ-18",),
        ),
        ("dq18-birth-blank", {"birth_date": None}, {"start_month": may}, ()),
        ("dq18-student", at_school, {}, ("DQ-18",)),
        ("dq18-student-before", at_school | {"id_no": id_number(date(2003, 5, 6), 993)}, ended, ()),
        ("dq18-no-labour", none | {"health": "患有大病"}, {}, ("DQ-18",)),
        ("dq18-lost-labour", {"labour_skill": "丧失劳动力", "health": "患有大病"}, {}, ("DQ-18",)),
        ("dq18-weak-labour", {"labour_skill": "弱劳动力或半劳动力", "health": "患有大病"}, {}, ()),
        ("dq18-labour-blank", {"labour_skill": None}, {}, ()),
        ("dq18-tekun", {"tekun": "农村特困"}, {}, ("DQ-18",)),
        ("dq18-tekun-of-towns", {"tekun": "城市特困"}, {}, ("DQ-18",)),
        ("dq18-tekun-before", {"tekun": "农村特困"}, ended, ()),
        ("dq18-left", {"person_status": "死亡"} | none, {}, ()),
    ):
        c.city.household(code, members=1, member_count=1 + ("person_status" not in person))
        c.city.member(code, f"{code}-1", **person)
        c.city.spell(f"{code}-1", **cells)
        c.expect(f"{code}-1|1", *rules)


def _posts(c: Cases) -> None:
    for code, birth, cells, rules in (
        ("dq19-plain", None, {}, ()),
        ("dq19-69", date(1952, 9, 1), {}, ()),
        ("dq19-70", date(1952, 8, 31), {}, ("DQ-19",)),
        ("dq19-69-when-left", date(1952, 6, 2), {"leave_date": date(2022, 6, 1), "paid_months": 4}, ()),
        (
            "dq19-70-when-left",
            date(1952, 6, 1),
            {"leave_date": date(2022, 6, 1), "paid_months": 4},
            ("DQ-19",),
        ),
        ("dq19-16-when-hired", date(2006, 3, 1), {}, ()),
        ("dq19-15-when-hired", date(2006, 3, 2), {}, ("DQ-19",)),
        ("dq19-paid-7-of-6", None, {"paid_months": 7}, ("DQ-19",)),
        ("dq19-paid-nothing", None, {"paid_months": 0}, ()),
        ("dq19-paid-blank", None, {"paid_months": None}, ("DQ-19",)),
        ("dq19-type-blank", None, {"post_type": None}, ("DQ-19",)),
        ("dq19-both-blank", None, {"post_type": None, "paid_months": None}, ()),
        ("dq19-since-last-year", None, {"hire_date": date(2021, 6, 1), "paid_months": 8}, ()),
        ("dq19-since-last-year-9", None, {"hire_date": date(2021, 6, 1), "paid_months": 9}, ("DQ-19",)),
        ("dq19-hire-blank", None, {"hire_date": None}, ()),
        ("dq19-left-in-may", None, {"leave_date": date(2022, 5, 31), "paid_months": 3}, ()),
        ("dq19-left-in-may-4", None, {"leave_date": date(2022, 5, 31), "paid_months": 4}, ("DQ-19",)),
        (
            "dq19-left-last-year",
            None,
            {"hire_date": date(2021, 1, 1), "leave_date": date(2021, 12, 31), "paid_months": 1},
            ("DQ-19",),
        ),
    ):
        c.city.household(code, members=1, member_count=2)
        c.city.member(code, f"{code}-1", **({"id_no": id_number(birth, 997)} if birth else {}))
        c.city.post(f"{code}-1", **cells)
        hired = cells.get("hire_date", date(2022, 3, 1))
        c.expect(f"{code}-1|P1|{hired or ''}", *rules)


def _several_posts(c: Cases) -> None:
    for code, posts, rules in (
        ("dq19-two-posts", ({}, {}), ()),
        ("dq19-three-posts", ({}, {}, {}), ("DQ-19",)),
        ("dq19-third-ended", ({}, {}, {"leave_date": date(2022, 8, 31)}), ()),
        ("dq19-two-groups", ({}, {"person_group": "脱贫人口"}), ("DQ-19",)),
        ("dq19-other-group", ({}, {"person_group": "其他"}), ()),
        ("dq19-lifted-only", ({"person_group": "脱贫人口"},), ()),
        ("dq19-group-before", ({}, {"person_group": "脱贫人口", "leave_date": date(2022, 8, 31)}), ()),
    ):
        c.city.household(code)
        for number, cells in enumerate(posts):
            c.city.post(f"{code}-1", post_code=f"P{number}", **cells)
            c.expect(f"{code}-1|P{number}|2022-03-01", *rules)
    for code, spell, rules in (
        ("dq19-works-here", {"job_channel": "公益岗位", "work_county": "灵宝市"}, ()),
        ("dq19-works-outside", {"job_channel": "公益岗位"}, ("DQ-19",)),
        ("dq19-works-in-other-county", {"job_channel": "公益岗位", "work_county": "渑池县"}, ("DQ-19",)),
        ("dq19-worked-outside", {"job_channel": "公益岗位", "is_employed": "否", "end_month": JUNE}, ()),
        ("dq19-other-channel", {}, ()),
        ("dq19-county-blank", {"job_channel": "公益岗位", "work_county": None}, ()),
    ):
        c.city.household(code)
        c.city.post(f"{code}-1")
        c.city.spell(f"{code}-1", **spell)
        c.expect(f"{code}-1|P1|2022-03-01", *rules)
    c.expect("dq19-county-blank-1|1", "DQ-18")


BUILDERS = (
    _benefits,
    _travel,
    _spells,
    _overlaps,
    _workers,
    _posts,
    _several_posts,
)
