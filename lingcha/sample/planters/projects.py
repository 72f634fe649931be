"""Defects for the rules of projects."""

from lingcha.sample.draft import Draft
from lingcha.sample.planters.choosing import Planter, of_unit
from lingcha.sample.planters.summaries import add_to_unit
from lingcha.sample.table import BLANK


def status_against_dates(draft: Draft, unit: int, n: int) -> None:
    projects = draft.ledgers.projects
    row = draft.row("XM01", of_unit(draft, "XM01", unit))
    if projects.completed[row]:
        draft.change("XM01", row, {"actual_finish": BLANK})
        add_to_unit(draft, unit, {"J08": -1})
        draft.expect("PF-02", "XM01", row, "project_status", "actual_finish")
    else:
        draft.change("XM01", row, {"progress_pct": 10_000})
        draft.expect("PF-02", "XM01", row, "project_status", "progress_pct")


def paid_differs(draft: Draft, unit: int, n: int) -> None:
    row = draft.row("XM01", of_unit(draft, "XM01", unit))
    paid = int(draft.ledgers.projects.paid[row])
    draft.change("XM01", row, {"fund_paid": max(paid - 10, 0)})
    draft.expect("PF-05", "XM01", row, "fund_paid")


RULES: dict[str, Planter] = {
    "PF-02": status_against_dates,
    "PF-05": paid_differs,
}
