"""Receiving: what becomes an arrival, what does not, and what is left when a run is killed."""

import json
import os
import stat
import time
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

import pytest

from lingcha.archive import receive as receive_module
from lingcha.archive.arrivals import read_arrivals
from lingcha.archive.receive import receive
from lingcha.archive.store import content_folder, original_path, read_original
from lingcha.errors import LingchaError
from lingcha.vault import open_vault
from tests.archive.fake_intake import City, numbered, sheet


def test_a_file_is_kept_as_received_and_read_only(city: City) -> None:
    file = city.put("411282/支付.xlsx", sheet(numbered(1, 3)))
    before = (file.read_bytes(), file.stat())
    result = city.collect()
    (arrival,) = result.arrivals
    assert (arrival.arrival_no, arrival.state, arrival.folder_unit) == (1, "read", "411282")
    assert (arrival.file_name, arrival.path, arrival.size) == (
        "支付.xlsx",
        "411282/支付.xlsx",
        len(before[0]),
    )
    folder = content_folder(city.home, arrival.sha256)
    original = folder / "original.enc"
    assert read_original(city.home, open_vault(city.home), arrival.sha256) == before[0]
    assert stat.S_IMODE(original.stat().st_mode) == 0o400
    for path in [folder, *folder.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o400)
    after = file.stat()
    assert file.read_bytes() == before[0]
    assert (after.st_mtime_ns, after.st_ino, after.st_nlink) == (before[1].st_mtime_ns, before[1].st_ino, 1)
    (submission,) = arrival.submissions
    assert (submission.form_code, submission.rows_accepted, submission.rows_quarantined) == ("ZJ02", 3, 0)
    assert len(submission.content_sha256) == 64


def test_an_empty_inbox_brings_nothing_and_a_missing_one_is_a_sentence(city: City, tmp_path: Path) -> None:
    assert city.collect().arrivals == ()
    with pytest.raises(LingchaError) as error:
        receive(city.home, tmp_path / "nowhere")
    assert error.value.code == "E_INBOX_MISSING"


def test_a_second_look_reads_nothing_even_without_its_memory(city: City) -> None:
    city.send("411282/a.xlsx", sheet(numbered(1, 3)))
    assert city.collect().arrivals == ()
    (city.home.archive / "seen.json").unlink()
    assert city.collect().arrivals == ()
    (city.home.archive / "seen.json").write_text("{broken")
    assert city.collect().arrivals == ()
    (city.home.inbox / "411282/a.xlsx").touch()
    assert city.collect().arrivals == ()
    assert city.intake.read == ["a.xlsx"]
    assert len(read_arrivals(city.home)) == 1


