"""Defects for the rules of projects and of their money."""

from datetime import date
from fractions import Fraction

import numpy as np

from lingcha.contract.forms import load_forms
from lingcha.contract.periods import due_period
from lingcha.project import read_reference
from lingcha.sample.calendar import day
from lingcha.sample.draft import Draft, NoRecord
from lingcha.sample.planters.choosing import Flags, Planter, of_unit
from lingcha.sample.planters.summaries import add_to_unit
from lingcha.sample.table import BLANK


def project_of(draft: Draft, unit: int, flags: Flags | None = None) -> int:
    return draft.row("XM01", of_unit(draft, "XM01", unit, flags))


def today(draft: Draft) -> int:
    return day(draft.ledgers.city.calendar.as_of)


def accepted_on(draft: Draft, days_ago: int) -> dict[str, int | str]:
    """Cells of a project that was finished and accepted some time ago."""
    on = today(draft) - days_ago
    return {"actual_finish": on - 4, "accept_date": on, "project_status": "已验收"}


def money(draft: Draft, name: str, row: int) -> int:
    return int(draft.table("XM01").columns[name][row])


def approved_first(draft: Draft, unit: int, n: int) -> None:
    row = project_of(draft, unit)
    draft.change("XM01", row, {"library_date": int(draft.ledgers.projects.approval[row]) + 1})
    draft.expect("PF-01", "XM01", row, "library_date", "approval_date")


def status_against_dates(draft: Draft, unit: int, n: int) -> None:
    row = project_of(draft, unit)
    if draft.ledgers.projects.completed[row]:
        draft.change("XM01", row, {"actual_finish": BLANK})
        add_to_unit(draft, unit, {"J08": -1})
        draft.expect("PF-02", "XM01", row, "project_status", "actual_finish")
    else:
        draft.change("XM01", row, {"progress_pct": 10_000})
        draft.expect("PF-02", "XM01", row, "project_status", "progress_pct")


def overdue(draft: Draft, unit: int, n: int) -> None:
    row = project_of(draft, unit, ~draft.ledgers.projects.completed)
    draft.change("XM01", row, {"plan_finish": today(draft) - 1})
    draft.expect("PF-03", "XM01", row, "plan_finish")


def never_started(draft: Draft, unit: int, n: int) -> None:
    row = project_of(draft, unit, ~draft.ledgers.projects.completed)
    draft.change("XM01", row, {"actual_start": BLANK, "project_status": "已批复", "progress_pct": 0})
    draft.expect("PF-04", "XM01", row, "approval_date", "plan_start")


def paid_differs(draft: Draft, unit: int, n: int) -> None:
    row = project_of(draft, unit)
    paid = int(draft.ledgers.projects.paid[row])
    draft.change("XM01", row, {"fund_paid": max(paid - 10, 0)})
    draft.expect("PF-05", "XM01", row, "fund_paid")


def paid_beyond_payable(draft: Draft, unit: int, n: int) -> None:
    row = project_of(draft, unit)
    draft.change("XM01", row, {"fund_payable": int(draft.ledgers.projects.paid[row]) - 1})
    draft.expect("PF-06", "XM01", row, "fund_paid", "fund_payable")


def unknown_document(draft: Draft, unit: int, n: int) -> None:
    row = draft.row("ZJ02", of_unit(draft, "ZJ02", unit))
    draft.change("ZJ02", row, {"doc_no": f"{draft.table('ZJ02').columns['doc_no'][row]}（未下达）"})
    draft.expect("PF-07", "ZJ02", row, "doc_no")


def allocation_differs(draft: Draft, unit: int, n: int) -> None:
    row = project_of(draft, unit)
    draft.change("XM01", row, {"fund_bridging": money(draft, "fund_bridging", row) + 1})
    add_to_unit(draft, unit, {"J10": Fraction(1, 100)})
    draft.expect("PF-08", "XM01", row, "fund_bridging")


def paid_before_approval(draft: Draft, unit: int, n: int) -> None:
    row = draft.row("ZJ02", of_unit(draft, "ZJ02", unit))
    codes = draft.table("XM01").columns["project_code"].tolist()
    project = codes.index(draft.table("ZJ02").columns["project_code"][row])
    draft.change("ZJ02", row, {"pay_date": int(draft.ledgers.projects.approval[project]) - 1})
    draft.expect("PF-09", "ZJ02", row, "pay_date")


def not_settled(draft: Draft, unit: int, n: int) -> None:
    projects = draft.ledgers.projects
    row = project_of(draft, unit, projects.completed & (projects.paid > 0))
    draft.change("XM01", row, accepted_on(draft, 61) | {"audited_amount": int(projects.paid[row]) * 2})
    draft.expect("PF-10", "XM01", row, "audited_amount", "fund_paid")


def households_differ(draft: Draft, unit: int, n: int) -> None:
    row = project_of(draft, unit)
    draft.change("XM01", row, {"benefit_households": money(draft, "benefit_households", row) + 1})
    draft.expect("PF-11", "XM01", row, "benefit_households")


def ordinary_household(draft: Draft, unit: int, n: int) -> None:
    row = draft.row("XM02", of_unit(draft, "XM02", unit))
    draft.change("XM02", row, {"household_group": "一般农户"})
    draft.expect("PF-12", "XM02", row, "household_code", "household_group")


