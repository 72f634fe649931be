"""The project's own seed materialization, in a project of a few seeds: what it loads and what it refuses."""

import json
import shutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from dbt_in_process import messages, run_dbt

from lingcha.project import ROOT

COLUMNS = {
    "code": "varchar",
    "amount": "decimal(12,2)",
    "members": "integer",
    "day": "date",
    "seen_at": "timestamp",
    "is_new": "boolean",
}
HEADER = ",".join(COLUMNS)
SECRET = "某某某的住址"
CSV = {
    "good": f'{HEADER}\n0012,1.50,3,2022-08-31,2022-09-01 08:00:00,true\n"a, ""b""",,,,,\n',
    "windows": f"{HEADER}\r\n0012,1.50,3,2022-08-31,2022-09-01 08:00:00,true\r\n",
    "only_header": f"{HEADER}\n",
    "swapped": f"{HEADER.replace('code,amount', 'amount,code')}\n",
    "empty": "",
    "fraction": f"{HEADER}\n{SECRET},1.50,1.7,,,\n",
    "three_decimals": f"{HEADER}\n{SECRET},1.505,1,,,\n",
    "odd_day": f"{HEADER}\n{SECRET},1.50,1,2022/8/31,,\n",
    "odd_flag": f"{HEADER}\n{SECRET},1.50,1,,,是\n",
    "ragged": f"{HEADER}\nx,1.50,1,,,\n{SECRET},1.50\n",
    "wide": f"{HEADER}\n{SECRET},1.50,1,,,,more\n",
    "landed": f"{HEADER}\nfrom_csv,,,,,\n",
    "landed_swapped": f"{HEADER}\n",
    "landed_type": f"{HEADER}\n",
    "landed_missing": f"{HEADER}\n",
    "landed_second_file": f"{HEADER}\n",
}
ROW = (
    "'0012' as code, 1.5::decimal(12,2) as amount, 3::integer as members, date '2022-08-31' as day,"
    " timestamp '2022-09-01' as seen_at, true as is_new"
)
LANDED = {
    "landed": [ROW, ROW.replace("0012", "0013")],
    "landed_swapped": [f"select amount, code, * exclude (code, amount) from (select {ROW})"],
    "landed_type": [ROW.replace("3::integer", "3::bigint")],
    "landed_missing": [f"select * exclude (day) from (select {ROW})"],
    "landed_second_file": [ROW, ROW.replace("1.5::decimal(12,2)", "1.5::double")],
}
REFUSED = {
    "swapped": ["the header of the CSV is amount,code,", "expected is code,amount,"],
    "empty": ["the header of the CSV is empty"],
    "fraction": ["1 cells of column members are not written as integer"],
    "three_decimals": ["1 cells of column amount are not written as decimal(12,2)"],
    "odd_day": ["1 cells of column day are not written as date"],
    "odd_flag": ["1 cells of column is_new are not written as boolean"],
    "ragged": ["1 lines of the CSV do not have the columns of its header, first line 3"],
    "wide": ["1 lines of the CSV do not have the columns of its header, first line 2"],
    "landed_swapped": ["landed_swapped", "another order"],
    "landed_type": ["found and not expected here: members BIGINT", "expected and not found: members INTEGER"],
    "landed_missing": ["expected and not found: day DATE"],
    "landed_second_file": ["1.parquet", "amount DOUBLE", "amount DECIMAL(12,2)"],
    "untyped": ["every column needs a data_type in the YAML; it is missing for code"],
}


def write_project(folder: Path) -> None:
    (folder / "seeds").mkdir(parents=True)
    shutil.copytree(ROOT / "macros" / "materializations", folder / "macros")
    (folder / "dbt_project.yml").write_text(
        "name: seeds_only\nprofile: seeds_only\nvars: {landing_dir: ''}\n"
        "flags: {send_anonymous_usage_stats: false}\n"
    )
    (folder / "profiles.yml").write_text(
        "seeds_only: {target: t, outputs: {t: {type: duckdb, schema: main,"
        " path: \"{{ env_var('LINGCHA_CANDIDATE') }}/seeds.duckdb\"}}}\n"
    )
    described = "".join(f"      - {{name: {n}, data_type: '{t}'}}\n" for n, t in COLUMNS.items())
    seeds = "".join(f"  - name: {name}\n    columns:\n{described}" for name in CSV)
    untyped = "  - name: untyped\n    columns: [{name: code}]\n"
    (folder / "seeds" / "seeds.yml").write_text(f"version: 2\nseeds:\n{seeds}{untyped}")
    for name, text in (CSV | {"untyped": "code\n"}).items():
        (folder / "seeds" / f"{name}.csv").write_bytes(text.encode())


def write_landing(folder: Path) -> None:
    for seed, files in LANDED.items():
        (folder / seed).mkdir(parents=True)
        for number, rows in enumerate(files):
            query = rows if rows.startswith("select") else f"select {rows}"
            duckdb.sql(query).write_parquet(str(folder / seed / f"{number}.parquet"))


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, Path]]:
    """One `dbt seed` over all of them; the run's outcome and its folder."""
    base = tmp_path_factory.mktemp("seeds")
    write_project(base / "project")
    landing = base / "it's landing"
    write_landing(landing)
    outcome = run_dbt(
        ["seed", "--vars", json.dumps({"landing_dir": str(landing)})], base / "candidate", base / "project"
    )
    yield outcome, base / "candidate"


def rows_of(candidate: Path, seed: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(candidate / "seeds.duckdb"), read_only=True) as connection:
        return connection.execute(f"select * from {seed}").fetchall()


def test_good_csv_is_typed(loaded: tuple[Any, Path]) -> None:
    first, second = rows_of(loaded[1], "good")
    assert first[:4] == ("0012", Decimal("1.50"), 3, date(2022, 8, 31))
    assert second == ('a, "b"', None, None, None, None, None)
    assert rows_of(loaded[1], "windows") == [first]


def test_header_only_csv_is_an_empty_table(loaded: tuple[Any, Path]) -> None:
    assert rows_of(loaded[1], "only_header") == []


def test_landed_files_go_before_the_csv(loaded: tuple[Any, Path]) -> None:
    assert sorted(row[0] for row in rows_of(loaded[1], "landed")) == ["0012", "0013"]


@pytest.mark.parametrize("seed", sorted(REFUSED))
def test_wrong_input_is_refused_in_words(loaded: tuple[Any, Path], seed: str) -> None:
    said = messages(loaded[0])[seed]
    assert f"Seed {seed}: " in said
    for words in REFUSED[seed]:
        assert words in said


def test_nothing_else_is_refused(loaded: tuple[Any, Path]) -> None:
    assert set(messages(loaded[0])) == set(REFUSED)


def test_no_cell_reaches_message_or_log(loaded: tuple[Any, Path]) -> None:
    outcome, candidate = loaded
    log = (candidate / "log" / "dbt.log").read_text(encoding="utf-8")
    assert "fraction" in log
    assert SECRET not in log
    assert not [name for name, said in messages(outcome).items() if SECRET in said]
