"""The steps that ``run.py`` measures, each in its own process: ``python benchmarks/steps.py STEP ...``."""

import sys
import tempfile
from datetime import date
from pathlib import Path


def bare(city: Path) -> None:
    """What no reader can avoid: calamine's rows, and decoded lines of the text files."""
    import csv
    import io

    from python_calamine import CalamineWorkbook

    for path in submissions(city):
        if path.suffix == ".csv":
            content = path.read_bytes()
            try:
                text = content.decode("utf-8-sig")
            except UnicodeDecodeError:
                text = content.decode("gb18030")
            list(csv.reader(io.StringIO(text)))
        else:
            workbook = CalamineWorkbook.from_path(str(path))
            for name in workbook.sheet_names:
                workbook.get_sheet_by_name(name).to_python()


def intake(city: Path) -> None:
    """The intake room over the same files, with its guards, ledgers and Parquet."""
    from lingcha.intake import Job, read_many

    with tempfile.TemporaryDirectory() as out:
        jobs = [Job(p, p.parent.name, Path(out) / str(i), p.name) for i, p in enumerate(submissions(city))]
        refused = [r for r in read_many(jobs) if r.state != "read"]
    if refused:
        raise SystemExit(f"{len(refused)} files were refused: not a fair comparison")


def empty_flow(home: Path) -> None:
    """Prefect's own start and end, as every command pays it."""
    from flows.api import prefect_api
    from lingcha.home import open_home

    with prefect_api(open_home(home)):
        from prefect import flow

        flow(lambda: 1, name="empty")()


def lay_out(home: Path, target: Path, as_of: str) -> None:
    """The landed rows for the hand-written script; links, no copies."""
    from lingcha.home import open_home
    from lingcha.landing.land import land

    land(open_home(home), date.fromisoformat(as_of), None, target)


def submissions(city: Path) -> list[Path]:
    """All files that units sent."""
    return sorted(p for p in city.glob("*/*") if p.is_file())


if __name__ == "__main__":
    step, *rest = sys.argv[1:]
    if step == "lay_out":
        lay_out(Path(rest[0]), Path(rest[1]), rest[2])
    else:
        {"bare": bare, "intake": intake, "empty_flow": empty_flow}[step](Path(rest[0]))
