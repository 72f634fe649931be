"""What counts: the standing of every submission, from the journal alone.

The order of arrivals decides; no date in a file, no file name and no clock does. The scope of a submission is
(form, unit, period, part). A later submission replaces the scope as a whole.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from lingcha.archive.arrivals import Arrival, ArrivedSubmission, read_arrivals
from lingcha.archive.confirmations import read_confirmations
from lingcha.archive.store import SEALED_ROWS, original_path, reading_folder
from lingcha.contract.override import load_parameters
from lingcha.contract.parameters import Parameter, value_on
from lingcha.home import DataHome


@dataclass(frozen=True)
class SubmissionRecord:
    """One submission and its standing.

    status: in_force, superseded, unchanged, waiting, rejected. confirmable: `lingcha confirm` works.
    version_no counts the versions of the scope; an unchanged submission has the number of its equal, a
    rejected one 0. supersedes: what it replaced. rows_total = rows_accepted + rows_quarantined.
    reading: the folder with reading.json, rows/ and quarantine.parquet; original: the file as received, too.
    Rows and original are sealed.
    """

    submission_id: str
    form_code: str
    reporting_unit_code: str
    part: str
    period_start: date
    period_end: date
    arrival_no: int
    received_at: datetime
    file_name: str
    file_sha256: str
    rows_accepted: int
    rows_quarantined: int
    content_sha256: str
    original: Path
    reading: Path
    status: str
    version_no: int = 0
    confirmable: bool = False
    supersedes: tuple[str, ...] = ()
    note_zh: str = ""

    @property
    def rows_total(self) -> int:
        return self.rows_accepted + self.rows_quarantined

    @property
    def rows_path(self) -> Path:
        """The accepted rows as Parquet, sealed."""
        return self.reading / "rows" / f"{self.submission_id}{SEALED_ROWS}"


def resolve(home: DataHome, as_known_at: datetime | None = None) -> list[SubmissionRecord]:
    """All submissions received by ``as_known_at`` (None: all), in the order of arrival, each once.

    Raises E_ARCHIVE_DAMAGED, E_PARAMETERS.
    """
    return standing(
        _records(home, read_arrivals(home, as_known_at)),
        read_confirmations(home, as_known_at).keys(),
        load_parameters(home.parameters),
    )


def _records(home: DataHome, arrivals: list[Arrival]) -> Iterable[SubmissionRecord]:
    """One record per submission, from its first arrival: the same bytes again change nothing.

    A file that was refused in another unit's folder and then put into the right one counts from there.
    """
    good = {s.submission_id for a in arrivals for s in a.submissions if s.state == "read"}
    met: set[str] = set()
    for arrival in arrivals:
        for one in arrival.submissions:
            if one.submission_id in met or (one.state != "read" and one.submission_id in good):
                continue
            met.add(one.submission_id)
            yield _record(home, arrival, one)


def _record(home: DataHome, arrival: Arrival, one: ArrivedSubmission) -> SubmissionRecord:
    return SubmissionRecord(
        submission_id=one.submission_id,
        form_code=one.form_code,
        reporting_unit_code=one.reporting_unit_code,
        part=one.part,
        period_start=one.period_start,
        period_end=one.period_end,
        arrival_no=arrival.arrival_no,
        received_at=arrival.received_at,
        file_name=arrival.file_name,
        file_sha256=arrival.sha256,
        rows_accepted=one.rows_accepted,
        rows_quarantined=one.rows_quarantined,
        content_sha256=one.content_sha256,
        original=original_path(home, arrival.sha256),
        reading=reading_folder(home, arrival.sha256, arrival.folder_unit),
        status=one.state,
        note_zh=one.message_zh,
    )


def standing(
    records: Iterable[SubmissionRecord], confirmed: Iterable[str], parameters: list[Parameter]
) -> list[SubmissionRecord]:
    """The records with status, version and what they supersede; a pure function of its arguments.

    Records come in the order of arrival with status read or rejected.
    """
    accepted = set(confirmed)
    ledgers: dict[tuple[str, str, date, date], _Ledger] = defaultdict(_Ledger)
    order: list[tuple[_Ledger | None, SubmissionRecord]] = []
    for record in records:
        if record.status == "rejected":
            order.append((None, record))
            continue
        ledger = ledgers[record.form_code, record.reporting_unit_code, record.period_start, record.period_end]
        day, unit = record.received_at.date(), record.reporting_unit_code
        share = Decimal(value_on(parameters, "shrink_confirm_share", day, unit))
        ledger.add(record, record.submission_id in accepted, share)
        order.append((ledger, record))
    return [ledger.judged[r.submission_id] if ledger else r for ledger, r in order]


@dataclass
class _Ledger:
    """One form of one unit for one period: its parts (townships; "" is the whole unit) and their versions."""

    judged: dict[str, SubmissionRecord] = field(default_factory=dict)
    in_force: dict[str, str] = field(default_factory=dict)  # part -> submission_id
    waiting: dict[str, str] = field(default_factory=dict)  # part -> submission_id
    versions: dict[str, list[str]] = field(
        default_factory=lambda: defaultdict(list)
    )  # part -> submission_ids

    def add(self, new: SubmissionRecord, confirmed: bool, share: Decimal) -> None:
        if new.part and "" in self.in_force:
            note = "[E_SCOPE_OVERLAP] 全县一张表已在用，不再接收分乡镇的表。请把改正并入全县的表后重新报送。"
            self._judge(new, "rejected", 0, note)
            return
        if self._is_unchanged(new, confirmed):
            return
        replaced = self._replaced_by(new)
        shrinks = bool(replaced) and _shrinks(new, replaced, share)
        self._outdate_waiting(new.part, new.submission_id)
        version = len(self.versions[new.part]) + 1
        self.versions[new.part].append(new.submission_id)
        ids = tuple(r.submission_id for r in replaced)
        if shrinks and not confirmed:
            self.waiting[new.part] = new.submission_id
            self._judge(new, "waiting", version, _shrink_note(new, replaced, share), confirmable=True)
            return
        for old in replaced:
            del self.in_force[old.part]
            self.judged[old.submission_id] = replace(old, status="superseded")
        self.in_force[new.part] = new.submission_id
        note = "缩减的更正，已经人工确认。" if shrinks else ""
        self._judge(new, "in_force", version, note, supersedes=ids)

    def _replaced_by(self, new: SubmissionRecord) -> list[SubmissionRecord]:
        """What is in force and would go: the same part, or every part when the whole unit arrives."""
        parts = [new.part] if new.part else sorted(self.in_force)
        return [self.judged[self.in_force[p]] for p in parts if p in self.in_force]

    def _is_unchanged(self, new: SubmissionRecord, confirmed: bool) -> bool:
        """Same rows as a version that is known already. Only a confirmation brings an old version back."""
        equal = [
            self.judged[i]
            for i in self.versions[new.part]
            if self.judged[i].content_sha256 == new.content_sha256
        ]
        if not equal:
            return False
        same = equal[-1]
        if same.status == "superseded" and confirmed:
            return False
        said = {
            "in_force": f"与在用的第 {same.version_no} 版内容相同。",
            "waiting": f"与待确认的第 {same.version_no} 版内容相同。",
            "superseded": f"与已被更正的第 {same.version_no} 版内容相同，按旧版重报处理，不撤销更正。"
            "确需恢复旧版的，请执行 lingcha confirm。",
        }[same.status]
        self._judge(new, "unchanged", same.version_no, said, confirmable=same.status == "superseded")
        return True

    def _outdate_waiting(self, part: str, by: str) -> None:
        """A newer version of the same part makes one that nobody confirmed pointless."""
        for waiting_part in [part] if part else list(self.waiting):
            if waiting_part in self.waiting:
                old = self.judged[self.waiting.pop(waiting_part)]
                note = f"一直没有确认，已被后来的报送 {by} 取代。"
                self.judged[old.submission_id] = replace(
                    old, status="superseded", confirmable=False, note_zh=note
                )

    def _judge(
        self,
        record: SubmissionRecord,
        status: str,
        version: int,
        note: str,
        supersedes: tuple[str, ...] = (),
        confirmable: bool = False,
    ) -> None:
        self.judged[record.submission_id] = replace(
            record,
            status=status,
            version_no=version,
            note_zh=note,
            supersedes=supersedes,
            confirmable=confirmable,
        )


def _shrinks(new: SubmissionRecord, replaced: list[SubmissionRecord], share: Decimal) -> bool:
    """Fewer rows than the share of what it replaces, read or set aside; or nothing in place of something."""
    accepted = sum(r.rows_accepted for r in replaced)
    total = sum(r.rows_total for r in replaced)
    return (
        new.rows_accepted < share * accepted
        or new.rows_total < share * total
        or (new.rows_total == 0 and total > 0)
    )


def _shrink_note(new: SubmissionRecord, replaced: list[SubmissionRecord], share: Decimal) -> str:
    accepted = sum(r.rows_accepted for r in replaced)
    return (
        f"更正后可用 {new.rows_accepted} 行，在用版本 {accepted} 行，少于 {share * 100:.0f}%，等待确认。"
        f"核实无误的，请执行：lingcha confirm {new.submission_id} --by 姓名 --reason 原因。"
    )
