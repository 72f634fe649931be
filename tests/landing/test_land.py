"""Landing: what dbt finds, with names, types and counts; and when two landings are the same."""

import stat
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from lingcha.archive.confirm import confirm
from lingcha.archive.resolve import resolve
from lingcha.errors import LingchaError
from lingcha.landing.land import inputs_digest, land
from lingcha.landing.schema import table_schema
from tests.archive.fake_intake import START, City, numbered, sheet

D = date(2022, 8, 31)


def rows(target: Path, name: str) -> list[dict[str, object]]:
    return pq.read_table(target / name).to_pylist()


@pytest.fixture
def landed(city: City, tmp_path: Path) -> Path:
    """A version, its correction with one bad row, a shrunk one that waits, a junk file and a duplicate."""
    city.send("411282/a.xlsx", sheet(numbered(1, 10)))
    city.send("411282/b.xlsx", sheet(numbered(2, 11), bad=1, total="9"))
    city.send("411282/c.xlsx", sheet(numbered(1, 2)))
    city.put("411224/x.xlsx").write_bytes(b"junk")
    city.collect()
    city.send("411282/copy.xlsx", sheet(numbered(1, 10)))
    target = tmp_path / "landing"
    summary = land(city.home, D, None, target)
    assert summary.rows["zj02"] == 10
    assert (summary.count("in_force"), summary.count("waiting")) == (1, 1)
    return target


def test_an_empty_archive_lands_typed_empty_tables(city: City, tmp_path: Path) -> None:
    summary = land(city.home, D, None, tmp_path / "landing")
    assert summary.records == ()
    for name in ("submission", "arrival", "quarantine_cell", "sheet_ledger", "sheet_sum"):
        assert summary.rows[name] == 0
        assert pq.read_schema(tmp_path / "landing" / name / f"{name}.parquet").equals(table_schema(name))
    assert summary.rows["expected_submission"] > 0
    assert not (tmp_path / "landing" / "known_finding").exists()


def test_only_rows_in_force_are_opened(city: City, landed: Path) -> None:
    in_force = next(r for r in resolve(city.home) if r.status == "in_force")
    (file,) = (landed / "zj02").iterdir()
    assert file.name == f"{in_force.submission_id}.parquet"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert in_force.rows_path.read_bytes() != file.read_bytes()
    assert {p.name for p in landed.iterdir()} == {
        *("zj02", "submission", "arrival", "quarantine_cell", "sheet_ledger"),
        *("sheet_sum", "expected_submission", "parameter_override"),
    }


def test_all_submissions_are_told_with_their_standing(landed: Path) -> None:
    first, second, third = rows(landed, "submission")
    assert [r["status"] for r in (first, second, third)] == ["superseded", "in_force", "waiting"]
    assert [r["version_no"] for r in (first, second, third)] == [1, 2, 3]
    assert (second["supersedes"], third["supersedes"]) == (first["submission_id"], None)
    assert (second["rows_total"], second["rows_accepted"], second["rows_quarantined"]) == (11, 10, 1)
    assert "减少 1 条、增加 1 条" in str(second["note_zh"])
    assert first["received_at"] == (START + timedelta(hours=1)).replace(tzinfo=None)
    assert (first["part"], first["period_end"]) == ("", D)


def test_every_file_is_an_arrival(landed: Path) -> None:
    arrivals = rows(landed, "arrival")
    assert [a["state"] for a in arrivals] == ["read", "read", "read", "rejected", "duplicate"]
    assert [a["submissions"] for a in arrivals] == [1, 1, 1, 0, 0]
    assert arrivals[3]["code"] == "E_FORMAT_UNKNOWN"


