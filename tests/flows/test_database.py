"""Prefect's own database may be missing, damaged or locked: a run goes on, or says why not."""

import sqlite3
import subprocess
import sys

import pytest

from flows import api
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


def test_a_locked_database_is_not_taken_for_a_damaged_one(home: DataHome, template: None) -> None:
    home.prefect.mkdir(mode=0o700)
    database = home.prefect / "prefect.db"
    assert api._database_is_current(database)
    holder = (
        "import sqlite3, sys\nc = sqlite3.connect(sys.argv[1])\nc.execute('begin exclusive')\n"
        "print('held', flush=True)\nsys.stdin.read()\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", holder, str(database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin and process.stdout
    process.stdout.readline()
    api._set_aside_if_damaged(database)
    assert database.exists() and not list(home.prefect.glob("*damaged*"))
    process.stdin.close()
    process.wait()
    process.stdout.close()
