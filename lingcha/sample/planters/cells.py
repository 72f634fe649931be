"""One function per kind of cell that intake cannot read: its row goes into quarantine.

The rows are chosen so that nothing depends on them; a lost member leaves the household one short, which is
expected too.
"""

from lingcha.sample.assets import PUBLIC
from lingcha.sample.calendar import to_dates
from lingcha.sample.draft import Draft
from lingcha.sample.planters.choosing import Planter, of_unit, other_member
from lingcha.template.layout import Formula


def public_asset(draft: Draft, unit: int) -> int:
    """An asset that no other form knows: it can be lost without a trace."""
    return draft.row("ZC01", of_unit(draft, "ZC01", unit, draft.ledgers.assets.category == PUBLIC))


def text_in_money(draft: Draft, unit: int, n: int) -> None:
    draft.lose("E_NOT_A_NUMBER", "ZC01", public_asset(draft, unit), "maintenance_fund", "约2万元")


def lost_digits(draft: Draft, unit: int, n: int) -> None:
    """The ID number typed as a number: its row is lost, so the household lacks a member."""
    household, person = other_member(draft, unit)
    number = float(str(draft.ledgers.city.members.id_no[person])[:17] + "0")
    draft.lose("E_DIGITS_LOST", "HJ02", person, "id_no", number)
    draft.expect("DQ-07", "HJ01", household, "member_count")


def ambiguous_month(draft: Draft, unit: int, n: int) -> None:
    row = public_asset(draft, unit)
    year = int(str(to_dates(draft.table("ZC01").columns["acquired_month"][[row]])[0])[:4])
    draft.lose("E_MONTH_AMBIGUOUS", "ZC01", row, "acquired_month", year + 0.1)


def formula_error(draft: Draft, unit: int, n: int) -> None:
    draft.lose("E_ERROR_CELL", "ZC01", public_asset(draft, unit), "quantity", Formula("=#REF!", "#REF!"))


def control_character(draft: Draft, unit: int, n: int) -> None:
    draft.lose("E_CONTROL_CHARACTER", "ZC01", public_asset(draft, unit), "remark", "已核\x07对")


CELLS: dict[str, Planter] = {
    "Q-TEXT-IN-MONEY": text_in_money,
    "Q-LOST-DIGITS": lost_digits,
    "Q-AMBIGUOUS-MONTH": ambiguous_month,
    "Q-FORMULA-ERROR": formula_error,
    "Q-CONTROL-CHAR": control_character,
}
