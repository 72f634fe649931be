"""A disk that is full or read-only, told in a sentence, whoever met it: the system, DuckDB, dbt or SQLite."""

import errno
import os
import re
from collections.abc import Iterator
from pathlib import Path

from lingcha.errors import LingchaError

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
READ_ONLY = (errno.EROFS,)
STATUS = 100  # plus the number of an error of the disk: how a process says that it ended for it
# What engines say that carry no number; the last is DuckDB's when its temporary files used up the disk.
_SAYS_FULL = re.compile("|".join([*map(os.strerror, FULL), "disk is full", "max_temp_directory_size"]))
_SAYS_READ_ONLY = re.compile("|".join([*map(os.strerror, READ_ONLY), "readonly database"]))
PROBE_BYTES = 1 << 20  # below this nothing can be begun: a history, a draft of a folder


def disk_failure(error: object, folder: Path) -> LingchaError | None:
    """The sentence when an error, or one that it came from, or a text of an engine, is about a full or
    read-only disk; else None. Nothing of the error is quoted: it may hold a row.

    folder: what was being written; a file that the error itself names goes before it.
    """
    for cause in _causes(error):
        number = cause.errno if isinstance(cause, OSError) else None
        if isinstance(cause, OSError) and isinstance(cause.filename, str | os.PathLike):
            folder = Path(cause.filename).parent
        if number in FULL or _SAYS_FULL.search(str(cause)):
            return _full(folder)
        if number in READ_ONLY or _SAYS_READ_ONLY.search(str(cause)):
            return _read_only(folder)
    return None


def failing_disk(folder: Path) -> LingchaError | None:
    """The sentence when nothing can be written into this folder now; tries it with a small file."""
    probe = folder / f".probe.{os.getpid()}"
    try:
        try:
            with probe.open("xb") as handle:
                handle.write(bytes(PROBE_BYTES))
                handle.flush()
                os.fsync(handle.fileno())
        finally:
            probe.unlink(missing_ok=True)
    except OSError as error:
        return disk_failure(error, folder)
    return None


def _causes(error: object) -> Iterator[object]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = getattr(error, "__cause__", None) or getattr(error, "__context__", None)


def _full(folder: Path) -> LingchaError:
    return LingchaError(
        "E_DISK_FULL",
        f"磁盘已满（或超出配额），无法写入 {folder}{_room(folder)}。已收到的和已发布的都没有改变。"
        "请腾出空间（lingcha prune 可清理旧发布）或扩大磁盘，然后重新运行。",
        exit_code=1,
    )


def _read_only(folder: Path) -> LingchaError:
    return LingchaError(
        "E_DISK_READ_ONLY",
        f"磁盘是只读的，无法写入 {folder}。已收到的和已发布的都没有改变。"
        "请检查磁盘是否有故障、是否以只读方式挂载，恢复可写后重新运行。",
        exit_code=1,
    )


def _room(folder: Path) -> str:
    """How much is left, when the folder can say so."""
    try:
        left = os.statvfs(folder)
    except OSError:
        return ""
    return f"（剩余 {left.f_bavail * left.f_frsize / 1e6:.0f} MB）"
