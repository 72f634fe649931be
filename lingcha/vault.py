"""The key of a data home, and the encrypted files that it opens.

Submitted workbooks and the rows read from them lie in the archive, and person-level tables leave the private
database, only as files sealed here. The key never lies in the data
home: a copied home or a lost backup then gives nobody a name or an ID number. From the same key comes the
token key that turns ID numbers into tokens: an unkeyed hash of every possible ID number of the prefecture
can be computed in under a minute.

A sealed file is ``magic, key id, salt`` (32 bytes) and then chunks of 1 MiB, each with its own AES-256-GCM
tag. The nonce of a chunk is its number and whether it is the last one, and every file has a key of its own
drawn from the salt, so chunks cannot be swapped, dropped or cut off unseen and a nonce is never used twice.
"""

import base64
import binascii
import logging
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from lingcha.durable import appearing
from lingcha.errors import LingchaError
from lingcha.home import DataHome

log = logging.getLogger(__name__)

MAGIC = b"LINGCHA1"
CHUNK_BYTES = 1 << 20
_SALT_BYTES = 16
_TAG_BYTES = 16
_HEADER_BYTES = len(MAGIC) + 8 + _SALT_BYTES


@dataclass(frozen=True)
class Vault:
    """A key in memory. Its representation shows the key's id only."""

    _master: bytes

    def __repr__(self) -> str:
        return f"Vault(key_id={self.key_id!r})"

    @property
    def key_id(self) -> str:
        """16 hex digits that name the key and say nothing about it."""
        return self._derive(b"lingcha key id", b"", 8).hex()

    @property
    def token_key(self) -> str:
        """64 hex digits: the key of the warehouse's tokens. Handed to dbt through the environment of this
        process only.
        """
        return self._derive(b"lingcha token key", b"", 32).hex()

    def seal(self, source: Path, target: Path) -> None:
        """Encrypts ``source`` into ``target``, which appears whole or not at all."""
        header = MAGIC + bytes.fromhex(self.key_id) + secrets.token_bytes(_SALT_BYTES)
        cipher = self._cipher(header)
        with source.open("rb") as plain, appearing(target) as sealed:
            sealed.write(header)
            for number, last, chunk in _chunks(plain, CHUNK_BYTES):
                sealed.write(cipher.encrypt(_nonce(number, last), chunk, header))

    def open(self, source: Path, target: Path) -> None:
        """Decrypts ``source`` into ``target``.

        Raises what ``read`` raises; nothing is left behind then.
        """
        with appearing(target) as plain:
            for chunk in self.read(source):
                plain.write(chunk)

    def read_bytes(self, source: Path) -> bytes:
        """The whole content of a sealed file. Raises what ``read`` raises."""
        return b"".join(self.read(source))

    def read(self, source: Path) -> Iterator[bytes]:
        """The content of a sealed file in chunks of up to 1 MiB.

        Raises E_VAULT_KEY when another key sealed it, E_VAULT_DAMAGED when any byte of it changed: what came
        before the change has been given by then, so whoever must not use half a file waits for the end.
        """
        with source.open("rb") as sealed:
            header = sealed.read(_HEADER_BYTES)
            if len(header) < _HEADER_BYTES or not header.startswith(MAGIC):
                raise LingchaError(
                    "E_VAULT_DAMAGED", f"{source.name} 不是本系统的加密文件，或文件头已损坏。", exit_code=4
                )
            if header[len(MAGIC) : len(MAGIC) + 8].hex() != self.key_id:
                raise LingchaError("E_VAULT_KEY", f"{source.name} 是用另一把密钥加密的。请换用当时的密钥。")
            cipher = self._cipher(header)
            for number, last, chunk in _chunks(sealed, CHUNK_BYTES + _TAG_BYTES):
                try:
                    yield cipher.decrypt(_nonce(number, last), chunk, header)
                except InvalidTag:
                    raise LingchaError(
                        "E_VAULT_DAMAGED",
                        f"{source.name} 第 {number + 1} 段与加密时不一致：已被改动或截断。请从备份恢复。",
                        exit_code=4,
                    ) from None

    def _derive(self, purpose: bytes, salt: bytes, length: int) -> bytes:
        return HKDF(algorithm=SHA256(), length=length, salt=salt, info=purpose).derive(self._master)

    def _cipher(self, header: bytes) -> AESGCM:
        return AESGCM(self._derive(b"lingcha file key", header[-_SALT_BYTES:], 32))


def open_vault(home: DataHome) -> Vault:
    """The vault of a home, from ``LINGCHA_KEY`` (base64 of 32 bytes), the file ``LINGCHA_KEY_FILE`` or
    ``~/.config/lingcha/key``.

    A key file is made when there is none and the home has never had a key. The home keeps the id of its key
    (not the key), so a wrong key is refused before it seals anything. Raises E_KEY_MISSING, E_KEY_OPEN,
    E_KEY_IN_HOME, E_KEY_FORM, E_KEY_OTHER.
    """
    recorded = home.restricted / "key_id"
    expected = recorded.read_text(encoding="ascii").strip() if recorded.exists() else None
    text = os.environ.get("LINGCHA_KEY")
    vault = Vault(_decode(text) if text else _from_file(_key_file(), home, expected))
    if expected is None:
        recorded.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with appearing(recorded) as handle:
            handle.write(vault.key_id.encode("ascii"))
    elif expected != vault.key_id:
        raise LingchaError(
            "E_KEY_OTHER", f"数据目录使用的密钥编号是 {expected}，给出的是 {vault.key_id}。请使用原来的密钥。"
        )
    return vault


def _key_file() -> Path:
    configured = os.environ.get("LINGCHA_KEY_FILE")
    return Path(configured).expanduser() if configured else Path.home() / ".config" / "lingcha" / "key"


def _from_file(path: Path, home: DataHome, expected: str | None) -> bytes:
    if path.resolve().is_relative_to(home.root.resolve()):
        raise LingchaError(
            "E_KEY_IN_HOME", f"密钥文件 {path} 位于数据目录之内，数据与密钥不得同放。请移到别处。"
        )
    if not path.exists():
        if expected is not None:
            raise LingchaError(
                "E_KEY_MISSING",
                f"找不到密钥文件 {path}，而数据目录已用编号 {expected} 的密钥加密。请取回该密钥。",
            )
        _create(path)
    if path.stat().st_mode & 0o077:
        raise LingchaError("E_KEY_OPEN", f"密钥文件 {path} 允许其他用户读取。请执行：chmod 600 {path}")
    return _decode(path.read_text(encoding="ascii", errors="replace").strip())


def _create(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with appearing(path) as handle:
        handle.write(base64.b64encode(secrets.token_bytes(32)) + b"\n")
    log.warning("已生成密钥文件 %s。请另行妥善备份：丢失后，受限数据无法打开，身份代码无法再现。", path)


def _decode(text: str) -> bytes:
    try:
        master = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        master = b""
    if len(master) != 32:
        raise LingchaError("E_KEY_FORM", "密钥应为 32 字节的 base64 文本。请检查 LINGCHA_KEY 或密钥文件。")
    return master


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


def _chunks(stream: BinaryIO, size: int) -> Iterator[tuple[int, bool, bytes]]:
    """(number, is last, bytes); an empty stream is one empty last chunk."""
    number, chunk = 0, stream.read(size)
    while True:
        following = stream.read(size)
        yield number, not following, chunk
        if not following:
            return
        number, chunk = number + 1, following
