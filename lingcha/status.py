"""Where reporting stands: units x forms for the periods that are due, from the journal alone."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from lingcha.archive.arrivals import Arrival, read_arrivals
from lingcha.archive.noticed import Noticed, refused_sheets, remarks
from lingcha.archive.resolve import SubmissionRecord, resolve
from lingcha.contract.forms import load_forms
from lingcha.errors import LingchaError
from lingcha.home import DataHome
from lingcha.landing.expected import Expected, expected_submissions, expected_townships


@dataclass(frozen=True)
class Standing:
    """One unit and form for the period that is due.

    state: received, partial (some townships of a form that is split by them), waiting (only versions that
    nobody confirmed), rejected (only refused versions), missing (nothing came, and it is due), open (nothing
    came, and it is not due yet at D).
    late: it, or one of its townships, first came after the due date. parts: submissions in force.
    missing_townships: those of the rural scope that a partial delivery lacks.
    """

    expected: Expected
    state: str
    parts: int
    accepted: int
    quarantined: int
    late: bool
    missing_townships: tuple[str, ...] = ()


@dataclass(frozen=True)
class Status:
    """What `lingcha status` tells. to_confirm: corrections that wait; refused: files that were not taken;
    refused_sheets: sheets that were not, of files that were.
    """

    as_of: date
    standings: tuple[Standing, ...]
    to_confirm: tuple[SubmissionRecord, ...]
    rejected: tuple[SubmissionRecord, ...]
    refused: tuple[Arrival, ...]
    refused_sheets: tuple[Noticed, ...]

    def count(self, state: str) -> int:
        return sum(s.state == state for s in self.standings)


def reporting_status(
    home: DataHome, as_of: date | None = None, as_known_at: datetime | None = None
) -> Status:
    """The status at D (default: the latest end of a period in force), with what was received by T.

    Raises E_NOTHING_SUBMITTED when D is not given and nothing was received.
    """
    records = resolve(home, as_known_at)
    day = as_of or _latest_period_end(records)
    by_scope: dict[tuple[str, str, date], list[SubmissionRecord]] = defaultdict(list)
    for record in records:
        by_scope[record.form_code, record.reporting_unit_code, record.period_end].append(record)
    standings = [
        _standing(e, by_scope[e.form_code, e.reporting_unit_code, e.period.end], day)
        for e in expected_submissions(day)
    ]
    latest = _latest(read_arrivals(home, as_known_at))
    return Status(
        as_of=day,
        standings=tuple(standings),
        to_confirm=tuple(r for r in records if r.status == "waiting"),
        rejected=tuple(r for r in records if r.status == "rejected"),
        refused=tuple(a for a in latest if a.state == "rejected"),
        refused_sheets=tuple(refused_sheets(home, latest)),
    )


def reading_remarks(home: DataHome, as_known_at: datetime | None = None) -> list[Noticed]:
    """What was odd about the files that count, as they were read."""
    counting = {r.arrival_no for r in resolve(home, as_known_at) if r.status == "in_force"}
    return remarks(home, (a for a in read_arrivals(home, as_known_at) if a.arrival_no in counting))


def _latest_period_end(records: list[SubmissionRecord]) -> date:
    ends = [r.period_end for r in records if r.status == "in_force"]
    if not ends:
        raise LingchaError(
            "E_NOTHING_SUBMITTED", "还没有收到可用的报送。请先执行 lingcha collect，或用 --as-of 指定截止日。"
        )
    return max(ends)


def _standing(expected: Expected, records: list[SubmissionRecord], day: date) -> Standing:
    counting = [r for r in records if r.status == "in_force"]
    first: dict[str, date] = {}
    for record in records:
        if record.status != "rejected":
            first.setdefault(record.part, record.received_at.date())
    days = [first[r.part] for r in counting]
    lacking = _lacking(expected, {r.part for r in counting}, day)
    return Standing(
        expected=expected,
        state="partial" if lacking else _state(expected, records, day),
        parts=len(counting),
        accepted=sum(r.rows_accepted for r in counting),
        quarantined=sum(r.rows_quarantined for r in counting),
        late=bool(days) and max(days) > expected.due_date,
        missing_townships=lacking,
    )


def _lacking(expected: Expected, parts: set[str], day: date) -> tuple[str, ...]:
    """Townships that have not delivered where others have and the unit as a whole has not."""
    if not parts or "" in parts or load_forms()[expected.form_code].split_by != "township":
        return ()
    return tuple(t for t in expected_townships(expected.reporting_unit_code, day) if t not in parts)


def _state(expected: Expected, records: list[SubmissionRecord], day: date) -> str:
    found = {r.status for r in records}
    for status, state in (("in_force", "received"), ("waiting", "waiting"), ("rejected", "rejected")):
        if status in found:
            return state
    return "missing" if day > expected.due_date else "open"


def _latest(arrivals: list[Arrival]) -> list[Arrival]:
    """What lies at each place of the inbox: a good file clears a refused one of the same name."""
    return list({a.path: a for a in arrivals}.values())
