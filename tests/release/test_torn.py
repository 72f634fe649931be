"""Publishing is killed, or its disk fails, before any single change it makes, while readers read both
channels: they see the old release or the new one, whole, and the next run needs no hand.

Whole runs are killed in ``test_killed_runs``. ``pytest -m long`` stops before every change.
"""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from lingcha.errors import LingchaError
from lingcha.home import DataHome, open_home
from lingcha.lock import hold
from lingcha.release.assemble import Assembled
from lingcha.release.channels import find_release, list_releases
from lingcha.release.contents import open_hardened
from lingcha.release.plan import plan_release
from lingcha.release.publish import publish
from lingcha.release.verify import verify
from tests.faults import FULL, READ_ONLY
from tests.release.conftest import AS_OF, correct, make_assembled

OLD, NEW = "2022-08-31-r001", "2022-08-31-r002"
FEW = 20
MANY = int(os.environ.get("STOP_COUNT", "200"))


@pytest.fixture(scope="module")
def ready(held_city: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Assembled]:
    """The corrected city with its second release assembled but not published."""
    folder = tmp_path_factory.mktemp("ready") / "copy"
    shutil.copytree(held_city, folder, symlinks=True)
    home = open_home(folder / "home")
    correct(home, folder)
    with hold(home):
        _, assembled = make_assembled(home)
    return folder, assembled


_PUBLISH = """
import json, sys
from pathlib import Path
from lingcha.home import open_home
from lingcha.release.assemble import Assembled
from lingcha.release.publish import publish
from tests.faults import arm
home = open_home(Path(sys.argv[1]))
(run,) = home.work.glob("*-r002")
manifest = json.loads((run / "release" / "release.json").read_bytes())
made = Assembled(run.name, manifest["channel"], run / "release", run / "sealed", manifest)
effects = arm(int(sys.argv[2]) or None, int(sys.argv[3]))
ended = "done"
try:
    publish(home, made)
except OSError:
    ended = "OSError"
print(ended, effects())
"""


class Stage:
    """A copy of the ready city that may be stopped, with readers on both channels."""

    def __init__(self, ready: tuple[Path, Assembled], target: Path) -> None:
        folder, made = ready
        shutil.copytree(folder, target, symlinks=True)
        self.home: DataHome = open_home(target / "home")
        run = self.home.work / made.release_id
        self.assembled = Assembled(
            made.release_id, made.channel, run / "release", run / "sealed", made.manifest
        )
        self.reads, self.failures = 0, list[str]()

    def publish(self) -> None:
        publish(self.home, self.assembled)

    def run(self, at: int, error: int) -> tuple[str, int]:
        """Publishes in a process of its own; how it ended and how many changes it made."""
        done = subprocess.run(
            [sys.executable, "-c", _PUBLISH, str(self.home.root), str(at), str(error)],
            capture_output=True,
            text=True,
            timeout=300,
        )
        if done.returncode < 0:
            return signal.Signals(-done.returncode).name, at
        ended, effects = done.stdout.split()
        return ended, int(effects)

    def stop(self, at: int, error: int) -> str:
        """Publishes until change number ``at``, read from all the while."""
        over = threading.Event()
        reader = threading.Thread(target=self._read, args=(over,))
        reader.start()
        try:
            ended, _ = self.run(at, error)
        finally:
            over.set()
            reader.join()
        self._look()
        return ended

    def _read(self, over: threading.Event) -> None:
        while not over.is_set():
            self._look()

    def _look(self) -> None:
        for channel in ("official", "provisional"):
            warehouse = self.home.channel(channel) / "warehouse.duckdb"
            if not self.home.channel(channel).is_symlink():
                continue  # nothing was official before
            try:
                with open_hardened(warehouse) as connection:
                    said = connection.execute(
                        "select release_id from meta.release union"
                        " select last_seen_release from quality.fct_finding where detected"
                    ).fetchall()
                if len(said) != 1 or said[0][0] not in (OLD, NEW):
                    self.failures.append(f"mixed {said}")
            except duckdb.Error as error:
                self.failures.append(str(error))
            self.reads += 1


