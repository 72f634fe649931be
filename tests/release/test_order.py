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
from tests.release.conftest import DEFECTS

SCALE = "0.0005"
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
    dice = random.Random(seed)
    moment = FIRST
    for source in ("city", "corrections"):
        files = sorted(p.relative_to(folder / source) for p in (folder / source).rglob("*") if p.is_file())
        if seed is not None:
            dice.shuffle(files)
            files += [f for f in files[:5]]
        size = len(files) if seed is None else len(files) // 3 + 1
        for start in range(0, len(files), size):
            inbox = folder / f"inbox-{source}-{start}"
            for n, file in enumerate(files[start : start + size]):
                target = inbox / file.parts[0] / f"{n:03d}-{file.name}"
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(folder / source / file, target)
            moment += timedelta(hours=1)
            receive(home, inbox, settle_seconds=0.0, now=lambda at=moment: at)  # type: ignore[misc]
    return home


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
