"""Copies of a data home that prove themselves: every file with its sha256, checked after copying.

A backup holds what cannot be made again (archive, sealed tables, parameters, who looked at what) and the
releases. It does not hold the key, the inbox, the returned workbooks (plain, made again by `lingcha returns`)
or Prefect's history. What is personal in it is sealed, so the copy is as safe as the home itself.
"""

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from lingcha.durable import remove_tree, sync
from lingcha.errors import LingchaError
from lingcha.home import DataHome
from lingcha.lock import hold

FOLDERS = ("archive", "restricted", "warehouse", "access")
FILES = ("parameters.csv",)
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Backup:
    """A finished backup. copied, linked: files; linked ones were in an earlier backup beside it already."""

    folder: Path
    copied: int
    linked: int
    bytes: int


def back_up(home: DataHome, target: Path, moment: datetime) -> Backup:
    """Copies the home into a new folder below ``target``, which appears complete or not at all.

    Files that the latest backup there holds with the same sha256 become hard links to it. Raises
    E_BACKUP_IN_HOME, E_BACKUP_EXISTS, E_BACKUP_DAMAGED, E_HOME_BUSY.
    """
    target = target.resolve()
    if target.is_relative_to(home.root):
        raise LingchaError(
            "E_BACKUP_IN_HOME", f"备份目录 {target} 位于数据目录之内。请改用另一块磁盘上的目录。"
        )
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder = target / f"backup-{moment.strftime('%Y%m%dT%H%M%S')}"
    if folder.exists():
        raise LingchaError("E_BACKUP_EXISTS", f"备份 {folder} 已存在。请稍候再试。")
    draft = folder.with_name(f".{folder.name}.draft")
    earlier = _latest(target)
    with hold(home):
        remove_tree(draft)
        draft.mkdir(mode=0o700)
        manifest, linked, size = _copy_home(home.root, draft, earlier)
    text = json.dumps({"made_at": moment.isoformat(), "entries": manifest}, ensure_ascii=False, indent=1)
    (draft / MANIFEST).write_text(text, encoding="utf-8")
    for path in [*draft.rglob("*"), draft]:
        if not path.is_symlink():
            sync(path)
    draft.rename(folder)
    sync(target)
    files = sum("sha256" in e for e in manifest.values())
    return Backup(folder, files - linked, linked, size)


def check_backup(folder: Path) -> dict[str, dict[str, Any]]:
    """The entries of a backup after every file of it was hashed again.

    Raises E_BACKUP_DAMAGED with the first file that is missing, changed or added.
    """
    try:
        entries: dict[str, dict[str, Any]] = json.loads((folder / MANIFEST).read_bytes())["entries"]
    except (OSError, ValueError, KeyError, TypeError):
        raise LingchaError(
            "E_BACKUP_DAMAGED", f"{folder} 不是完整的备份：清单 {MANIFEST} 缺失或无法读取。", exit_code=4
        ) from None
    for name, entry in entries.items():
        if _entry(folder / name) != entry:
            raise _damaged(name, "缺失或与备份时不同")
    added = {name for name, _ in _walk(folder)} - entries.keys() - {MANIFEST}
    if added:
        raise _damaged(min(added), "不在清单中")
    return entries


def restore(folder: Path, home: DataHome) -> int:
    """Puts a checked backup into a home that is not there yet (or is empty); returns how many files.

    Raises E_RESTORE_NOT_EMPTY, E_BACKUP_DAMAGED. A restore that was killed leaves no home behind.
    """
    if home.root.exists() and any(p for p in home.root.rglob("*") if not p.is_dir()):
        raise LingchaError(
            "E_RESTORE_NOT_EMPTY", f"数据目录 {home.root} 不是空的。请把 LINGCHA_HOME 指向一个新目录再恢复。"
        )
    entries = check_backup(folder)
    draft = home.root.with_name(f".{home.root.name}.restoring")
    remove_tree(draft)
    draft.mkdir(parents=True, mode=0o700)
    for name in entries:
        _copy(folder / name, draft / name)
    for name, entry in sorted(entries.items(), reverse=True):  # what is in a folder before the folder
        if "mode" in entry:
            (draft / name).chmod(entry["mode"])
        if _entry(draft / name) != entry:
            raise _damaged(name, "复制后不同，目标磁盘可能有故障")
    remove_tree(home.root)
    draft.rename(home.root)
    return sum("sha256" in e for e in entries.values())


def _copy_home(root: Path, draft: Path, earlier: Path | None) -> tuple[dict[str, dict[str, Any]], int, int]:
    """Entries of everything copied, how many files were linked, and the bytes of all."""
    known = check_backup(earlier) if earlier else {}
    manifest, linked, size = {}, 0, 0
    for name, path in _walk(root):
        if name.split("/")[0] not in (*FOLDERS, *FILES):
            continue
        entry = manifest[name] = _entry(path)
        if "sha256" in entry:
            size += entry["bytes"]
            if earlier and known.get(name) == entry:
                (draft / name).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                (draft / name).hardlink_to(earlier / name)
                linked += 1
                continue
        _copy(path, draft / name)
        if "sha256" in entry and _entry(draft / name)["sha256"] != entry["sha256"]:
            raise _damaged(name, "复制后不同，目标磁盘可能有故障")
    for name, entry in sorted(manifest.items(), reverse=True):
        if "mode" in entry and "sha256" not in entry:
            (draft / name).chmod(entry["mode"])
    return manifest, linked, size


def _walk(root: Path) -> Iterator[tuple[str, Path]]:
    """Everything below a folder, folders before what is in them, by name."""
    for path in sorted(root.rglob("*")):
        yield path.relative_to(root).as_posix(), path


def _entry(path: Path) -> dict[str, Any]:
    """What identifies a file, folder or link; empty when it is missing."""
    if path.is_symlink():
        return {"link": str(path.readlink())}
    if path.is_dir():
        return {"mode": path.stat().st_mode & 0o777}
    if not path.exists():
        return {}
    with path.open("rb") as handle:
        digest = hashlib.file_digest(handle, "sha256").hexdigest()
    return {"mode": path.stat().st_mode & 0o777, "bytes": path.stat().st_size, "sha256": digest}


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if source.is_symlink():
        target.symlink_to(source.readlink())
    elif source.is_dir():
        target.mkdir(exist_ok=True, mode=0o700)
    else:
        shutil.copyfile(source, target)
        target.chmod(source.stat().st_mode & 0o777)


def _latest(target: Path) -> Path | None:
    return max((p for p in target.glob("backup-*") if (p / MANIFEST).exists()), default=None)


def _damaged(name: str, what: str) -> LingchaError:
    return LingchaError("E_BACKUP_DAMAGED", f"备份中的 {name} {what}。请换用另一份备份。", exit_code=4)
