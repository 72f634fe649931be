"""Backup and restore, tamper evidence, signatures, kept releases, and the trace that looking leaves."""

import json
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from lingcha.access import note_access, read_accesses
from lingcha.archive.arrivals import read_arrivals
from lingcha.archive.confirmations import write_confirmation
from lingcha.archive.resolve import resolve
from lingcha.archive.store import read_original
from lingcha.backup import back_up, check_backup, restore
from lingcha.commands.disclose import command as disclose
from lingcha.errors import LingchaError
from lingcha.home import DataHome, open_home
from lingcha.lock import hold
from lingcha.release.channels import find_release, list_releases, prune
from lingcha.release.journals import changed_journals, journal_facts
from lingcha.release.kept import mark_kept, unmark_kept
from lingcha.release.plan import plan_release
from lingcha.release.signatures import check_signature, make_signing_key, sign
from lingcha.release.verify import verify
from lingcha.vault import open_vault
from tests.release.conftest import AS_OF

MOMENT = datetime(2022, 10, 1, 6, 0)


def _rewrite(path: Path, old: bytes, new: bytes) -> None:
    content = path.read_bytes()
    assert old in content
    path.chmod(0o600)
    path.write_bytes(content.replace(old, new, 1))


def test_restore_drill(official: DataHome, tmp_path: Path) -> None:
    """The home is lost; from the backup and the key comes a home that verifies, explains its rows and needs
    no new release."""
    before = [r.manifest["tables"] for r in list_releases(official)]
    submissions = resolve(official)
    done = back_up(official, tmp_path / "disk", MOMENT)
    assert done.linked == 0 and done.copied > 20
    lost = official.root
    shutil.move(lost, tmp_path / "gone")
    assert restore(done.folder, DataHome(lost)) == done.copied
    home = open_home(lost)
    assert [r.manifest["tables"] for r in list_releases(home)] == before
    assert resolve(home) == submissions
    for channel in ("official", "provisional"):
        assert find_release(home, channel).release_id == "2022-08-31-r002"
        verify(home, find_release(home, channel))
    assert read_original(home, open_vault(home), submissions[0].file_sha256)
    with hold(home):
        assert plan_release(home, AS_OF).unchanged is not None


def test_a_second_backup_links_what_the_first_one_has(city: DataHome, tmp_path: Path) -> None:
    first = back_up(city, tmp_path / "disk", MOMENT)
    note_access(city, "x", "李四", "核实")
    second = back_up(city, tmp_path / "disk", MOMENT.replace(day=2))
    assert (second.copied, second.linked) == (1, first.copied)
    shutil.rmtree(first.folder)  # a backup does not lean on another one
    check_backup(second.folder)


def test_a_backup_has_no_key_and_nothing_plain(city: DataHome, tmp_path: Path) -> None:
    (city.returns / "411221").mkdir(parents=True, exist_ok=True)
    (city.returns / "411221" / "x").write_text("plain")
    folder = back_up(city, tmp_path / "disk", MOMENT).folder
    assert {p.name for p in folder.iterdir()} == {
        "archive", "restricted", "warehouse", "parameters.csv", "manifest.json",
    }  # fmt: skip
    assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("harm", ["change", "remove", "add", "manifest"])
def test_a_damaged_backup_is_not_restored(city: DataHome, tmp_path: Path, harm: str) -> None:
    folder = back_up(city, tmp_path / "disk", MOMENT).folder
    victim = sorted((folder / "archive" / "arrivals").iterdir())[0]
    if harm == "change":
        _rewrite(victim, b"4112", b"4113")
    elif harm == "remove":
        victim.unlink()
    elif harm == "add":
        (folder / "archive" / "more").touch()
    else:
        (folder / "manifest.json").write_text("{")
    with pytest.raises(LingchaError) as caught:
        restore(folder, DataHome(tmp_path / "new"))
    assert (caught.value.code, caught.value.exit_code) == ("E_BACKUP_DAMAGED", 4)
    assert not (tmp_path / "new").exists()


