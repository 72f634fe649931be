"""The hand-written script of the benchmark finds in the city of cases what the rules find, row by row.

The city of the benchmark plants a defect for some of the rules only. Here every rule fires, and is silent at
its bounds: this is where two implementations, written apart from one text, can contradict each other.
"""

import shutil
from pathlib import Path

import duckdb
import pytest
from mini_city import AS_OF

from benchmarks.baseline import run_script
from benchmarks.compare import TableComparison, compare, rules_met


@pytest.fixture(scope="module")
def compared(judged_cases: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, TableComparison]:
    base = tmp_path_factory.mktemp("script")
    landing, script = base / "landing", base / "script.duckdb"
    shutil.copytree(judged_cases.parent.parent / "landing", landing)
    (landing / "arrival").mkdir()
    with duckdb.connect(str(judged_cases), read_only=True) as connection:
        connection.execute(f"copy core.fct_receipt to '{landing}/arrival/rows.parquet'")
    run_script(landing, script, AS_OF, "k" * 64)
    return {table.table: table for table in compare(judged_cases, script)}


def test_script_and_release_agree_on_every_row(compared: dict[str, TableComparison]) -> None:
    assert [table for table in compared.values() if not table.equal] == []
    assert {"quality.fct_finding", "quality.fct_rule_result", "quality.fct_zero_error"} <= set(compared)


def test_no_rule_is_compared_in_silence(judged_cases: Path) -> None:
    met = rules_met(judged_cases)
    assert (met.judged, met.silent) == (met.rules, ())


def test_a_difference_is_seen(judged_cases: Path, tmp_path: Path) -> None:
    """One changed cell on one side makes a row on each side that the other does not have."""
    changed = tmp_path / "changed.duckdb"
    shutil.copyfile(judged_cases, changed)
    with duckdb.connect(str(changed)) as connection:
        connection.execute(
            "update projects.fct_project set site = 'x' "
            "where record_key = (select min(record_key) from projects.fct_project)"
        )
    (project,) = (table for table in compare(judged_cases, changed) if table.table == "projects.fct_project")
    assert (project.only_released, project.only_script, project.equal) == (1, 1, False)
