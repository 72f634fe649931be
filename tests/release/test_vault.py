"""Sealed files open with their own key only, and any change to them is seen."""

import base64
import os
from pathlib import Path

import pytest

from lingcha.errors import LingchaError
from lingcha.home import DataHome, open_home
from lingcha.vault import CHUNK_BYTES, Vault, open_vault


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataHome:
    monkeypatch.delenv("LINGCHA_KEY", raising=False)
    monkeypatch.setenv("LINGCHA_KEY_FILE", str(tmp_path / "keys" / "key"))
    return open_home(tmp_path / "home")


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES + 7])
def test_what_was_sealed_opens_again(home: DataHome, tmp_path: Path, size: int) -> None:
    plain = os.urandom(size)
    (tmp_path / "plain").write_bytes(plain)
    vault = open_vault(home)
    vault.seal(tmp_path / "plain", tmp_path / "sealed")
    assert size == 0 or plain not in (tmp_path / "sealed").read_bytes()
    vault.open(tmp_path / "sealed", tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == plain
    assert (tmp_path / "sealed").stat().st_mode & 0o077 == 0


def test_the_same_content_is_sealed_differently_each_time(home: DataHome, tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"same")
    vault = open_vault(home)
    vault.seal(tmp_path / "plain", tmp_path / "one")
    vault.seal(tmp_path / "plain", tmp_path / "two")
    assert (tmp_path / "one").read_bytes() != (tmp_path / "two").read_bytes()


def _swap_chunks(sealed: bytes) -> bytes:
    body, step = sealed[32:], CHUNK_BYTES + 16
    return sealed[:32] + body[step : 2 * step] + body[:step] + body[2 * step :]


@pytest.mark.parametrize(
    "harm",
    [
        lambda b: b[:40] + bytes([b[40] ^ 1]) + b[41:],
        lambda b: b[:20] + bytes([b[20] ^ 1]) + b[21:],
        lambda b: b[:-1],
        lambda b: b[: 32 + CHUNK_BYTES + 16],
        lambda b: b + b"x",
        lambda b: b[:10],
        lambda b: b"",
        _swap_chunks,
    ],
    ids=["body", "salt", "cut", "cut at a chunk", "longer", "header cut", "empty", "chunks swapped"],
)
def test_a_changed_file_is_refused_and_leaves_nothing(home: DataHome, tmp_path: Path, harm) -> None:
    (tmp_path / "plain").write_bytes(os.urandom(2 * CHUNK_BYTES + 5))
    vault = open_vault(home)
    vault.seal(tmp_path / "plain", tmp_path / "sealed")
    (tmp_path / "sealed").write_bytes(harm((tmp_path / "sealed").read_bytes()))
    before = set(tmp_path.iterdir())
    with pytest.raises(LingchaError) as caught:
        vault.open(tmp_path / "sealed", tmp_path / "again")
    assert caught.value.code == "E_VAULT_DAMAGED"
    assert set(tmp_path.iterdir()) == before


def test_another_key_is_refused(home: DataHome, tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"x")
    open_vault(home).seal(tmp_path / "plain", tmp_path / "sealed")
    with pytest.raises(LingchaError) as caught:
        Vault(bytes(32)).open(tmp_path / "sealed", tmp_path / "again")
    assert caught.value.code == "E_VAULT_KEY"


def test_the_first_use_makes_a_private_key_and_later_uses_keep_it(home: DataHome, tmp_path: Path) -> None:
    first = open_vault(home)
    assert (tmp_path / "keys" / "key").stat().st_mode & 0o077 == 0
    assert open_vault(home).token_key == first.token_key
    assert first.key_id == (home.restricted / "key_id").read_text()


def test_the_key_shows_in_no_representation(home: DataHome, tmp_path: Path) -> None:
    vault = open_vault(home)
    key = (tmp_path / "keys" / "key").read_text().strip()
    assert key not in repr(vault) and vault.token_key not in repr(vault) and vault.key_id in repr(vault)


def test_a_key_from_the_environment_needs_no_file(
    home: DataHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINGCHA_KEY", base64.b64encode(bytes(range(32))).decode())
    open_vault(home)
    assert not (tmp_path / "keys" / "key").exists()


def _other_key(home: DataHome, key: Path) -> None:
    key.write_text(base64.b64encode(bytes(32)).decode())


@pytest.mark.parametrize(
    ("code", "harm"),
    [
        ("E_KEY_OPEN", lambda home, key: key.chmod(0o640)),
        ("E_KEY_MISSING", lambda home, key: key.unlink()),
        ("E_KEY_FORM", lambda home, key: key.write_text("short")),
        ("E_KEY_FORM", lambda home, key: key.write_bytes(b"\xff\x00 no text")),
        ("E_KEY_OTHER", _other_key),
    ],
)
def test_a_key_that_cannot_be_trusted_is_refused(home: DataHome, tmp_path: Path, code: str, harm) -> None:
    key = tmp_path / "keys" / "key"
    open_vault(home)
    content = key.read_text().strip()
    harm(home, key)
    with pytest.raises(LingchaError) as caught:
        open_vault(home)
    assert caught.value.code == code
    assert content not in str(caught.value)


def test_a_key_inside_the_home_is_refused(home: DataHome, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINGCHA_KEY_FILE", str(home.root / "key"))
    with pytest.raises(LingchaError) as caught:
        open_vault(home)
    assert caught.value.code == "E_KEY_IN_HOME"
    assert not (home.root / "key").exists()
