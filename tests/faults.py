"""A process that ends, or a disk that fails, at a chosen step: every change of the file system is a boundary.

The calls that make something last are counted; at the chosen one the process kills itself (-9) or gets the
error of a full or read-only disk.
"""

import errno
import os
import signal
from collections.abc import Callable
from functools import cache
from typing import Any

import duckdb

from lingcha.archive import content

EFFECTS = ("rename", "replace", "link", "symlink", "unlink", "mkdir", "rmdir", "fsync", "chmod")
_unusable: list[object] = []
FULL, READ_ONLY = errno.ENOSPC, errno.EROFS


def arm(at: int | None, error: int) -> Callable[[], int]:
    """From now on this process stops before effect number ``at`` (None: never); gives a counter of effects.

    error: 0 kills the process; else the effect, and every later one, fails with this number.
    """
    count = 0

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def effect(*args: Any, **how: Any) -> Any:
            nonlocal count
            count += 1
            if at is not None and count >= at:
                if not error:
                    os.kill(os.getpid(), signal.SIGKILL)
                raise OSError(error, os.strerror(error))
            return real(*args, **how)

        return effect

    for name in EFFECTS:
        setattr(os, name, counted(getattr(os, name)))
    return lambda: count


def run_until(work: Callable[[], object], at: int | None = None, error: int = 0) -> tuple[str, int]:
    """Runs ``work`` in a forked child and stops it before effect number ``at`` (see ``arm``).

    Returns how it ended (done, killed, or the name of its exception) and how many effects there were.
    """
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        # The threads of an engine do not survive a fork: it can neither be used here nor be given up.
        _unusable.append(content._engine)
        content._engine = cache(duckdb.connect)
        effects = arm(at, error)
        ended = "done"
        try:
            work()
        except BaseException as raised:  # noqa: BLE001 - its name is the answer
            ended = getattr(raised, "code", None) or type(raised).__name__
        os.write(writing, f"{ended} {effects()}".encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode()
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        return signal.Signals(os.WTERMSIG(status)).name, at or 0
    ended, _, effects_made = said.rpartition(" ")
    return str(ended), int(effects_made)
