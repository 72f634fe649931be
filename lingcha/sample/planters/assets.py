"""Defects for the rules of assets."""

from lingcha.sample.assets import PUBLIC
from lingcha.sample.draft import Draft, NoRecord
from lingcha.sample.planters.choosing import Planter, of_unit


def unbalanced_distribution(draft: Draft, unit: int, n: int) -> None:
    row = draft.row("ZC02", of_unit(draft, "ZC02", unit))
    left = int(draft.table("ZC02").columns["undistributed"][row])
    draft.change("ZC02", row, {"undistributed": left + 100})
    draft.expect("AS-09", "ZC02", row, "undistributed")


def level_missing(draft: Draft, unit: int, n: int) -> None:
    """The rule judges the unit, so a unit can break it once."""
    if ("AS-14", unit) in draft.units_done:
        raise NoRecord
    assets = draft.ledgers.assets
    row = draft.row(
        "ZC01", of_unit(draft, "ZC01", unit, (assets.category == PUBLIC) & (assets.confirmed > 0))
    )
    draft.units_done.add(("AS-14", unit))
    draft.change("ZC01", row, {"ownership_level": ""})
    draft.expect("AS-14", "ZC01", row, "ownership_level", of_unit=True)


RULES: dict[str, Planter] = {
    "AS-09": unbalanced_distribution,
    "AS-14": level_missing,
}
