"""Records that break one rule in two ways at once: both cells are to be marked, and both are said."""

from datetime import date
from typing import Any

from mini_city import id_number
from mini_city.complete import SUMS

from cases.cases import NEIGHBOUR, Cases
from cases.projects import STARTED, WAITING

YES = "是"


def _assets(c: Cases) -> None:
    c.asset("as02-both", "AS-02", confirmed_date=None, owner_name=None)
    same = {"asset_name": "烘房", "project_code": "as04-both"}
    c.asset("as04-both-again", "AS-04", **same)
    c.city.asset("as04-both", **same)
    c.city.asset("as04-both", NEIGHBOUR)
    c.expect("as04-both", "AS-04", times=2)
    c.asset("as06-both", "AS-06", operation_mode=None, operator_name=None)
    c.asset_year("as10-both", "AS-10", publicity_start=None, publicity_days=4)
    c.city.asset("as12-both", asset_status="已处置")
    c.city.asset_event("as12-both", appraised_value=None, approval_no=None)
    c.expect("as12-both|1", "AS-12")


def _projects(c: Cases) -> None:
    c.project("pf02-both", "PF-02", actual_start=None, actual_finish=None)
    c.project(
        "pf04-both",
        "PF-04",
        **(WAITING | {"approval_date": date(2022, 6, 1), "plan_start": date(2022, 8, 30)}),
    )
    c.project("pf11-both", "PF-11", benefit_households=2, benefit_persons=3)
    c.project("pf15-both", "PF-15", linkage_modes=None, beneficiaries=())
    same = {"project_name": "鸡舍", "site": "丙村", "implementer": "合作社", "project_type": "禽类"}
    for number in (1, 2):
        c.project(f"pf17-both-{number}", "PF-17", **same, **STARTED, fund_total=200)


def _members(c: Cases) -> None:
    number = id_number(date(1949, 3, 16))
    c.person("dq03-both", "DQ-03", id_no=number, sex="女", birth_date=date(1949, 3, 17))
    child = {"id_no": id_number(date(2012, 5, 5), 995), "school_status": "小学", "education": None}
    c.person("dq11-both", "DQ-11", **child, labour_skill="普通劳动力")
    none = {"med_resident": "否", "med_worker": "否", "health": "患有大病", "med_serious": "否"}
    c.family("mi05-both", {}, none)
    c.expect("mi05-both", "MI-05")


def _families(c: Cases) -> None:
    def person(relation: str, sex: str, birth: date) -> dict[str, Any]:
        own = {"relation": relation, "sex": sex, "birth_date": birth}
        return own | {"id_no": id_number(birth, 993 if sex == "男" else 994)}

    day = date(1921, 1, 1)
    c.family("dq06-both", person("户主", "男", day), person("之子", "女", date(1920, 12, 31)))
    c.expect("dq06-both-1", "DQ-06")
    heads = [person("户主", "男", date(1921, 2, n)) for n in (1, 2)]
    wives = [person("配偶", "女", date(1921, 3, n)) for n in (1, 2)]
    c.family("dq05-both", *heads, *wives)
    c.expect("dq05-both", "DQ-05")


def _registers(c: Cases) -> None:
    c.city.household("dq21-both", cropland_mu=-1, grass_mu=-1)
    c.city.household("dq22-both", county_name="渑池县", township_name="无此镇")
    for code in ("dq21-both", "dq22-both"):
        c.expect(code, code[:4].upper().replace("DQ", "DQ-"))
    c.city.household("dq23-both", monitor_category=None, risk_eliminated=YES)
    c.city.episode("dq23-both")
    c.expect("dq23-both", "DQ-23")
    place = {"township_name": "朱阳镇", "village_name": "朱阳村"}
    first, *_, last = SUMS
    c.city.summary(**place, screen_round="dq24-both", **{f"{first}_hh": 1, f"{last}_p": 1})
    c.expect("朱阳镇|朱阳村|dq24-both", "DQ-24")


def _monitored(c: Cases) -> None:
    c.episode("dq15-both", "DQ-15", contact_name=None, contact_phone=None)
    c.family("dq17-both", {}, {"dibao": "农村低保", "tekun": "农村特困"})
    c.city.episode("dq17-both")
    c.expect("dq17-both|1", "DQ-17")
    c.city.household("dq19-both", members=1, member_count=2)
    c.city.member("dq19-both", "dq19-both-1", id_no=id_number(date(1952, 8, 31), 999))
    c.city.post("dq19-both-1", paid_months=7)
    c.expect("dq19-both-1|P1|2022-03-01", "DQ-19")
    c.screened("mi07-both", "MI-07", found_house=YES, found_water=YES)
    july = {"county_date": date(2022, 7, 20), "eliminated_month": date(2022, 7, 1)}
    c.ended("mi09-both", "MI-09", "WE-03", **july, is_dangerous_house=YES, safe_water="否")
    c.expect("mi09-both", "MI-02", "MI-03")
    c.episode("wi05-both", "WI-05", risk_1="因残", risk_2="因学")
    c.episode(
        "wi08-both", "WI-08", publicity_end=date(2022, 1, 10), county_date=date(2022, 1, 19), **_told(19)
    )
    c.episode(
        "wi08-short-and-day-15",
        "WI-08",
        publicity_end=date(2022, 1, 10),
        county_date=date(2022, 1, 18),
        **_told(18),
    )
    number = id_number(date(1943, 2, 1))
    c.family("wi09-both", {}, {"id_no": number})
    c.city.episode("wi09-both")
    for kind in ("购车购房经商（疑似错识）", "财政供养（疑似错识）"):
        told = {"alert_type": kind, "verify_result": "属实无风险", "id_no": number}
        c.city.alert(f"wi09-both-{kind[:2]}", household_code="wi09-both", **told)
    c.expect("wi09-both|1", "WI-09")


def _told(day: int) -> dict[str, Any]:
    return {"announce_date": date(2022, 1, day)}


def _ended(c: Cases) -> None:
    c.ended("we03-both", "WE-03", el_dropout=YES, el_uninsured=YES)
    c.city.household("we06-both")
    c.city.episode("we06-both", risk_1="因残", risk_2="因安全饮水")
    c.city.elimination("we06-both", measure=False)
    c.city.measure("we06-both", measure_class="产业帮扶")
    c.expect("we06-both|1|1", "WE-06")
    c.ended("we08-both-blank", "WE-08", visit_date=None, review_date=None)
    c.ended("we08-both-early", "WE-08", visit_date=date(2022, 8, 3), township_date=date(2022, 8, 6))
    nothing = {"el_wage": 0, "el_transfer": 0, "el_business": 21200}
    c.ended("we09-both", "WE-09", measure=False, **nothing)
    c.city.measure("we09-both", measure_class="就业帮扶", measure_name="低保")
    c.ended("we10-both", "WE-10", el_claims=None, el_selfpay=None)


BUILDERS = (
    _assets,
    _projects,
    _members,
    _families,
    _registers,
    _monitored,
    _ended,
)
