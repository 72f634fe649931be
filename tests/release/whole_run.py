"""Whole runs, from the inbox to the channels, in processes of their own that end where a test wants it.

``python -m tests.release.whole_run`` imports everything once and forks a process for every order that it
reads, so that hundreds of kills do not pay for hundreds of imports. The flows are the real ones; only
Prefect is taken out of them, and what they tell it.

A stop late in a run would pay for all steps before it. ``keep`` writes what the long steps of a run left on
the disk, ``take`` puts it back instead of doing them again: only the step in question is then done.
"""

import importlib
import json
import os
import pickle
import resource
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

from lingcha.errors import LingchaError
from lingcha.home import DataHome, open_home
from lingcha.lock import hold
from lingcha.release.code import code_version
from tests.faults import arm
from tests.release.conftest import AS_OF

PRELOADED = (
    *("dbt.cli.main", "dbt.adapters.duckdb.connections", "expectations.gate", "flows.run"),
    *("lingcha.release.assemble", "lingcha.release.publish", "lingcha.returns.write"),
)
LONG_STEPS = ("land_submissions", "build_warehouse", "judge_warehouse", "assemble_release")


@dataclass(frozen=True)
class Order:
    """One run. ``step``: where something happens; "" is the whole run.

    what: "" nothing; "before" or "after" the step the process kills itself; "during" it is killed from
    outside after ``seconds`` in it; "fault": from the ``effect``-th change in the step on, changes of names
    fail with ``error``; "small": no file may become larger than ``size`` in the step; "flip": a byte of
    ``victim`` (below the folder of the run, at the share ``where``) changes after the step.
    """

    home: str
    known_at: str
    step: str = ""
    what: str = ""
    seconds: float = 0.0
    effect: int = 1
    error: int = 0
    size: int = 0
    victim: str = ""
    where: float = 0.5
    keep: str = ""
    take: str = ""

    def as_line(self) -> str:
        return json.dumps(asdict(self)) + "\n"


class _Run:
    """The steps of one run as they are called, told to the parent and disturbed as ordered."""

    def __init__(self, order: Order, tell: Callable[[str], None]) -> None:
        self.order, self.tell = order, tell
        self.taken: tuple[str, ...] = ()
        if order.take:
            ahead = len(LONG_STEPS)
            if order.step in LONG_STEPS:
                ahead = LONG_STEPS.index(order.step) + (order.what in ("after", "flip"))
            self.taken = LONG_STEPS[:ahead]

    def watched(self, name: str, step: Callable[..., Any]) -> Callable[..., Any]:
        def watching(home: Any, *rest: Any) -> Any:
            here = name == self.order.step
            if here and self.order.what == "before":
                os.kill(os.getpid(), signal.SIGKILL)
            self.tell(f"begin {name} {time.monotonic()}")
            if name in self.taken:
                result = self._take(name, home, *rest)
            elif here:
                with self._disturbed():
                    result = step(home, *rest)
            else:
                result = step(home, *rest)
            self.tell(f"end {name} {time.monotonic()}")
            if name in LONG_STEPS and self.order.keep:
                self._keep(name, result, home, *rest)
            if here and self.order.what == "after":
                os.kill(os.getpid(), signal.SIGKILL)
            if here and self.order.what == "flip":
                self._flip()
            return result

        return watching

    @contextmanager
    def _disturbed(self) -> Iterator[None]:
        if self.order.what == "fault":
            arm(self.order.effect, self.order.error)
        if self.order.what == "small":
            resource.setrlimit(resource.RLIMIT_FSIZE, (self.order.size, resource.RLIM_INFINITY))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

    def _flip(self) -> None:
        (victim,) = DataHome(Path(self.order.home)).work.glob(f"*/{self.order.victim}")
        content = bytearray(victim.read_bytes())
        content[int(len(content) * self.order.where)] ^= 1
        victim.write_bytes(content)

    def _keep(self, name: str, result: Any, *arguments: Any) -> None:
        target = Path(self.order.keep) / name
        shutil.copytree(_run_dir(arguments), target / "run", symlinks=True)
        (target / "result").write_bytes(pickle.dumps(result))

    def _take(self, name: str, *arguments: Any) -> Any:
        kept = Path(self.order.take)
        if name == self.taken[-1]:
            shutil.copytree(kept / name / "run", _run_dir(arguments), symlinks=True)
        return pickle.loads((kept / name / "result").read_bytes())


