"""The demonstration is the main job on a city whose faults are known: all are found, nothing else is."""

import json
import os
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from lingcha.check import check_files
from lingcha.commands.diff import command as diff
from lingcha.home import open_home
from lingcha.project import ROOT, read_reference
from lingcha.release.contents import open_hardened
from lingcha.returns.read import ReleaseProblems
from tests.canary import canaries_of, scan


def _demo(folder: Path) -> "subprocess.CompletedProcess[str]":
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT_", "LINGCHA_"))}
    command = [sys.executable, "-m", "lingcha", "demo"]
    return subprocess.run(command, env=kept, capture_output=True, text=True, timeout=1500, cwd=folder)


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
    # What is left is in the published totals themselves, and exempt: a 到户类 asset at a village.
    left = "select rule_id, status, counted, exempt_until from quality.fct_finding where detected"
    assert _rows(official, left) == Counter({("AS-05", "exempt", False, date(2023, 12, 31)): 1})
    gone = (
        "select status, change, status_submission_id is not null from quality.fct_finding where not detected"
    )
    fixed = _rows(official, gone)
    # The city's own sums are corrected by several units' submissions, so by none alone.
    assert set(fixed) <= {("fixed", "fixed", True), ("fixed", "fixed", False)}
    assert fixed["fixed", "fixed", False] == len(
        _rows(official, "select finding_id from quality.fct_finding where reporting_unit_code = '4112'")
    )
    assert _rows(official, "select verdict from quality.fct_zero_error group by 1") == Counter({("met",): 1})
    assert _rows(official, "select code from core.fct_quarantine") == Counter()


def test_changes_are_told_to_the_counties_and_the_city(
    shown: tuple[Path, "subprocess.CompletedProcess[str]"],
) -> None:
    home, _ = shown
    for release, column in (("2022-08-31-r001", "findings_new"), ("2022-08-31-r002", "findings_fixed")):
        told = json.loads((home / "warehouse" / "releases" / release / "release.json").read_bytes())[
            "changes"
        ]
        city, units = told[-1], told[:-1]
        assert (city["reporting_unit_code"], city["findings_returned"]) == ("4112", 0)
        assert city[column] > sum(u[column] for u in units) - 1 > 20
        assert city["status_exempt"] == sum(u["status_exempt"] for u in units) == 1


def test_the_cells_that_were_planted_are_marked(
    shown: tuple[Path, "subprocess.CompletedProcess[str]"],
) -> None:
    home, _ = shown
    truth = json.loads((home / "truth.json").read_text(encoding="utf-8"))
    books: dict[Path, Any] = {}
    unmarked = []
    for finding in truth["findings"]:
        # The asset of the published totals is exempt and goes back to nobody; a sum stands in no row.
        if finding["sheet"] is None or _is_exempt(home, finding):
            continue
        name = f"退回_{Path(finding['file']).stem}.xlsx"
        path = home / "returns" / finding["reporting_unit_code"] / "2022-08-31-r001" / name
        book = books.setdefault(path, openpyxl.load_workbook(path))
        for cell in finding["cells"]:
            comment = book[finding["sheet"]][cell].comment
            if comment is None or finding["rule_id"] not in comment.text:
                unmarked.append((finding["rule_id"], cell))
    assert unmarked == [] and len(books) > 10


