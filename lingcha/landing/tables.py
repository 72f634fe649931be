"""Rows of the intake tables, in the column order of ``seeds/intake/*.yml``; the writer checks the types."""

from collections.abc import Iterable, Iterator
from dataclasses import astuple
from datetime import datetime
from decimal import Decimal
from typing import Any

from lingcha.archive.arrivals import Arrival
from lingcha.archive.clock import in_beijing
from lingcha.archive.reading import load_reading, sheets_of
from lingcha.archive.resolve import SubmissionRecord
from lingcha.contract.parameters import Parameter
from lingcha.landing.expected import Expected

Row = tuple[Any, ...]
_CLASSES = ("physical", "header", "data", "subtotal", "total", "footer", "blank")


def submission_rows(records: Iterable[SubmissionRecord]) -> Iterator[Row]:
    for r in records:
        yield (
            r.submission_id,
            r.form_code,
            r.reporting_unit_code,
            r.part,
            r.period_start,
            r.period_end,
            r.version_no,
            r.arrival_no,
            _wall_clock(r.received_at),
            r.file_name,
            r.file_sha256,
            r.status,
            r.rows_total,
            r.rows_accepted,
            r.rows_quarantined,
            ",".join(r.supersedes) or None,
            r.content_sha256 or None,
            r.note_zh or None,
        )


def arrival_rows(arrivals: Iterable[Arrival]) -> Iterator[Row]:
    for a in arrivals:
        yield (
            a.arrival_no,
            _wall_clock(a.received_at),
            a.folder_unit,
            a.file_name,
            a.size,
            a.sha256 or None,
            a.state,
            a.code or None,
            a.message_zh or None,
            len(a.submissions),
        )


def sheet_rows(records: Iterable[SubmissionRecord]) -> tuple[list[Row], list[Row]]:
    """Rows of sheet_ledger and sheet_sum: each reading is opened once for both."""
    ledger: list[Row] = []
    sums: list[Row] = []
    for r in records:
        whose = (r.submission_id, r.form_code, r.reporting_unit_code)
        for sheet in sheets_of(load_reading(r.reading), r.submission_id):
            name = sheet["sheet"]
            counts = [sheet["rows"][c] for c in _CLASSES]
            ledger.append((*whose, name, *counts, sheet["accepted"], sheet["quarantined"]))
            sums += [
                (
                    *whose,
                    name,
                    s["field"],
                    *(_decimal(s[k]) for k in ("stated", "accepted", "quarantined")),
                    s["agrees"],
                )
                for s in sheet["sums"]
            ]
    return ledger, sums


def expected_rows(expected: Iterable[Expected]) -> Iterator[Row]:
    for e in expected:
        yield e.form_code, e.reporting_unit_code, e.period.start, e.period.end, e.due_date


def parameter_rows(parameters: Iterable[Parameter]) -> Iterator[Row]:
    for p in parameters:
        yield astuple(p)


def _wall_clock(moment: datetime) -> datetime:
    """Beijing time without its zone: the warehouse has plain timestamps only."""
    return in_beijing(moment).replace(tzinfo=None)


def _decimal(value: str | int | None) -> Decimal | None:
    return None if value is None else Decimal(value)
