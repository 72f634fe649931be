"""Measures the main job at the size of the city and prints its own table: ``make bench``. Never a test.

Ratios are of CPU seconds within one run: wall time on a shared machine says little. Rounds of both sides of
a ratio alternate, and medians are compared. The city has planted defects, so that comparing findings
compares something. Ends with 1 when the release and the hand-written script disagree about any row, or when a
rule finds something else than was planted.
"""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click
from rich.console import Console

from benchmarks.city import prepare_city
from benchmarks.compare import compare, not_rebuilt, rules_met
from benchmarks.jobs import Bench
from benchmarks.measure import Cost
from benchmarks.planted import found_by_rule
from benchmarks.report import Costs, show_comparison, show_costs, show_limits, show_rules, show_sizes

console = Console(width=120, highlight=False)


@click.command()
@click.option("--scale", default="1.0", show_default=True, help="Share of the city, 0.0005 to 1.")
@click.option("--repeat", default=3, show_default=True, type=click.IntRange(1), help="Rounds of each ratio.")
@click.option("--as-of", default="2022-08-31", show_default=True, help="D of the release.")
@click.option(
    "--city",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the generated city, used again when it is there. Default: var/bench/SCALE.",
)
def main(scale: str, repeat: int, as_of: str, city: Path | None) -> None:
    """Reading, building, memory, a second run without news, and whether two ways give the same rows."""
    console.print(f"Preparing the city at scale {scale} (generated once) ...")
    prepared = prepare_city((city or Path("var/bench") / scale).resolve(), scale)
    bench = Bench(prepared, date.fromisoformat(as_of))
    costs = _alternate(repeat, {"bare read": bench.bare_read, "intake": bench.intake})
    costs |= _alternate(1, {"collect": bench.collect})
    costs |= _alternate(repeat, {"release": bench.release, "script": bench.script})
    costs |= _alternate(repeat, {"empty flow": bench.empty_flow, "second run": bench.second_run})
    console.print("comparing rows ...")
    compared = compare(bench.warehouse, prepared.script_result)
    unbuilt = not_rebuilt(bench.warehouse, prepared.script_result)
    console.print("steps of a release ...")
    met = rules_met(bench.warehouse)
    found = list(found_by_rule(prepared.truth, bench.warehouse))
    steps = bench.release_steps()
    console.print(f"\nScale {scale}, rounds {repeat}, D {as_of}")
    show_costs(console, costs, steps)
    show_limits(console, costs, steps)
    show_rules(console, found, steps)
    show_sizes(console, prepared, bench.warehouse)
    show_comparison(console, compared, unbuilt, met)
    agreed = all(table.equal for table in compared) and all(rule.exact for rule in found)
    sys.exit(0 if agreed else 1)


def _alternate(rounds: int, jobs: dict[str, Callable[[], Cost]]) -> Costs:
    """The costs of each job; one round is every job once."""
    costs: Costs = {name: [] for name in jobs}
    for number in range(1, rounds + 1):
        for name, job in jobs.items():
            console.print(f"{name}, round {number} of {rounds} ...")
            costs[name].append(job())
    return costs


if __name__ == "__main__":
    main()