def _points(ready: tuple[Path, Assembled], folder: Path, count: int) -> Iterator[int]:
    """Changes before which to stop: all of the last ones, where names move, and a spread of the others."""
    stage = Stage(ready, folder / "counting")
    ended, effects = stage.run(0, 0)
    assert ended == "done" and effects > 100
    late = range(effects - count // 2 + 1, effects + 1)
    early = count - count // 2
    yield from sorted({*(1 + n * (late[0] - 1) // early for n in range(early)), *late})


def _stop_everywhere(ready: tuple[Path, Assembled], folder: Path, count: int, error: int) -> None:
    stops = reads = 0
    for at in _points(ready, folder, count):
        stage = Stage(ready, folder / str(at))
        ended = stage.stop(at, error)
        assert ended in (("SIGKILL",) if not error else ("OSError", "done")), (at, ended)
        assert stage.failures == [], at
        stops, reads = stops + (ended != "done"), reads + stage.reads
        moved = [r.release_id for r in list_releases(stage.home)] == [OLD, NEW]
        with hold(stage.home):
            plan = plan_release(stage.home, AS_OF)
        if moved:
            assert plan.unchanged is not None and plan.unchanged.release_id == NEW, at
            assert find_release(stage.home, "official").release_id == NEW
            verify(stage.home, find_release(stage.home, "official"))
        else:
            assert plan.unchanged is None and plan.release_id == NEW, at
            assert find_release(stage.home, "provisional").release_id == OLD
            assert list(stage.home.work.iterdir()) == [] and not (stage.home.restricted / NEW).exists()
        shutil.rmtree(folder / str(at), onerror=_make_writable)
    print(f"{stops} stops, {reads} reads, 0 failed, 0 mixed")
    assert stops >= count - 3 and reads > stops


def _make_writable(function: Any, path: str, _: Any) -> None:
    os.chmod(Path(path).parent, 0o700)  # noqa: PTH101
    function(path)


def test_killed_at_twenty_changes(ready: tuple[Path, Assembled], tmp_path: Path) -> None:
    _stop_everywhere(ready, tmp_path, FEW, 0)


@pytest.mark.parametrize("error", [FULL, READ_ONLY], ids=["full", "read-only"])
def test_a_disk_that_fails(ready: tuple[Path, Assembled], tmp_path: Path, error: int) -> None:
    _stop_everywhere(ready, tmp_path, FEW // 2, error)


@pytest.mark.long
def test_killed_before_two_hundred_changes(ready: tuple[Path, Assembled], tmp_path: Path) -> None:
    _stop_everywhere(ready, tmp_path, MANY, 0)


def test_a_candidate_that_the_disk_changed_is_not_published(
    ready: tuple[Path, Assembled], tmp_path: Path
) -> None:
    stage = Stage(ready, tmp_path / "stage")
    victim = stage.assembled.folder / "warehouse.duckdb"
    content = bytearray(victim.read_bytes())
    content[len(content) // 2] ^= 1
    victim.write_bytes(content)
    with pytest.raises(LingchaError) as caught:
        stage.publish()
    assert (caught.value.code, caught.value.exit_code) == ("E_CANDIDATE_DAMAGED", 4)
    assert find_release(stage.home, "provisional").release_id == OLD


def test_a_reader_keeps_its_release_and_blocks_nothing(ready: tuple[Path, Assembled], tmp_path: Path) -> None:
    """Somebody who opened the channel yesterday reads on, though the release was replaced and pruned."""
    from lingcha.release.channels import prune

    stage = Stage(ready, tmp_path / "stage")
    with open_hardened(stage.home.channel("provisional") / "warehouse.duckdb") as connection:
        query = "select release_id, (select count(*) from core.dim_submission) from meta.release"
        before = connection.execute(query).fetchall()
        stage.publish()
        assert prune(stage.home, keep=1) == [OLD]
        assert connection.execute(query).fetchall() == before
    assert find_release(stage.home, "provisional").release_id == NEW
