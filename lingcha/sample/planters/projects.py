"""Defects for the rules of projects and of their money."""

from datetime import date
from fractions import Fraction

import numpy as np

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
    """The rule judges the unit: as much central money as its projects got goes to none of them."""
    if ("PF-16", unit) in draft.units_done:
        raise NoRecord
    funds = draft.table("ZJ01")
    rows = of_unit(draft, "ZJ01", unit)
    year = draft.ledgers.city.calendar.as_of.year
    dated = funds.columns["doc_date"][rows].astype(np.int64)
    # The rule looks at the documents of the year of D only.
    rows = rows[(dated >= day(date(year, 1, 1))) & (dated <= today(draft))]
    given = int(funds.columns["amount"][rows][funds.columns["fund_level"][rows] == "中央"].sum())
    if not given:
        raise NoRecord
    row = draft.row("ZJ01", rows[funds.columns["project_code"][rows] == ""])
    draft.units_done.add(("PF-16", unit))
    draft.change("ZJ01", int(funds.ids[row]), {"fund_level": "中央", "amount": given})
    draft.expect("PF-16", "ZJ01", int(funds.ids[row]), "fund_level", "amount", unit_key=f"{{unit}}|{year}")


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
    "PF-14": gain_differs,
    "PF-15": no_linkage,
    "PF-16": too_little_for_industry,
}
