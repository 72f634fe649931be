"""One writer per data home. A run that dies leaves no lock behind: the kernel drops it with the process."""

import fcntl
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lingcha.errors import LingchaError
from lingcha.home import DataHome

log = logging.getLogger(__name__)

# The command line holds the lock around a whole flow, and the flow asks for it again because a schedule may
# start it alone.
_held: set[Path] = set()


@contextmanager
def hold(home: DataHome, wait_seconds: float = 600.0) -> Iterator[None]:
    """Holds the home for writing; waits while another process has it.

    Raises E_HOME_BUSY after ``wait_seconds``.
    """
    path = home.root / "lock"
    if path in _held:
        yield
        return
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _wait_for(descriptor, home, wait_seconds)
        _held.add(path)
        try:
            yield
        finally:
            _held.discard(path)
    finally:
        os.close(descriptor)


def _wait_for(descriptor: int, home: DataHome, wait_seconds: float) -> None:
    deadline = time.monotonic() + wait_seconds
    announced = False
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise LingchaError(
                    "E_HOME_BUSY",
                    f"另一个任务正在使用数据目录 {home.root}，等待超时。请待其结束后重试。",
                    exit_code=1,
                ) from None
        if not announced:
            log.warning("另一个任务正在使用数据目录 %s，等待其结束……", home.root)
            announced = True
        time.sleep(0.2)
