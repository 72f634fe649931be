"""The reporting schedule: who owes what at a date."""

from datetime import date

import pytest

from lingcha.commands.serve import RELEASE_CRON
from lingcha.contract.forms import load_forms
from lingcha.landing.expected import day_after_monthly_due, expected_submissions


def owed(as_of: date) -> dict[str, tuple[date, date]]:
    """Form -> (end of the period, last day for delivery) for one unit."""
    return {
        e.form_code: (e.period.end, e.due_date)
        for e in expected_submissions(as_of)
        if e.reporting_unit_code == "411282"
    }


def test_every_unit_owes_every_form_once() -> None:
    expected = expected_submissions(date(2022, 8, 31))
    pairs = {(e.form_code, e.reporting_unit_code) for e in expected}
    assert len(pairs) == len(expected) == 24 * 7
    assert [e.reporting_unit_code for e in expected[:7]][-1] == "4112SF"


def test_periods_and_due_dates() -> None:
    forms = owed(date(2022, 8, 31))
    assert forms["XM01"] == (date(2022, 8, 31), date(2022, 9, 10))
    assert forms["ZC01"] == (date(2022, 6, 30), date(2022, 7, 20))
    assert forms["ZC02"] == (date(2021, 12, 31), date(2022, 2, 14))
    assert forms["SZ01"] == (date(2022, 6, 30), date(2022, 7, 30))
    assert forms["PC01"] == (date(2022, 8, 31), date(2022, 9, 30))


def test_the_day_before_the_end_owes_the_period_before() -> None:
    assert owed(date(2022, 8, 30))["XM01"][0] == date(2022, 7, 31)


def test_a_round_that_has_not_ended_is_owed_by_nobody() -> None:
    assert "PC01" not in owed(date(2022, 8, 30))
    # The accounting of the full year before ended long ago; that of half a year is not over.
    assert owed(date(2022, 3, 30))["SZ01"][0] == date(2021, 9, 30)
    assert "SZ01" in owed(date(2022, 3, 31))


def test_before_the_schedule_began_nothing_is_owed() -> None:
    assert expected_submissions(date(2021, 12, 31)) == []


@pytest.mark.parametrize("month_end", [date(2022, 8, 31), date(2022, 2, 28), date(2024, 2, 29)])
def test_the_scheduled_release_comes_the_day_after_the_last_monthly_form_is_due(month_end: date) -> None:
    minute, hour, day, *always = RELEASE_CRON.split()
    assert int(day) <= 28 and always == ["*", "*"]  # a day that every month has
    monthly = [e for e in expected_submissions(month_end) if load_forms()[e.form_code].period == "month"]
    following = date(month_end.year, month_end.month + 1, int(day))
    assert (following - max(e.due_date for e in monthly)).days == 1
    assert (minute, hour) == ("0", "6")


def test_the_day_follows_the_calendar(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        {"period_kind": "month", "due_days": "12", "valid_to": ""},
        {"period_kind": "month", "due_days": "20", "valid_to": "2021-12-31"},
        {"period_kind": "quarter", "due_days": "25", "valid_to": ""},
    ]
    monkeypatch.setattr("lingcha.landing.expected.read_reference", lambda _name: rows)
    assert day_after_monthly_due() == 13