def total_differs(draft: Draft, unit: int, n: int) -> None:
    """The unit's month states one household too many, or none at all. The list of who gained is half-yearly:
    DQ-24 compares it with a month that it reaches.
    """
    codes = [r["indicator_code"] for r in read_reference("monthly_indicator")]
    row = draft.row("BB01", np.array([unit * len(codes) + codes.index("J13")]))
    if n % 2:
        add_to_unit(draft, unit, {"J13": 1})
        listed, stated = (
            due_period(load_forms()[f], draft.ledgers.city.calendar.as_of) for f in ("XM02", "BB01")
        )
        if listed and stated and listed.end >= stated.end:
            draft.expect("DQ-24", "BB01", row, "value_cum")
    else:
        draft.change("BB01", row, {"value_cum": BLANK})
    draft.expect("PF-13", "BB01", row, "value_cum", of_city=True)


def gain_differs(draft: Draft, unit: int, n: int) -> None:
    row = project_of(draft, unit)
    gain = money(draft, "income_gain_per_household", row)
    draft.change("XM01", row, {"income_gain_per_household": gain + 10_000})
    draft.expect("PF-14", "XM01", row, "income_gain_per_household")


def no_linkage(draft: Draft, unit: int, n: int) -> None:
    row = project_of(draft, unit)
    draft.change("XM01", row, {"linkage_modes": ""})
    draft.expect("PF-15", "XM01", row, "linkage_modes")


def too_little_for_industry(draft: Draft, unit: int, n: int) -> None:
    """The rule judges the unit by the documents of the year of D: as much central money as its projects got
    goes to none of them.
    """
    if ("PF-16", unit) in draft.units_done:
        raise NoRecord
    funds = draft.table("ZJ01")
    rows = of_unit(draft, "ZJ01", unit)
    row = draft.row("ZJ01", rows[funds.columns["project_code"][rows] == ""])
    given = int(funds.columns["amount"][rows][funds.columns["fund_level"][rows] == "中央"].sum())
    year = draft.ledgers.city.calendar.as_of.year
    when = max(day(date(year, 1, 1)), today(draft) - 100)
    draft.units_done.add(("PF-16", unit))
    draft.change("ZJ01", int(funds.ids[row]), {"fund_level": "中央", "amount": given, "doc_date": when})
    draft.expect("PF-16", "ZJ01", int(funds.ids[row]), "fund_level", "amount", unit_key=f"{{unit}}|{year}")


def listed_twice(draft: Draft, unit: int, n: int) -> None:
    """One project gets the name, site and implementer of another; both are reported."""
    original, copy = project_of(draft, unit), project_of(draft, unit)
    names = ("project_name", "site", "implementer")
    draft.change("XM01", copy, {name: str(draft.table("XM01").columns[name][original]) for name in names})
    for row in (original, copy):
        draft.expect("PF-17", "XM01", row, *names)


def village_of_programme(draft: Draft, unit: int, certified: bool) -> int:
    is_certified = draft.table("SF01").columns["certified_no"] != ""
    return draft.row("SF01", of_unit(draft, "SF01", unit, is_certified == certified))


def support_without_project(draft: Draft, unit: int, n: int) -> None:
    row = village_of_programme(draft, unit, certified=False)
    draft.change("SF01", row, {"project_code": ""})
    draft.expect("PF-18", "SF01", row, "support_total", "project_code")


def certified_without_document(draft: Draft, unit: int, n: int) -> None:
    row = village_of_programme(draft, unit, certified=True)
    name, nothing = (("certified_no", ""), ("certified_date", BLANK))[n % 2]
    draft.change("SF01", row, {name: nothing})
    draft.expect("PF-19", "SF01", row, "certified_date", "certified_no")


def never_used(draft: Draft, unit: int, n: int) -> None:
    """Money without a project turns out to be of a document three years old, and all of it is left."""
    funds = draft.table("ZJ01")
    row = draft.row("ZJ01", of_unit(draft, "ZJ01", unit, funds.columns["project_code"] == ""))
    as_of = draft.ledgers.city.calendar.as_of
    number = f"三财农〔{as_of.year - 3}〕{unit + 1}号"
    when = today(draft) - 3 * 366
    draft.change("ZJ01", int(funds.ids[row]), {"doc_no": number, "line_no": 1, "doc_date": when})
    draft.expect("PF-20", "ZJ01", int(funds.ids[row]), "doc_date", "amount")


RULES: dict[str, Planter] = {
    "PF-01": approved_first,
    "PF-02": status_against_dates,
    "PF-03": overdue,
    "PF-04": never_started,
    "PF-05": paid_differs,
    "PF-06": paid_beyond_payable,
    "PF-07": unknown_document,
    "PF-08": allocation_differs,
    "PF-09": paid_before_approval,
    "PF-10": not_settled,
    "PF-11": households_differ,
    "PF-12": ordinary_household,
    "PF-13": total_differs,
    "PF-14": gain_differs,
    "PF-15": no_linkage,
    "PF-16": too_little_for_industry,
    "PF-17": listed_twice,
    "PF-18": support_without_project,
    "PF-19": certified_without_document,
    "PF-20": never_used,
}
