"""Every rule that can be planted: its cells are marked in the return, and, corrected, nothing is found."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from openpyxl.utils import get_column_letter

from lingcha.archive.reading import load_reading
from lingcha.archive.receive import receive
from lingcha.archive.store import reading_folder
from lingcha.home import DataHome, open_home
from lingcha.landing.land import land
from lingcha.returns.marks import columns_of
from lingcha.returns.read import ReleaseProblems
from lingcha.sample import write_city, write_corrections
from lingcha.sample.defects import Defect
from lingcha.sample.planters import RULES
from lingcha.warehouse.build import BuildSettings, build_candidate

pytestmark = pytest.mark.long

SCALE = "0.002"
AS_OF = date(2022, 8, 31)
# Eliminations are few in a small city, so the rules take turns.
TURNS = (list(RULES)[::2], list(RULES)[1::2])


@dataclass(frozen=True)
class Round:
    """A home with a spoiled city in it, what was planted, and the warehouse of the round."""

    home: DataHome
    folder: Path
    defects: list[Defect]
    truth: dict[str, Any]
    warehouse: Path


def _build(home: DataHome, name: str) -> Path:
    work = home.work / name
    known_at = datetime(2100, 1, 1)
    landing = land(home, AS_OF, known_at, work / "landing")
    settings = BuildSettings(
        AS_OF, known_at, f"2022-08-31-{name}", "tests", "k" * 64, home.root / "dbt.msgpack"
    )
    return build_candidate(landing.target, work / "run", settings).warehouse


@pytest.fixture(scope="module", params=range(len(TURNS)))
def spoiled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Round]:
    folder = tmp_path_factory.mktemp("round")
    home = open_home(folder / "home")
    defects = [Defect(name, "", 1) for name in TURNS[request.param]]
    truth = write_city(folder / "city", SCALE, defects=defects)
    (folder / "city" / "truth.json").unlink()
    (folder / "city" / "parameters.csv").rename(home.parameters)
    receive(home, folder / "city", settle_seconds=0.0)
    yield Round(home, folder, defects, truth, _build(home, "r001"))


def test_all_that_was_planted_is_found_and_its_cells_are_marked(spoiled: Round) -> None:
    marked: dict[tuple[Any, ...], set[str]] = {}
    for problem in ReleaseProblems(spoiled.warehouse, spoiled.home.parameters).problems:
        if problem.row_no is not None:
            sheets = load_reading(reading_folder(spoiled.home, problem.file_sha256, problem.unit))["sheets"]
            columns = next(s["columns"] for s in sheets if s["sheet"] == problem.sheet)
            cells = {f"{get_column_letter(c)}{problem.row_no}" for c in columns_of(problem, columns)}
            place = (problem.code, problem.file_name, problem.sheet, problem.row_no)
            marked[place] = marked.get(place, set()) | cells
    exempt = _rows(
        spoiled.warehouse, "select rule_id, record_key from quality.fct_finding where status = 'exempt'"
    )
    unmarked = [
        (f["rule_id"], f["cells"])
        for f in spoiled.truth["findings"]
        if f["sheet"] is not None
        and (f["rule_id"], f["record_key"]) not in exempt
        and not set(f["cells"]) <= marked.get((f["rule_id"], f["file"], f["sheet"], f["row_no"]), set())
    ]
    assert unmarked == []
    assert {d.name for d in spoiled.defects} <= {f["rule_id"] for f in spoiled.truth["findings"]}


def test_after_the_corrections_nothing_is_found(spoiled: Round) -> None:
    write_corrections(spoiled.folder / "corrections", SCALE, defects=spoiled.defects)
    receive(spoiled.home, spoiled.folder / "corrections", settle_seconds=0.0)
    corrected = _build(spoiled.home, "r002")
    left = _rows(corrected, "select rule_id, status from quality.fct_finding where detected")
    assert left == [("AS-05", "exempt")]
    assert ReleaseProblems(corrected, spoiled.home.parameters).problems == []


def _rows(warehouse: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute(sql).fetchall()
