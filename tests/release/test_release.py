"""A release is complete, says what it is made of, holds nothing personal, and comes out the same again."""

import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from lingcha.durable import remove_tree
from lingcha.errors import LingchaError
from lingcha.home import DataHome
from lingcha.release.candidate import build, land_inputs
from lingcha.release.channels import find_release
from lingcha.release.contents import has_same_rows, list_tables, open_hardened, write_parquet
from lingcha.release.plan import plan_release
from lingcha.vault import open_vault
from lingcha.warehouse import manifest
from tests.release.conftest import AS_OF, make_release

# 17 digits and a digit or X: what an ID number looks like, wherever it may hide.
ID_NUMBER = re.compile(rb"(?<![0-9A-Fa-f])[1-9][0-9]{16}[0-9Xx](?![0-9A-Fa-f])")


def _columns(path: Path) -> set[tuple[str, str, str]]:
    with open_hardened(path) as connection:
        rows = connection.execute(
            "select table_schema, table_name, data_type from information_schema.columns"
        ).fetchall()
    return set(rows)


def test_a_held_city_is_on_the_provisional_channel_only(city: DataHome) -> None:
    assert not city.channel("official").exists()
    manifest = find_release(city, "provisional").manifest
    assert manifest["channel"] == "provisional"
    assert manifest["gate"]["integrity_passed"] and not manifest["gate"]["zero_error_met"]
    verdicts = {(v["target"], v["reporting_unit_code"]): v for v in manifest["verdicts"]}
    assert verdicts["data_quality", "411221"]["numerator"] == 1
    assert verdicts["data_quality", "411221"]["verdict"] == "not_met"
    assert verdicts["data_quality", "411202"]["verdict"] == "met"


def test_the_manifest_names_every_file_and_table(city: DataHome) -> None:
    release = find_release(city, "provisional")
    manifest = release.manifest
    present = {str(p.relative_to(release.folder)) for p in release.folder.rglob("*") if p.is_file()}
    assert set(manifest["files"]) == present - {"release.json"}
    assert {f"parquet/{name}.parquet" for name in manifest["tables"]} <= present
    assert {"warehouse.duckdb", "evidence/report.html", "evidence/dbt/nodes.json"} <= present
    assert manifest["tables"]["meta.release"]["rows"] == 1
    assert manifest["inputs"]["submissions"] and manifest["code"]["content_sha256"]


def test_all_of_it_is_read_only(city: DataHome) -> None:
    release = find_release(city, "provisional")
    for path in [release.folder, *release.folder.rglob("*")]:
        assert not path.stat().st_mode & 0o222, path


def test_parquet_holds_the_rows_of_the_table_in_key_order(city: DataHome) -> None:
    release = find_release(city, "provisional")
    with duckdb.connect(str(release.folder / "warehouse.duckdb"), read_only=True) as connection:
        for table in list_tables(connection, "warehouse"):
            file = release.folder / "parquet" / f"{table.label}.parquet"
            key = ", ".join(release.manifest["tables"][table.label]["key"])
            ordered = connection.execute(f"select {key} from {table.sql} order by {key}").fetchall()
            assert connection.execute(f"select {key} from read_parquet('{file}')").fetchall() == ordered


def test_only_types_that_every_client_knows_are_published(city: DataHome) -> None:
    warehouse = find_release(city, "provisional").folder / "warehouse.duckdb"
    allowed = ("BOOLEAN", "INTEGER", "BIGINT", "DECIMAL", "DATE", "TIMESTAMP", "VARCHAR")
    assert {(s, t, d) for s, t, d in _columns(warehouse) if not d.startswith(allowed) or "[" in d} == set()


def test_readers_of_old_clients_can_open_the_file(city: DataHome) -> None:
    with open_hardened(find_release(city, "provisional").folder / "warehouse.duckdb") as connection:
        (tags,) = connection.execute(
            "select tags['storage_version'] from duckdb_databases() where database_name = 'warehouse'"
        ).fetchone()
    assert tags.startswith("v1.2.0")


