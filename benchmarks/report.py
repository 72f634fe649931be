"""The tables of a benchmark: what the jobs cost, what they weigh, and whether both ways agree."""

import os
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import duckdb
from rich.console import Console

from benchmarks.city import City, megabytes
from benchmarks.compare import NOT_COMPARED, RulesMet, TableComparison
from benchmarks.measure import Cost
from benchmarks.planted import RuleFound
from lingcha.contract.forms import load_forms
from lingcha.project import read_reference

Costs = dict[str, list[Cost]]  # rounds by job
Steps = dict[
    str, tuple[float, float]
]  # CPU and wall seconds by step of a release, and by part of it (step: part)
Row = tuple[str, ...]

_JOBS = {
    "bare read": "bare read of all files (python-calamine, csv)",
    "intake": "intake of the same files",
    "collect": "lingcha collect",
    "release": "lingcha release, everything collected",
    "script": "hand-written DuckDB script",
    "empty flow": "Prefect alone (empty flow)",
    "second run": "lingcha run, nothing new",
}


def show_costs(console: Console, costs: Costs, steps: Steps) -> None:
    """Medians of the rounds, and one look inside a release."""
    rows = [
        (title, f"{_cpu(costs[job]):.1f}", f"{_wall(costs[job]):.1f}", f"{_peak(costs[job]) / 1e6:.0f}")
        for job, title in _JOBS.items()
    ]
    _show(console, f"Jobs, {os.cpu_count()} cores", ("job", "CPU s", "wall s", "peak MB"), rows)
    of_rules = {f"build: {rule['rule_id']}" for rule in read_reference("rule")}
    parts = [(s, f"{cpu:.1f}", f"{wall:.1f}") for s, (cpu, wall) in steps.items() if s not in of_rules]
    _show(console, "Steps of a release, without Prefect", ("step", "CPU s", "wall s"), parts)


def show_limits(console: Console, costs: Costs, steps: Steps) -> None:
    """The ratios. Limits are meant for the whole city: in a small one fixed costs are nearly everything."""
    script = _cpu(costs["script"])
    peak = max(_peak(costs["collect"]), _peak(costs["release"])) / 1e9
    whole = sum(cpu for name, (cpu, _) in steps.items() if ":" not in name)
    returns, rules = steps["returns"][0], steps["build: rules"][0]
    alone = (whole - returns) / script
    only_released = ("build: reports", "build: sealed", "build: checks")
    alike = steps["plan"][0] + steps["land"][0] + steps["build"][0] - sum(steps[s][0] for s in only_released)
    rows = [
        _limit("reading / bare read, CPU", _cpu(costs["intake"]) / _cpu(costs["bare read"]), 3.0),
        _limit("after the reading, without Prefect and returns / script, CPU", alone, 2.0),
        ("  what the script makes too (facts, rules) / script, CPU", f"{alike / script:.2f}", "", ""),
        _limit("rules / script's rules, CPU", rules / _script_part(costs["script"], "rules"), 1.5),
        ("  rules of the release, CPU s", f"{rules:.1f}", "", ""),
        ("  rules of the script, CPU s", f"{_script_part(costs['script'], 'rules'):.1f}", "", ""),
        ("  returns, CPU s", f"{returns:.1f}", "", ""),
        ("  Prefect around a release, CPU s", f"{_cpu(costs['release']) - whole:.1f}", "", ""),
        ("  lingcha release with both / script, CPU", f"{_cpu(costs['release']) / script:.2f}", "", ""),
        ("  the same, wall", f"{_wall(costs['release']) / _wall(costs['script']):.2f}", "", ""),
        _limit("peak memory of collect and release, GB", peak, 3.0),
        _limit(
            "second run beside Prefect alone, wall s",
            _wall(costs["second run"]) - _wall(costs["empty flow"]),
            3.0,
        ),
    ]
    _show(console, "Limits (for scale 1.0)", ("measure", "value", "limit", ""), rows)


