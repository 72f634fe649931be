"""Landing: what counts, laid out as dbt's seeds read it, ``target/<seed>/*.parquet``."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from lingcha.archive.arrivals import Arrival, read_arrivals
from lingcha.archive.corrections import note_corrections
from lingcha.archive.resolve import SubmissionRecord, resolve
from lingcha.contract.forms import load_forms
from lingcha.contract.override import read_override
from lingcha.errors import LingchaError
from lingcha.home import DataHome
from lingcha.landing import tables
from lingcha.landing.expected import expected_submissions
from lingcha.landing.known import known_findings
from lingcha.landing.schema import table_schema, write_arrow, write_table
from lingcha.vault import Vault, open_vault


@dataclass(frozen=True)
class LandingSummary:
    """What was landed. rows: by seed; digest: see ``inputs_digest``; records: all submissions."""

    target: Path
    records: tuple[SubmissionRecord, ...]
    rows: dict[str, int]
    digest: str

    def count(self, status: str) -> int:
        """Submissions with a status, for example waiting."""
        return sum(r.status == status for r in self.records)


def land(home: DataHome, as_of: date, as_known_at: datetime | None, target: Path) -> LandingSummary:
    """Write the landing of the submissions in force into ``target``, which must be absent or empty.

    Rows of forms are opened out of the archive, one file per submission, readable by the owner alone; the run
    that asked removes them. The intake tables are written anew.
    Raises E_PARAMETERS, E_ARCHIVE_DAMAGED, E_LANDING_NOT_EMPTY, E_KNOWN_FINDINGS, and what the vault raises.
    """
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    if any(target.iterdir()):
        raise LingchaError("E_LANDING_NOT_EMPTY", f"落地目录 {target} 不是空的，请换一个空目录。")
    overrides = read_override(home.parameters)
    vault = open_vault(home)
    records = note_corrections(resolve(home, as_known_at), vault)
    arrivals = read_arrivals(home, as_known_at)
    counting = [r for r in records if r.status == "in_force"]
    rows = _open_forms(vault, counting, target)
    ledger, sums = tables.sheet_rows(counting)
    for name, content in (
        ("submission", tables.submission_rows(records)),
        ("arrival", tables.arrival_rows(arrivals)),
        ("sheet_ledger", ledger),
        ("sheet_sum", sums),
        ("expected_submission", tables.expected_rows(expected_submissions(as_of))),
        ("parameter_override", tables.parameter_rows(overrides)),
    ):
        rows[name] = write_table(target, name, content)
    rows["quarantine_cell"] = write_arrow(target, "quarantine_cell", _quarantined_cells(counting))
    known = known_findings(home, as_of, as_known_at)
    if known is not None:
        rows["known_finding"] = write_arrow(target, "known_finding", known)
    return LandingSummary(target, tuple(records), rows, _digest(home, as_of, records, arrivals))


def inputs_digest(home: DataHome, as_of: date, as_known_at: datetime | None = None) -> str:
    """sha256 over everything of the data home that a release depends on: equal digests need no new release.

    It covers the standing of all submissions, the refused files, the bureau's parameters and D; not the files
    that arrived once more, and not the code or the project's own tables.
    """
    return _digest(home, as_of, resolve(home, as_known_at), read_arrivals(home, as_known_at))


def _digest(
    home: DataHome, as_of: date, records: Iterable[SubmissionRecord], arrivals: Iterable[Arrival]
) -> str:
    parameters = home.parameters.read_bytes() if home.parameters.exists() else b""
    inputs = {
        "as_of": as_of.isoformat(),
        "submissions": sorted([r.submission_id, r.status, r.version_no] for r in records),
        "refused": [a.arrival_no for a in arrivals if a.state == "rejected"],
        "parameters": hashlib.sha256(parameters).hexdigest(),
    }
    return hashlib.sha256(json.dumps(inputs).encode()).hexdigest()


def _open_forms(vault: Vault, records: Iterable[SubmissionRecord], target: Path) -> dict[str, int]:
    """One file per submission below its form's seed; returns the rows per seed."""
    rows: Counter[str] = Counter()
    forms = load_forms()
    for record in records:
        seed = forms[record.form_code].seed
        (target / seed).mkdir(exist_ok=True, mode=0o700)
        _open(vault, record.rows_path, target / seed / f"{record.submission_id}.parquet")
        rows[seed] += record.rows_accepted
    return dict(rows)


def _open(vault: Vault, source: Path, target: Path) -> None:
    try:
        vault.open(source, target)
    except FileNotFoundError as error:
        raise LingchaError(
            "E_ARCHIVE_DAMAGED",
            f"归档中缺少已读取的数据 {source.name}，请从备份恢复 archive 目录后重试。",
            exit_code=4,
        ) from error


def _quarantined_cells(records: Iterable[SubmissionRecord]) -> pa.Table:
    schema = table_schema("quarantine_cell")
    parts = [
        pq.read_table(
            r.reading / "quarantine.parquet",
            columns=schema.names,
            filters=[("submission_id", "=", r.submission_id)],
        ).cast(schema)
        for r in records
        if r.rows_quarantined
    ]
    return pa.concat_tables([schema.empty_table(), *parts])