def test_unchanged_files_are_not_even_opened(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    city.send("411282/a.xlsx", sheet(numbered(1, 3)))

    def refuse(*_: object) -> None:
        raise AssertionError("opened")

    monkeypatch.setattr("lingcha.archive.collector.copy_from_inbox", refuse)
    assert city.collect().looked_at == 1
    city.put("411282/b.xlsx", sheet(numbered(1, 3)))
    with pytest.raises(AssertionError, match="opened"):  # the guard above does fire for a new file
        city.collect()


def test_a_look_at_thousands_of_known_files_is_fast(city: City) -> None:
    folder = city.home.inbox / "411282"
    folder.mkdir()
    for i in range(2000):
        (folder / f"{i}.xlsx").write_bytes(b"same")  # one content: hashed once each, read once
    assert len(city.collect().arrivals) == 2000
    started = time.process_time()
    assert city.collect().looked_at == 2000
    assert time.process_time() - started < 0.3


def test_the_same_bytes_under_another_name_are_a_duplicate(city: City) -> None:
    city.send("411282/a.xlsx", sheet(numbered(1, 3)))
    (arrival,) = city.send("411282/copy/b.xlsx", sheet(numbered(1, 3))).arrivals
    assert (arrival.state, arrival.submissions, arrival.code) == ("duplicate", (), "")
    assert "411282/a.xlsx" in arrival.message_zh
    assert city.intake.read == ["a.xlsx"]


def test_two_copies_in_one_look_are_read_once(city: City) -> None:
    city.put("411282/a.xlsx", sheet(numbered(1, 3)))
    city.put("411282/b.xlsx", sheet(numbered(1, 3)))
    assert [a.state for a in city.collect().arrivals] == ["read", "duplicate"]
    assert city.intake.read == ["a.xlsx"]


def test_an_older_file_sent_again_under_the_same_name_is_a_new_arrival(city: City) -> None:
    city.send("411282/a.xlsx", sheet(numbered(1, 3)))
    city.send("411282/a.xlsx", sheet(numbered(1, 4)))
    (arrival,) = city.send("411282/a.xlsx", sheet(numbered(1, 3))).arrivals
    assert (arrival.arrival_no, arrival.state) == (3, "duplicate")


def test_a_file_moved_from_the_wrong_folder_to_the_right_one_is_read_again(city: City) -> None:
    wrong = city.put("411224/a.xlsx", sheet(numbered(1, 3)))
    assert city.collect().arrivals[0].code == "E_OTHER_UNIT"
    wrong.unlink()
    (arrival,) = city.send("411282/a.xlsx", sheet(numbered(1, 3))).arrivals
    assert (arrival.state, arrival.code) == ("read", "")
    assert arrival.submissions[0].state == "read"


@pytest.mark.parametrize("path", ["411222/a.xlsx", "a.xlsx"])
def test_a_file_outside_the_units_folders_is_kept_and_named(city: City, path: str) -> None:
    (arrival,) = city.send(path, sheet(numbered(1, 3))).arrivals
    assert (arrival.state, arrival.code) == ("rejected", "E_FOLDER_UNKNOWN")
    assert "411282 灵宝市" in arrival.message_zh
    assert original_path(city.home, arrival.sha256).exists()
    assert city.collect().arrivals == ()
    assert city.intake.read == []


def test_links_and_pipes_are_refused_once_and_never_opened(city: City, tmp_path: Path) -> None:
    secret = tmp_path / "secret.xlsx"
    secret.write_text("secret")
    folder = city.home.inbox / "411282"
    folder.mkdir()
    (folder / "link.xlsx").symlink_to(secret)
    (folder / "linked_folder").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe.xlsx")
    arrivals = city.collect().arrivals
    assert [a.code for a in arrivals] == ["E_NOT_A_FILE"] * 3
    assert all(a.sha256 == "" and a.size == 0 for a in arrivals)
    assert not (city.home.archive / "files").exists()
    (city.home.archive / "seen.json").unlink()
    assert city.collect().arrivals == ()


def test_a_file_that_became_a_link_after_the_look_is_refused(
    city: City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = city.put("411282/a.xlsx", sheet(numbered(1, 3)))
    found = receive_module.list_inbox(city.home.inbox)
    file.unlink()
    file.symlink_to(tmp_path / "elsewhere")
    monkeypatch.setattr(receive_module, "list_inbox", lambda _: found)
    monkeypatch.setattr(receive_module, "RECENT_SECONDS", 0)
    assert [a.code for a in city.collect().arrivals] == ["E_NOT_A_FILE"]


@pytest.mark.parametrize(
    "name", ["~$a.xlsx", ".~lock.a.xlsx#", ".hidden", "a.xlsx.tmp", "a.PART", "a.xlsx.filepart"]
)
def test_temporary_files_are_not_looked_at(city: City, name: str) -> None:
    city.put(f"411282/{name}", sheet(numbered(1, 3)))
    result = city.collect()
    assert (result.looked_at, result.arrivals) == (0, ())


def test_a_growing_file_is_left_for_the_next_look(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    growing = city.put("411282/big.xlsx", sheet(numbered(1, 3)))
    city.put("411282/done.xlsx", sheet(numbered(1, 4)))

    def transfer_goes_on(_: float) -> None:
        with growing.open("a") as file:
            file.write(" ")

    monkeypatch.setattr(receive_module.time, "sleep", transfer_goes_on)
    result = city.collect()
    assert result.growing == ("411282/big.xlsx",)
    assert [a.file_name for a in result.arrivals] == ["done.xlsx"]
    monkeypatch.setattr(receive_module.time, "sleep", lambda _: None)
    assert [a.file_name for a in city.collect().arrivals] == ["big.xlsx"]


def test_a_file_that_changes_while_it_is_copied_is_left_too(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    growing = city.put("411282/big.xlsx", sheet(numbered(1, 3)))
    real_read = os.read

    def read_and_grow(file: BinaryIO) -> bytes:
        data = real_read(file.fileno(), 1 << 20)
        if data:
            with growing.open("a") as more:
                more.write(" ")
        return data

    monkeypatch.setattr("lingcha.archive.store._read", read_and_grow)
    assert city.collect().growing == ("411282/big.xlsx",)
    assert read_arrivals(city.home) == []


def test_old_files_are_not_waited_for(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    city.put("411282/a.xlsx", sheet(numbered(1, 3)))
    monkeypatch.setattr(receive_module, "RECENT_SECONDS", -60)
    monkeypatch.setattr(receive_module.time, "sleep", lambda _: pytest.fail("waited"))
    assert len(city.collect().arrivals) == 1


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("支付.xlsx".encode("gbk"), "支付.xlsx"),
        (b"\xff\xff.xlsx", r"\xff\xff.xlsx"),
        ("支付\n.xlsx".encode(), r"支付\n.xlsx"),
    ],
)
def test_a_name_that_is_no_clean_text_is_received_and_shown(city: City, raw: bytes, shown: str) -> None:
    folder = city.home.inbox / "411282"
    folder.mkdir()
    content = json.dumps({"sheets": [sheet(numbered(1, 2))]}).encode()
    Path(os.fsdecode(os.fsencode(folder) + b"/" + raw)).write_bytes(content)
    (arrival,) = city.collect().arrivals
    assert arrival.file_name == shown
    assert arrival.state == "read"
    assert city.collect().arrivals == ()


def test_a_file_that_is_no_table_is_kept_with_its_receipt_and_the_others_go_on(city: City) -> None:
    (city.home.inbox / "411282").mkdir()
    (city.home.inbox / "411282/a.pdf").write_bytes(b"%PDF")
    city.put("411282/b.xlsx", sheet(numbered(1, 3)))
    first, second = city.collect().arrivals
    assert (first.state, first.code) == ("rejected", "E_FORMAT_UNKNOWN")
    assert second.state == "read"


def test_a_rejected_sheet_is_named_in_the_arrival_of_a_file_that_was_read(city: City) -> None:
    good, bad = sheet(numbered(1, 3)), sheet([], form="ZJ01", state="rejected", name="指标")
    (arrival,) = city.send("411282/a.xlsx", good, bad).arrivals
    assert (arrival.state, arrival.code) == ("read", "E_COLUMN_MISSING")
    assert arrival.message_zh == "工作表“指标”：缺少必填列。"
    assert [s.state for s in arrival.submissions] == ["read", "rejected"]


def test_a_run_that_dies_while_reading_is_finished_by_the_next(city: City) -> None:
    for i in range(3):
        city.put(f"411282/{i}.xlsx", sheet(numbered(1, 3 + i)))
    city.intake.die_after = 1
    with pytest.raises(KeyboardInterrupt):
        city.collect()
    assert [a.file_name for a in read_arrivals(city.home)] == ["0.xlsx"]
    assert len(list((city.home.archive / "files").glob("*/*/original.enc"))) == 3
    city.intake.die_after = None
    assert [a.arrival_no for a in city.collect().arrivals] == [2, 3]
    assert city.intake.read == ["0.xlsx", "1.xlsx", "2.xlsx"]
    assert list(city.home.work.glob("*/*")) == []


def test_a_run_that_dies_before_the_journal_does_not_read_again(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    city.put("411282/a.xlsx", sheet(numbered(1, 3)))
    with monkeypatch.context() as patch:
        patch.setattr(
            "lingcha.archive.collector.write_arrival", lambda *_: (_ for _ in ()).throw(OSError("full"))
        )
        with pytest.raises(OSError, match="full"):
            city.collect()
    (arrival,) = city.collect().arrivals
    assert (arrival.arrival_no, arrival.state) == (1, "read")
    assert city.intake.read == ["a.xlsx"]


def test_order_is_by_name_with_numbers_read_as_numbers(city: City) -> None:
    for version in (10, 2, 1):
        city.put(f"411282/ZJ02_v{version}.xlsx", sheet(numbered(1, version)))
    assert [a.file_name for a in city.collect().arrivals] == ["ZJ02_v1.xlsx", "ZJ02_v2.xlsx", "ZJ02_v10.xlsx"]


def test_a_clock_set_back_does_not_reorder_arrivals(city: City) -> None:
    city.send("411282/a.xlsx", sheet(numbered(1, 3)))
    city.time -= timedelta(days=2)
    city.send("411282/b.xlsx", sheet(numbered(1, 4)))
    first, second = read_arrivals(city.home)
    assert first.received_at == second.received_at


def test_progress_counts_every_arrival(city: City) -> None:
    city.put("411282/a.xlsx", sheet(numbered(1, 3)))
    city.put("411282/b.xlsx", sheet(numbered(1, 4)))
    calls: list[tuple[int, int, str]] = []
    receive(
        city.home,
        city.home.inbox,
        lambda *call: calls.append(call),
        settle_seconds=0,
        reader=city.intake,
    )
    assert calls == [(1, 2, "a.xlsx"), (2, 2, "b.xlsx")]


@pytest.mark.parametrize("damage", ["{", '{"arrival_no": 1}'])
def test_a_damaged_journal_is_a_sentence(city: City, damage: str) -> None:
    city.send("411282/a.xlsx", sheet(numbered(1, 3)))
    entry = city.home.archive / "arrivals/00000001.json"
    entry.chmod(0o600)
    entry.write_text(damage)
    with pytest.raises(LingchaError) as error:
        read_arrivals(city.home)
    assert error.value.code == "E_ARCHIVE_DAMAGED"
    assert error.value.exit_code == 4


def test_a_missing_arrival_is_noticed(city: City) -> None:
    city.send("411282/a.xlsx", sheet(numbered(1, 3)))
    city.send("411282/b.xlsx", sheet(numbered(1, 4)))
    (city.home.archive / "arrivals/00000001.json").unlink()
    with pytest.raises(LingchaError, match="缺少第 1 号"):
        read_arrivals(city.home)
