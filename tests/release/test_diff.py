"""The difference of two releases: every change once, by unit and key, with the submission behind it."""

import json
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner

from lingcha.commands.diff import as_dict, command
from lingcha.errors import LingchaError
from lingcha.home import DataHome, open_home
from lingcha.release.channels import Release, find_release
from lingcha.release.compare import TableChange
from lingcha.release.contents import count_rows, list_tables, write_parquet
from lingcha.release.diff import Difference, compare_releases

SUBMISSIONS = (
    "submission_id varchar, form_code varchar, reporting_unit_code varchar, part varchar, version_no integer,"
    " received_at timestamp, file_name varchar, supersedes varchar, arrival_no integer"
)
ASSET = (
    "submission_id varchar, sheet varchar, row_no integer, record_key varchar, reporting_unit_code varchar,"
    " asset_name varchar, confirmed_value_yuan decimal(18, 2)"
)
RELEASE = "release_id varchar, as_of date, code_version varchar"
PUBLISHED = ("schema_name", "table_name", "grain", "key_columns", "build_columns")
CONTRACTS = [
    ("assets", "fct_asset", "", "submission_id,sheet,row_no", ""),
    ("core", "dim_submission", "", "submission_id", ""),
    ("core", "dim_plain", "", "code", "last_seen_release"),
    ("meta", "release", "", "release_id", "release_id,code_version"),
]
OLD = [
    ("s1", "表", 5, "A1", "411202", "水厂", "100.00"),
    ("s1", "表", 6, "A2", "411202", "大棚", "200.00"),
    ("s1", "表", 7, "A2", "411202", "大棚", "200.00"),
    ("s1", "表", 8, "A3", "411202", "道路", "300.00"),
    ("s2", "表", 5, "A1", "411221", "水厂", "0.01"),
]


def arrival(name: str, unit: str, number: int, supersedes: str | None = None) -> tuple[Any, ...]:
    received = datetime(2022, 9, number)
    return (name, "ZC01", unit, "", 1, received, f"{name}.xlsx", supersedes, number)


@pytest.fixture
def home(tmp_path: Path) -> DataHome:
    return open_home(tmp_path / "home")


def make(
    home: DataHome,
    number: int,
    assets: list[tuple[Any, ...]],
    arrivals: list[tuple[Any, ...]],
    plain: tuple[tuple[Any, ...], ...] = (),
    **facts: Any,
) -> Release:
    """A release folder with the tables that matter; counted are the submissions of the assets."""
    release_id = f"2022-08-31-r{number:03d}"
    folder = home.releases / release_id
    folder.mkdir()
    with duckdb.connect(str(folder / "warehouse.duckdb")) as connection:
        for schema in ("assets", "core", "meta"):
            connection.execute(f"create schema {schema}")
        for table, columns, rows in (
            ("assets.fct_asset", facts.pop("columns", ASSET), assets),
            ("core.dim_submission", SUBMISSIONS, arrivals),
            ("core.dim_plain", "code varchar, n integer, last_seen_release varchar", plain),
            ("meta.release", RELEASE, [(release_id, facts.get("as_of", "2022-08-31"), "abc")]),
            (
                "meta.published_table",
                ", ".join(f"{c} varchar" for c in PUBLISHED),
                CONTRACTS,
            ),
        ):
            connection.execute(f"create table {table} ({columns})")
            if rows:
                marks = ", ".join("?" for _ in rows[0])
                connection.executemany(f"insert into {table} values ({marks})", rows)
        tables = {}
        for each in list_tables(connection, "warehouse"):
            written = write_parquet(connection, each, folder / "table.parquet", list(each.columns))
            tables[each.label] = {"rows": count_rows(connection, each), "content_hash": written}
    manifest = {
        "as_of": "2022-08-31",
        "as_known_at": "2022-09-30T00:00:00+08:00",
        "code": {"content_sha256": "c" * 64, "engines": {"duckdb": "2"}},
        "inputs": {
            "parameters_sha256": None,
            "submissions": [{"submission_id": s} for s in sorted({a[0] for a in assets})],
        },
        "tables": tables,
    }
    (folder / "release.json").write_text(json.dumps(manifest | facts), encoding="utf-8")
    return Release(release_id, folder)


