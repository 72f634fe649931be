"""Measures the whole job at the size of the city and prints its own table. `make bench`; never a test.

Ratios are of CPU seconds within one run: wall time on a shared machine says little. Limits are those the
project set itself; a missed one is printed as missed.
"""

import os
import shutil
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from benchmarks.compare import differences
from benchmarks.measure import Cost, measure

HERE = Path(__file__).parent
LINGCHA = str(Path(sys.executable).parent / "lingcha")


@click.command()
@click.option("--scale", default="1.0", show_default=True, help="Share of the city.")
@click.option("--as-of", default="2022-08-31", show_default=True)
@click.option("--city", type=click.Path(path_type=Path), help="Where the workbooks are kept between runs.")
@click.option("--keep", is_flag=True, help="Leave the data home behind, to look at it.")
def main(scale: str, as_of: str, city: Path | None, keep: bool) -> None:
    """Reading, building, memory, and a second run without news, at SCALE."""
    root = Path("var/bench").resolve()
    city = city or root / f"city-{scale}"
    home, work = root / "home", root / "work"
    for folder in (home, work):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, mode=0o700)
    environment = os.environ | {"LINGCHA_HOME": str(home), "LINGCHA_KEY_FILE": str(work / "key")}

    def step(*words: str) -> Cost:
        return measure([sys.executable, *words], environment)

    def lingcha(*words: str) -> Cost:
        return measure([LINGCHA, *words], environment)

    if not city.exists():
        lingcha("sample", str(city), "--scale", scale, "--as-of", as_of)
    steps = str(HERE / "steps.py")
    bare, intake = step(steps, "bare", str(city)), step(steps, "intake", str(city))
    start = step(steps, "empty_flow", str(home))
    collect = lingcha("collect", "--inbox", str(city))
    release = lingcha("release", "--as-of", as_of)
    again = lingcha("run", "--inbox", str(city), "--as-of", as_of)
    step(steps, "lay_out", str(home), str(work / "landing"), as_of)
    environment["LINGCHA_TOKEN_KEY"] = _token_key(environment)
    target = work / "script.duckdb"
    script = step(str(HERE / "baseline.py"), str(work / "landing"), str(target), as_of)
    _print(scale, city, bare, intake, start, collect, release, again, script)
    different = _print_comparison(home / "warehouse" / "official" / "warehouse.duckdb", target)
    if not keep:
        shutil.rmtree(work)
        shutil.rmtree(home, onerror=_unlock)
    sys.exit(1 if different else 0)


def _token_key(environment: dict[str, str]) -> str:
    from lingcha.home import DataHome
    from lingcha.vault import open_vault

    os.environ["LINGCHA_KEY_FILE"] = environment["LINGCHA_KEY_FILE"]
    return open_vault(DataHome(Path(environment["LINGCHA_HOME"]))).token_key


def _unlock(remove: object, path: str, error: object) -> None:
    """Releases and archived files are read-only, and so are their folders."""
    Path(path).parent.chmod(0o700)
    Path(path).chmod(0o700)
    shutil.rmtree(path, ignore_errors=True) if Path(path).is_dir() else Path(path).unlink()


def _print(
    scale: str,
    city: Path,
    bare: Cost,
    intake: Cost,
    start: Cost,
    collect: Cost,
    release: Cost,
    again: Cost,
    script: Cost,
) -> None:
    files = [p for p in city.glob("*/*") if p.is_file()]
    size = sum(p.stat().st_size for p in files) / 1e6
    table = Table(title=f"scale {scale}: {len(files)} files, {size:.0f} MB")
    for heading in ("step", "CPU s", "wall s", "memory MB"):
        table.add_column(heading, justify="left" if heading == "step" else "right")
    for name, cost in (
        ("bare read (calamine, csv)", bare),
        ("intake of the same files", intake),
        ("Prefect's own start (empty flow)", start),
        ("lingcha collect, with Prefect", collect),
        ("lingcha release, with Prefect", release),
        ("second run without news, with Prefect", again),
        ("hand-written script", script),
    ):
        table.add_row(name, f"{cost.cpu:.1f}", f"{cost.wall:.1f}", f"{cost.memory:.0f}")
    Console(width=110).print(table)
    for name, value, limit in (
        ("reading / bare read, CPU", intake.cpu / bare.cpu, 3.0),
        (
            "release beside Prefect's start / hand-written script, CPU",
            (release.cpu - start.cpu) / script.cpu,
            2.0,
        ),
        ("peak memory, GB", max(c.memory for c in (collect, release, again)) / 1024, 3.0),
        ("second run beside Prefect's start, wall s", again.wall - start.wall, 3.0),
    ):
        Console(width=110).print(
            f"{name}: {value:.2f} (limit {limit}) {'kept' if value <= limit else 'MISSED'}"
        )


def _print_comparison(release: Path, script: Path) -> int:
    table = Table(title="release against script, row by row")
    for heading in ("table", "rows", "only in release", "only in script"):
        table.add_column(heading, justify="left" if heading == "table" else "right")
    found = differences(release, script)
    for row in found:
        table.add_row(*map(str, row))
    Console(width=110).print(table)
    return sum(a + b for _, _, a, b in found)


if __name__ == "__main__":
    main()
