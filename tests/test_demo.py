"""The demonstration is the main job on a city whose faults are known: all are found, nothing else is."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from lingcha.release.contents import open_hardened


def _demo(folder: Path) -> "subprocess.CompletedProcess[str]":
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT_", "LINGCHA_"))}
    command = [sys.executable, "-m", "lingcha", "demo"]
    return subprocess.run(command, env=kept, capture_output=True, text=True, timeout=580, cwd=folder)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, "subprocess.CompletedProcess[str]"]:
    folder = tmp_path_factory.mktemp("demo")
    return folder / "var" / "demo", _demo(folder)


def _rows(release: Path, sql: str) -> Counter[tuple[object, ...]]:
    with open_hardened(release / "warehouse.duckdb") as connection:
        return Counter(connection.execute(sql).fetchall())


def test_it_ends_well_and_says_where_to_look(shown: tuple[Path, "subprocess.CompletedProcess[str]"]) -> None:
    home, done = shown
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    for name in ("report.html", "warehouse.duckdb", "release.json", "退回_"):
        assert name in done.stdout
    assert (home / "warehouse" / "official" / "evidence" / "report.html").exists()


def test_every_planted_fault_is_found_and_nothing_else(
    shown: tuple[Path, "subprocess.CompletedProcess[str]"],
) -> None:
    home, _ = shown
    truth = json.loads((home / "truth.json").read_text(encoding="utf-8"))
    held = home / "warehouse" / "releases" / "2022-08-31-r001"
    # A fault of the whole city stands in no single row.
    planted = Counter(
        (
            f["rule_id"],
            f["reporting_unit_code"],
            f["form_code"],
            f["sheet"] and f["file"],
            f["sheet"],
            f["row_no"],
            f["record_key"],
        )
        for f in truth["findings"]
    )
    found = _rows(
        held,
        "select rule_id, f.reporting_unit_code, f.form_code,"
        " case when sheet is not null then file_name end, sheet, row_no, record_key"
        " from quality.fct_finding f left join core.dim_submission using (submission_id) where detected",
    )
    assert len(planted) > 20 and found == planted
    unreadable = Counter(
        (
            q["code"],
            q["form_code"],
            q["reporting_unit_code"],
            q["sheet"],
            q["row_no"],
            q["cell"],
            q["column_name"],
        )
        for q in truth["quarantined"]
    )
    aside = _rows(
        held,
        "select code, form_code, reporting_unit_code, sheet, row_no, cell, column_name"
        " from core.fct_quarantine",
    )
    assert unreadable and aside == unreadable


def test_the_corrected_round_has_no_fault_left(
    shown: tuple[Path, "subprocess.CompletedProcess[str]"],
) -> None:
    home, _ = shown
    official = home / "warehouse" / "official"
    assert official.resolve().name == "2022-08-31-r002"
    # What is left is in the published totals themselves: 到户类 assets that are not at a household.
    assert set(_rows(official, "select rule_id from quality.fct_finding where detected")) == {("AS-05",)}
    others = "select status from quality.fct_finding where rule_id <> 'AS-05' group by 1"
    assert _rows(official, others) == Counter({("fixed",): 1})
    assert _rows(official, "select verdict from quality.fct_zero_error group by 1") == Counter({("met",): 1})
    assert _rows(official, "select code from core.fct_quarantine") == Counter()


def test_a_folder_that_is_no_demonstration_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "var" / "demo" / "archive").mkdir(parents=True)
    done = _demo(tmp_path)
    assert done.returncode == 2 and "E_DEMO_HOME" in done.stderr
    assert (tmp_path / "var" / "demo" / "archive").exists()
