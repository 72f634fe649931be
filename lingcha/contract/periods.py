"""Reporting periods: from a cut-off date to the period it closes, and which period is due at a date.

Rounds of accounting and screening do not follow the calendar; they stand in
``seeds/reference/reporting_round.csv``.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from lingcha.contract.forms import Form
from lingcha.project import read_reference

_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


@dataclass(frozen=True, order=True)
class Period:
    """A closed range of days that one submission reports on."""

    start: date
    end: date


def rounds(form_code: str) -> list[Period]:
    """The rounds of a form in order of their end."""
    return sorted(
        Period(date.fromisoformat(r["period_start"]), date.fromisoformat(r["period_end"]))
        for r in read_reference("reporting_round")
        if r["form_code"] == form_code
    )


def period_of(form: Form, cutoff: date) -> Period | None:
    """The period that contains the cut-off date printed on the sheet; None when no round of the form does.

    Rounds may share their first day (two accountings of one income year), so the round that ends first wins.
    """
    if form.period == "round":
        by_end = sorted(rounds(form.code), key=lambda p: p.end)
        return next((p for p in by_end if p.start <= cutoff <= p.end), None)
    length = _MONTHS[form.period]
    first = (cutoff.month - 1) // length * length + 1
    last = first + length - 1
    return Period(date(cutoff.year, first, 1), date(cutoff.year, last, monthrange(cutoff.year, last)[1]))


def due_period(form: Form, as_of: date) -> Period | None:
    """The latest period of the form that has ended by ``as_of``: what a unit must have delivered."""
    if form.period == "round":
        ended = [p for p in rounds(form.code) if p.end <= as_of]
        return ended[-1] if ended else None
    current = period_of(form, as_of)
    assert current is not None  # calendar periods always exist
    return current if current.end <= as_of else period_of(form, current.start - timedelta(days=1))