def _run_dir(arguments: tuple[Any, ...]) -> Path:
    (run_dir,) = (a.run_dir for a in arguments if hasattr(a, "run_dir"))
    return Path(run_dir)


@contextmanager
def _no_progress(_: str) -> Iterator[Callable[..., None]]:
    yield lambda *_: None


def _without_prefect(run: _Run, modules: tuple[ModuleType, ...], task: type) -> None:
    for module in modules:
        for name, one in list(vars(module).items()):
            if isinstance(one, task):
                setattr(module, name, run.watched(name, one.fn))  # type: ignore[attr-defined]
        for name, nothing in (("progress", _no_progress), ("create_table_artifact", lambda *_, **__: None)):
            setattr(module, name, nothing)


def _child(order: Order, tell: Callable[[str], None]) -> str:
    """Does one run; returns the published release, or the code of the sentence with which it ended."""
    from prefect import Task

    from flows import collect, release, run
    from lingcha.archive.receive import receive

    _without_prefect(_Run(order, tell), (collect, release), Task)
    known_at = datetime.fromisoformat(order.known_at)
    collect.receive = partial(receive, settle_seconds=0.0, now=lambda: known_at)  # type: ignore[assignment]
    run.collect, run.release = collect.collect.fn, release.release.fn  # type: ignore[assignment]
    home = open_home(Path(order.home))
    try:
        with hold(home):
            outcome = run.run.fn(order.home, None, AS_OF, known_at, 2).released
    except LingchaError as error:
        return error.code
    return f"{'unchanged' if outcome.unchanged else 'released'} {outcome.release.release_id}"


def _forked(order: Order) -> dict[str, Any]:
    """How the run of a fork ended, and when each of its steps began and ended."""
    reading, writing = os.pipe()
    began = time.monotonic()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        ended = "TRACEBACK"

        def tell(line: str) -> None:
            os.write(writing, f"{line}\n".encode())

        try:
            ended = _child(order, tell)
        except BaseException:  # noqa: BLE001 - a traceback is what the test must hear of
            traceback.print_exc()
        tell(f"ended {ended}")
        os._exit(0)
    os.close(writing)
    steps: dict[str, list[float]] = {}
    ended = ""
    if order.what == "during" and not order.step:
        _kill_later(pid, began + order.seconds)
    with os.fdopen(reading) as pipe:
        for line in pipe:
            word, _, rest = line.strip().partition(" ")
            if word == "ended":
                ended = rest
                continue
            name, _, at = rest.partition(" ")
            steps.setdefault(name, []).append(float(at) - began)
            if (word, name, order.what) == ("begin", order.step, "during"):
                _kill_later(pid, float(at) + order.seconds)
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        ended = signal.Signals(os.WTERMSIG(status)).name
    return {"ended": ended, "steps": steps, "seconds": time.monotonic() - began}


def _kill_later(pid: int, moment: float) -> None:
    time.sleep(max(0.0, moment - time.monotonic()))
    os.kill(pid, signal.SIGKILL)


def main() -> None:
    """Answers an order a line until standard input closes."""
    os.environ.update(PREFECT_LOGGING_LEVEL="CRITICAL", PREFECT_HOME=sys.argv[1])
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    for module in PRELOADED:
        importlib.import_module(module)
    code_version()  # kept by all forks: the code that is tested may be committed meanwhile
    for line in sys.stdin:
        answers.write(json.dumps(_forked(Order(**json.loads(line)))) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
