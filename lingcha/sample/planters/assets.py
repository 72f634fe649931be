"""Defects for the rules of assets."""

from datetime import timedelta
from fractions import Fraction

import numpy as np

from lingcha.contract.forms import load_forms
from lingcha.contract.periods import due_period
from lingcha.sample.asset_events import DISPOSAL
from lingcha.sample.assets import HOUSEHOLD, OPERATING, PUBLIC
from lingcha.sample.calendar import day
from lingcha.sample.draft import Draft, NoRecord
from lingcha.sample.planters.choosing import Flags, Planter, of_unit
from lingcha.sample.planters.projects import accepted_on
from lingcha.sample.planters.summaries import add_to_unit
from lingcha.sample.table import BLANK

_PLACE = ("county_name", "township_name", "village_name")
_LONG_IDLE = timedelta(days=220)  # more than the six months that an asset may lie idle


def asset_of(draft: Draft, unit: int, flags: Flags | None = None) -> int:
    return draft.row("ZC01", of_unit(draft, "ZC01", unit, flags))


def household_asset(draft: Draft, unit: int) -> int:
    """A confirmed asset of a household: no other form knows it, and public ones are scarce in small units."""
    assets = draft.ledgers.assets
    return asset_of(
        draft, unit, (assets.category == HOUSEHOLD) & (assets.level == "户") & (assets.confirmed > 0)
    )


def in_use(draft: Draft) -> Flags:
    """Operating assets that nobody has disposed of."""
    status = draft.table("ZC01").columns["asset_status"]
    return (draft.ledgers.assets.category == OPERATING) & (status == "在用")


def cell(draft: Draft, form: str, name: str, row: int) -> int:
    return int(draft.table(form).columns[name][row])


def source_missing(draft: Draft, unit: int, n: int) -> None:
    row = household_asset(draft, unit)
    draft.change("ZC01", row, {"value_central": cell(draft, "ZC01", "value_central", row) + 1})
    draft.expect("AS-01", "ZC01", row, "original_value")


def owner_missing(draft: Draft, unit: int, n: int) -> None:
    row = household_asset(draft, unit)
    draft.change("ZC01", row, {"owner_name": ""})
    draft.expect("AS-02", "ZC01", row, "owner_name")


def confirmed_above_original(draft: Draft, unit: int, n: int) -> None:
    row = household_asset(draft, unit)
    assets = draft.ledgers.assets
    above = int(assets.original[row]) + 1
    draft.change("ZC01", row, {"confirmed_value": above})
    add_to_unit(draft, unit, {"A01": Fraction(above - int(assets.confirmed[row]), 100)})
    draft.expect("AS-03", "ZC01", row, "confirmed_value", "original_value")


def listed_twice(draft: Draft, unit: int, n: int) -> None:
    """One asset gets the name, project and place of another; both are reported."""
    original, copy = household_asset(draft, unit), household_asset(draft, unit)
    names = ("asset_name", "project_code", *_PLACE)
    draft.change("ZC01", copy, {n: str(draft.table("ZC01").columns[n][original]) for n in names})
    for row in (original, copy):
        draft.expect("AS-04", "ZC01", row, "project_code", "asset_name", "village_name")


def household_asset_at_village(draft: Draft, unit: int, n: int) -> None:
    row = household_asset(draft, unit)
    draft.change("ZC01", row, {"ownership_level": "村"})
    draft.expect("AS-05", "ZC01", row, "asset_category", "ownership_level")


def operator_missing(draft: Draft, unit: int, n: int) -> None:
    row = asset_of(draft, unit, in_use(draft))
    draft.change("ZC01", row, {"operator_name": ""})
    draft.expect("AS-06", "ZC01", row, "operator_name")


def contract_over(draft: Draft, unit: int, n: int) -> None:
    row = asset_of(draft, unit, in_use(draft))
    draft.change("ZC01", row, {"contract_end": day(draft.ledgers.city.calendar.as_of) - 1})
    draft.expect("AS-07", "ZC01", row, "contract_end")


def due_differs(draft: Draft, unit: int, n: int) -> None:
    row = draft.row("ZC02", of_unit(draft, "ZC02", unit))
    draft.change("ZC02", row, {"income_due": cell(draft, "ZC02", "income_due", row) + 100})
    draft.expect("AS-08", "ZC02", row, "income_due")


def unbalanced_distribution(draft: Draft, unit: int, n: int) -> None:
    row = draft.row("ZC02", of_unit(draft, "ZC02", unit))
    left = cell(draft, "ZC02", "undistributed", row)
    draft.change("ZC02", row, {"undistributed": left + 100})
    draft.expect("AS-09", "ZC02", row, "undistributed")


def published_too_briefly(draft: Draft, unit: int, n: int) -> None:
    row = draft.row("ZC02", of_unit(draft, "ZC02", unit))
    draft.change("ZC02", row, {"publicity_days": 4})
    draft.expect("AS-10", "ZC02", row, "publicity_days")


