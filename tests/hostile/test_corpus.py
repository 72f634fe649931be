"""Every hostile file is decided cheaply, by name, and costs nobody else anything.

All kinds go through the real receiving at once: real pool, real children. Each is then looked at alone.
``-s`` or ``HOSTILE_TABLE=FILE`` shows what each cost.
"""

import hashlib
import json
import os
import stat
import threading
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from lingcha.archive.arrivals import Arrival, read_arrivals
from lingcha.archive.receive import receive
from lingcha.archive.resolve import resolve
from lingcha.archive.store import original_path
from lingcha.home import DataHome, open_home
from lingcha.intake import pool
from lingcha.intake.issues import ISSUES
from tests.hostile.corpus import KINDS, READ, file_name
from tests.intake.making import UNIT, payment, payments, workbook

SECONDS, MEGABYTES = 5.0, 300.0
LARGE_SECONDS, LARGE_MEGABYTES = 20.0, 500.0
NEIGHBOURS = 6
GROWING = "z 还在写.xlsx"


@dataclass
class Received:
    """What became of the corpus. cost: file name to CPU seconds and megabytes of the child that read it."""

    home: DataHome
    arrivals: dict[str, Arrival]
    growing: tuple[str, ...]
    sums: dict[str, str] = field(default_factory=dict)
    cost: dict[str, tuple[float, float]] = field(default_factory=dict)


@pytest.fixture(scope="module")
def received(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Received]:
    folder = tmp_path_factory.mktemp("hostile")
    home = open_home(folder / "home")
    inbox = home.inbox / UNIT
    inbox.mkdir()
    sums = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns of what is meant
        for name, kind in KINDS.items():
            content = kind.make()
            (inbox / file_name(name)).write_bytes(content)
            sums[file_name(name)] = hashlib.sha256(content).hexdigest()
    for n in range(NEIGHBOURS):
        rows = payments(*(payment(i, payment_no=f"N{n}-{i}") for i in range(1, 4)))
        rows[1][1] = f"截止日期：2022年{n + 1}月28日"
        (inbox / f"{n} 邻居.xlsx").write_bytes(workbook({"拨付": rows}))
    _put_odd_entries(inbox)
    measures = folder / "measures"
    measures.touch()
    with pytest.MonkeyPatch.context() as patch, _still_growing(inbox / GROWING):
        patch.setattr(pool, "WORKER_MODULE", "tests.hostile.measuring_worker")
        patch.setenv("MEASURES", str(measures))
        result = receive(home, home.inbox, settle_seconds=1.0)
    found = Received(home, {a.file_name: a for a in result.arrivals}, result.growing, sums)
    for line in measures.read_text().splitlines():
        name, seconds, megabytes, _ = json.loads(line)
        found.cost[name] = (seconds, megabytes)
    _tell(found)
    yield found
    for path in inbox.iterdir():  # up to a gigabyte in all
        path.unlink()


def _put_odd_entries(inbox: Path) -> None:
    """What is no file of bytes, and names that are no clean text."""
    os.mkfifo(inbox / "管道.xlsx")
    (inbox / "链接.csv").symlink_to("/etc/passwd")
    for n, raw in enumerate(("国标.xlsx".encode("gbk"), "反向\u202exslx.表".encode(), b"\xff\xfe.xlsx")):
        path = Path(os.fsdecode(os.fsencode(inbox) + b"/" + raw))
        path.write_bytes(workbook({"拨付": payments(payment(1, payment_no=f"NAME{n}"))}))


class _still_growing:
    """A file that somebody else is still writing."""

    def __init__(self, path: Path) -> None:
        self._path, self._over = path, threading.Event()
        self._thread = threading.Thread(target=self._write)

    def _write(self) -> None:
        while not self._over.is_set():
            with self._path.open("ab") as file:
                file.write(b"PK")
            time.sleep(0.05)

    def __enter__(self) -> None:
        self._thread.start()
        while not self._path.exists():
            time.sleep(0.01)

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()


def _tell(found: Received) -> None:
    lines = [f"{'kind':48} {'code':24} {'CPU s':>6} {'MB':>6}"]
    for kind in KINDS:
        arrival = found.arrivals.get(file_name(kind))
        seconds, megabytes = found.cost.get(file_name(kind), (0.0, 0.0))
        code = (arrival.code or arrival.state) if arrival else "-"
        lines.append(f"{kind[:48]:48} {code:24} {seconds:6.2f} {megabytes:6.0f}")
    print("\n".join(lines))
    if os.environ.get("HOSTILE_TABLE"):
        Path(os.environ["HOSTILE_TABLE"]).write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_decided_by_name_within_its_bounds_and_archived(received: Received, kind: str) -> None:
    arrival = received.arrivals[file_name(kind)]
    allowed = KINDS[kind].codes
    assert (arrival.code or READ) in allowed, arrival
    assert arrival.state == ("rejected" if arrival.code else READ)
    if arrival.code:
        assert arrival.code in ISSUES
        assert "发现" in arrival.message_zh and "应为" in arrival.message_zh and "请" in arrival.message_zh
    original = original_path(received.home, arrival.sha256)
    assert arrival.sha256 == received.sums[file_name(kind)]
    assert stat.S_IMODE(original.stat().st_mode) == 0o400
    seconds, megabytes = received.cost.get(file_name(kind), (0.0, 0.0))
    most = (LARGE_SECONDS, LARGE_MEGABYTES) if KINDS[kind].large else (SECONDS, MEGABYTES)
    assert seconds <= most[0] and megabytes <= most[1], (seconds, megabytes)


def test_two_kinds_at_most_are_large() -> None:
    assert sum(kind.large for kind in KINDS.values()) <= 2


def test_the_measures_are_of_every_file_that_was_read(received: Received) -> None:
    """A measure that is missing would pass every bound."""
    once = {sha: name for name, sha in received.sums.items()}
    unmeasured = set(once.values()) - received.cost.keys()
    assert not {n for n in unmeasured if received.arrivals[n].state != "duplicate"}
    assert all(seconds > 0 and megabytes > 10 for seconds, megabytes in received.cost.values())


def test_the_neighbours_are_read_in_full(received: Received) -> None:
    for n in range(NEIGHBOURS):
        arrival = received.arrivals[f"{n} 邻居.xlsx"]
        assert (arrival.state, arrival.submissions[0].rows_accepted) == (READ, 3)


def test_what_is_no_file_is_refused_unopened(received: Received) -> None:
    for name in ("管道.xlsx", "链接.csv"):
        assert (received.arrivals[name].code, received.arrivals[name].sha256) == ("E_NOT_A_FILE", "")


def test_odd_names_are_received_and_shown_harmlessly(received: Received) -> None:
    shown = {"国标.xlsx", "反向\\u202exslx.表", "\\xff\\xfe.xlsx"}
    assert all(received.arrivals[name].state == READ for name in shown)
    assert all(a.file_name.isprintable() for a in received.arrivals.values())


def test_a_file_that_still_grows_is_left_for_the_next_look(received: Received) -> None:
    assert received.growing == (f"{UNIT}/{GROWING}",)
    assert GROWING not in received.arrivals


def test_the_account_of_the_archive_is_complete(received: Received) -> None:
    """One receipt for every entry; the archive can be resolved after all of it."""
    journal = read_arrivals(received.home)
    assert len(journal) == len(KINDS) + NEIGHBOURS + 5
    assert [a.arrival_no for a in journal] == list(range(1, len(journal) + 1))
    assert {r.status for r in resolve(received.home)} >= {"in_force"}
