"""A disk that takes no more is known by what the system and the engines really say, and nothing else is."""

import os
import resource
import sqlite3
from collections.abc import Callable
from pathlib import Path

import click
import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows import api
from lingcha import cli
from lingcha.disk import PROBE_BYTES, disk_failure, failing_disk
from lingcha.errors import LingchaError
from lingcha.home import DataHome, open_home

FULL_TEXT, READ_ONLY_TEXT = os.strerror(28), os.strerror(30)


def _said(work: Callable[[], object], folder: Path, size: int = 20_000) -> str:
    """The code of what ``work`` meets in a process whose files cannot grow beyond ``size``."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        found = None
        try:
            found = work()
        except Exception as error:  # noqa: BLE001 - which one it is differs by engine
            found = disk_failure(error, folder) or LingchaError(type(error).__name__, "")
        os.write(writing, found.code.encode() if isinstance(found, LingchaError) else b"-")
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    os.waitpid(pid, 0)
    return said


def _duckdb(folder: Path) -> None:
    with duckdb.connect(str(folder / "a.duckdb"), config={"threads": 1}) as connection:
        connection.execute("create table a as select random() as x from range(100000)")


def _arrow(folder: Path) -> None:
    pq.write_table(pa.table({"a": [os.urandom(100) for _ in range(1000)]}), folder / "a.parquet")


@pytest.mark.parametrize(
    "write",
    [lambda f: (f / "a").write_bytes(bytes(100_000)), _duckdb, _arrow],
    ids=["system", "duckdb", "arrow"],
)
def test_every_engine_that_meets_it_is_understood(tmp_path: Path, write: Callable[[Path], object]) -> None:
    assert _said(lambda: write(tmp_path), tmp_path) == "E_DISK_FULL"


def test_a_folder_is_tried_and_left_as_it_was(tmp_path: Path) -> None:
    assert failing_disk(tmp_path) is None
    assert _said(lambda: failing_disk(tmp_path), tmp_path, PROBE_BYTES - 1) == "E_DISK_FULL"
    assert _said(lambda: failing_disk(tmp_path), tmp_path, PROBE_BYTES) == "-"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(28, FULL_TEXT), "E_DISK_FULL"),
        (OSError(122, "Disk quota exceeded"), "E_DISK_FULL"),
        (OSError(30, READ_ONLY_TEXT), "E_DISK_READ_ONLY"),
        (f'IO Error: Could not write file "/x/y": {FULL_TEXT}', "E_DISK_FULL"),
        (duckdb.OutOfMemoryException("failed to offload: see max_temp_directory_size"), "E_DISK_FULL"),
        (sqlite3.OperationalError("database or disk is full"), "E_DISK_FULL"),
        (sqlite3.OperationalError("attempt to write a readonly database"), "E_DISK_READ_ONLY"),
        (sqlite3.OperationalError("database is locked"), None),
        (PermissionError(13, "Permission denied"), None),
        (OSError(5, "Input/output error"), None),
        ("Binder Error: no such column", None),
        (ValueError("411202199001019915"), None),
        (None, None),
    ],
)
def test_what_is_about_the_disk_and_what_is_not(error: object, code: str | None) -> None:
    told = disk_failure(error, Path("/a/home"))
    assert (told and told.code) == code
    if told:
        assert "/a/home" in told.message_zh and "请" in told.message_zh and told.exit_code == 1


def test_the_folder_that_the_system_names_is_told_and_a_cause_is_looked_for() -> None:
    error = RuntimeError("cannot go on")
    error.__context__ = OSError(28, FULL_TEXT, "/other/disk/file")
    told = disk_failure(error, Path("/a/home"))
    assert told and "/other/disk" in told.message_zh and "/a/home" not in told.message_zh


def test_what_a_killed_run_left_makes_room_before_anything_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = open_home(tmp_path / "home")
    left = home.work / "2022-08-31-r001"
    left.mkdir()
    full = LingchaError("E_DISK_FULL", "满", exit_code=1)
    monkeypatch.setattr(api, "failing_disk", lambda _: full if left.exists() else None)
    api._make_room(home)
    assert not left.exists()
    monkeypatch.setattr(api, "failing_disk", lambda _: full)
    with pytest.raises(LingchaError, match="E_DISK_FULL"):
        api._make_room(home)


@pytest.mark.parametrize(
    ("number", "sentence"), [(28, "E_DISK_FULL"), (30, "E_DISK_READ_ONLY"), (5, "E_UNEXPECTED")]
)
def test_no_command_ends_in_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], number: int,
    sentence: str,
) -> None:  # fmt: skip
    @click.command()
    def failing() -> None:
        raise OSError(number, os.strerror(number), str(DataHome(tmp_path).root / "lock"))

    monkeypatch.setattr(cli, "cli", failing)
    monkeypatch.setattr(cli.atexit, "register", lambda *_: None)
    monkeypatch.setattr("sys.argv", ["lingcha"])
    monkeypatch.delenv("LINGCHA_TRACEBACK", raising=False)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert sentence in capsys.readouterr().err
    assert ended.value.code == 1
    monkeypatch.setenv("LINGCHA_TRACEBACK", "1")
    with pytest.raises(OSError, match="lock"):
        cli.main()
