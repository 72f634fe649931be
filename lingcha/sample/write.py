"""Writes a sample city: the seven units' folders, ready to be an inbox, and the truth about planted
defects.
"""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from lingcha.sample.books import BookPlan, book_of_earlier, plan_books
from lingcha.sample.city import build_city
from lingcha.sample.defects import Defect
from lingcha.sample.draft import Draft
from lingcha.sample.ledgers import Ledgers
from lingcha.sample.parameters import write_parameters
from lingcha.sample.planting import book_of, plant
from lingcha.sample.targets import make_scale
from lingcha.sample.truth import make_truth, write_truth
from lingcha.sample.writing import Edits, Place, RowRef, write_book

AS_OF = date(2022, 8, 31)
_PROCESSES = 2
_WORTH_A_PROCESS = 20_000  # households
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class _Job:
    """What every worker needs; it is inherited by forking, never sent."""

    ledgers: Ledgers
    edits: Edits
    wanted: frozenset[RowRef]
    directory: Path
    version: int

    def write(self, book: BookPlan) -> dict[RowRef, Place]:
        folder = self.directory / book.unit_code
        folder.mkdir(parents=True, exist_ok=True)
        return write_book(book, self.ledgers, self.edits, self.wanted, folder, self.version)


_job: _Job | None = None


def write_city(
    directory: Path,
    scale: str | float | Fraction,
    seed: int = 1,
    as_of: date = AS_OF,
    defects: Sequence[Defect] = (),
    only_units: Sequence[str] | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Write ``directory/<unit>/*.xlsx``, ``truth.json`` and ``parameters.csv``; returns the truth.

    only_units: write these units' files only (the city and the truth about them stay the same).
    progress: called with files written and files in all. Raises LingchaError for a wrong scale or defect.
    """
    ledgers = Ledgers(build_city(make_scale(scale), seed, as_of))
    draft = plant(ledgers, defects)
    books = plan_books(ledgers.city.places, ledgers.city.calendar)
    if only_units is not None:
        books = [b for b in books if b.unit_code in only_units]
    wanted = frozenset([p.row for p in draft.planted] + [c.row for c in draft.lost])
    places = _write(_Job(ledgers, draft.edits(), wanted, directory, 1), books, progress)
    _write_earlier(ledgers, draft, books, directory)
    units = {b.file_name(1): b.unit_code for b in books}
    truth = make_truth(ledgers.city, draft, places, units)
    write_truth(directory, truth)
    write_parameters(directory)
    return truth


def write_corrections(
    directory: Path,
    scale: str | float | Fraction,
    seed: int = 1,
    as_of: date = AS_OF,
    defects: Sequence[Defect] = (),
    version: int = 2,
) -> list[Path]:
    """Write again, without any defect, only the files that had one; their names end in ``_v2``.

    The arguments are those of the ``write_city`` call that planted the defects. Returns the files.
    """
    ledgers = Ledgers(build_city(make_scale(scale), seed, as_of))
    books = plan_books(ledgers.city.places, ledgers.city.calendar)
    spoiled = _spoiled(plant(ledgers, defects), books)
    _write(_Job(ledgers, Edits(), frozenset(), directory, version), spoiled, None)
    return [directory / b.unit_code / b.file_name(version) for b in spoiled]


def _write_earlier(ledgers: Ledgers, draft: Draft, books: list[BookPlan], directory: Path) -> None:
    """The ledgers of earlier periods that some defects need to be seen; nothing is wrong in them."""
    for (unit, form, cutoff), cells in draft.earlier.items():
        book = next((b for b in books if b.unit == unit and any(s.form == form for s in b.sheets)), None)
        if book:
            job = _Job(ledgers, Edits(cells), frozenset(), directory, 1)
            _write(job, [book_of_earlier(book, form, cutoff)], None)


def _spoiled(draft: Draft, books: list[BookPlan]) -> list[BookPlan]:
    """The files with an edited, unreadable or missing row, in their order."""
    touched = {book_of(row, books, draft.ledgers) for row in (*draft.values, *draft.raw, *draft.dropped)}
    return [b for b in books if b in touched]


def _write(job: _Job, books: list[BookPlan], progress: Progress | None) -> dict[RowRef, Place]:
    job.directory.mkdir(parents=True, exist_ok=True)
    places: dict[RowRef, Place] = {}
    for done, found in enumerate(_each(job, books), 1):
        places |= found
        if progress:
            progress(done, len(books))
    return places


def _each(job: _Job, books: list[BookPlan]) -> Iterator[dict[RowRef, Place]]:
    """Small cities in this process, large ones in two that inherit the city."""
    global _job
    if len(job.ledgers.city.households.size) < _WORTH_A_PROCESS:
        yield from map(job.write, books)
        return
    job.ledgers.of_units  # noqa: B018 - made before forking, so that the workers share them
    _job = job
    try:
        # The registers are the large files; with them first, the last one to end is a small one.
        order = sorted(books, key=lambda b: b.sheets[0].township_code == "")
        with ProcessPoolExecutor(_PROCESSES, multiprocessing.get_context("fork")) as pool:
            yield from pool.map(_write_inherited, order)
    finally:
        _job = None


def _write_inherited(book: BookPlan) -> dict[RowRef, Place]:
    assert _job is not None
    return _job.write(book)
