"""Cases for the rules of the ledger of projects; the money behind them is in ``funds``."""

from datetime import date
from typing import Any

from mini_city import UNIT

from cases.cases import Cases

LATER = date(2022, 12, 1)
# A project that waits for its start, and money that nobody has paid yet.
WAITING: dict[str, Any] = {
    "project_status": "已招标",
    "progress_pct": 0,
    "approval_date": date(2022, 8, 1),
    "plan_start": date(2022, 9, 1),
    "plan_finish": LATER,
    "actual_start": None,
    "actual_finish": None,
    "paid": 0,
    "payments": (),
}
# Money enough for all that is paid of it.
ALL: dict[str, Any] = {"fund_total": 100, "fund_bridging": 95, "fund_payable": 95}
STARTED: dict[str, Any] = {
    "project_status": "已开工",
    "actual_finish": None,
    "plan_finish": LATER,
    "progress_pct": 40,
}


def _library(c: Cases) -> None:
    c.project("pf01-same-day", library_date=date(2022, 2, 1))
    c.project("pf01-day-after", "PF-01", library_date=date(2022, 2, 2))
    c.project("pf01-blank", "PF-01", library_date=None)
    listed = WAITING | {"project_status": "已入库", "approval_date": None}
    c.project("pf01-only-listed", **listed)


def _stages(c: Cases) -> None:
    day = date(2022, 2, 1)
    settled = {"audited_amount": 50, "asset_codes": "as03-equal"}
    c.project("pf02-same-day", actual_start=day, actual_finish=day, accept_date=day, **settled)
    c.project("pf02-no-start", "PF-02", actual_start=None)
    c.project("pf02-no-finish", "PF-02", actual_finish=None)
    c.project("pf02-started", **STARTED)
    c.project("pf02-started-blank", "PF-02", **(STARTED | {"actual_start": None, "progress_pct": 5}))
    c.project("pf02-tendered", **WAITING)
    c.project("pf02-start-first", "PF-02", approval_date=date(2022, 3, 2))
    c.project("pf02-finish-first", "PF-02", actual_start=date(2022, 7, 2))
    c.project("pf02-accept-first", "PF-02", accept_date=date(2022, 6, 30), **settled)
    c.project("pf02-no-approval", "PF-02", approval_date=None)
    for number in (0, 1):
        c.expect(f"pf02-no-approval-{number}", "PF-09")
    c.project("pf02-today", accept_date=date(2022, 8, 31))
    c.project("pf02-tomorrow", "PF-02", accept_date=date(2022, 9, 1))
    for name in ("approval_date", "actual_start", "actual_finish"):
        today, tomorrow = {name: date(2022, 8, 31)}, {name: date(2022, 9, 1)}
        c.project(f"pf02-{name}-tomorrow", "PF-02", **tomorrow)
        after = {"actual_start": ("actual_finish",), "actual_finish": ()}.get(
            name, ("actual_start", "actual_finish")
        )
        c.project(f"pf02-{name}-today", **today, **dict.fromkeys(after, date(2022, 8, 31)))
        if name == "approval_date":
            for day in (name, f"{name}-today"):
                for number in (0, 1):
                    c.expect(
                        f"pf02-{name}-{day.rpartition('-')[2].replace(name, 'tomorrow')}-{number}", "PF-09"
                    )
    for status in ("已验收", "已结算"):
        late = {"actual_finish": None, "plan_finish": date(2022, 5, 1), "asset_codes": "as03-equal"}
        c.project(f"pf02-{status}-when", "PF-02", project_status=status, **late)
    c.project("pf02-accept-before-start", "PF-02", accept_date=date(2022, 2, 15), **settled)
    c.project("pf02-accept-before-approval", "PF-02", accept_date=date(2022, 1, 15), **settled)
    c.project("pf02-finish-before-approval", "PF-02", actual_finish=date(2022, 1, 15))
    c.project("pf02-99", "PF-02", progress_pct=99)
    c.project("pf02-blank-progress", "PF-02", progress_pct=None)
    c.project("pf02-100-started", "PF-02", **(STARTED | {"progress_pct": 100}))
    c.project("pf02-100-blank-status", "PF-02", project_status=None)
    ended = {"project_status": "已终止"}
    c.project("pf02-terminated", **ended, actual_start=None, actual_finish=None, progress_pct=20)
    c.project("pf02-terminated-order", "PF-02", **ended, approval_date=date(2022, 3, 2))
    c.project(
        "pf02-handed-over", "PF-02", project_status="资产已移交", actual_finish=None, asset_codes="as03-equal"
    )


