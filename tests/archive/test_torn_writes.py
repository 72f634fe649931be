"""Collecting is killed, or its disk fails, before every change it makes: no receipt is lost or doubled,
and the next look needs no hand.
"""

import errno
import sys
from pathlib import Path

import pytest

from lingcha import disk
from lingcha.archive.arrivals import read_arrivals
from lingcha.archive.resolve import resolve
from lingcha.archive.store import read_original
from lingcha.errors import LingchaError
from lingcha.home import open_home
from lingcha.intake import Job, read_many, worker
from lingcha.release.journals import changed_journals, journal_facts
from lingcha.vault import open_vault
from tests.archive.fake_intake import City, numbered, sheet
from tests.faults import FULL, READ_ONLY, run_until


def _city(folder: Path) -> City:
    """Two files of one look: one that counts, one that is no table."""
    city = City(open_home(folder / "home"))
    city.put("411282/a.xlsx", sheet(numbered(1, 3)))
    (city.home.inbox / "411282/b.xlsx").write_bytes(b"%PDF")
    open_vault(city.home)
    return city


def _account(city: City) -> list[tuple[object, ...]]:
    return [(a.arrival_no, a.path, a.state, a.code, a.submissions) for a in read_arrivals(city.home)]


@pytest.fixture
def undisturbed(tmp_path: Path) -> tuple[list[tuple[object, ...]], int]:
    """The account of a look that nothing disturbs, and how many changes it makes."""
    city = _city(tmp_path / "undisturbed")
    ended, effects = run_until(city.collect)
    assert ended == "done" and effects > 20
    return _account(city), effects


@pytest.mark.parametrize("error", [0, FULL, READ_ONLY], ids=["kill -9", "full disk", "read-only disk"])
def test_stopped_before_every_change(
    tmp_path: Path, undisturbed: tuple[list[tuple[object, ...]], int], error: int
) -> None:
    account, effects = undisturbed
    stopped = 0
    for at in range(1, effects + 1):
        city = _city(tmp_path / f"{at}")
        ended, _ = run_until(city.collect, at, error)
        assert ended in (("SIGKILL",) if not error else ("OSError", "done")), (at, ended)
        stopped += ended != "done"
        assert _account(city) == account[: len(read_arrivals(city.home))], at
        city.collect()
        assert _account(city) == account, at
        assert {r.status for r in resolve(city.home)} == {"in_force"}
        for arrival in read_arrivals(city.home):
            assert read_original(city.home, open_vault(city.home), arrival.sha256)
        assert list(changed_journals(city.home, journal_facts(city.home))) == []
        assert list(city.home.work.glob("*/*")) == []
    print(f"{stopped} stops with {errno.errorcode.get(error, 'SIGKILL')}: no receipt lost")
    assert stopped >= effects - 3


def test_a_disk_that_fills_while_a_file_is_read_refuses_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reader ends and tells why; the file gets no receipt that says it could not be read."""

    def full(_: Job) -> None:
        raise OSError(FULL, "No space left on device")

    monkeypatch.setattr(worker, "read_file", full)
    (tmp_path / "a.xlsx").write_bytes(b"rows")
    with pytest.raises(SystemExit) as ended:
        worker.run_in_child(Job(tmp_path / "a.xlsx", "411282", tmp_path / "out", "a.xlsx"))
    assert ended.value.code == disk.STATUS + FULL
    assert not (tmp_path / "out" / "reading.json").exists()


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (disk.STATUS + FULL, "E_DISK_FULL"),
        (disk.STATUS + READ_ONLY, "E_DISK_READ_ONLY"),
        (1, "E_READER_GONE"),
        (0, "E_READER_GONE"),
    ],
)
def test_the_run_names_the_disk_when_the_reader_ended_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int, code: str
) -> None:
    ending = tmp_path / "ending"
    ending.write_text(f"#!/bin/sh\nread line\nexit {status}\n", encoding="utf-8")
    ending.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(ending))
    with pytest.raises(LingchaError) as caught:
        read_many([Job(tmp_path / "a.xlsx", "411282", tmp_path / "out", "a.xlsx")])
    assert (caught.value.code, caught.value.exit_code) == (code, 1)