def test_the_sheet_tables_account_for_every_row(landed: Path) -> None:
    (ledger,) = rows(landed, "sheet_ledger")
    classes = ("header", "data", "subtotal", "total", "footer", "blank")
    assert ledger["rows_physical"] == sum(int(str(ledger[f"rows_{c}"])) for c in classes)
    assert (
        ledger["rows_data"] == int(str(ledger["rows_accepted"])) + int(str(ledger["rows_quarantined"])) == 11
    )
    (total,) = rows(landed, "sheet_sum")
    assert (total["column_name"], total["stated"], total["accepted"]) == ("amount", Decimal(9), Decimal(10))
    assert total["agrees"] is False
    (cell,) = rows(landed, "quarantine_cell")
    assert (cell["submission_id"], cell["cell"]) == (ledger["submission_id"], "F900")


def test_types_are_those_of_the_seeds(landed: Path) -> None:
    for folder in landed.iterdir():
        if folder.name != "zj02":
            assert pq.read_schema(next(folder.iterdir())).equals(table_schema(folder.name))


def test_as_known_at_hides_what_came_later(city: City, landed: Path, tmp_path: Path) -> None:
    then = START + timedelta(hours=1, minutes=1)
    summary = land(city.home, D, then, tmp_path / "then")
    assert [r.status for r in summary.records] == ["in_force"]
    assert (summary.rows["arrival"], summary.rows["quarantine_cell"]) == (1, 0)


def test_changed_rows_in_the_archive_are_a_sentence(city: City, tmp_path: Path) -> None:
    city.send("411282/a.xlsx", sheet(numbered(1, 10)))
    path = resolve(city.home)[0].rows_path
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(LingchaError) as error:
        land(city.home, D, None, tmp_path / "landing")
    assert (error.value.code, error.value.exit_code) == ("E_VAULT_DAMAGED", 4)


def test_missing_rows_in_the_archive_are_a_sentence(city: City, tmp_path: Path) -> None:
    city.send("411282/a.xlsx", sheet(numbered(1, 10)))
    resolve(city.home)[0].rows_path.unlink()
    with pytest.raises(LingchaError) as error:
        land(city.home, D, None, tmp_path / "landing")
    assert (error.value.code, error.value.exit_code) == ("E_ARCHIVE_DAMAGED", 4)


def test_a_target_in_use_is_refused(city: City, tmp_path: Path) -> None:
    (tmp_path / "landing").mkdir()
    (tmp_path / "landing/left").touch()
    with pytest.raises(LingchaError, match="E_LANDING_NOT_EMPTY"):
        land(city.home, D, None, tmp_path / "landing")


def test_the_bureaus_parameters_are_landed(city: City, tmp_path: Path) -> None:
    city.home.parameters.write_text(
        "param_id,scope_code,valid_from,valid_to,value,unit,status,confirmed,source\n"
        "income_tol,100000,2022-01-01,,0.02,元,letter,Y,letter 1\n"
    )
    land(city.home, D, None, tmp_path / "landing")
    (row,) = rows(tmp_path / "landing", "parameter_override")
    assert (row["param_id"], row["valid_from"], row["valid_to"]) == ("income_tol", date(2022, 1, 1), None)


def test_the_digest_moves_with_what_matters_and_only_with_it(city: City, tmp_path: Path) -> None:
    city.send("411282/a.xlsx", sheet(numbered(1, 10)))
    seen = [inputs_digest(city.home, D)]
    assert land(city.home, D, None, tmp_path / "landing").digest == seen[0]
    city.send("411282/again.xlsx", sheet(numbered(1, 10)))
    assert inputs_digest(city.home, D) == seen[0]  # the same bytes change nothing

    def moved() -> bool:
        seen.append(inputs_digest(city.home, D))
        return seen[-1] not in seen[:-1]

    city.send("411282/b.xlsx", sheet(numbered(1, 2)))
    assert moved()  # a correction waits
    confirm(city.home, resolve(city.home)[1].submission_id, "值班员", "原因")
    assert moved()
    city.send("411282/bad.xlsx", sheet([], state="rejected"))
    assert moved()
    city.home.parameters.write_text(
        "param_id,scope_code,valid_from,valid_to,value,unit,status,confirmed,source\n"
    )
    assert moved()
    assert inputs_digest(city.home, date(2022, 7, 31)) not in seen
    assert inputs_digest(city.home, D, datetime(2022, 9, 1, 9, 30)) not in seen[1:]
