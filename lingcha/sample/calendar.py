"""The days that a sample city is built around: everything follows from the as-of date, nothing from the
clock.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from lingcha.contract.forms import load_forms
from lingcha.contract.periods import Period, due_period, rounds
from lingcha.project import read_reference

Days = npt.NDArray[np.int64]

_SCREENING_DAYS = 61
_MOST_DAYS_OF_A_ROUND = 330  # a longer one is the accounting of a full year


@dataclass(frozen=True)
class Round:
    """One accounting of incomes: ``share`` is its part of the income of the latest round, in percent."""

    code: str
    period: Period
    share: int


@dataclass(frozen=True)
class Calendar:
    """as_of, the screening window (the due round of PC01, else the two months before as_of), the accounting
    rounds of the latest income year (1 October to 30 September) and the full year before it.
    """

    as_of: date
    screening: Period
    screening_round: str
    income_rounds: tuple[Round, ...]
    income_base: Round | None  # the full year before the rounds, which growth is measured against

    @property
    def accountings(self) -> tuple[Round, ...]:
        """All rounds that SZ01 is written for, in their order."""
        return (*([self.income_base] if self.income_base else []), *self.income_rounds)

    def due(self, form_code: str) -> Period | None:
        return due_period(load_forms()[form_code], self.as_of)


def make_calendar(as_of: date) -> Calendar:
    """The calendar of a city at ``as_of``; without a due round there is no PC01 or SZ01 to write."""
    codes = {
        (r["form_code"], r["period_start"], r["period_end"]): r["round_code"]
        for r in read_reference("reporting_round")
    }

    def code(form: str, period: Period) -> str:
        return codes[form, period.start.isoformat(), period.end.isoformat()]

    due = due_period(load_forms()["PC01"], as_of)
    ended = [p for p in rounds("SZ01") if p.end <= as_of]
    full_years = [p for p in ended if (p.end - p.start).days > _MOST_DAYS_OF_A_ROUND]
    ended = [p for p in ended if p not in full_years][-2:]
    days = [(p.end - p.start).days for p in ended]
    return Calendar(
        as_of=as_of,
        screening=due or Period(as_of - timedelta(days=_SCREENING_DAYS), as_of),
        screening_round=code("PC01", due) if due else "",
        income_rounds=tuple(
            Round(code("SZ01", p), p, 100 * d // max(days)) for p, d in zip(ended, days, strict=True)
        ),
        income_base=Round(code("SZ01", full_years[-1]), full_years[-1], 100)
        if ended and full_years
        else None,
    )


def day(value: date) -> int:
    """Days since 1970-01-01: dates are whole numbers inside the generator."""
    return (value - date(1970, 1, 1)).days


def to_dates(days: npt.ArrayLike) -> npt.NDArray[np.datetime64]:
    return np.asarray(days, dtype=np.int64).astype("datetime64[D]")


def month_start(days: Days) -> Days:
    """First day of the month of each day."""
    return to_dates(days).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)


def month_number(days: Days) -> Days:
    """Months since 1970-01."""
    return to_dates(days).astype("datetime64[M]").astype(np.int64)


def year_of(days: Days) -> Days:
    return to_dates(days).astype("datetime64[Y]").astype(np.int64) + 1970


def ages_on(births: Days, on: date) -> Days:
    """Completed years on a day; somebody born on 29 February is a year older on 1 March of other years."""
    dates = to_dates(births)
    years = dates.astype("datetime64[Y]").astype(np.int64) + 1970
    months = dates.astype("datetime64[M]").astype(np.int64) % 12 + 1
    in_month = (dates - dates.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64) + 1
    before_birthday = (months > on.month) | ((months == on.month) & (in_month > on.day))
    return on.year - years - before_birthday