def only(found: Difference, table: str) -> TableChange:
    (change,) = [t for t in found.tables if t.table == table]
    return change


def test_a_corrected_workbook_in_which_one_cell_differs_is_one_changed_record(home: DataHome) -> None:
    """All rows stand in another submission and in other lines now; one amount is another one."""
    first = make(home, 1, OLD, [arrival("s1", "411202", 1), arrival("s2", "411221", 2)])
    moved = [("s3", "表2", row[2] + 10, *row[3:]) for row in OLD if row[0] == "s1"]
    moved[3] = (*moved[3][:6], "299.99")
    came = [arrival("s1", "411202", 1), arrival("s2", "411221", 2), arrival("s3", "411202", 3, "s1")]
    second = make(home, 2, [*moved, OLD[4]], came)
    found = compare_releases(first, second)
    change = only(found, "assets.fct_asset")
    assert change.key == ("reporting_unit_code", "record_key")
    (unit,) = change.units
    assert (unit.unit, unit.added, unit.removed, unit.changed) == ("411202", 0, 0, 1)
    assert unit.columns == {"confirmed_value_yuan": 1}
    assert unit.amounts == {"confirmed_value_yuan": (Decimal("800.00"), Decimal("799.99"))}
    assert [(r.key, r.columns, r.submission_id) for r in change.rows] == [
        (("411202", "A3"), ("confirmed_value_yuan",), "s3")
    ]
    assert found.causes_of(unit) == ["s3"] and found.causes["s3"].replaced == ("s1",)
    assert found.dropped == ("s1",) and found.circumstances == {}


def test_rows_that_come_and_go_and_records_listed_twice(home: DataHome) -> None:
    first = make(home, 1, OLD, [arrival("s1", "411202", 1), arrival("s2", "411221", 2)])
    rows = [("s3", *OLD[0][1:]), ("s3", *OLD[1][1:]), ("s3", "表", 9, "A9", "411202", "桥", "1.00"), OLD[4]]
    second = make(home, 2, rows, [arrival("s2", "411221", 2), arrival("s3", "411202", 3, "s1")])
    found = compare_releases(first, second)
    (unit,) = only(found, "assets.fct_asset").units
    assert (unit.added, unit.removed, unit.changed) == (1, 2, 0)
    assert [(r.kind, r.key[1]) for r in only(found, "assets.fct_asset").rows] == [
        ("added", "A9"),
        ("removed", "A2"),
        ("removed", "A3"),
    ]
    assert found.causes_of(unit) == ["s3"]


def test_columns_that_name_the_release_are_no_change(home: DataHome) -> None:
    came = [arrival("s1", "411202", 1), arrival("s2", "411221", 2)]
    first = make(home, 1, OLD, came, (("x", 1, "r001"),))
    second = make(home, 2, OLD, came, (("x", 1, "r002"),))
    tables = [r.manifest["tables"] for r in (first, second)]
    assert tables[0]["core.dim_plain"] != tables[1]["core.dim_plain"]
    found = compare_releases(first, second)
    assert (found.tables, found.same) == ((), 5)


def test_what_no_submission_caused_is_put_down_to_the_date(home: DataHome) -> None:
    came = [arrival("s1", "411202", 1), arrival("s2", "411221", 2)]
    first = make(home, 1, OLD, came, (("x", 1, "r"),))
    second = make(home, 2, OLD, came, (("x", 2, "r"),), as_of="2022-09-30")
    found = compare_releases(first, second)
    (unit,) = only(found, "core.dim_plain").units
    assert found.causes_of(unit) == [] and unit.unit == "4112" and unit.columns == {"n": 1}
    assert found.circumstances == {"as_of": ("2022-08-31", "2022-09-30")}
    assert only(found, "meta.release").units[0].columns == {"as_of": 1}