@pytest.mark.parametrize(
    "statement",
    [
        "copy (select 1) to '{place}/stolen.csv'",
        "select * from read_text('/etc/hostname')",
        "attach '{place}/other.duckdb'",
        "set enable_external_access = true",
        "create table core.x as select 1 as a",
    ],
)
def test_a_hardened_reader_can_only_read(city: DataHome, tmp_path: Path, statement: str) -> None:
    with open_hardened(find_release(city, "provisional").folder / "warehouse.duckdb") as connection:
        assert connection.execute("select count(*) from meta.release").fetchone() == (1,)
        with pytest.raises(duckdb.Error):
            connection.execute(statement.format(place=tmp_path))


def _texts(release: Path) -> Iterator[tuple[str, bytes]]:
    """Everything a release says in words: its files, and every value of every table."""
    for path in release.rglob("*"):
        if path.is_file() and path.suffix not in (".duckdb", ".parquet"):
            yield path.name, path.read_bytes()
    with open_hardened(release / "warehouse.duckdb") as connection:
        for table in list_tables(connection, "warehouse"):
            rows = connection.execute(f"select * from {table.sql}").fetchall()
            yield table.label, "\n".join(str(v) for row in rows for v in row).encode()


def test_no_id_number_is_published(city: DataHome) -> None:
    assert ID_NUMBER.search(b"x 411202199001019915 y") and not ID_NUMBER.search(b"4112021990010199")
    release = find_release(city, "provisional")
    assert [name for name, text in _texts(release.folder) if ID_NUMBER.search(text)] == []


def test_no_person_of_the_restricted_store_is_named_in_the_release(city: DataHome, tmp_path: Path) -> None:
    release = find_release(city, "provisional")
    vault = open_vault(city)
    sealed = sorted((city.restricted / release.release_id).iterdir())
    assert [p.name.split(".")[0] for p in sealed] == sorted(release.manifest["restricted"]["tables"])
    numbers: set[bytes] = set()
    for path in sealed:
        vault.open(path, tmp_path / "plain.parquet")
        names = duckdb.sql(f"select * from read_parquet('{tmp_path}/plain.parquet')")
        for column in {"id_no", "phone", "head_id_no", "household_phone"} & set(names.columns):
            found = duckdb.execute(
                f"select {column} from read_parquet('{tmp_path}/plain.parquet')"
            ).fetchall()
            numbers |= {str(v).encode() for (v,) in found if v}
    assert len(numbers) > 500
    everything = b"\n".join(text for _, text in _texts(release.folder))
    assert [n for n in numbers if n in everything] == []


def test_deleting_everything_but_the_archive_gives_the_same_release(city: DataHome) -> None:
    first = find_release(city, "provisional").manifest
    for folder in (city.warehouse, city.restricted, city.work, city.root / "cache"):
        key_id = (city.restricted / "key_id").read_text() if folder == city.restricted else None
        remove_tree(folder)
        folder.mkdir(mode=0o700)
        if key_id:
            (city.restricted / "key_id").write_text(key_id)
    city.releases.mkdir()
    again = make_release(city, as_known_at=datetime.fromisoformat(first["as_known_at"])).manifest
    assert again["release_id"] == first["release_id"]
    assert again["inputs"] == first["inputs"]
    # meta.release names T, which is the moment of the run when nobody gives it.
    different = {t for t in first["tables"] if again["tables"][t] != first["tables"][t]}
    assert different <= {"meta.release"}
    parquet = [f for f in first["files"] if f.startswith("parquet/") and "meta." not in f]
    assert [f for f in parquet if again["files"][f] != first["files"][f]] == []