def _late(c: Cases) -> None:
    today, yesterday = date(2022, 8, 31), date(2022, 8, 30)
    c.project("pf03-today", **(STARTED | {"plan_finish": today}))
    c.project("pf03-yesterday", "PF-03", **(STARTED | {"plan_finish": yesterday}))
    c.project("pf03-blank", "PF-03", **(STARTED | {"plan_finish": None}))
    c.project("pf03-finished-late", plan_finish=date(2022, 6, 30))
    c.project("pf03-terminated", **(STARTED | {"plan_finish": yesterday, "project_status": "已终止"}))
    c.project("pf03-finished-without-a-date", "PF-02", actual_finish=None, plan_finish=yesterday)
    for code, rules, cells in (
        ("day-90", (), {"approval_date": date(2022, 6, 2)}),
        ("day-91", ("PF-04",), {"approval_date": date(2022, 6, 1)}),
        ("today", (), {"plan_start": today}),
        ("yesterday", ("PF-04",), {"plan_start": yesterday}),
        ("no-plan", ("PF-04",), {"plan_start": None}),
        ("no-approval", ("PF-04",), {"approval_date": None}),
        ("not-approved", (), {"approval_date": None, "plan_start": yesterday, "project_status": "已入库"}),
        ("approved-after-d", (), {"approval_date": date(2022, 9, 1), "project_status": "已入库"}),
        ("terminated", (), {"plan_start": yesterday, "project_status": "已终止"}),
        ("started-as-tendered", (), {"plan_start": yesterday, "actual_start": today}),
        ("approved-when", ("PF-04",), {"approval_date": None, "project_status": "已批复"}),
        ("started", (), {"plan_start": yesterday, "actual_start": today, "project_status": "已开工"}),
    ):
        also = ("PF-02",) if code == "approved-after-d" else ()
        c.project(f"pf04-{code}", *rules, *also, **(WAITING | cells))


def _settled(c: Cases) -> None:
    accepted = {"accept_date": date(2022, 7, 1)}
    c.project("pf10-day-60", accept_date=date(2022, 7, 2), audited_amount=60)
    c.project("pf10-day-61", "PF-10", **accepted, audited_amount=60)
    c.project("pf10-share", **accepted, audited_amount="52.63")
    c.project(
        "pf10-share-exactly", **accepted, audited_amount=100, paid=95, payments=(95,), allocated=(95,), **ALL
    )
    c.project("pf10-below-share", "PF-10", **accepted, audited_amount="52.64")
    c.project("pf10-unaudited", "PF-10", **accepted)
    c.project("pf10-unaccepted", audited_amount=60)
    c.project("pf10-blank-paid", "PF-05", **accepted, audited_amount=60, paid=None)


def _beneficiaries(c: Cases) -> None:
    c.project("pf11-more-households", "PF-11", benefit_households=2)
    c.project("pf11-more-persons", "PF-11", benefit_persons=3)
    c.project("pf11-blank-households", "PF-11", benefit_households=None)
    c.project("pf11-blank-persons", "PF-11", benefit_persons=None)
    c.project("pf11-nobody", **STARTED, beneficiaries=())
    c.project(
        "pf11-nobody-listed", "PF-11", **STARTED, beneficiaries=(), benefit_households=1, benefit_persons=2
    )
    c.project("pf11-two", beneficiaries=("watched", "ended"))
    c.project("pf11-two-years")
    c.city.beneficiary("pf11-two-years", f"{UNIT}-watched", year=2023, income_gain=0)
    c.project("pf14-half", income_gain_per_household="1000.50")
    c.project("pf14-more", "PF-14", income_gain_per_household="1000.51")
    c.project("pf14-less", "PF-14", income_gain_per_household="999.49")
    c.project("pf14-blank", "PF-14", income_gain_per_household=None)
    c.project("pf14-nobody", "PF-14", **STARTED, beneficiaries=(), income_gain_per_household=1)
    c.project("pf14-nobody-blank", **STARTED, beneficiaries=(), income_gain_per_household=None)
    c.project("pf15-no-mode", "PF-15", linkage_modes=None)
    c.project("pf15-nobody", "PF-15", beneficiaries=())
    for status in ("已验收", "已结算", "资产已移交"):
        done = {"accept_date": date(2022, 7, 10), "asset_codes": "as03-equal"}
        c.project(f"pf15-{status}", "PF-15", beneficiaries=(), project_status=status, **done)
    c.project("pf14-gain-blank", beneficiaries=(), benefit_households=1, benefit_persons=2)
    c.city.beneficiary("pf14-gain-blank", f"{UNIT}-watched", income_gain=None)
    c.project("pf15-terminated", beneficiaries=(), project_status="已终止")


