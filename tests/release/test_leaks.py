"""No person leaves the archive and the sealed tables: every number of a person (ID, telephone, account) and
every name of three letters or more is searched for in every file, every ID number also by its hashes.

Other personal columns (health, remarks, employers) hold words that stand in public lists, too: a search for
them would find those. That no such column is published is tests/models/test_project.py's matter.
"""

import gzip
import hashlib
import io
import json
import os
import sqlite3
import stat
import zipfile
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from lingcha.contract.forms import load_forms
from lingcha.home import DataHome
from lingcha.release.channels import find_release
from lingcha.returns.write import write_returns
from tests.canary import PEOPLE, Canaries, canaries_of, scan

ID, PHONE, NAME = "411224199001019915", "13912345678", "欧阳青禾"


@pytest.fixture(scope="module")
def planted() -> Canaries:
    canaries = Canaries(numbers={PHONE}, names={NAME})
    canaries.add_id(ID)
    return canaries


def _sqlite(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("create table log (message text)")
        connection.execute("insert into log values (?)", [json.dumps({"x": NAME})])


def _duckdb(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table t as select 'x' || range as a, ? as b from range(5000)", [PHONE])


def _workbook(path: Path) -> None:
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet().write_string(3, 3, ID)
    book.close()


def _zip(path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", f"tel {PHONE}")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("b.zip", inner.getvalue())


HIDING = {
    "plain text": lambda p: p.write_text(f"row 7: {ID}"),
    "lower-case check digit": lambda p: p.write_text("41122419900101991x"),
    "among other digits": lambda p: p.write_text(f"000{PHONE}000"),
    "UTF-16": lambda p: p.write_bytes(NAME.encode("utf-16-le")),
    "GB18030": lambda p: p.write_bytes(f"户主{NAME}的".encode("gb18030")),
    "JSON escapes": lambda p: p.write_text(json.dumps({"name": NAME})),
    "XML references": lambda p: p.write_text("".join(f"&#{ord(c)};" for c in NAME)),
    "gzip": lambda p: p.write_bytes(gzip.compress(f"{NAME}".encode())),
    "zip within zip": _zip,
    "workbook": _workbook,
    "Parquet": lambda p: pq.write_table(pa.table({"a": [NAME] * 9000}), p, compression="zstd"),
    "DuckDB": _duckdb,
    "SQLite": _sqlite,
    "file name": lambda p: (p.parent / f"{PHONE}.log").touch(),
    "md5 of the ID": lambda p: p.write_text(hashlib.md5(ID.encode()).hexdigest()),
    "sha256, cut": lambda p: p.write_text(hashlib.sha256(ID.encode()).hexdigest()[:16].upper()),
}


@pytest.mark.parametrize("how", HIDING)
def test_the_scanner_finds_what_is_there(tmp_path: Path, how: str) -> None:
    canaries = Canaries(numbers={PHONE, "41122419900101991X"}, names={NAME})
    canaries.add_id(ID)
    HIDING[how](tmp_path / "file")
    assert scan(tmp_path, canaries), how


def test_the_scanner_finds_nothing_where_nothing_is(tmp_path: Path, planted: Canaries) -> None:
    (tmp_path / "file").write_text("411224199001019916 13912345679 欧阳青 7f3a9b2c1d4e5f60718293a4b5c6d7e8")
    (tmp_path / "sealed").write_bytes(os.urandom(100_000))
    assert scan(tmp_path, planted) == {}


# Personal texts that are no names of people: they are searched by what else stands in their rows.
WORDS = {
    *("certificate_no", "disability_code", "employer", "evidence", "explanation", "hamlet_name", "reason"),
    *(
        "not_included_reason",
        "remark",
        "risk_other_note",
        "unscreened_reason",
        "uplift_measure",
        "work_place",
    ),
}


def test_a_new_personal_column_has_to_be_sorted_in() -> None:
    columns = [c for form in load_forms().values() for c in form.columns if c.personal and c.type == "text"]
    assert {c.name for c in columns} == PEOPLE | WORDS


def test_no_file_of_a_home_holds_a_person(city: DataHome) -> None:
    """Everything but what goes back to the units; that is looked at below."""
    canaries = canaries_of(city)
    people = len(set(canaries.hashes.values()))
    assert len(canaries.names) > 100 and len(canaries.numbers) > 500 and people > 500
    write_returns(city, find_release(city, "provisional").folder)
    # work/ is emptied by the flow, which did not run here: tests/test_network.py looks at a home after one.
    assert scan(city.root, canaries, skip=("returns/", "work/")) == {}
    files = sum(p.is_file() for p in city.root.rglob("*"))
    print(
        f"{len(canaries.numbers)} numbers and {len(canaries.names)} names looked for in {files} files: none"
    )


def test_a_dictionary_attack_recovers_nobody(city: DataHome) -> None:
    """Who tries all ID numbers of the prefecture recovers a person exactly if a hash of that person's number
    is published. So the hashes of all planted people are looked for, by every function and guessable key."""
    canaries = canaries_of(city)
    only_hashes = Canaries(hashes=canaries.hashes)
    published = [*scan(city.releases, only_hashes).items()]
    assert published == []
    tokens = (
        duckdb.connect()
        .execute(
            "select count(distinct person_key) from read_parquet(?)",
            [str(city.releases / "2022-08-31-r001" / "parquet" / "core.dim_person.parquet")],
        )
        .fetchone()
    )
    assert tokens and tokens[0] > 500, "the tokens that were searched are those of the people"
    print(f"dictionary attack over {tokens[0]} people: 0 recovered")


def test_each_unit_gets_its_own_people_only(city: DataHome) -> None:
    """What goes to one unit names nobody who stands in another unit's ledgers alone."""
    from lingcha.archive.resolve import resolve

    write_returns(city, find_release(city, "provisional").folder)
    units = {r.reporting_unit_code for r in resolve(city)}
    folders = [p for p in city.returns.iterdir() if any(p.rglob("*.xlsx"))]
    assert folders
    everybody = {unit: canaries_of(city, unit) for unit in units}
    for folder in folders:
        own = everybody[folder.name]
        others = Canaries(
            set().union(*(c.numbers for u, c in everybody.items() if u != folder.name)) - own.numbers,
            set().union(*(c.names for u, c in everybody.items() if u != folder.name)) - own.names,
        )
        assert others.numbers and scan(folder, others) == {}


def test_everything_in_a_home_is_private(city: DataHome) -> None:
    assert stat.S_IMODE(city.root.stat().st_mode) == 0o700
    for folder in (city.archive, city.restricted, city.returns, city.work):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_who_is_given_the_warehouse_alone_can_read_its_releases(city: DataHome) -> None:
    """As another account of the machine: by the permissions for others, along the link of the channel."""
    shown = city.channel("provisional")
    link = shown.readlink()
    assert not link.is_absolute() and ".." not in link.parts  # it leads into a mounted warehouse as well
    release = shown.resolve()
    folders = [city.warehouse, city.releases, release, *(p for p in release.rglob("*") if p.is_dir())]
    assert [f for f in folders if stat.S_IMODE(f.stat().st_mode) & 0o007 != 0o005] == []
    files = [p for p in release.rglob("*") if p.is_file()]
    assert release / "warehouse.duckdb" in files
    assert [f for f in files if stat.S_IMODE(f.stat().st_mode) != 0o444] == []
