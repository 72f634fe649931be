"""One file from bytes to its reading, in this process; ``worker`` runs it in a child."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa

from lingcha.intake import guard, text, xls, xlsx
from lingcha.intake.claim import Scope
from lingcha.intake.grid import Grid, Unreadable
from lingcha.intake.issues import Rejected
from lingcha.intake.privacy import SheetNames
from lingcha.intake.reading import QUARANTINE, Reading, SheetReading, refused
from lingcha.intake.rows import UNPROVEN
from lingcha.intake.scope import folder_unit_code
from lingcha.intake.sheet import ReadSheet, read_sheet
from lingcha.intake.sniff import sniff
from lingcha.intake.xls_records import ODD

UNCHECKED = "这种格式不带校验码，个别字在传送中改变时无法发现，请尽量报送 .xlsx"


@dataclass(frozen=True)
class Job:
    """path: the file. folder_unit: code or name of the unit in whose folder it lay, empty for none.

    out_dir: where the outputs go. file_name: how messages call the file; its suffix means nothing.
    """

    path: Path
    folder_unit: str
    out_dir: Path
    file_name: str = ""


def read_file(job: Job) -> Reading:
    """Read one file and write its outputs (docs/architecture.md, section 2). Bad input never raises."""
    folder_unit = folder_unit_code(job.folder_unit)
    job.out_dir.mkdir(parents=True, exist_ok=True)
    content = b""
    try:
        guard.check_size(job.path.stat().st_size)
        content = job.path.read_bytes()
        sha = hashlib.sha256(content).hexdigest()
        kind = sniff(content)
        sheets = _read_sheets(_grids(kind, content), sha, folder_unit)
        _leave_empty_siblings(sheets)
        _refuse_siblings(sheets)
        _require_any(sheets)
    except Rejected as error:
        return refused(hash_of(job.path), job.out_dir, job.file_name, error.code, error.slots)
    reading = Reading(sha, sheets=[s.reading for s in sheets])
    return _write(job, reading, sheets, [] if kind == "xlsx" else [UNCHECKED])


def hash_of(path: Path) -> str:
    """sha256 of a file of any size."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _grids(kind: str, content: bytes) -> Iterator[Grid | Unreadable]:
    if kind == "xlsx":
        return xlsx.read(content)
    return xls.read(content) if kind == "xls" else iter([text.read(content)])


def _read_sheets(grids: Iterator[Grid | Unreadable], sha: str, folder_unit: str) -> list[ReadSheet]:
    earlier: dict[str, Scope] = {}
    names = SheetNames()
    sheets = []
    for grid in grids:
        # Whatever is said of a sheet from here on is said under the name that may be shown.
        grid = replace(grid, name=names.tell(grid.name))
        if isinstance(grid, Unreadable):
            reading = SheetReading(sheet=grid.name, visible=grid.visible)
            reading.refuse(grid.code, grid.slots)
            sheets.append(ReadSheet(reading))
        else:
            sheets.append(read_sheet(grid, sha, folder_unit, earlier))
    return sheets


def _leave_empty_siblings(sheets: list[ReadSheet]) -> None:
    """A blank copy of the form beside the filled one takes nothing from it: it is left aside, not refused."""
    filled = {s.reading.submission_id for s in sheets if s.reading.state == "read"}
    for sheet in sheets:
        if sheet.reading.code == "E_EMPTY_FORM" and sheet.reading.submission_id in filled:
            sheet.reading.state = "ignored"


def _refuse_siblings(sheets: list[ReadSheet]) -> None:
    """A form over several sheets is taken as a whole: half a register must not replace a whole one."""
    broken = [s.reading for s in sheets if s.reading.state == "rejected" and s.reading.form]
    for sheet in sheets:
        own = sheet.reading
        if own.state != "read":
            continue
        other = next((b for b in broken if _may_belong_together(own, b)), None)
        if other:
            own.refuse("E_SIBLING_REJECTED", {"other": other.sheet})
            sheet.rows, sheet.quarantine = None, []


def _may_belong_together(own: SheetReading, other: SheetReading) -> bool:
    """Whether a refused sheet may be part of the same submission; what is unknown does not part them."""
    pairs = (
        (own.unit, other.unit),
        (own.period_end, other.period_end),
        (own.part, other.part or own.part if not other.submission_id else other.part),
    )
    return own.form == other.form and all(not theirs or mine == theirs for mine, theirs in pairs)


def _require_any(sheets: list[ReadSheet]) -> None:
    """A file in which no sheet is a form has nothing to say; refused sheets say what is wrong themselves."""
    if all(s.reading.state == "ignored" for s in sheets):
        empty = all(s.reading.code == "E_SHEETS_NONE" for s in sheets)
        raise Rejected("E_SHEETS_NONE" if empty else "E_FORM_UNKNOWN")


def _write(job: Job, reading: Reading, sheets: list[ReadSheet], doubts: list[str]) -> Reading:
    """doubts: what the format of the file leaves open, for its message."""
    taken = [s for s in sheets if s.rows is not None]
    if taken:
        accepted = sum(s.reading.accepted for s in taken)
        aside = sum(s.reading.quarantined for s in taken)
        reading.message_zh = f"读取 {len(taken)} 张工作表，收下 {accepted} 行，隔离 {aside} 行。"
        others = [s.reading.sheet for s in sheets if s.reading.code == "E_FORM_UNKNOWN" and s.reading.visible]
        if others:
            reading.message_zh += f"未读入的工作表（表头与任何一张规定的表都对不上）：{'、'.join(others)}。"
        noted = {note for s in taken for note in s.reading.notes}
        for doubt in [note for note in (UNPROVEN, ODD) if note in noted] + doubts:
            reading.message_zh += f"{doubt}。"
    else:
        first = next(s.reading for s in sheets if s.reading.state == "rejected")
        reading.state, reading.code = "rejected", first.code
        reading.message_zh = f"工作表“{first.sheet}”：{first.message_zh}"
    tables: dict[str, list[pa.Table]] = {}
    for sheet in taken:
        tables.setdefault(sheet.reading.submission_id, []).append(sheet.rows)
    cells = [cell for sheet in taken for cell in sheet.quarantine]
    reading.write(
        job.out_dir,
        {submission_id: pa.concat_tables(parts) for submission_id, parts in tables.items()},
        pa.Table.from_pylist(cells, schema=QUARANTINE),
    )
    return reading