def idle_for_long(draft: Draft, unit: int, n: int) -> None:
    """Idle now and in the ledger of an earlier half year, which the unit sends as well: one ledger alone
    does not show for how long.
    """
    earlier = due_period(load_forms()["ZC01"], draft.ledgers.city.calendar.as_of - _LONG_IDLE)
    if earlier is None:
        raise NoRecord
    assets = draft.ledgers.assets
    used = draft.table("ZC01").columns["asset_status"] == "在用"
    row = asset_of(draft, unit, used & (assets.category == PUBLIC) & (assets.confirmed > 0))
    draft.change("ZC01", row, {"asset_status": "闲置"})
    draft.earlier.setdefault((unit, "ZC01", earlier.end), {})["ZC01", row] = {"asset_status": "闲置"}
    draft.expect("AS-11", "ZC01", row, "asset_status")


def disposed_without_approval(draft: Draft, unit: int, n: int) -> None:
    row = draft.row("ZC03", of_unit(draft, "ZC03", unit, draft.ledgers.asset_events.kind >= DISPOSAL))
    name, nothing = (("approval_no", ""), ("publicity_days", BLANK))[n % 2]
    draft.change("ZC03", row, {name: nothing})
    draft.expect("AS-12", "ZC03", row, name)


def nobody_maintains(draft: Draft, unit: int, n: int) -> None:
    row = asset_of(draft, unit, draft.ledgers.assets.category == PUBLIC)
    draft.change("ZC01", row, {"maintainer": ""})
    draft.expect("AS-13", "ZC01", row, "maintainer")


def level_missing(draft: Draft, unit: int, n: int) -> None:
    """The rule judges the unit, so a unit can break it once; the asset itself lacks a part of its title."""
    if ("AS-14", unit) in draft.units_done:
        raise NoRecord
    assets = draft.ledgers.assets
    row = asset_of(draft, unit, (assets.category == PUBLIC) & (assets.confirmed > 0))
    draft.units_done.add(("AS-14", unit))
    draft.change("ZC01", row, {"ownership_level": ""})
    draft.expect("AS-14", "ZC01", row, "ownership_level", unit_key="{unit}", of_city=True)
    draft.expect("AS-02", "ZC01", row, "ownership_level")


def nothing_registered(draft: Draft, unit: int, n: int) -> None:
    projects = draft.ledgers.projects
    row = draft.row("XM01", of_unit(draft, "XM01", unit, projects.completed))
    audited = int(projects.paid[row])
    draft.change("XM01", row, accepted_on(draft, 91) | {"audited_amount": audited})
    draft.expect("AS-15", "XM01", row, "accept_date", "asset_codes")


def worth_more_than_invested(draft: Draft, unit: int, n: int) -> None:
    """An asset is said to come from a project that cost less."""
    total = draft.table("XM01").columns["fund_total"].astype(np.int64)
    original = draft.ledgers.assets.original
    dearest = int(original[draft.ledgers.assets.unit == unit].max())
    project = draft.row("XM01", of_unit(draft, "XM01", unit, total * 106 < dearest * 100))
    asset = asset_of(draft, unit, original * 100 > total[project] * 106)
    code = str(draft.table("XM01").columns["project_code"][project])
    draft.change("ZC01", asset, {"project_code": code})
    draft.expect("AS-16", "XM01", project, "fund_total")


def yields_next_to_nothing(draft: Draft, unit: int, n: int) -> None:
    """A thousandth of what the asset cost was agreed, paid and kept."""
    row = draft.row("ZC02", of_unit(draft, "ZC02", unit))
    asset = int(draft.ledgers.asset_income.asset[row])
    if ("ZC01", asset) in draft.used_rows:
        raise NoRecord
    draft.used_rows.add(("ZC01", asset))
    little = int(draft.ledgers.assets.original[asset]) // 1000
    nothing = dict.fromkeys(("dist_households", "dist_posts", "dist_public", "undistributed"), 0)
    received = {"income_due": little, "income_received": little, "dist_collective": little}
    draft.change("ZC02", row, received | nothing)
    draft.change("ZC01", asset, {"contract_income": little})
    draft.expect("AS-17", "ZC02", row, "income_received")


RULES: dict[str, Planter] = {
    "AS-01": source_missing,
    "AS-02": owner_missing,
    "AS-03": confirmed_above_original,
    "AS-04": listed_twice,
    "AS-05": household_asset_at_village,
    "AS-06": operator_missing,
    "AS-07": contract_over,
    "AS-08": due_differs,
    "AS-09": unbalanced_distribution,
    "AS-10": published_too_briefly,
    "AS-11": idle_for_long,
    "AS-12": disposed_without_approval,
    "AS-13": nobody_maintains,
    "AS-14": level_missing,
    "AS-15": nothing_registered,
    "AS-16": worth_more_than_invested,
    "AS-17": yields_next_to_nothing,
}
