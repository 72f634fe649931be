"""What is measured: each job as the command that a user would run, in a process of its own."""

import os
import shutil
import sys
from datetime import date
from pathlib import Path

from benchmarks.city import City
from benchmarks.measure import Cost, run
from lingcha.durable import remove_tree
from lingcha.home import open_home
from lingcha.landing.land import land
from lingcha.vault import open_vault

HERE = Path(__file__).parent
LINGCHA = str(Path(sys.executable).parent / "lingcha")
HELD = 3  # the city has planted defects, so its release is provisional


class Bench:
    """The jobs on one city at one date, over a data home that starts empty."""

    def __init__(self, city: City, as_of: date) -> None:
        self._city, self._as_of = city, as_of
        self._environment = dict(os.environ)
        # As on a user's machine: modules are compiled once, not in every process.
        self._environment.pop("PYTHONDONTWRITEBYTECODE", None)
        self._environment.pop("LINGCHA_KEY", None)
        key_file = str(city.folder / "key")
        self._environment |= {"LINGCHA_HOME": str(city.home), "LINGCHA_KEY_FILE": key_file}
        os.environ.pop("LINGCHA_KEY", None)
        os.environ["LINGCHA_KEY_FILE"] = key_file
        for left in (city.home, city.landing, city.script_result):
            remove_tree(left)
        self._home = open_home(city.home)
        # Placeholders for what no source states: without the monitoring line some rules are not judged.
        shutil.copyfile(city.inbox / "parameters.csv", self._home.parameters)

    @property
    def warehouse(self) -> Path:
        """The warehouse of the newest release."""
        return sorted(self._home.releases.iterdir())[-1] / "warehouse.duckdb"

    def bare_read(self) -> Cost:
        return self._python("reading", "bare", self._city.inbox)

    def intake(self) -> Cost:
        out = self._city.folder / "readings"
        out.mkdir()
        try:
            return self._python("reading", "intake", self._city.inbox, out)
        finally:
            shutil.rmtree(out)

    def empty_flow(self) -> Cost:
        return self._python("empty_flow", self._city.home)

    def collect(self) -> Cost:
        return run([LINGCHA, "collect", "--inbox", str(self._city.inbox)], self._environment)

    def release(self) -> Cost:
        """A first release: what an earlier round published is taken away before."""
        self._forget_releases()
        return run([LINGCHA, "release", "--as-of", str(self._as_of)], self._environment, (0, HELD))

    def release_steps(self) -> dict[str, tuple[float, float]]:
        """CPU and wall seconds of the same release without Prefect by step and by part (``step: part``)."""
        self._forget_releases()
        cost = self._python("release_steps", self._city.home, self._as_of)
        lines = [line.split("\t") for line in cost.output.splitlines()]
        return {name: (float(cpu), float(wall)) for name, cpu, wall in lines}

    def script(self) -> Cost:
        """The hand-written script on the rows that the release started from."""
        if not self._city.landing.exists():
            land(self._home, self._as_of, None, self._city.landing)
        remove_tree(self._city.script_result)
        environment = self._environment | {"LINGCHA_TOKEN_KEY": open_vault(self._home).token_key}
        words = [self._city.landing, self._city.script_result, self._as_of]
        return run([sys.executable, str(HERE / "baseline.py"), *map(str, words)], environment)

    def second_run(self) -> Cost:
        """The whole job again, with nothing new to read and nothing to build."""
        words = ["run", "--inbox", str(self._city.inbox), "--as-of", str(self._as_of)]
        before = self.warehouse
        cost = run([LINGCHA, *words], self._environment, (0, HELD))
        assert self.warehouse == before, "the second run built a release: it is not a run without news"
        return cost

    def _forget_releases(self) -> None:
        for folder in (self._home.warehouse, self._home.restricted, self._home.returns):
            for made in folder.iterdir():
                if made.name != "key_id":
                    remove_tree(made)
        self._home.releases.mkdir(exist_ok=True)

    def _python(self, module: str, *words: object) -> Cost:
        return run([sys.executable, "-m", f"benchmarks.{module}", *map(str, words)], self._environment)
