"""Signatures of releases: Ed25519 over the sha256 of ``release.json``, which names every file and the release
before.

A signature lies beside the releases (``warehouse/signatures``), because a release itself is never touched.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from lingcha.access import sha256_of
from lingcha.archive.clock import beijing_now
from lingcha.durable import appearing
from lingcha.errors import LingchaError
from lingcha.home import DataHome
from lingcha.release.channels import Release

_PEM = serialization.Encoding.PEM


@dataclass(frozen=True)
class Signature:
    """Who signed a release, when; public_key as 64 hex digits."""

    by: str
    signed_at: str
    public_key: str


def make_signing_key(path: Path) -> Path:
    """Makes a private key (readable by its owner alone) and, beside it, ``<name>.pub`` for those who check.

    Raises E_SIGNING_KEY when there is a file already.
    """
    public = path.with_name(f"{path.name}.pub")
    if path.exists() or public.exists():
        raise LingchaError("E_SIGNING_KEY", f"签名密钥 {path} 已存在，不会覆盖。")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = Ed25519PrivateKey.generate()
    with appearing(path) as file:
        file.write(key.private_bytes(_PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    with appearing(public) as file:
        file.write(key.public_key().public_bytes(_PEM, serialization.PublicFormat.SubjectPublicKeyInfo))
    return public


def sign(home: DataHome, release: Release, key_file: Path, by: str) -> Signature:
    """Signs a release. Raises E_SIGNING_KEY when the key cannot be used, or others may read it."""
    key = _private_key(home, key_file)
    said = {
        "release_id": release.release_id,
        "release_json_sha256": sha256_of(release.folder / "release.json"),
        "by": by,
        "signed_at": beijing_now().isoformat(timespec="seconds"),
    }
    public = key.public_key().public_bytes_raw().hex()
    folder = home.warehouse / "signatures"
    folder.mkdir(exist_ok=True, mode=0o700)
    with appearing(_path(home, release)) as file:
        signed = said | {"public_key": public, "signature": key.sign(_message(said)).hex()}
        file.write(json.dumps(signed, ensure_ascii=False, indent=1).encode())
    return Signature(by, said["signed_at"], public)


def check_signature(home: DataHome, release: Release, public_file: Path | None = None) -> Signature | None:
    """The signature of a release; None when it has none and none is asked for.

    Raises E_VERIFY when it does not fit, or is not by the key in ``public_file``.
    """
    path = _path(home, release)
    if not path.exists():
        if public_file:
            raise _wrong(release, "没有签名")
        return None
    try:
        found: dict[str, str] = json.loads(path.read_bytes())
        said = {k: found[k] for k in ("release_id", "release_json_sha256", "by", "signed_at")}
        signature, public = bytes.fromhex(found["signature"]), bytes.fromhex(found["public_key"])
        Ed25519PublicKey.from_public_bytes(public).verify(signature, _message(said))
    except (ValueError, KeyError, TypeError, InvalidSignature):
        raise _wrong(release, "签名无法读取，或与签名内容不符") from None
    if said["release_id"] != release.release_id or said["release_json_sha256"] != sha256_of(
        release.folder / "release.json"
    ):
        raise _wrong(release, "release.json 在签名之后已被改动")
    if public_file and _public_key(public_file) != public:
        raise _wrong(release, "签名用的不是指定的密钥")
    return Signature(said["by"], said["signed_at"], found["public_key"])


def _message(said: dict[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False, sort_keys=True).encode()


def _private_key(home: DataHome, path: Path) -> Ed25519PrivateKey:
    if path.resolve().is_relative_to(home.root.resolve()):
        raise LingchaError("E_SIGNING_KEY", f"签名密钥 {path} 位于数据目录之内。请移到别处。")
    if not path.exists() or path.stat().st_mode & 0o077:
        raise LingchaError("E_SIGNING_KEY", f"签名密钥 {path} 不存在，或允许其他用户读取（应为 600）。")
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), None)
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise LingchaError("E_SIGNING_KEY", f"{path} 不是 Ed25519 私钥（PEM）。可用 --create 新建。")
    return key


def _public_key(path: Path) -> bytes:
    try:
        key = serialization.load_pem_public_key(path.read_bytes())
    except (OSError, ValueError):
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise LingchaError("E_SIGNING_KEY", f"{path} 不是 Ed25519 公钥（PEM）。")
    return key.public_bytes_raw()


def _path(home: DataHome, release: Release) -> Path:
    return home.warehouse / "signatures" / f"{release.release_id}.json"


def _wrong(release: Release, what: str) -> LingchaError:
    return LingchaError("E_VERIFY", f"发布 {release.release_id} 复核不符：{what}。", exit_code=4)
