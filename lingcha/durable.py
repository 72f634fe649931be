"""Files, folders and links that appear whole or not at all, and stay after a power cut."""

import os
import re
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_DRAFT = re.compile(r"\..+\.[0-9a-f]{8}")


@contextmanager
def appearing(target: Path) -> Iterator[BinaryIO]:
    """A file to write to that takes its name only when the block ends well. Readable by its owner alone."""
    draft = _draft_name(target)
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
            yield handle
            handle.flush()
            os.fsync(handle.fileno())
        draft.replace(target)
        sync(target.parent)
    finally:
        draft.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Waits until a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def seal_tree(root: Path) -> None:
    """Writes a finished folder to the disk and takes the write permission from all in it (not from ``root``
    itself).

    ``root`` keeps its permission: a folder must be writable to be renamed.
    """
    for folder, _, names in os.walk(root, topdown=False):
        for name in names:
            file = Path(folder, name)
            sync(file)
            file.chmod(0o444)
        sync(Path(folder))
        if Path(folder) != root:
            Path(folder).chmod(0o555)


def remove_tree(root: Path) -> None:
    """Deletes a folder even when its parts were made read-only."""
    if root.is_symlink() or not root.is_dir():
        root.unlink(missing_ok=True)
        return
    root.chmod(root.stat().st_mode | stat.S_IRWXU)
    for entry in root.iterdir():
        remove_tree(entry)
    root.rmdir()


def remove_abandoned(root: Path) -> None:
    """Deletes what a killed run left; a process that it left behind may still write into it by name."""
    gone = root.with_name(f"{root.name}-{secrets.token_hex(4)}")
    root.rename(gone)
    remove_tree(gone)


def remove_drafts(folder: Path) -> None:
    """Deletes what a killed process had begun in a folder and not yet given its name."""
    for path in folder.iterdir() if folder.exists() else ():
        if _DRAFT.fullmatch(path.name):
            path.unlink()


def point(link: Path, target: Path) -> None:
    """Makes a symlink point elsewhere by one rename: a reader sees the old target or the new one."""
    draft = _draft_name(link)
    draft.symlink_to(os.path.relpath(target, link.parent))
    draft.replace(link)
    sync(link.parent)


def _draft_name(target: Path) -> Path:
    return target.with_name(f".{target.name}.{secrets.token_hex(4)}")
