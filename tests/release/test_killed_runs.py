"""Whole runs are killed, or their disk fails, before and after every step and at random moments, again and
again on one home, while readers poll both channels. Then a run that nothing disturbs ends as one that
nothing ever disturbed: the same tables, receipts and files.

``pytest -m long`` kills 200 runs; ``KILL_COUNT`` and ``KILL_SEED`` set how many, and which moments.
Publishing alone is stopped before every single change in ``test_torn``, collecting in ``tests/archive``.
"""

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from lingcha.archive.arrivals import Arrival, read_arrivals
from lingcha.archive.clock import beijing_now
from lingcha.archive.store import original_path
from lingcha.durable import remove_tree
from lingcha.home import DataHome, open_home
from lingcha.release.channels import CHANNELS, find_release
from lingcha.release.journals import changed_journals, journal_facts
from lingcha.release.verify import verify
from tests.faults import FULL, READ_ONLY
from tests.release.readers import Readers
from tests.release.whole_run import LONG_STEPS, Order

FEW = 24
MANY = int(os.environ.get("KILL_COUNT", "200"))
SEED = int(os.environ.get("KILL_SEED", "1"))
OLD, NEW = "2022-08-31-r002", "2022-08-31-r003"
# What a run leaves that is no result: the lock, and what only saves time.
BESIDE = {"lock", "cache", "prefect"}


