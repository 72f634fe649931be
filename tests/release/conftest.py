"""A small published city, built once by the real rooms without Prefect; each test gets a copy of its own."""

import os
import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from lingcha.archive.receive import receive
from lingcha.home import DataHome, open_home
from lingcha.lock import hold
from lingcha.release.assemble import Assembled, assemble
from lingcha.release.candidate import build, judge_candidate, land_inputs
from lingcha.release.channels import Release
from lingcha.release.plan import Plan, plan_release
from lingcha.release.publish import publish
from lingcha.sample import write_city, write_corrections
from lingcha.sample.defects import Defect

AS_OF = date(2022, 8, 31)
DEFECTS = [Defect("DQ-02", "411221", 1)]


def make_assembled(home: DataHome, as_known_at: datetime | None = None) -> tuple[Plan, Assembled]:
    """All of a release but its publication, at the sample's date."""
    plan = plan_release(home, AS_OF, as_known_at)
    landing = land_inputs(home, plan)
    candidate = build(home, plan, landing)
    return plan, assemble(home, plan, landing, candidate, judge_candidate(plan, candidate))


def make_release(home: DataHome, as_known_at: datetime | None = None) -> Release:
    with hold(home):
        _, assembled = make_assembled(home, as_known_at)
        return publish(home, assembled)


@pytest.fixture(scope="session")
def held_city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with ``home`` (release r001, held for one planted defect) and ``key``."""
    folder = tmp_path_factory.mktemp("held")
    before = os.environ.get("LINGCHA_KEY_FILE")
    os.environ["LINGCHA_KEY_FILE"] = str(folder / "key")
    home = open_home(folder / "home")
    write_city(folder / "city", "0.0005", defects=DEFECTS)
    (folder / "city" / "truth.json").unlink()
    (folder / "city" / "parameters.csv").rename(home.parameters)
    receive(home, folder / "city", settle_seconds=0.0)
    make_release(home)
    yield folder
    if before is None:
        del os.environ["LINGCHA_KEY_FILE"]
    else:
        os.environ["LINGCHA_KEY_FILE"] = before


@pytest.fixture(scope="session")
def official_city(held_city: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The held city after the corrected workbooks came: r001 provisional, r002 official."""
    folder = tmp_path_factory.mktemp("official") / "copy"
    shutil.copytree(held_city, folder, symlinks=True)
    home = open_home(folder / "home")
    correct(home, folder)
    make_release(home)
    return folder


def correct(home: DataHome, folder: Path) -> None:
    """The corrected workbooks come."""
    write_corrections(folder / "corrections", "0.0005", defects=DEFECTS)
    receive(home, folder / "corrections", settle_seconds=0.0)


@pytest.fixture
def city(held_city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataHome:
    """A copy of the held city that a test may harm."""
    return _copy(held_city, tmp_path, monkeypatch)


@pytest.fixture
def official(official_city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataHome:
    """A copy of the official city that a test may harm."""
    return _copy(official_city, tmp_path, monkeypatch)


def _copy(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataHome:
    shutil.copytree(folder, tmp_path / "copy", symlinks=True)
    monkeypatch.delenv("LINGCHA_KEY", raising=False)
    monkeypatch.setenv("LINGCHA_KEY_FILE", str(tmp_path / "copy" / "key"))
    return open_home(tmp_path / "copy" / "home")
