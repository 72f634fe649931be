"""The steps of a release one after the other, without Prefect around them: where its time goes.

``python -m benchmarks.release_steps HOME AS_OF`` publishes a release and prints one line per step:
name, CPU seconds (user and system, with ended children), wall seconds. Behind the step ``build`` stand parts
of it: ``build: rules`` and ``build: checks`` (models/quality), ``build: reports``, ``build: sealed`` and each
rule, as ``build: MI-01``.
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
from lingcha.project import ROOT


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

            parts = _PartsOfBuild()
            candidate = build(home, plan, landing, parts)
        parts.tell()
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


class _PartsOfBuild:
    """What groups of nodes cost. dbt builds one node after the other, so what was used since the
    last one ended is what a node cost: its compiling, its statement, and what dbt does around it.
    """

    # What judges no rule: the script has nothing like it, or counts it among the facts.
    CHECKS = frozenset({"fct_integrity_check", "fct_cell_gap", "fct_exemption", "dim_parameter"})

    def __init__(self) -> None:
        rooms = {"rules": "quality", "reports": "reporting", "sealed": "restricted"}
        self._part = {
            p.stem: part for part, room in rooms.items() for p in (ROOT / "models" / room).rglob("*.sql")
        }
        self._part |= dict.fromkeys(self.CHECKS, "checks")
        self._spent = {part: [0.0, 0.0] for part in (*rooms, "checks")}
        self._last = _cpu_seconds(), time.perf_counter()

    def __call__(self, done: int, total: int, node: str) -> None:
        now = _cpu_seconds(), time.perf_counter()
        if node in self._part:
            part = self._spent[self._part[node]]
            part[0] += now[0] - self._last[0]
            part[1] += now[1] - self._last[1]
        if node.startswith("rule_"):
            rule_id = node.removeprefix("rule_").replace("_", "-").upper()
            self._spent[rule_id] = [now[0] - self._last[0], now[1] - self._last[1]]
        self._last = now

    def tell(self) -> None:
        for name, (cpu, wall) in self._spent.items():
            print(f"build: {name}\t{cpu}\t{wall}")


@contextmanager
def _clocked(name: str) -> Iterator[None]:
    cpu, wall = _cpu_seconds(), time.perf_counter()
    yield
    print(f"{name}\t{_cpu_seconds() - cpu}\t{time.perf_counter() - wall}")


def _cpu_seconds() -> float:
    return sum(os.times()[:4])


if __name__ == "__main__":
    main(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]))
