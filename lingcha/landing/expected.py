"""What each unit must have delivered by a date: the only implementation of the reporting schedule."""

from dataclasses import dataclass
from datetime import date, timedelta

from lingcha.contract.forms import load_forms
from lingcha.contract.periods import Period, due_period
from lingcha.project import read_reference


@dataclass(frozen=True)
class Expected:
    """One unit owes one form for one period; due_date is the last day that is not late."""

    form_code: str
    reporting_unit_code: str
    period: Period
    due_date: date


def expected_submissions(as_of: date) -> list[Expected]:
    """Units x required forms whose schedule holds at ``as_of``, in the order of forms and units.

    A form whose first period has not ended yet is owed by nobody.
    """
    units = [
        r["reporting_unit_code"]
        for r in sorted(read_reference("reporting_unit"), key=lambda r: int(r["display_order"]))
        if _holds(r, as_of)
    ]
    expected = []
    for row in read_reference("form_calendar"):
        period = due_period(load_forms()[row["form_code"]], as_of)
        if row["required"] != "Y" or not _holds(row, as_of) or period is None:
            continue
        due = period.end + timedelta(days=int(row["due_days"]))
        expected += [Expected(row["form_code"], unit, period, due) for unit in units]
    return expected


def day_after_monthly_due() -> int:
    """The day of the month on which every monthly form of the month before is due or late: due days count
    from the month's end. The first day on which a monthly release can be complete.
    """
    monthly = [
        r for r in read_reference("form_calendar") if r["period_kind"] == "month" and not r["valid_to"]
    ]
    return max(int(r["due_days"]) for r in monthly) + 1


def expected_townships(reporting_unit_code: str, as_of: date) -> list[str]:
    """Townships of a unit with a village in the rural scope at ``as_of``: who must deliver a form that comes
    township by township, unless the unit sends it as a whole.
    """
    rural = {
        r["region_code"]
        for r in read_reference("region_scope")
        if r["scope_id"] == "administrative_village" and _holds(r, as_of)
    }
    return sorted(
        {
            r["managing_township_name"]
            for r in read_reference("region_village")
            if r["reporting_unit_code"] == reporting_unit_code
            and r["village_code"] in rural
            and _holds(r, as_of)
        }
    )


def _holds(row: dict[str, str], day: date) -> bool:
    return row["valid_from"] <= day.isoformat() <= (row["valid_to"] or "9999")
