"""The child processes: a file that kills its reader costs nobody else anything."""

import faulthandler
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from lingcha.errors import LingchaError
from lingcha.intake import Job, Reading, read_many, read_submission_file, worker
from tests.intake import hostile
from tests.intake.making import UNIT, assert_conserved, payment, payments, workbook

GOOD = workbook({"a": payments(payment(1), payment(2, amount="甲"))})


def job(folder: Path, name: str, content: bytes) -> Job:
    (folder / name).write_bytes(content)
    return Job(folder / name, UNIT, folder / f"{name}.out", name)


def test_one_file_in_a_child(tmp_path: Path) -> None:
    (tmp_path / "original").write_bytes(GOOD)
    reading = read_submission_file(tmp_path / "original", UNIT, tmp_path / "out", "八月.xls")
    assert (reading.state, reading.sheets[0].accepted, reading.sheets[0].quarantined) == ("read", 1, 1)
    assert_conserved(reading, tmp_path / "out", GOOD)
    refused = read_submission_file(tmp_path / "original", "411224", tmp_path / "other")
    assert refused.code == "E_OTHER_UNIT"


def test_many_files_keep_their_order_and_each_is_announced_once(tmp_path: Path) -> None:
    jobs = [job(tmp_path, f"f{i}", GOOD if i % 3 else b"") for i in range(7)]
    done: list[tuple[Job, Reading]] = []
    readings = read_many(jobs, on_done=lambda *pair: done.append(pair))
    assert [r.code for r in readings] == ["E_EMPTY_FILE" if i % 3 == 0 else "" for i in range(7)]
    assert sorted(j.file_name for j, _ in done) == sorted(j.file_name for j in jobs)
    assert "“f0”" in readings[0].message_zh
    assert read_many([]) == []


def _crash(how: Callable[[], object]) -> Callable[[Job], None]:
    return lambda _: how() and None


def _burn() -> None:
    while True:
        pass


def _fault() -> None:
    faulthandler.disable()  # its report would only fill the test's own output
    os.kill(os.getpid(), signal.SIGSEGV)


def _abort() -> None:
    faulthandler.disable()
    os.abort()


class Panic(BaseException):
    """Like the panic of a Rust library: no Exception."""


def _panic() -> None:
    raise Panic("13800000000")


@pytest.mark.parametrize(
    ("how", "answer", "why"),
    [
        (_fault, "SIGSEGV", "崩溃"),
        (_abort, "SIGABRT", "中止"),
        (_burn, "SIGXCPU", "计算超过"),
        (lambda: time.sleep(60), "SIGALRM", "超过"),
        (lambda: bytearray(worker.MEMORY), "exit 71", "内存"),
        (_panic, "exit 70", "报错"),
    ],
)
def test_whatever_befalls_the_child_is_pinned_on_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str],
    how: Callable[[], object], answer: str, why: str,
) -> None:  # fmt: skip
    bad = job(tmp_path, "坏", GOOD)
    monkeypatch.setattr(worker, "CPU_SECONDS", 1)
    # On a busy machine a second of CPU may take many on the wall: only the sleeper meets the wall.
    monkeypatch.setattr(worker, "WALL_SECONDS", 3 if answer == "SIGALRM" else 120)
    with monkeypatch.context() as patch:
        patch.setattr(worker, "read_file", _crash(how))
        assert worker.run_in_child(bad) == answer
    reading = Reading.load(bad.out_dir)
    assert (reading.state, reading.code, reading.sheets) == ("rejected", "E_READER_CRASH", [])
    assert why in reading.message_zh and "“坏”" in reading.message_zh
    assert pq.read_table(bad.out_dir / "quarantine.parquet").num_rows == 0
    assert "13800000000" not in capfd.readouterr().err
    good = job(tmp_path, "好", GOOD)
    assert worker.run_in_child(good) == ""
    assert Reading.load(good.out_dir).state == "read"


def test_a_folder_of_nobody_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(LingchaError, match="E_FOLDER_UNIT"):
        read_submission_file(tmp_path / "none", "不是单位", tmp_path / "out")


def test_a_worker_that_is_gone_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/true")
    with pytest.raises(LingchaError, match="E_READER_GONE"):
        read_many([job(tmp_path, "x", GOOD)])


def test_rows_of_a_reading_that_died_are_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    half = job(tmp_path, "半", GOOD)
    assert worker.run_in_child(half) == ""
    assert list((half.out_dir / "rows").iterdir())
    monkeypatch.setattr(worker, "read_file", _crash(_abort))
    assert worker.run_in_child(half) == "SIGABRT"
    assert not list((half.out_dir / "rows").iterdir())


def test_hostile_files_leave_the_workers_alive(tmp_path: Path) -> None:
    jobs = [job(tmp_path, "bomb", hostile.entity_bomb(GOOD)), job(tmp_path, "good", GOOD)]
    assert [r.code for r in read_many(jobs, workers=1)] == ["E_ZIP_UNSAFE", ""]
