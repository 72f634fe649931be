"""The steps of a release one after the other, without Prefect around them: where its time goes.

``python -m benchmarks.release_steps HOME AS_OF`` publishes a release and prints one line per step:
name, CPU seconds (user and system, with ended children), wall seconds.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from lingcha.home import open_home
from lingcha.lock import hold


def main(home_dir: Path, as_of: date) -> None:
    """What the flow ``release`` does; imports belong to the step that needs them first, as there."""
    home = open_home(home_dir)
    with hold(home):
        with _clocked("plan"):
            from lingcha.release.plan import plan_release

            plan = plan_release(home, as_of)
        with _clocked("land"):
            from lingcha.release.candidate import land_inputs

            landing = land_inputs(home, plan)
        with _clocked("build"):
            from lingcha.release.candidate import build

            candidate = build(home, plan, landing)
        with _clocked("gate"):
            from lingcha.release.candidate import judge_candidate

            gate = judge_candidate(plan, candidate)
        with _clocked("assemble"):
            from lingcha.release.assemble import assemble

            assembled = assemble(home, plan, landing, candidate, gate)
        with _clocked("returns"):
            from lingcha.returns.write import write_returns

            write_returns(home, assembled.folder)
        with _clocked("publish"):
            from lingcha.release.publish import publish

            publish(home, assembled)


@contextmanager
def _clocked(name: str) -> Iterator[None]:
    cpu, wall = _cpu_seconds(), time.perf_counter()
    yield
    print(f"{name}\t{_cpu_seconds() - cpu}\t{time.perf_counter() - wall}")


def _cpu_seconds() -> float:
    return sum(os.times()[:4])


if __name__ == "__main__":
    main(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]))
