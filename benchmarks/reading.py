"""What reading is measured against, and reading itself, each as a process of its own.

``python benchmarks/reading.py bare INBOX`` lets python-calamine turn every sheet of every workbook into
lists (and the csv module every text file): what reading costs before anybody understands a cell.
``python benchmarks/reading.py intake INBOX OUT`` is intake as the collector uses it, two workers at a time.
"""

import csv
import sys
from pathlib import Path


def read_bare(inbox: Path) -> int:
    """Rows of all files."""
    from python_calamine import CalamineWorkbook

    rows = 0
    for path in _files(inbox):
        if path.suffix in (".csv", ".txt"):
            rows += len(list(csv.reader(_decoded(path).splitlines())))
            continue
        workbook = CalamineWorkbook.from_path(path)
        for name in workbook.sheet_names:
            rows += len(workbook.get_sheet_by_name(name).to_python(skip_empty_area=False))
    return rows


def read_with_intake(inbox: Path, out: Path) -> int:
    """Accepted and quarantined rows of all files; the readings stay in ``out``."""
    from lingcha.intake import Job, read_many

    jobs = [Job(p, p.parent.name, out / str(number), p.name) for number, p in enumerate(_files(inbox))]
    readings = read_many(jobs)
    return sum(sheet.accepted + sheet.quarantined for reading in readings for sheet in reading.sheets)


def _files(inbox: Path) -> list[Path]:
    return sorted(p for p in inbox.glob("*/*") if p.is_file())


def _decoded(path: Path) -> str:
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


if __name__ == "__main__":
    way, folder = sys.argv[1], Path(sys.argv[2])
    print(read_bare(folder) if way == "bare" else read_with_intake(folder, Path(sys.argv[3])))