def test_a_home_in_use_is_not_overwritten_and_no_backup_goes_into_it(city: DataHome, tmp_path: Path) -> None:
    folder = back_up(city, tmp_path / "disk", MOMENT).folder
    with pytest.raises(LingchaError, match="E_RESTORE_NOT_EMPTY"):
        restore(folder, city)
    with pytest.raises(LingchaError, match="E_BACKUP_IN_HOME"):
        back_up(city, city.root / "backups", MOMENT)
    with pytest.raises(LingchaError, match="E_BACKUP_EXISTS"):
        back_up(city, tmp_path / "disk", MOMENT)


def test_a_full_disk_leaves_no_half_backup(
    city: DataHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("lingcha.backup.shutil.copyfile", full)
        with pytest.raises(OSError, match="No space"):
            back_up(city, tmp_path / "disk", MOMENT)
    assert list((tmp_path / "disk").glob("backup-*")) == []
    back_up(city, tmp_path / "disk", MOMENT)


def _change_receipt(home: DataHome) -> None:
    _rewrite(sorted((home.archive / "arrivals").iterdir())[1], b'"file_name": "', b'"file_name": "x')


def _change_last_receipt(home: DataHome) -> None:
    _rewrite(sorted((home.archive / "arrivals").iterdir())[-1], b'"file_name": "', b'"file_name": "x')


def _remove_last_receipt(home: DataHome) -> None:
    sorted((home.archive / "arrivals").iterdir())[-1].unlink()


def _change_release(home: DataHome) -> None:
    _rewrite(home.releases / "2022-08-31-r001" / "release.json", b'"channel": "', b'"channel":  "')


def _change_findings(home: DataHome) -> None:
    path = sorted((home.archive / "findings").iterdir())[0]
    path.chmod(0o600)
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("harm", "named"),
    [
        (_change_receipt, "收件记录第 2 条已被改动"),
        (_change_last_receipt, "条已被改动"),
        (_remove_last_receipt, "收件记录少于"),
        (_change_release, "2022-08-31-r001 的 release.json"),
        (_change_findings, "问题日志第 1 条"),
    ],
)
def test_the_first_thing_changed_is_named(
    official: DataHome, harm: Callable[[DataHome], None], named: str
) -> None:
    verify(official, find_release(official, "official"))
    harm(official)
    with pytest.raises(LingchaError) as caught:
        verify(official, find_release(official, "official"))
    assert caught.value.code == "E_VERIFY" and named in caught.value.message_zh


def test_confirmations_and_accesses_are_part_of_the_chain(city: DataHome) -> None:
    write_confirmation(city, "0123456789abcdef", "李四", "核实")
    for n in range(3):
        note_access(city, f"what{n}", "李四", "核实")
    facts = journal_facts(city)
    assert list(changed_journals(city, facts)) == []
    assert len(facts["reference"]) > 10
    confirmation = city.archive / "confirmations" / "0123456789abcdef.json"
    _rewrite(confirmation, "李四".encode(), "王五".encode())
    assert "0123456789abcdef" in next(changed_journals(city, facts))
    _rewrite(confirmation, "王五".encode(), "李四".encode())
    _rewrite(city.root / "access" / "00000002.json", b"what1", b"what9")
    assert next(changed_journals(city, facts)) == "查看记录第 2 条已被改动。"
    assert list(changed_journals(city, facts))[1:] == []


def test_a_signature_covers_the_release(official: DataHome, tmp_path: Path) -> None:
    release = find_release(official, "official")
    assert check_signature(official, release) is None
    public = make_signing_key(tmp_path / "keys" / "sign")
    assert (tmp_path / "keys" / "sign").stat().st_mode & 0o077 == 0
    with pytest.raises(LingchaError, match="没有签名"):
        verify(official, release, public)
    sign(official, release, tmp_path / "keys" / "sign", "李四")
    signed = verify(official, release, public).signature
    assert signed and signed.by == "李四"
    other = make_signing_key(tmp_path / "keys" / "other")
    with pytest.raises(LingchaError, match="不是指定的密钥"):
        verify(official, release, other)
    path = official.warehouse / "signatures" / f"{release.release_id}.json"
    whole = json.loads(path.read_bytes())
    path.write_text(json.dumps(whole | {"by": "王五"}))
    with pytest.raises(LingchaError, match="与签名内容不符"):
        verify(official, release)
    path.write_text(json.dumps(whole))
    _rewrite(release.folder / "release.json", b'"channel": "', b'"channel":  "')
    with pytest.raises(LingchaError, match="在签名之后已被改动"):
        verify(official, release)