def _identities(c: Cases) -> None:
    lifted = {"household_group": "脱贫户（非监测）"}
    c.city.household("pf12-lifted", household_type="脱贫户")
    for code, household, rules, cells in (
        ("lifted", "pf12-lifted", (), lifted),
        ("ordinary", f"{UNIT}-quiet", ("PF-12",), lifted),
        ("ended-this-year", f"{UNIT}-ended", (), {}),
        ("ended-last-year", f"{UNIT}-ended", ("PF-12",), {"year": 2023}),
        ("not-yet", f"{UNIT}-watched", ("PF-12",), {"year": 2021}),
        ("stranger", "pf12-nobody", ("PF-12",), lifted),
        ("blank-group", "pf12-lifted", ("PF-12",), {"household_group": None}),
        ("ordinary-group", "pf12-lifted", ("PF-12",), {"household_group": "一般农户"}),
    ):
        counts = {"benefit_households": 1, "benefit_persons": 2, "income_gain_per_household": 1000}
        c.project(f"pf12-{code}", beneficiaries=(), **counts)
        c.city.beneficiary(f"pf12-{code}", household, **cells)
        c.expect(f"pf12-{code}|{household}|{cells.get('year', 2022)}", *rules)
    _year_of_support(c)
    c.project("pf12-blank", "PF-11", beneficiaries=(), benefit_households=1, benefit_persons=2)
    c.city.rows["xm01"][-1]["income_gain_per_household"] = None
    c.city.beneficiary("pf12-blank", None, income_gain=0)
    c.expect("pf12-blank||2022", "PF-12")


def _year_of_support(c: Cases) -> None:
    """Monitored from the last day of a year on, to its first day, or only after D."""
    began: dict[str, Any] = {"found_date": date(2021, 12, 20), "county_date": date(2021, 12, 31)}
    for code, days, gone, year, rules in (
        ("last-day", began, None, 2021, ()),
        ("day-after", began | {"county_date": date(2022, 1, 1)}, None, 2021, ("PF-12",)),
        ("first-day", began | {"county_date": date(2021, 6, 1)}, date(2022, 1, 1), 2022, ()),
        ("day-before", began | {"county_date": date(2021, 6, 1)}, date(2021, 12, 31), 2022, ("PF-12",)),
        ("after-d", {"county_date": date(2022, 9, 1)}, None, 2022, ("PF-12",)),
    ):
        home = c.city.household(f"pf12-home-{code}")
        c.city.episode(home, **days)
        if gone:
            c.city.elimination(home, county_date=gone)
        counts = {"benefit_households": 1, "benefit_persons": 2, "income_gain_per_household": 1000}
        c.project(f"pf12-{code}", beneficiaries=(), **counts)
        c.city.beneficiary(f"pf12-{code}", home, year=year)
        c.expect(f"pf12-{code}|{home}|{year}", *rules)


def _double(c: Cases) -> None:
    same = {"project_name": "冷库（一期）", "site": "甲村", "implementer": "乡政府"}
    c.project("pf17-one", "PF-17", **same)
    c.project("pf17-two", "PF-17", **(same | {"project_name": "冷库 一期"}))
    c.project("pf17-other-year", **(same | {"project_year": 2021}))
    c.project("pf17-other-site", **(same | {"site": "乙村"}))
    c.project("pf17-other-implementer", **(same | {"implementer": "合作社"}))
    for number in (1, 2):
        c.project(f"pf17-blank-site-{number}", **(same | {"project_name": "菌棚", "site": None}))
        # The tests' line for tender is 400 万元.
        c.project(f"pf17-split-{number}", "PF-17", project_type="养殖业", fund_total=200)
    c.project("pf17-below-1", project_type="加工业", fund_total=200)
    c.project("pf17-below-2", project_type="加工业", fund_total="199.99")
    # One that reaches the line alone is not split, whatever stands beside it.
    c.project("pf17-line", project_type="种养结合", fund_total=400)
    for number in (1, 2):
        c.project(f"pf17-beside-line-{number}", "PF-17", project_type="种养结合", fund_total=200)
        c.project(f"pf17-signs-{number}", **(same | {"project_name": "——"}))
    c.project("pf17-large", project_type="其他", fund_total=400)
    c.project("pf17-beside-large", project_type="其他", fund_total=70)