class Scene:
    """An official city to which new workbooks came, and runs over it that may be disturbed.

    ``undisturbed``: a copy of the city after a run that nothing disturbed. ``kept``: its long steps.
    """

    def __init__(self, official_city: Path, folder: Path) -> None:
        self.folder, self.kept = folder, folder / "kept"
        shutil.copytree(official_city / "home", folder / "before", symlinks=True)
        deliver(official_city / "city", folder / "before" / "inbox")
        self.known_at = (beijing_now() + timedelta(hours=1)).isoformat()
        self.server = subprocess.Popen(
            [sys.executable, "-m", "tests.release.whole_run", str(folder / "prefect")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.reset()
        self.steps: dict[str, list[float]] = self.run(keep=str(self.kept))["steps"]
        assert find_release(self.home, "official").release_id == NEW
        self.home.root.rename(folder / "undisturbed")
        self.undisturbed = open_home(folder / "undisturbed")
        self.reset()

    @property
    def home(self) -> DataHome:
        return open_home(self.folder / "home")

    def reset(self) -> None:
        """The city as it was before the first run."""
        remove_tree(self.folder / "home")
        shutil.copytree(self.folder / "before", self.folder / "home", symlinks=True)

    def run(self, **order: Any) -> dict[str, Any]:
        """One run as ordered: how it ended, and when its steps began and ended."""
        assert self.server.stdin and self.server.stdout
        self.server.stdin.write(Order(str(self.folder / "home"), self.known_at, **order).as_line())
        self.server.stdin.flush()
        answer: dict[str, Any] = json.loads(self.server.stdout.readline())
        assert answer["ended"] != "TRACEBACK", order
        return answer

    def has_moved(self) -> bool:
        return (self.home.releases / NEW).exists()

    def seconds(self, step: str) -> float:
        begin, end = self.steps[step] if step else (0.0, self.steps["remove_old"][1])
        return end - begin

    def close(self) -> None:
        assert self.server.stdin and self.server.stdout
        self.server.stdin.close()
        self.server.wait()
        self.server.stdout.close()
        for name in ("home", "undisturbed", "before", "kept"):
            remove_tree(self.folder / name)


def deliver(city: Path, inbox: Path) -> None:
    """Six workbooks in which a remark changed, six that came before, and a file that is no table."""
    for unit in ("411281", "4112SF"):
        (inbox / unit).mkdir()
        for file in sorted((city / unit).glob("*.xlsx"))[:3]:
            shutil.copy(file, inbox / unit / f"again-{file.name}")
            book = openpyxl.load_workbook(file)
            assert note(book), file
            book.save(inbox / unit / f"new-{file.name}")
        (inbox / unit / "letter.pdf").write_bytes(f"%PDF {unit}".encode())


def note(book: Any) -> bool:
    """Writes a remark into the first row of the first sheet that has room for one."""
    for sheet in book:
        for header in sheet[3]:
            if header.value == "备注":
                sheet.cell(6, header.column).value = "已核"
                return True
    return False


@pytest.fixture(scope="module")
def made(official_city: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    scene = Scene(official_city, tmp_path_factory.mktemp("killed"))
    yield scene
    scene.close()


@pytest.fixture
def scene(made: Scene) -> Scene:
    made.reset()
    return made


def account(home: DataHome) -> list[Arrival]:
    return read_arrivals(home)


def names(home: DataHome) -> list[str]:
    paths = [p.relative_to(home.root) for p in home.root.rglob("*")]
    return sorted(str(p) for p in paths if p.parts[0] not in BESIDE)


def assert_nothing_lost(scene: Scene, before: int) -> int:
    """Receipts are those of the undisturbed run as far as they go, and never fewer than before."""
    arrivals = account(scene.home)
    assert arrivals == account(scene.undisturbed)[: len(arrivals)]
    assert len(arrivals) >= before
    assert all(original_path(scene.home, a.sha256).exists() for a in arrivals if a.sha256)
    return len(arrivals)


def assert_as_undisturbed(scene: Scene) -> None:
    """Tables, receipts, findings, names of all files: everything is as if nothing had happened."""
    for channel in CHANNELS:
        release, expected = find_release(scene.home, channel), find_release(scene.undisturbed, channel)
        assert release.release_id == expected.release_id == NEW
        assert release.manifest["tables"] == expected.manifest["tables"]
    assert account(scene.home) == account(scene.undisturbed)
    assert names(scene.home) == names(scene.undisturbed)
    assert list(scene.home.work.iterdir()) == []
    assert list(changed_journals(scene.home, journal_facts(scene.home))) == []
    verify(scene.home, find_release(scene.home, "official"))


def stops(steps: list[str], count: int, dice: random.Random) -> list[tuple[str, str]]:
    """Both sides of every step in turn with as many random moments; an empty step is the whole run."""
    boundaries = [(step, what) for step in steps for what in ("before", "after")]
    chosen: list[tuple[str, str]] = []
    while len(chosen) < count:
        chosen += boundaries
        chosen += [(dice.choice([*steps, ""]), "during") for _ in boundaries]
    return chosen[:count]


def rounds(stops: list[tuple[str, str]], steps: list[str]) -> Iterator[list[tuple[str, str]]]:
    """Some twelve stops each, early ones first: what a killed run collected stays collected. Those that may
    end with the release published are rounds of their own.
    """
    number = max(2, len(stops) // 12)
    order = ["", *steps]
    for n in range(number):
        mine = sorted(stops[n::number], key=lambda s: order.index(s[0]))
        late = [s for s in mine if s[0] in ("", "publish_release", "remove_old")]
        yield from filter(None, ([s for s in mine if s not in late], late))


def kill_again_and_again(scene: Scene, count: int, whole_ends: int) -> None:
    """``whole_ends``: how many rounds end with a run that takes nothing that was kept, but builds it."""
    dice = random.Random(SEED)
    steps = list(scene.steps)
    kills = reads = finished = built = 0
    for planned in rounds(stops(steps, count, dice), steps):
        todo = list(planned)
        while todo:
            scene.reset()
            received = len(account(scene.home))
            with Readers(scene.home, (OLD, NEW)) as readers:
                while todo and not scene.has_moved():
                    step, what = todo.pop(0)
                    moment = dice.uniform(0.0, scene.seconds(step)) if what == "during" else 0.0
                    take = str(scene.kept) if step else ""
                    ended = scene.run(step=step, what=what, seconds=moment, take=take)["ended"]
                    killed = ended == "SIGKILL"
                    # At the end of a step a random moment may come too late.
                    assert killed or (what == "during" and ended.startswith("released")), (step, what, ended)
                    kills += killed
                    received = assert_nothing_lost(scene, received)
                moved = scene.has_moved()
                whole = not moved and built < whole_ends
                last = scene.run(take="" if whole or moved else str(scene.kept))["ended"]
                assert last == f"{'unchanged' if moved else 'released'} {NEW}"
                finished, built = finished + 1, built + whole
            assert_as_undisturbed(scene)
            assert (readers.failed, readers.mixed) == ([], [])
            reads += readers.reads
    print(
        f"{kills} runs killed, {reads} reads, 0 failed, 0 mixed; {finished} undisturbed runs after them, "
        f"{built} of them building everything, all as the undisturbed one"
    )
    assert kills >= count * 9 // 10 and reads > kills and built >= whole_ends


def test_killed_at_every_step_and_at_random(scene: Scene) -> None:
    assert set(LONG_STEPS) < set(scene.steps) and len(scene.steps) == 11
    kill_again_and_again(scene, FEW, whole_ends=1)


@pytest.mark.long
@pytest.mark.timeout(4 * 3600)
def test_two_hundred_runs_are_killed(scene: Scene) -> None:
    kill_again_and_again(scene, MANY, whole_ends=4)


# Collecting first: what is in the archive is not collected again.
DISK = [
    ("take_in", {"what": "small", "size": 2_000}),
    *[("take_in", {"what": "fault", "error": error, "effect": 3}) for error in (FULL, READ_ONLY)],
    *[("land_submissions", {"what": "fault", "error": error}) for error in (FULL, READ_ONLY)],
    *[("build_warehouse", {"what": "fault", "error": error}) for error in (FULL, READ_ONLY)],
    *[("assemble_release", {"what": "fault", "error": error}) for error in (FULL, READ_ONLY)],
    ("land_submissions", {"what": "small", "size": 500}),
    ("build_warehouse", {"what": "small", "size": 3_000_000}),
    ("assemble_release", {"what": "small", "size": 3_000}),
    ("return_problems", {"what": "small", "size": 100}),
]


def test_a_disk_that_takes_no_more(scene: Scene) -> None:
    """Each time a sentence, nothing published, nothing lost; then the next run needs no hand."""
    received = len(account(scene.home))
    told = []
    with Readers(scene.home, (OLD, NEW)) as readers:
        for step, how in DISK:
            ended = scene.run(step=step, take=str(scene.kept), **how)["ended"]
            told.append(f"{step} {ended}")
            assert ended == ("E_DISK_READ_ONLY" if how.get("error") == READ_ONLY else "E_DISK_FULL"), told
            assert not scene.has_moved()
            received = assert_nothing_lost(scene, received)
        assert scene.run(take=str(scene.kept))["ended"] == f"released {NEW}"
    assert_as_undisturbed(scene)
    assert (readers.failed, readers.mixed) == ([], [])
    print(f"{len(told)} failures of the disk, {readers.reads} reads, 0 failed: {'; '.join(told)}")


FLIPPED = [
    ("build_warehouse", "warehouse.duckdb", 0.3),
    ("build_warehouse", "warehouse.duckdb", 0.6),
    ("assemble_release", "release/warehouse.duckdb", 0.5),
    ("assemble_release", "release/parquet/quality.fct_finding.parquet", 0.5),
    ("assemble_release", "release/release.json", 0.5),
    ("assemble_release", "sealed/person_identity.parquet.enc", 0.9),
]


@pytest.mark.parametrize(("step", "victim", "where"), FLIPPED)
def test_one_bit_that_the_disk_changed_is_not_published(
    scene: Scene, step: str, victim: str, where: float
) -> None:
    ended = scene.run(step=step, what="flip", victim=victim, where=where, take=str(scene.kept))["ended"]
    assert ended.startswith("E_") and not scene.has_moved()
    assert find_release(scene.home, "official").release_id == OLD
