"""Intake: one submitted file in, typed rows, quarantined cells and a full account of every row out.

Nothing here knows the date or reaches the network; the same bytes in the same folder give the same reading.
"""

from pathlib import Path

from lingcha.intake.file import Job
from lingcha.intake.pool import read_many
from lingcha.intake.reading import Reading, SheetReading, StatedSum

__all__ = ["Job", "Reading", "SheetReading", "StatedSum", "read_many", "read_submission_file"]


def read_submission_file(
    path: Path, folder_unit: str, out_dir: Path, file_name: str | None = None
) -> Reading:
    """Read one file in a throw-away child and write its outputs into ``out_dir`` (docs/architecture.md,
    section 2).

    folder_unit: code (or name) of the unit in whose folder the file lay; empty checks nothing.
    file_name: how messages call the file; nothing is read from it.
    Bad input is a rejected reading with a code, never an exception.
    """
    name = path.name if file_name is None else file_name
    return read_many([Job(path, folder_unit, out_dir, name)], workers=1)[0]