def _totals(c: Cases) -> None:
    """Each unit stated one household; the cases above list more of them in one."""
    listed = len({r["household_code"] for r in c.city.rows["xm02"] if r["household_code"]})
    assert listed > 8
    stated = {r["submission_id"]: r for r in c.city.rows["bb01"] if r["indicator_code"] == "J13"}
    stated["BB01-411281"]["value_cum"] = None
    # One lists nobody at all: its projects support none.
    c.city.rows["xm02"] = [r for r in c.city.rows["xm02"] if r["submission_id"] != "XM02-4112SF"]
    nobody = {"benefit_households": 0, "benefit_persons": 0, "income_gain_per_household": 0}
    for row in c.city.rows["xm01"]:
        row |= nobody if row["submission_id"] == "XM01-4112SF" else {}
    c.expect("4112SF-project", "PF-15")
    c.expect("2022-08-01|J13", "PF-13", times=3)
    c.city.indicator("J13", month=date(2022, 9, 1), value_cum=99)
    c.expect("4112", "PF-13")
    c.city.indicator("J13", month=date(2022, 7, 1), value_cum=99)


def _place(c: Cases, unit: str) -> str:
    row = next(r for r in c.city.rows["xm01"] if r["submission_id"] == f"XM01-{unit}")
    return f"{row['township_name']}|{row['village_name']}"


def _villages(c: Cases) -> None:
    place = next(r for r in c.city.rows["xm01"] if r["submission_id"] == f"XM01-{UNIT}")
    key = f"{place['township_name']}|{place['village_name']}"
    day = date(2022, 5, 1)
    for programme, rules, cells in (
        ("沿黄示范村", (), {}),
        ("乡村康养旅游示范村", ("PF-18",), {"project_code": None}),
        ("乡村旅游特色村", (), {"project_code": None, "support_total": 0}),
        # The projects of the village got 50 万元 each.
        ("美丽休闲乡村", ("PF-18",), {"support_total": 50}),
    ):
        c.city.demonstration_village(programme, **cells)
        c.expect(f"{key}|{programme}", *rules)
    other = next(r for r in c.city.rows["xm01"] if r["submission_id"] == "XM01-411221")
    key = f"{other['township_name']}|{other['village_name']}"
    for programme, rules, cells in (
        ("沿黄示范村", ("PF-19",), {"certified_date": day}),
        ("乡村康养旅游示范村", ("PF-19",), {"certified_no": "文2号"}),
        ("乡村旅游特色村", (), {"certified_date": day, "certified_no": "文2号"}),
        ("美丽休闲乡村", ("PF-19",), {"certified_no": "文2号", "listed_date": None}),
    ):
        c.city.demonstration_village(programme, "411221", **cells)
        c.expect(f"{key}|{programme}", *rules)
    c.city.demonstration_village(
        "乡村旅游特色村", "411224", project_code=None, support_total=1, money_factor=1
    )
    c.expect(f"{_place(c, '411224')}|乡村旅游特色村", "PF-18")
    # The same amount in another village of the unit is another project's.
    elsewhere = {"township_name": "朱阳镇", "village_name": "朱阳村"}
    c.city.demonstration_village("美丽休闲乡村", **elsewhere, support_total=50)
    single = {"support_total": "50.01"}
    c.city.demonstration_village("沿黄示范村", "411224", **single)
    named = {"support_total": 70, "project_code": "pf18-named"}
    c.project("pf18-named", unit="411203", fund_bridging=70, allocated=(70,), project_type=None)
    c.city.demonstration_village("沿黄示范村", "411203", **named)


BUILDERS = (
    _library,
    _stages,
    _late,
    _settled,
    _beneficiaries,
    _identities,
    _double,
    _totals,
    _villages,
)
