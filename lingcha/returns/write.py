"""Write the returns of one release: a folder per unit with problems."""

import io
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from openpyxl.workbook import Workbook

from lingcha.archive.reading import load_reading
from lingcha.archive.store import read_original, reading_folder
from lingcha.durable import remove_tree
from lingcha.home import DataHome
from lingcha.intake import sniff, text, xls, xlsx
from lingcha.intake.grid import Grid
from lingcha.intake.prescan import NotPlain
from lingcha.intake.privacy import MASK, SheetNames
from lingcha.returns import style
from lingcha.returns.mark import mark_workbook
from lingcha.returns.marks import SheetMarks, lay_out
from lingcha.returns.problem import Problem, in_order
from lingcha.returns.read import ReleaseProblems
from lingcha.returns.rewrite import rewrite_workbook
from lingcha.returns.splice import mark_sparingly
from lingcha.returns.summary import Summary, write_summary
from lingcha.vault import open_vault

# For what cannot be marked sparingly. openpyxl needs about 25 microseconds and 0.7 kB for each cell that
# it loads and saves; above this number of cells (a register of some 11,000 rows) a file is rewritten.
MARK_IN_PLACE_CELLS = 400_000
MARK_IN_PLACE_ROWS = 20_000
_MAX_NAME_BYTES = 180
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')


def write_returns(home: DataHome, release_dir: Path) -> list[Path]:
    """Write ``returns/<unit>/<release_id>/`` for each unit with problems and list all files written.

    Each folder has 问题汇总.xlsx (everything, also missing forms and rejected files) and one marked workbook
    per file with wrong cells. Folders 0700, files 0600; a folder appears whole and replaces an earlier one.
    """
    return write_problems(home, ReleaseProblems(release_dir / "warehouse.duckdb", home.parameters))


def write_problems(home: DataHome, release: ReleaseProblems) -> list[Path]:
    """Write these problems as returns; the originals are those of the home's archive."""
    by_unit: dict[str, list[Problem]] = defaultdict(list)
    for problem in release.problems:
        by_unit[problem.unit].append(problem)
    written = []
    for unit in release.units:
        if by_unit[unit]:
            written += _write_unit(home, release, unit, by_unit[unit])
        else:
            # A killed run may have left returns under the number that this release now has.
            remove_tree(home.returns / unit / release.release_id)
    return written


def _write_unit(home: DataHome, release: ReleaseProblems, unit: str, problems: list[Problem]) -> list[Path]:
    folder = home.returns / unit / release.release_id
    draft = folder.with_name(f".{release.release_id}.draft")
    remove_tree(draft)
    draft.mkdir(parents=True, mode=0o700)
    folder.parent.chmod(0o700)
    overview = replace(_summary(release, unit, "", problems), changes=release.changes.get(unit))
    _write_overview(draft / f"{style.SUMMARY_SHEET}.xlsx", overview)
    by_file: dict[str, list[Problem]] = defaultdict(list)
    for problem in in_order(problems):
        if problem.file_sha256 and problem.row_no is not None:
            by_file[problem.file_sha256].append(problem)
    for sha256, chosen in by_file.items():
        target = draft / _free_name(draft, chosen[0].file_name)
        _write_workbook(
            home, sha256, unit, chosen, _summary(release, unit, chosen[0].file_name, chosen), target
        )
    for path in draft.iterdir():
        path.chmod(0o600)
    remove_tree(folder)
    draft.rename(folder)
    return sorted(folder.iterdir())


def _summary(release: ReleaseProblems, unit: str, file_name: str, problems: list[Problem]) -> Summary:
    name = release.units[unit]
    return Summary(name, release.release_id, str(release.as_of), release.deadlines[unit], file_name, problems)


def _write_overview(target: Path, summary: Summary) -> None:
    book = Workbook()
    book.active.title = style.SUMMARY_SHEET
    write_summary(book.active, summary)
    book.save(target)


def _free_name(folder: Path, file_name: str) -> str:
    """``退回_<name of the county's file>.xlsx``; two files of one name get numbers."""
    stem = _UNSAFE.sub("_", Path(file_name).stem)
    stem = stem.encode()[:_MAX_NAME_BYTES].decode(errors="ignore")
    candidates = (f"退回_{stem}{suffix}.xlsx" for suffix in ["", *(f"_{n}" for n in range(2, 10_000))])
    return next(name for name in candidates if not (folder / name).exists())


def _write_workbook(
    home: DataHome, sha256: str, unit: str, problems: list[Problem], summary: Summary, target: Path
) -> None:
    reading = load_reading(reading_folder(home, sha256, unit))
    marks = _marks(reading, problems)
    # A sheet of another unit in the same workbook was refused; it must not come back through this unit.
    omit = {s["sheet"] for s in reading["sheets"] if s["unit"] and s["unit"] != unit}
    content = read_original(home, open_vault(home), sha256)
    kind = sniff.sniff(content)
    if any(MASK in s["sheet"] for s in reading["sheets"]):
        own = _own_names(kind, content)
        marks = {own.get(name, name): each for name, each in marks.items()}
        omit = {own.get(name, name) for name in omit}
    # A column left blank marks all its rows: nothing is plain then, and openpyxl would load it all.
    few = sum(len(sheet.rows) for sheet in marks.values()) <= MARK_IN_PLACE_ROWS
    if kind == "xlsx" and not omit and few:
        try:
            mark_sparingly(content, marks, summary, target)
            return
        except NotPlain:
            pass  # written by a program with another spelling: then as a whole
    if kind == "xlsx" and _cells(reading) <= MARK_IN_PLACE_CELLS:
        mark_workbook(io.BytesIO(content), marks, omit, summary, target)
    else:
        grids = (grid for grid in _grids(kind, content) if grid.name not in omit)
        rewrite_workbook(grids, marks, summary, target)


def _marks(reading: dict[str, Any], problems: list[Problem]) -> dict[str, SheetMarks]:
    marks = {}
    for sheet in reading["sheets"]:
        chosen = [
            p for p in problems if p.sheet == sheet["sheet"] and p.submission_id == sheet["submission_id"]
        ]
        if chosen:
            first, last = sheet["header_rows"]
            marks[sheet["sheet"]] = lay_out(chosen, sheet["columns"], (first, last))
    return marks


def _cells(reading: dict[str, Any]) -> int:
    return sum(
        (s["rows"] or {}).get("physical", 0) * max(len(s["columns"] or ()), 1) for s in reading["sheets"]
    )


def _own_names(kind: str, content: bytes) -> dict[str, str]:
    """The name under which intake tells of a sheet to the county's own, which its own workbook keeps."""
    if kind == "text":
        return {}
    names = SheetNames()
    sheets = xls.read(content) if kind == "xls" else xlsx.read(content)
    return {names.tell(sheet.name): sheet.name for sheet in sheets}


def _grids(kind: str, content: bytes) -> Iterator[Grid]:
    if kind == "text":
        yield text.read(content)
    else:
        sheets = xls.read(content) if kind == "xls" else xlsx.read(content)
        yield from (sheet for sheet in sheets if isinstance(sheet, Grid))
