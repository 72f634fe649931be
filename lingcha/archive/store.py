"""The files as received and the rows read from them: once per content, addressed by the sha256 of the plain
bytes, encrypted, read-only.

Everything is prepared in the work folder of the same home and appears in the archive by one rename, so a
killed run leaves either nothing or the whole thing.
"""

import hashlib
import io
import os
import secrets
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from lingcha.archive.inbox import Identity
from lingcha.durable import remove_abandoned, sync
from lingcha.errors import LingchaError
from lingcha.home import DataHome
from lingcha.vault import Vault

_CHUNK = 1 << 20
SEALED_ROWS = ".parquet.enc"


@dataclass(frozen=True)
class Copied:
    """A private copy of a file of the inbox, not yet in the archive."""

    path: Path
    size: int
    sha256: str


class NotRegularError(Exception):
    """The entry is a link, pipe or device: it is never followed or opened for reading."""


class UnreadableError(Exception):
    """The file is there but cannot be opened or read; the cause is in ``__cause__``."""


class ChangedError(Exception):
    """The file changed while it was being copied."""


def content_folder(home: DataHome, sha256: str) -> Path:
    return home.archive / "files" / sha256[:2] / sha256


def reading_folder(home: DataHome, sha256: str, folder_unit: str) -> Path:
    return content_folder(home, sha256) / folder_unit


def original_path(home: DataHome, sha256: str) -> Path:
    """The sealed file as received."""
    return content_folder(home, sha256) / "original.enc"


def read_original(home: DataHome, vault: Vault, sha256: str) -> bytes:
    """A file as received. Raises E_ARCHIVE_DAMAGED when it is missing or other bytes came out."""
    path = original_path(home, sha256)
    content = vault.read_bytes(path) if path.exists() else b""
    if hashlib.sha256(content).hexdigest() != sha256:
        raise LingchaError(
            "E_ARCHIVE_DAMAGED", f"归档中的报送文件 {sha256[:16]} 缺失或已被改动，请从备份恢复。", exit_code=4
        )
    return content


def copy_from_inbox(source: Path, expected: Identity, target: Path) -> Copied:
    """Copy and hash through one descriptor; what is hashed is what is kept.

    Raises NotRegularError, ChangedError (also when it has gone), UnreadableError. A full disk is an OSError.
    """
    # O_NONBLOCK: opening a pipe must not wait for a writer. O_NOFOLLOW: a link may point anywhere.
    try:
        descriptor = os.open(source, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError as error:
        raise ChangedError from error
    except OSError as error:
        raise (NotRegularError if source.is_symlink() else UnreadableError) from error
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            raise NotRegularError
        digest = hashlib.sha256()
        with target.open("xb") as copy:
            while chunk := _read(file):
                digest.update(chunk)
                copy.write(chunk)
                if copy.tell() > expected.size:  # it may never stop growing
                    raise ChangedError
            size = copy.tell()
        after = os.fstat(descriptor)
    if not Identity.of(before) == Identity.of(after) == expected or size != expected.size:
        raise ChangedError
    return Copied(target, size, digest.hexdigest())


def _read(file: io.FileIO) -> bytes:
    try:
        return file.read(_CHUNK) or b""
    except OSError as error:
        raise UnreadableError from error


def keep(home: DataHome, vault: Vault, copied: Copied) -> None:
    """Seal the copy into the archive, unless its content is there already. The copy itself stays."""
    original = original_path(home, copied.sha256)
    if original.exists():
        return
    stage = copied.path.with_name(f"{copied.sha256}.sealed")
    stage.mkdir(mode=0o700)
    vault.seal(copied.path, stage / original.name)
    (stage / original.name).chmod(0o400)
    move_into_place(stage, original.parent)


def keep_reading(home: DataHome, vault: Vault, made: Path, sha256: str, folder_unit: str) -> Path:
    """Move what intake made of a file beside the original: rows sealed, everything read-only.

    Counts, addresses and sentences of intake hold no submitted value and stay as they are.
    """
    for rows in sorted((made / "rows").glob("*.parquet")):
        vault.seal(rows, rows.with_suffix(SEALED_ROWS))
        rows.unlink()
    for path in sorted(made.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o400)
    made.chmod(0o700)
    target = reading_folder(home, sha256, folder_unit)
    move_into_place(made, target)
    return target


def open_reading(vault: Vault, kept: Path, stage: Path) -> Path:
    """A plain copy of a kept reading, in the stage."""
    plain = stage / f"opened-{kept.parent.name}-{kept.name}"
    shutil.copytree(kept, plain)
    for sealed in sorted((plain / "rows").glob(f"*{SEALED_ROWS}")):
        (plain / "rows").chmod(0o700)
        vault.open(sealed, sealed.with_name(sealed.name.removesuffix(".enc")))
    return plain


def move_into_place(stage: Path, target: Path) -> None:
    """One rename, made durable. An older, incomplete target cannot exist: nothing else writes there."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _sync_tree(stage)
    stage.rename(target)
    sync(target.parent)


def _sync_tree(folder: Path) -> None:
    """Force names and contents below a folder to disk: no power cut leaves a name without its bytes."""
    for path in [*folder.rglob("*"), folder]:
        sync(path)


def private_stage(home: DataHome) -> Path:
    """An empty folder of this process below the work folder; what a killed run left there is removed.

    Its name is new each time: a reader that outlives a killed run for a moment must not write into ours.
    """
    for left in home.work.glob("collect-*"):
        remove_abandoned(left)
    stage = home.work / f"collect-{secrets.token_hex(4)}"
    stage.mkdir(mode=0o700, parents=True)
    return stage
