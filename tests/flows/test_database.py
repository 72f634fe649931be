"""Prefect's own database may be missing, damaged or locked: a run goes on, or says why not."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from flows import api
from lingcha.commands.collect import command
from lingcha.errors import LingchaError
from lingcha.home import DataHome


@pytest.fixture
def template(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    """A template of the smallest kind, whether or not the environment was set up with one."""
    path = tmp_path / "template.db"
    with sqlite3.connect(path) as connection:
        connection.execute("create table alembic_version (version_num text)")
        connection.execute("insert into alembic_version values ('now')")
    monkeypatch.setattr(api, "TEMPLATE_DATABASE", path)


def test_a_missing_database_is_made(home: DataHome, template: None) -> None:
    home.prefect.mkdir(mode=0o700)
    assert api._database_is_current(home.prefect / "prefect.db")
    assert api._migration(home.prefect / "prefect.db") == "now"


def test_a_damaged_database_is_set_aside_and_kept(home: DataHome, template: None) -> None:
    home.prefect.mkdir(mode=0o700)
    database = home.prefect / "prefect.db"
    database.write_bytes(b"this is no database" * 100)
    assert api._database_is_current(database)
    (aside,) = home.prefect.glob("prefect-damaged-*.db")
    assert aside.read_bytes().startswith(b"this is no")


def test_a_sound_database_stays(home: DataHome, template: None) -> None:
    home.prefect.mkdir(mode=0o700)
    database = home.prefect / "prefect.db"
    assert api._database_is_current(database)
    before = database.read_bytes()
    assert api._database_is_current(database)
    assert database.read_bytes() == before and not list(home.prefect.glob("*damaged*"))


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Another process has it to itself."""
    holder = (
        "import sqlite3, sys\nc = sqlite3.connect(sys.argv[1])\nc.execute('begin exclusive')\n"
        "print('held', flush=True)\nsys.stdin.read()\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", holder, str(database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin and process.stdout
    process.stdout.readline()
    try:
        yield
    finally:
        process.stdin.close()
        process.wait()
        process.stdout.close()


def test_a_locked_database_is_not_taken_for_a_damaged_one(home: DataHome, template: None) -> None:
    home.prefect.mkdir(mode=0o700)
    database = home.prefect / "prefect.db"
    assert api._database_is_current(database)
    with locked(database):
        api._set_aside_if_damaged(database)
    assert database.exists() and not list(home.prefect.glob("*damaged*"))


def test_a_locked_database_is_a_sentence_and_then_the_run_goes_on(
    home: DataHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command itself, with Prefect's real database: nothing is begun, and nothing is left behind. Without
    the database it makes a new one.
    """
    monkeypatch.setattr(api, "LOCK_SECONDS", 0.2)
    home.prefect.mkdir(mode=0o700)
    database = home.prefect / "prefect.db"
    assert api._database_is_current(database)
    with locked(database):
        with pytest.raises(LingchaError) as caught, api.prefect_api(home):
            pytest.fail("began")
        told = CliRunner().invoke(command, [])
        assert isinstance(told.exception, LingchaError)
    assert (caught.value.code, caught.value.exit_code) == ("E_PREFECT_LOCKED", 1)
    assert not (home.archive / "arrivals").exists()
    for name in ("prefect.db", "prefect.db-wal", "prefect.db-shm"):
        (home.prefect / name).unlink(missing_ok=True)
    done = subprocess.run([sys.executable, "-m", "lingcha", "collect"], capture_output=True, text=True)
    assert done.returncode == 0 and "没有新文件" in done.stdout
    assert database.exists()
