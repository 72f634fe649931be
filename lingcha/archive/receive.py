"""Receiving: what is new in the inbox becomes an arrival. The inbox itself is never changed.

A file is archived first, then read, then journalled; a run that dies in between is finished by the next one.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from queue import SimpleQueue

from lingcha.archive.arrivals import Arrival
from lingcha.archive.clock import beijing_now
from lingcha.archive.collector import Collector, Progress, Reader
from lingcha.archive.inbox import Found, Identity, list_inbox, printable
from lingcha.archive.seen import Seen
from lingcha.errors import LingchaError
from lingcha.home import DataHome
from lingcha.intake import Job, read_many
from lingcha.lock import hold

RECENT_SECONDS = 10.0  # a file changed later than this before the look may still be on its way


@dataclass(frozen=True)
class CollectResult:
    """What one look at the inbox brought. growing: files that were still changing, left for the next look."""

    looked_at: int
    arrivals: tuple[Arrival, ...]
    growing: tuple[str, ...]

    def count(self, state: str) -> int:
        """Arrivals of this look with a state: read, rejected or duplicate."""
        return sum(a.state == state for a in self.arrivals)


def receive(
    home: DataHome,
    inbox: Path,
    on_progress: Progress | None = None,
    *,
    settle_seconds: float = 2.0,
    now: Callable[[], datetime] = beijing_now,
    reader: Reader | None = None,
) -> CollectResult:
    """Archive, read and journal everything new below ``inbox/<reporting unit>/``.

    on_progress(done, total, file name) is called after each arrival; ``reader`` replaces intake in tests.
    A bad file is never an exception: it is an arrival with a code.
    Raises E_INBOX_MISSING when there is no such folder, E_HOME_BUSY when another task holds the home.
    """
    if not inbox.is_dir():
        raise LingchaError(
            "E_INBOX_MISSING",
            f"收件目录 {inbox} 不存在。请新建该目录，并为每个填报单位建一个以单位代码命名的子目录。",
        )
    with hold(home):  # arrival numbers have one owner
        seen = Seen.load(home)
        present = list_inbox(inbox)
        fresh = [f for f in present if not seen.knows(f)]
        steady, growing = _settled(inbox, fresh, settle_seconds)
        recorded: list[Arrival] = []
        if steady:
            collector = Collector(home, inbox, seen, now)
            recorded = collector.collect(steady, reader or _read_with_intake, on_progress)
            growing += collector.changed
        seen.save(present)
    return CollectResult(len(present), tuple(recorded), tuple(growing))


def _settled(inbox: Path, fresh: list[Found], seconds: float) -> tuple[list[Found], list[str]]:
    """Entries that stand still, and names of files that do not. Only recent ones are looked at twice."""
    edge = time.time_ns() - int(RECENT_SECONDS * 1e9)
    recent = {f.path for f in fresh if f.regular and max(f.identity.mtime_ns, f.identity.ctime_ns) > edge}
    if not recent:
        return fresh, []
    time.sleep(seconds)
    growing = {f.path for f in fresh if f.path in recent and _identity(inbox / f.path) != f.identity}
    return [f for f in fresh if f.path not in growing], [printable(p) for p in sorted(growing)]


def _read_with_intake(jobs: list[Job]) -> Iterator[Job]:
    """Reads side by side and gives each job back when it is done, to the thread that asked."""
    done: SimpleQueue[Job | None] = SimpleQueue()
    with ThreadPoolExecutor(1) as runner:
        reading = runner.submit(read_many, jobs, on_done=lambda job, _: done.put(job))
        reading.add_done_callback(lambda _: done.put(None))
        while (job := done.get()) is not None:
            yield job
        reading.result()  # hands on what stopped the reading


def _identity(path: Path) -> Identity | None:
    try:
        return Identity.of(path.lstat())
    except FileNotFoundError:
        return None