def test_one_finding_goes_from_the_report_to_a_cell_and_back_as_the_page_says(
    shown: tuple[Path, "subprocess.CompletedProcess[str]"],
) -> None:
    """docs/one-finding.md walks WE-03 of 灵宝市; what it quotes is what the demonstration gives."""
    home, _ = shown
    told = (ROOT / "docs" / "one-finding.md").read_text(encoding="utf-8")
    held, official = (home / "warehouse" / "releases" / f"2022-08-31-r00{n}" for n in (1, 2))
    rates = (
        "select reporting_unit_code, numerator, denominator, verdict from quality.fct_zero_error"
        " where target = 'wrong_exit' and reporting_unit_code in ('4112', '411282')"
    )
    before = {("4112", 4, 9, "not_met"): 1, ("411282", 1, 2, "not_met"): 1}
    assert _rows(held, rates) == Counter(before)
    assert _rows(official, rates) == Counter({("4112", 0, 9, "met"): 1, ("411282", 0, 2, "met"): 1})
    assert all(f"未达标 {n} / {of}" in told for _, n, of, _ in before) and "0 / 2 and the city 0 / 9" in told
    judged = (
        "select reporting_unit_code, checked, violations from quality.fct_rule_result"
        " where rule_id = 'WE-03' and reporting_unit_code in ('4112', '411282')"
    )
    assert _rows(held, judged) == Counter({("4112", 9, 1): 1, ("411282", 2, 1): 1})
    finding = (
        "select finding_id, f.status, record_key, sheet, row_no, first_seen_release, last_seen_release,"
        " s.file_name, s.status"
        " from quality.fct_finding f left join core.dim_submission s"
        " on s.submission_id = coalesce(status_submission_id, f.submission_id) where rule_id = 'WE-03'"
    )
    name = "灵宝市_JC03_监测对象风险消除台账_202208_v"
    same = ("9638c37f957bb9f6fb270784", "411282101204H0017|1|1", "JC03监测对象风险消除台账")
    seen = (*same[1:], 7, "2022-08-31-r001", "2022-08-31-r001")
    assert _rows(held, finding) == Counter({(same[0], "open", *seen, f"{name}1.xlsx", "in_force"): 1})
    assert _rows(official, finding) == Counter({(same[0], "fixed", *seen, f"{name}2.xlsx", "in_force"): 1})
    assert all(text in told for text in (*same, f"退回_{name}1.xlsx", f"{name}2.xlsx"))
    returned = home / "returns" / "411282" / held.name / f"退回_{name}1.xlsx"
    marked = openpyxl.load_workbook(returned)[same[2]]["Z7"]
    sent = openpyxl.load_workbook(home / "inbox" / "411282" / f"{name}2.xlsx")[same[2]]["Z7"]
    assert (marked.value, sent.value) == ("是", "否") and "Z7" in told
    assert marked.comment is not None and "WE-03" in marked.comment.text
    done = CliRunner().invoke(diff, [held.name, official.name], env={"LINGCHA_HOME": str(home)})
    changed = "monitoring.fct_risk_elimination 改动 灵宝市 411282|411282101204H0017|1|1：el_house_damaged"
    assert done.exit_code == 0 and changed in done.output.splitlines() and changed in told


def test_a_dictionary_attack_on_what_was_published_recovers_nobody(
    shown: tuple[Path, "subprocess.CompletedProcess[str]"], monkeypatch: pytest.MonkeyPatch
) -> None:
    """More than a thousand planted people: their numbers, names, and every common hash of their numbers."""
    home, _ = shown
    monkeypatch.delenv("LINGCHA_KEY", raising=False)
    monkeypatch.setenv("LINGCHA_KEY_FILE", str(home.with_name("demo.key")))
    city = open_home(home)
    canaries = canaries_of(city)
    people = len(set(canaries.hashes.values()))
    assert people > 1000
    assert scan(city.releases, canaries) == {}
    print(f"dictionary attack over {people} people and all that two releases published: 0 recovered")


def _is_exempt(home: Path, finding: dict[str, Any]) -> bool:
    held = home / "warehouse" / "releases" / "2022-08-31-r001"
    exempt = _rows(held, "select rule_id, record_key from quality.fct_finding where status = 'exempt'")
    return (finding["rule_id"], finding["record_key"]) in exempt


def test_a_county_finds_before_it_submits_what_the_city_finds(
    shown: tuple[Path, "subprocess.CompletedProcess[str]"], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Its own files alone give what the city finds of the unit, but for what only others' rows show."""
    home, _ = shown
    monkeypatch.setenv("LINGCHA_HOME", str(tmp_path / "untouched"))
    unit = "411221"
    files = sorted(p for p in (home / "inbox" / unit).iterdir() if "_v1." in p.name)
    result = check_files(files, as_of=date(2022, 8, 31), parameters=home / "parameters.csv")
    assert result.unit == unit and result.found and result.verdict is not None
    beyond = {r["rule_id"] for r in read_reference("rule_beyond_unit")}
    assert {r["rule_id"] for r in result.verdict.partial} == beyond
    own = Counter(
        (p.kind in ("finding", "suspect"), p.code, p.file_name, p.sheet, p.row_no, p.cell, p.what)
        for p in result.problems
        if p.code not in beyond
    )
    held = home / "warehouse" / "releases" / "2022-08-31-r001" / "warehouse.duckdb"
    of_city = Counter(
        (p.kind in ("finding", "suspect"), p.code, p.file_name, p.sheet, p.row_no, p.cell, p.what)
        for p in ReleaseProblems(held, home / "parameters.csv").problems
        if p.unit == unit and p.code not in beyond
    )
    assert own == of_city and len({code for _, code, *_ in own}) > 8
    assert not (tmp_path / "untouched").exists()


def test_a_folder_that_is_no_demonstration_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "var" / "demo" / "archive").mkdir(parents=True)
    done = _demo(tmp_path)
    assert done.returncode == 2 and "E_DEMO_HOME" in done.stderr
    assert (tmp_path / "var" / "demo" / "archive").exists()
