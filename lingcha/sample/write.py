"""Writes a sample city: the seven units' folders, ready to be an inbox, and the truth about planted defects."""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from lingcha.sample.books import BookPlan, plan_books
from lingcha.sample.city import build_city
from lingcha.sample.ledgers import Ledgers
from lingcha.sample.targets import make_scale
from lingcha.sample.writing import Edits, Place, RowRef, write_book

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


def _write_inherited(book: BookPlan) -> dict[RowRef, Place]:
    assert _job is not None
    return _job.write(book)


def _each(job: _Job, books: list[BookPlan]) -> Iterator[dict[RowRef, Place]]:
    global _job
    if len(job.ledgers.city.households.size) < _WORTH_A_PROCESS:
        yield from map(job.write, books)
        return
    _ = job.ledgers.of_units  # made before forking, so that the workers share it
    _job = job
    # Large workbooks first: the last one to finish is a small one.
    order = sorted(books, key=lambda b: -len(b.sheets))
    with ProcessPoolExecutor(_PROCESSES, multiprocessing.get_context("fork")) as pool:
        yield from pool.map(_write_inherited, order)
    _job = None


def write_city(
    directory: Path,
    scale: str | float | Fraction,
    seed: int = 1,
    as_of: date = date(2022, 8, 31),
    only_units: Iterable[str] | None = None,
    progress: Progress | None = None,
) -> None:
    ledgers = Ledgers(build_city(make_scale(scale), seed, as_of))
    books = plan_books(ledgers.city.places, ledgers.city.calendar)
    books = [b for b in books if only_units is None or b.unit_code in set(only_units)]
    job = _Job(ledgers, Edits(), frozenset(), directory, 1)
    places: dict[RowRef, Place] = {}
    for done, found in enumerate(_each(job, books), 1):
        places |= found
        if progress:
            progress(done, len(books))


write_corrections = None