def test_a_column_and_a_table_that_came_are_named(home: DataHome) -> None:
    came = [arrival("s1", "411202", 1)]
    first = make(home, 1, OLD[:1], came)
    second = make(home, 2, [(*OLD[0], "x")], came, columns=ASSET + ", extra varchar")
    change = only(compare_releases(first, second), "assets.fct_asset")
    assert (change.new_columns, change.gone_columns, change.units) == (("extra",), (), [])
    manifest = second.manifest
    manifest["tables"]["core.fct_new"] = {"rows": 7, "content_hash": "0"}
    (second.folder / "release.json").write_text(json.dumps(manifest))
    new = only(compare_releases(first, second), "core.fct_new")
    assert (new.state, new.rows_before, new.rows_after) == ("new", 0, 7)
    assert only(compare_releases(second, first), "core.fct_new").state == "gone"


def test_all_rows_are_counted_when_only_some_are_named(home: DataHome) -> None:
    came = [arrival("s1", "411202", 1)]
    first = make(home, 1, OLD[:1], came)
    many = [("s1", "表", n, f"B{n}", "411202", "x", "1.00") for n in range(50)]
    found = compare_releases(first, make(home, 2, [OLD[0], *many], came), limit=3)
    change = only(found, "assets.fct_asset")
    assert (change.units[0].added, len(change.rows), change.row_changes) == (50, 3, 50)
    (told,) = [t for t in as_dict(found)["tables"] if t["table"] == "assets.fct_asset"]
    assert told["records_left_off"] == 47


def test_the_same_release_and_an_unknown_one_are_sentences(
    home: DataHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = make(home, 1, OLD, [])
    with pytest.raises(LingchaError) as caught:
        compare_releases(release, release)
    assert caught.value.code == "E_DIFF_SAME" and "2022-08-31-r001" in caught.value.message_zh
    monkeypatch.setenv("LINGCHA_HOME", str(home.root))
    result = CliRunner().invoke(command, ["2022-08-31-r001", "2022-08-31-r007"])
    assert isinstance(result.exception, LingchaError) and result.exception.code == "E_RELEASE_UNKNOWN"


def test_the_command_tells_table_cause_and_keys_and_writes_json(
    home: DataHome, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    make(home, 1, OLD, [arrival("s1", "411202", 1), arrival("s2", "411221", 2)])
    changed = [*OLD[:4], ("s9", "表", 5, "A1", "411221", "水厂", "0.02")]
    make(home, 2, changed, [arrival("s1", "411202", 1), arrival("s9", "411221", 3, "s2")])
    monkeypatch.setenv("LINGCHA_HOME", str(home.root))
    monkeypatch.setenv("COLUMNS", "200")
    target = tmp_path / "changes.json"
    result = CliRunner().invoke(command, ["2022-08-31-r001", "2022-08-31-r002", "--json", str(target)])
    assert result.exit_code == 0, result.exception
    for words in ("2 张表有变化", "渑池县", "（+0.01）", "起因 1", "s9.xlsx", "更正 s2", "411221|A1"):
        assert words in result.output
    told = json.loads(target.read_text(encoding="utf-8"))
    (table,) = [t for t in told["tables"] if t["table"] == "assets.fct_asset"]
    assert table["units"][0]["amounts"]["confirmed_value_yuan"]["difference"] == "0.01"
    assert table["units"][0]["causes"] == ["s9"]
    bad = CliRunner().invoke(
        command, ["2022-08-31-r001", "2022-08-31-r002", "--json", str(tmp_path / "no" / "x")]
    )
    assert isinstance(bad.exception, LingchaError) and bad.exception.code == "E_FILE"


def test_a_real_correction_names_its_submission_and_nothing_personal(official: DataHome) -> None:
    first, second = (find_release(official, f"2022-08-31-r00{n}") for n in (1, 2))
    found = compare_releases(first, second)
    findings = only(found, "quality.fct_finding")
    (unit,) = findings.units
    assert (unit.unit, unit.changed) == ("411221", 1) and {"status", "counted"} <= set(unit.columns)
    (cause,) = found.causes.values()
    assert (cause.form_code, cause.unit, cause.version_no) == ("HJ02", "411221", 2) and cause.replaced
    assert {t.table for t in found.tables} <= {
        "core.dim_submission",
        "core.fct_receipt",
        "core.fct_person",
        "core.dim_person",
        "meta.release",
        "quality.fct_finding",
        "quality.fct_finding_change",
        "quality.fct_integrity_check",
        "quality.fct_record_quality",
        "quality.fct_rule_result",
        "quality.fct_zero_error",
    }
