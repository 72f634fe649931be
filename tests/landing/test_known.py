"""The journal of findings: who is known at D and T, whatever was published later, and what damage says."""

from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from lingcha.archive.clock import in_beijing
from lingcha.archive.findings import append_findings, read_findings_journal
from lingcha.errors import LingchaError
from lingcha.landing.known import known_findings
from lingcha.landing.land import land
from lingcha.landing.schema import table_schema
from tests.archive.fake_intake import City

AUGUST, JULY = date(2022, 8, 31), date(2022, 7, 31)


def at(day: int) -> datetime:
    return in_beijing(datetime(2022, 9, day, 9))


def publish(city: City, release_id: str, known_at: datetime, **first_seen: str) -> None:
    """A release of the August or July in its name; finding id -> the release that first reported it."""
    schema = table_schema("known_finding")
    rows = [
        {"finding_id": i, "status": "open", "first_seen_release": r, "last_seen_release": release_id}
        for i, r in first_seen.items()
    ]
    table = pa.Table.from_pylist(rows, schema=schema).append_column("extra", pa.array([1] * len(rows)))
    append_findings(city.home, release_id, date.fromisoformat(release_id[:10]), known_at, table)


def known(city: City, day: date, known_at: datetime | None) -> dict[str, tuple[str, str]]:
    table = known_findings(city.home, day, known_at)
    rows = table.to_pylist() if table is not None else []
    assert len({r["finding_id"] for r in rows}) == len(rows)
    return {r["finding_id"]: (r["first_seen_release"], r["last_seen_release"]) for r in rows}


R1, R2, R3, R4 = "2022-07-31-r001", "2022-08-31-r002", "2022-08-31-r003", "2022-08-31-r004"


@pytest.fixture
def journal(city: City) -> City:
    publish(city, R1, at(1), a=R1)
    publish(city, R2, at(2), a=R1, b=R2)
    publish(city, R3, at(3), b=R2, c=R3)
    publish(city, R4, at(4))
    return city


@pytest.mark.parametrize(
    ("day", "known_at", "expected"),
    [
        (AUGUST, at(1), {}),
        (JULY, at(1), {"a": (R1, R1)}),
        (AUGUST, at(2), {"a": (R1, R1), "b": (R2, R2)}),
        (AUGUST, at(3), {"a": (R1, R2), "b": (R2, R2), "c": (R3, R3)}),
        (AUGUST, at(4), {"b": (R2, R3), "c": (R3, R3)}),
        (AUGUST, at(5), {}),
        (AUGUST, None, {}),
        (JULY, at(5), {"a": (R1, R1)}),
        (date(2022, 6, 30), at(5), {}),
    ],
)
def test_only_what_was_known_by_then(
    journal: City, day: date, known_at: datetime | None, expected: dict[str, tuple[str, str]]
) -> None:
    assert known(journal, day, known_at) == expected


def test_an_empty_journal_knows_nothing(city: City, tmp_path: Path) -> None:
    assert read_findings_journal(city.home) == []
    assert known_findings(city.home, AUGUST, None) is None
    land(city.home, AUGUST, None, tmp_path / "landing")
    assert not (tmp_path / "landing/known_finding").exists()


def test_landing_takes_the_columns_of_the_seed(journal: City, tmp_path: Path) -> None:
    land(journal.home, AUGUST, at(4), tmp_path / "landing")
    landed = tmp_path / "landing/known_finding/known_finding.parquet"
    assert pq.read_schema(landed).equals(table_schema("known_finding"))
    assert pq.read_table(landed).num_rows == 2


def test_an_entry_with_fewer_columns_is_named(city: City) -> None:
    schema = table_schema("known_finding")
    append_findings(city.home, R1, JULY, at(1), schema.empty_table().drop_columns(["status"]))
    with pytest.raises(LingchaError, match="status"):
        known_findings(city.home, AUGUST, None)


@pytest.mark.parametrize("harm", ["torn", "lost"])
def test_damage_is_a_sentence_and_never_an_empty_past(journal: City, harm: str) -> None:
    folder = journal.home.archive / "findings"
    entry = folder / "00000002.parquet"
    entry.chmod(0o600)
    if harm == "torn":
        entry.write_bytes(entry.read_bytes()[:100])
    else:
        entry.unlink()
    with pytest.raises(LingchaError, match="00000002") as error:
        known_findings(journal.home, AUGUST, None)
    assert (error.value.code, error.value.exit_code) == ("E_ARCHIVE_DAMAGED", 4)


def test_a_write_that_dies_leaves_no_entry(journal: City, monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(*_args: object, **_kwargs: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("lingcha.archive.findings.pq.write_table", dies)
    with pytest.raises(OSError, match="disk full"):
        publish(journal, "2022-08-31-r005", at(5), d="2022-08-31-r005")
    assert [e.release_id for e in read_findings_journal(journal.home)] == [R1, R2, R3, R4]
    assert {p.name for p in (journal.home.archive / "findings").iterdir()} == {
        f"{n:08d}.parquet" for n in range(1, 5)
    }
