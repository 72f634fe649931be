"""The same submissions give the same tables: in whatever order they came, with any number of threads, in any
time zone, and from the archive alone.

What differs by nature is named: the receipts' own numbers and times, and what a release says of itself.
"""

import os
import random
import shutil
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from lingcha.archive.clock import BEIJING
from lingcha.archive.receive import receive
from lingcha.home import DataHome, open_home
from lingcha.release.channels import find_release
from lingcha.sample import write_city, write_corrections
from lingcha.sample.defects import Defect
from lingcha.sample.planters import PLANTERS

SCALE = "0.0005"
# Of every sixth kind one, so that several counties correct several workbooks.
DEFECTS = tuple(Defect(name, "", 1) for name in list(PLANTERS)[::6])
# Receipts have a number and a time; the release has a moment; findings and versions name a release.
OF_THE_ARRIVAL = {"core.dim_submission", "core.fct_receipt", "meta.release"}
FIRST = datetime(2022, 9, 13, 9, 0, tzinfo=BEIJING)

_BUILD = """
import sys
from datetime import datetime
from pathlib import Path
import duckdb
threads = sys.argv[2]
opened = {}
if threads:
    real = duckdb.connect
    def connect(*args, **how):
        connection = real(*args, **how | {"config": {**(how.get("config") or {}), "threads": int(threads)}})
        said = connection.execute("select current_setting('threads')").fetchall()[0][0]
        file = Path(args[0]).name if args else ""
        opened.setdefault((file, bool(how.get("read_only"))), set()).add(said)
        return connection
    duckdb.connect = connect
from lingcha.home import open_home
from tests.release.conftest import make_release
make_release(open_home(Path(sys.argv[1])), datetime.fromisoformat(sys.argv[3]))
# dbt builds, the gate judges and the tables are written with this number, not only what comes after.
places = {("warehouse.duckdb", False), ("warehouse.duckdb", True)}
assert not threads or (places <= opened.keys() and set.union(*opened.values()) == {int(threads)}), opened
"""


def deliver(folder: Path, seed: int | None) -> DataHome:
    """The city's workbooks, some of them twice, and its corrections, in some order (None: by name)."""
    write_city(folder / "city", SCALE, defects=DEFECTS)
    write_corrections(folder / "corrections", SCALE, defects=DEFECTS)
    home = open_home(folder / "home")
    (folder / "city" / "truth.json").unlink()
    (folder / "city" / "parameters.csv").rename(home.parameters)
    files = [sorted((folder / source).glob("*/*.*")) for source in ("city", "corrections")]
    sent = files[0] + files[1] if seed is None else in_some_order(files[0], files[1], random.Random(seed))
    size = len(sent) if seed is None else len(sent) // 5 + 1
    for start in range(0, len(sent), size):
        inbox = folder / f"inbox-{start}"
        for n, file in enumerate(sent[start : start + size]):
            target = inbox / file.parent.name / f"{n:03d}-{file.name}"
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, target)
        at = FIRST + timedelta(hours=start)
        receive(home, inbox, settle_seconds=0.0, now=lambda at=at: at)  # type: ignore[misc]  # a bound default
    return home


def in_some_order(originals: list[Path], corrections: list[Path], dice: random.Random) -> list[Path]:
    """All of them, shuffled, so that some counties correct before others submit; a tenth comes once more at
    any later time. A correction is what comes later for the same scope, so it stays behind its original.
    """
    sent = originals + corrections + dice.sample(originals, len(originals) // 10)
    dice.shuffle(sent)
    for file in corrections:
        own = [p for p, other in enumerate(sent) if scope_of(other) == scope_of(file)]
        first = next(p for p in own if sent[p] in originals)
        sent[own[0]], sent[first] = sent[first], sent[own[0]]
    return sent


def scope_of(file: Path) -> tuple[str, str]:
    """The unit's folder and the name without its version."""
    return file.parent.name, file.stem.rpartition("_v")[0]


def built(home: DataHome, threads: str = "", zone: str = "Asia/Shanghai") -> dict[str, Any]:
    """The tables of a release made by a process of its own; T is one moment for all."""
    known_at = "2022-09-30T00:00:00+08:00"
    subprocess.run(
        [sys.executable, "-c", _BUILD, str(home.root), threads, known_at],
        env=os.environ | {"TZ": zone},
        check=True,
        timeout=900,
    )
    tables: dict[str, Any] = find_release(home, "provisional").manifest["tables"]
    return tables


def differing(one: dict[str, Any], other: dict[str, Any]) -> set[str]:
    assert one.keys() == other.keys() and len(one) > 30
    return {t for t in one if one[t]["content_hash"] != other[t]["content_hash"]}


def test_another_order_another_zone_one_thread(tmp_path: Path) -> None:
    started = time.process_time()
    by_name = built(deliver(tmp_path / "one", None))
    otherwise = built(deliver(tmp_path / "two", 7), threads="1", zone="America/New_York")
    assert differing(by_name, otherwise) <= OF_THE_ARRIVAL
    print(f"{len(by_name)} tables equal but {differing(by_name, otherwise)}, {time.process_time() - started}")


@pytest.mark.long
def test_many_orders_threads_and_zones(tmp_path: Path) -> None:
    home = deliver(tmp_path / "whole", None)
    first = built(home)
    for seed, threads, zone in (
        (1, "1", "UTC"),
        (2, "2", "Pacific/Kiritimati"),
        (3, "4", "America/New_York"),
    ):
        other = built(deliver(tmp_path / str(seed), seed), threads, zone)
        assert differing(first, other) <= OF_THE_ARRIVAL, (seed, threads, zone)
    for threads in ("1", "4"):
        copy = tmp_path / f"archive-{threads}"
        (copy / "home").mkdir(parents=True, mode=0o700)
        shutil.copytree(home.archive, copy / "home" / "archive", symlinks=True)
        (copy / "home" / "archive" / "findings").rename(copy / "findings")
        shutil.copy(home.parameters, copy / "home" / "parameters.csv")
        assert differing(first, built(open_home(copy / "home"), threads)) == set()