def test_the_hash_of_a_table_tells_tables_apart_and_not_the_order_of_rows(tmp_path: Path) -> None:
    def written(sql: str) -> tuple[str, list[Any]]:
        with duckdb.connect() as connection:
            connection.execute("attach ':memory:' as w")
            connection.execute(f"create table w.t as {sql}")
            (table,) = list_tables(connection, "w")
            content_hash = write_parquet(connection, table, tmp_path / "t.parquet", ("x", "y"))
            rows = connection.execute(f"select * from read_parquet('{tmp_path / 't.parquet'}')").fetchall()
            assert has_same_rows(connection, table, tmp_path / "t.parquet")
            return content_hash, rows

    base, rows = written("select * from (values ('b', 1), ('a', 2), (null, 3), ('a', 1)) v(x, y)")
    assert rows == [("a", 1), ("a", 2), ("b", 1), (None, 3)]
    assert (base, rows) == written("select * from (values (null, 3), ('a', 1), ('b', 1), ('a', 2)) v(x, y)")
    for other in (
        "select * from (values ('b', 1), ('a', 2), ('', 3), ('a', 1)) v(x, y)",
        "select * from (values ('b', 1), ('a', 2), (null, 3)) v(x, y)",
        "select * from (values ('b', 1), ('a', 2), (null, 3), ('a', 1), ('a', 1)) v(x, y)",
        "select 'b' as x, 1 as y where false",
    ):
        assert written(other)[0] != base


def test_a_table_and_a_file_are_compared_both_ways(tmp_path: Path) -> None:
    def same(of_table: str, of_file: str) -> bool:
        with duckdb.connect() as connection:
            connection.execute("attach ':memory:' as w")
            connection.execute(f"create table w.t as {of_table}")
            connection.execute(f"copy ({of_file}) to '{tmp_path / 't.parquet'}'")
            (table,) = list_tables(connection, "w")
            return has_same_rows(connection, table, tmp_path / "t.parquet")

    two, one, none = "select 1 as x union all select 1", "select 1 as x", "select 1 as x where false"
    assert same(two, two) and same(none, none)
    assert not any(same(*pair) for pair in ((two, one), (one, two), (none, one), (one, none)))


def test_a_view_in_the_candidate_stops_the_release(city: DataHome, monkeypatch: pytest.MonkeyPatch) -> None:
    from lingcha.release.assemble import _export

    folder = city.work / "made"
    (folder / "parquet").mkdir(parents=True)
    with duckdb.connect(str(folder / "warehouse.duckdb")) as connection:
        connection.execute("create schema core")
        connection.execute("create view core.peek as select 1 as a")
    with pytest.raises(LingchaError) as caught:
        _export(folder, {})
    assert caught.value.code == "E_VIEWS"


def test_a_failed_node_names_the_model_and_no_value(city: DataHome) -> None:
    """A landed file with a value that the form does not allow: a load error would quote the row."""
    plan = plan_release(city, AS_OF)
    landing = land_inputs(city, plan)
    victim = sorted((landing.target / "hj02").iterdir())[0]
    shutil.copyfile(victim, victim.with_suffix(".copy"))
    victim.unlink()
    duckdb.execute(
        f"copy (select * replace ('411202199001019915' as village_name), 1 as extra"
        f" from read_parquet('{victim.with_suffix('.copy')}')) to '{victim}'"
    )
    victim.with_suffix(".copy").unlink()
    with pytest.raises(LingchaError) as caught:
        build(city, plan, landing)
    assert caught.value.code == "E_BUILD" and caught.value.exit_code == 4
    assert "hj02" in caught.value.message_zh
    assert not ID_NUMBER.search(caught.value.message_zh.encode())
    assert [p for p in plan.run_dir.rglob("*.log") if ID_NUMBER.search(p.read_bytes())] == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Conversion Error: Could not convert string '411202199001019915' to DATE", "Conversion Error"),
        ('Constraint Error: Duplicate key "id_no: 411202199001019915"', "Constraint Error"),
        ("Runtime Error in model x\n  Invalid Input Error: row 411202199001019915", "Invalid Input Error"),
        ("411202199001019915", "str"),
        ('Binder Error: column "villge" not found', 'Binder Error: column "villge" not found'),
    ],
)
def test_an_error_is_told_in_full_only_when_it_is_about_sql(said: str, told: str) -> None:
    assert manifest.said(said) == told
