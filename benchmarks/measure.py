"""Runs one command and says what it cost: wall, CPU and the peak memory of its whole process tree."""

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SAMPLE_SECONDS = 0.05
PAGE = os.sysconf("SC_PAGE_SIZE")


class FailedError(Exception):
    """A measured command ended in a way that makes its cost meaningless."""


@dataclass(frozen=True)
class Cost:
    """Seconds and bytes of one command. cpu: user and system, with all children that were waited for.

    peak: largest sum of resident memory over the process tree; pages shared by two processes count twice.
    """

    wall: float
    cpu: float
    peak: int
    output: str


def run(command: Sequence[str], environment: Mapping[str, str], allowed: Sequence[int] = (0,)) -> Cost:
    """Run to the end; raises FailedError with the end of what was said unless the exit code is allowed."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout and process.stderr
    said: dict[str, bytes] = {}
    readers = [
        threading.Thread(target=lambda n=name, s=stream: said.__setitem__(n, s.read()))
        for name, stream in (("out", process.stdout), ("err", process.stderr))
    ]
    watcher = _PeakWatcher(process.pid)
    for thread in (*readers, watcher):
        thread.start()
    # wait4 and not wait: only it returns what the command and its children used.
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    watcher.stop()
    for thread in readers:
        thread.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in allowed:
        raise FailedError(
            f"{' '.join(command)} ended with {process.returncode}: {said['err'].decode()[-2000:]}"
        )
    return Cost(wall, used.ru_utime + used.ru_stime, watcher.peak, said["out"].decode())


class _PeakWatcher(threading.Thread):
    """Looks at the process tree every 50 ms until stopped."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._root = root
        self._ended = threading.Event()

    def run(self) -> None:
        while not self._ended.wait(SAMPLE_SECONDS):
            self.peak = max(self.peak, sum(map(_resident, _tree(self._root))))

    def stop(self) -> None:
        self._ended.set()
        self.join()


def _tree(root: int) -> list[int]:
    """The process and all its descendants that are alive now."""
    found, left = [], [root]
    while left:
        pid = left.pop()
        found.append(pid)
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            left += map(int, _read(children).split())
    return found


def _resident(pid: int) -> int:
    fields = _read(Path(f"/proc/{pid}/statm")).split()
    return int(fields[1]) * PAGE if fields else 0


def _read(path: Path) -> str:
    """Empty for a process that has just ended."""
    try:
        return path.read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return ""