def test_a_signing_key_that_others_may_read_or_that_lies_in_the_home_is_refused(
    official: DataHome, tmp_path: Path
) -> None:
    release = find_release(official, "official")
    make_signing_key(tmp_path / "sign")
    (tmp_path / "sign").chmod(0o644)
    make_signing_key(official.root / "inside")
    (tmp_path / "text").write_text("no key")
    (tmp_path / "text").chmod(0o600)
    for key in (tmp_path / "sign", official.root / "inside", tmp_path / "none", tmp_path / "text"):
        with pytest.raises(LingchaError, match="E_SIGNING_KEY"):
            sign(official, release, key, "李四")
    with pytest.raises(LingchaError, match="E_SIGNING_KEY"):
        make_signing_key(tmp_path / "sign")


def test_what_is_marked_stays(official: DataHome) -> None:
    mark_kept(official, "2022-08-31-r001", "李四", "考核依据")
    assert prune(official, keep=1) == []
    with pytest.raises(LingchaError, match="E_KEEP_INCOMPLETE"):
        mark_kept(official, "2022-08-31-r001", "", "")
    unmark_kept(official, "2022-08-31-r001")
    unmark_kept(official, "2022-08-31-r001")
    assert prune(official, keep=1) == ["2022-08-31-r001"]


def test_looking_leaves_a_trace(city: DataHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINGCHA_HOME", str(city.root))
    tables = sorted((city.restricted / "2022-08-31-r001").glob("*.parquet.enc"))
    table = tables[0].name.removesuffix(".parquet.enc")
    who = ["--by", "李四", "--reason", "核实信访件"]
    done = CliRunner().invoke(disclose, [table, str(tmp_path / "out.parquet"), *who], catch_exceptions=False)
    assert done.exit_code == 0 and "第 1 号" in done.output
    assert (tmp_path / "out.parquet").read_bytes()[:4] == b"PAR1"
    assert (tmp_path / "out.parquet").stat().st_mode & 0o077 == 0
    sha256 = read_arrivals(city)[0].sha256
    CliRunner().invoke(disclose, [sha256, str(tmp_path / "book"), *who], catch_exceptions=False)
    log = read_accesses(city)
    assert [e["what"] for e in log] == [f"2022-08-31-r001/{table}", f"archive/{sha256}"]
    assert {(e["by"], e["reason"]) for e in log} == {("李四", "核实信访件")}
    for what, target, given, code in (
        (table, "out.parquet", who, "E_TARGET_EXISTS"),
        ("nothing", "new", who, "E_DISCLOSE_UNKNOWN"),
        (table, "new", ["--by", " ", "--reason", "x"], "E_ACCESS_INCOMPLETE"),
    ):
        with pytest.raises(LingchaError, match=code):
            CliRunner().invoke(disclose, [what, str(tmp_path / target), *given], catch_exceptions=False)
    assert not (tmp_path / "new").exists() and len(read_accesses(city)) == 2


def test_nothing_is_opened_that_cannot_be_noted(
    city: DataHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINGCHA_HOME", str(city.root))
    (city.root / "access").write_text("in the way")
    table = sorted((city.restricted / "2022-08-31-r001").glob("*.enc"))[0].name.removesuffix(".parquet.enc")
    with pytest.raises(OSError):
        CliRunner().invoke(
            disclose,
            [table, str(tmp_path / "out"), "--by", "李四", "--reason", "x"],
            catch_exceptions=False,
        )
    assert not (tmp_path / "out").exists()
