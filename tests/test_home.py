"""Who may enter a data home: its owner; and who may read in it: of the warehouse, whoever is given that."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.city import prepare_city
from lingcha.commands.demo import _fresh_home
from lingcha.errors import LingchaError
from lingcha.home import open_home


@pytest.fixture(params=[0o000, 0o022, 0o077])
def _umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.usefixtures("_umask")
def test_others_may_read_the_warehouse_and_nothing_else(tmp_path: Path) -> None:
    home = open_home(tmp_path / "home")
    assert {mode(f) for f in (home.warehouse, home.releases)} == {0o755}
    others = [home.root, *(f for f in home.root.iterdir() if f != home.warehouse)]
    assert len(others) == 6 and {mode(f) for f in others} == {0o700}


def test_an_older_home_is_opened_for_readers_of_its_releases(tmp_path: Path) -> None:
    home = open_home(tmp_path / "home")
    home.releases.chmod(0o700)
    open_home(home.root)
    assert mode(home.releases) == 0o755


def test_a_home_that_others_may_enter_is_refused(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home").chmod(0o755)
    with pytest.raises(LingchaError, match="E_HOME_OPEN"):
        open_home(tmp_path / "home")


@pytest.mark.usefixtures("_umask")
def test_after_the_demonstration_and_the_benchmark_the_default_home_can_be_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LINGCHA_KEY", "LINGCHA_KEY_FILE"):
        monkeypatch.setenv(name, "")  # so that what the demonstration sets is put back
    _fresh_home(tmp_path / "demonstrated" / "var")
    monkeypatch.setattr("benchmarks.city.write_city", _no_workbooks)
    prepare_city(tmp_path / "measured" / "var" / "bench" / "1.0", "1.0")
    for place in ("demonstrated", "measured"):
        assert open_home(tmp_path / place / "var").inbox.is_dir()


def _no_workbooks(directory: Path, *_: object, **__: object) -> None:
    directory.mkdir()
    (directory / "truth.json").write_text("{}")