def show_sizes(console: Console, city: City, warehouse: Path) -> None:
    """Files, megabytes and rows that landed."""
    release = [p for p in warehouse.parent.rglob("*") if p.is_file()]
    archive = [p for p in (city.home / "archive").rglob("*") if p.is_file()]
    rows = [
        ("submitted files", f"{len(city.files()):,}"),
        ("submitted files, MB", f"{megabytes(city.files()):,.1f}"),
        ("archive with parsed rows, MB", f"{megabytes(archive):,.1f}"),
        ("warehouse.duckdb, MB", f"{megabytes([warehouse]):,.1f}"),
        ("release folder, MB", f"{megabytes(release):,.1f}"),
        ("script's database, MB", f"{megabytes([city.script_result]):,.1f}"),
    ]
    for form in load_forms().values():
        landed = str(city.landing / form.seed / "*.parquet")
        counted = duckdb.execute("select count(*) from read_parquet(?)", [landed]).fetchone()
        assert counted is not None
        rows.append((f"rows of {form.code}", f"{counted[0]:,}"))
    _show(console, "Sizes", ("what", "number"), rows)


def show_rules(console: Console, found: Sequence[RuleFound], steps: Steps) -> None:
    """Rule by rule: what was planted, what was found, and what the rule's own model cost."""
    rows = [
        (
            r.rule_id,
            f"{r.planted:,}",
            f"{r.found:,}",
            f"{r.false:,}",
            f"{r.checked:,}",
            f"{steps[f'build: {r.rule_id}'][0]:.2f}",
        )
        for r in found
    ]
    _show(console, "Rules", ("rule", "planted", "found", "false", "checked", "CPU s"), rows)
    exact = sum(r.exact for r in found)
    console.print(f"Recall and precision are 1 for {exact} of {len(found)} rules.")


def show_comparison(
    console: Console, compared: Sequence[TableComparison], unbuilt: Sequence[str], met: RulesMet
) -> None:
    """Every table both ways build, what is left out, and how many rules had something to find."""
    rows = [(t.table, f"{t.rows:,}", f"{len(t.columns)}", _verdict(t)) for t in compared]
    _show(console, "Release against script, row by row", ("table", "rows", "columns", "verdict"), rows)
    console.print("\nAll columns of these tables are compared, except:")
    for table, columns in NOT_COMPARED.items():
        console.print(f"- {table}: {', '.join(sorted(columns))}")
    console.print(f"Facts that only the release builds: {', '.join(unbuilt)}")
    console.print(
        f"Of {met.rules} rules {met.judged} were judged in the city; {met.found} found something, "
        f"{len(met.silent)} did not: {', '.join(met.silent) or 'none'}"
    )


def _verdict(table: TableComparison) -> str:
    if table.equal:
        return "equal"
    counts = f"only in release {table.only_released:,}, only in script {table.only_script:,}"
    return f"DIFFERENT: {table.problem or counts}"


def _limit(name: str, value: float, limit: float) -> Row:
    return name, f"{value:.2f}", f"{limit:.1f}", "kept" if value <= limit else "MISSED"


def _script_part(rounds: list[Cost], part: str) -> float:
    """CPU seconds of one part of the script, as it says itself; the median of the rounds."""
    told = [dict(line.split("\t") for line in c.output.splitlines()) for c in rounds]
    return median(float(parts[part]) for parts in told)


def _cpu(rounds: list[Cost]) -> float:
    return median(c.cpu for c in rounds)


def _wall(rounds: list[Cost]) -> float:
    return median(c.wall for c in rounds)


def _peak(rounds: list[Cost]) -> int:
    return max(c.peak for c in rounds)


def _show(console: Console, title: str, headings: Row, rows: Sequence[Row]) -> None:
    """A Markdown table that can be pasted into a note; numbers to the right."""
    widths = [max(map(len, column)) for column in zip(headings, *rows, strict=True)]
    console.print(f"\n{title}\n")
    for cells in (headings, tuple("-" * w for w in widths), *rows):
        first, *others = (cell.ljust(w) for cell, w in zip(cells, widths, strict=True))
        right = [o.strip().rjust(w) for o, w in zip(others, widths[1:], strict=True)]
        console.print(f"| {' | '.join([first, *right])} |", markup=False)
