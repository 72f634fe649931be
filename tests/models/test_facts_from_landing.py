"""A handful of landed rows through seeds, staging, dimensions and facts, in one real build."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from dbt_in_process import messages, run_dbt

from lingcha.contract.forms import load_forms
from lingcha.project import ROOT
from lingcha.release.contents import attach_read_only
from lingcha.warehouse.token_plugin import set_token_key

KEY = "a key for this test only, long enough to be one"
# Invented people: running number 99x. The second, mistyped, stands where a register code belongs.
ID_NO, ID_AS_CODE = "411282199001019912", "411282197903049930"
PERSONAL = ["张某某", "李某某", ID_NO, ID_AS_CODE, "13800000991", "长期慢性病", "三门峡某厂", "1990-01-01"]
PLACE = {"township_name": "朱阳镇", "village_name": "秦池村"}
SUBMISSIONS = {
    "hj01": ("HJ01", "", date(2022, 8, 31)),
    "hj02": ("HJ02", "", date(2022, 8, 31)),
    "hj02_old": ("HJ02", "", date(2022, 7, 31)),
    "jc01": ("JC01", "", date(2022, 8, 31)),
    "jc03": ("JC03", "", date(2022, 8, 31)),
    "xm01": ("XM01", "", date(2022, 8, 31)),
}

# Rules and what is computed from them or from parameters: their own tests build those.
NOT_BUILT = ("path:models/quality", "path:models/reporting", "parameter_at_as_of")


def typed(value: Any, kind: str) -> str:
    return "cast(null as " + kind + ")" if value is None else f"cast('{value}' as {kind})"


def land(landing: Path, rows: dict[str, list[dict[str, Any]]]) -> None:
    """Writes rows as landed files with the columns and types of the seed's YAML; unnamed ones are NULL."""
    for seed, listed in rows.items():
        path = next(p for p in (ROOT / "seeds").glob(f"*/{seed}.yml"))
        columns = yaml.safe_load(path.read_text(encoding="utf-8"))["seeds"][0]["columns"]
        query = " union all ".join(
            "select "
            + ", ".join(f"{typed(r.get(c['name']), c['data_type'])} as {c['name']}" for c in columns)
            for r in listed
        )
        (landing / seed).mkdir(parents=True)
        duckdb.sql(query).write_parquet(str(landing / seed / "rows.parquet"))


def form_row(submission: str, row_no: int, factor: int = 1, **cells: Any) -> dict[str, Any]:
    return (
        {"submission_id": submission, "sheet": "表", "row_no": row_no, "money_factor": factor} | PLACE | cells
    )


def city() -> dict[str, list[dict[str, Any]]]:
    person = {"person_name": "张某某", "id_no": ID_NO, "birth_date": "1990-01-01", "phone": "13800000991"}
    health = {"health": "长期慢性病", "work_place": "三门峡某厂", "person_status": "在册"}
    dates = {"found_date": "2022-01-01", "county_date": "2022-01-10", "identified_month": "2022-01-01"}
    return {
        "submission": [
            {"submission_id": name, "form_code": form, "reporting_unit_code": "411282", "part": part}
            | {"period_start": end.replace(day=1), "period_end": end, "status": "in_force"}
            | {"received_at": "2022-09-01 09:00:00"}
            for name, (form, part, end) in SUBMISSIONS.items()
        ],
        "hj01": [
            form_row(
                "hj01", 5, household_code="H1", head_name="李某某", household_status="在册", member_count=2
            ),
            form_row("hj01", 6, household_code="H2", head_name="李某某", village_name="无此村"),
        ],
        "hj02": [
            form_row("hj02", 5, household_code="H1", person_code="P1", **person, **health),
            form_row("hj02", 6, household_code="H1", person_code=ID_AS_CODE, person_name="李某某"),
            form_row("hj02_old", 5, household_code="H1", person_code="P9", person_name="李某某"),
        ],
        "jc01": [
            form_row("jc01", 5, household_code="H1", episode_seq=1, id_net="6000.00", **dates),
            form_row("jc01", 6, household_code="H2", episode_seq=1, contact_name="李某某", **dates),
        ],
        "jc03": [
            form_row("jc03", 5, household_code="H2", episode_seq=1, elim_seq=1, county_date="2022-08-31")
        ],
        "xm01": [
            form_row("xm01", 5, 10000, project_code="X1", fund_payable="20815.19", fund_paid="17749.11")
        ],
    }


@pytest.fixture(scope="module")
def candidate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    base = tmp_path_factory.mktemp("facts")
    land(base / "landing", city())
    given = {"as_of": "2022-08-31", "as_known_at": "2022-09-01 12:00:00", "release_id": "2022-08-31-r007"}
    variables = json.dumps(given | {"landing_dir": str(base / "landing"), "code_version": "tests"})
    what = ["--resource-type", "seed", "--resource-type", "model", "--exclude", *NOT_BUILT]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LINGCHA_TOKEN_KEY", KEY)
        outcome = run_dbt(["build", *what, "--vars", variables], base / "candidate")
    assert outcome.success, messages(outcome)
    yield base / "candidate"


@pytest.fixture(scope="module")
def warehouse(candidate: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(candidate / "warehouse.duckdb"), read_only=True) as connection:
        yield connection


def token(kind: str, value: str) -> str:
    return hashlib.sha256(f"{KEY}|{kind}|{value}".encode()).hexdigest()[:32]


def test_one_household_has_one_key_everywhere(warehouse: duckdb.DuckDBPyConnection) -> None:
    for table in (
        "core.fct_household",
        "core.dim_household",
        "core.fct_person",
        "monitoring.fct_monitoring_episode",
    ):
        keys = warehouse.execute(f"select distinct household_key from {table}").fetchall()
        assert (token("household", "H1"),) in keys, table


def test_record_key_is_submitted_code_but_never_an_id_number(warehouse: duckdb.DuckDBPyConnection) -> None:
    keys = warehouse.execute("select row_no, record_key from core.fct_person order by row_no").fetchall()
    assert keys == [(5, "P1"), (6, token("person_code", ID_AS_CODE))]
    episodes = warehouse.execute(
        "select record_key from monitoring.fct_monitoring_episode order by all"
    ).fetchall()
    assert episodes == [("H1|1",), ("H2|1",)]


def test_older_snapshot_is_replaced(warehouse: duckdb.DuckDBPyConnection) -> None:
    counted = warehouse.execute(
        "select submission_id, is_counted from core.dim_submission order by all"
    ).fetchall()
    assert dict(counted) == {name: name != "hj02_old" for name in SUBMISSIONS}


def test_places_and_states(warehouse: duckdb.DuckDBPyConnection) -> None:
    places = warehouse.execute(
        "select row_no, township_code, village.village_name from core.fct_household"
        " left join core.dim_region as village using (village_code, township_code) order by row_no"
    ).fetchall()
    assert [(row, name is not None, code is not None) for row, code, name in places] == [
        (5, True, True),
        (6, False, True),
    ]
    states = warehouse.execute(
        "select record_key, is_active, is_eliminated from monitoring.fct_monitoring_episode order by all"
    ).fetchall()
    assert states == [("H1|1", True, False), ("H2|1", False, True)]
    ages = warehouse.execute(
        "select person_key, age_years from core.dim_person order by age_years"
    ).fetchall()
    assert ages == [(token("person", "P1"), 32), (token("person", ID_AS_CODE), None)]


def test_money_is_exact(warehouse: duckdb.DuckDBPyConnection) -> None:
    paid = warehouse.execute("select fund_payable_yuan, fund_paid_yuan from projects.fct_project").fetchall()
    assert paid == [(Decimal("208151900.00"), Decimal("177491100.00"))]


def test_release_says_what_it_is(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert warehouse.execute("select * from meta.release").fetchall() == [
        ("2022-08-31-r007", date(2022, 8, 31), datetime(2022, 9, 1, 12), "tests")
    ]


def test_form_dimension_is_the_contract(warehouse: duckdb.DuckDBPyConnection) -> None:
    forms = warehouse.execute("select form_code, key_columns, carries from core.dim_form").fetchall()
    assert len(forms) == len(load_forms())
    assert ("JC02", "household_code|episode_seq|measure_seq", "snapshot") in forms


def test_no_personal_value_is_published(warehouse: duckdb.DuckDBPyConnection) -> None:
    columns = warehouse.execute(
        "select schema_name, table_name, column_name from duckdb_columns()"
        # Code lists say which values there are, not who has one.
        " where not internal and database_name = 'warehouse' and table_name <> 'dim_code'"
    ).fetchall()
    assert len(columns) > 300
    for schema, table, column in columns:
        text = f"coalesce(cast({column} as varchar), '')"
        for value in PERSONAL:
            found = warehouse.execute(
                f"select count(*) from {schema}.{table} where contains({text}, ?)", [value]
            ).fetchall()
            assert found == [(0,)], f"{schema}.{table}.{column} shows a personal value"


def test_no_personal_value_and_no_key_is_written_beside(candidate: Path) -> None:
    texts = [
        p for p in candidate.rglob("*") if p.is_file() and p.suffix in (".sql", ".log", ".json", ".msgpack")
    ]
    assert len(texts) > 50
    for path in texts:
        content = path.read_bytes()
        for value in [KEY, ID_NO, ID_AS_CODE, "张某某", "13800000991"]:
            assert value.encode() not in content, f"{path.name} shows what it must not"


def test_who_is_who_stays_in_the_private_file(candidate: Path) -> None:
    with duckdb.connect(str(candidate / "private.duckdb"), read_only=True) as private:
        set_token_key(private, KEY)
        attach_read_only(private, candidate / "warehouse.duckdb", "warehouse")
        people = private.execute(
            "select person_key, person_name, id_no, id_is_valid"
            " from restricted.person_identity order by row_no"
        ).fetchall()
        heads = private.execute(
            "select household_key, head_name from restricted.household_contact"
        ).fetchall()
    assert people[0] == (token("person", "P1"), "张某某", ID_NO, True)
    assert people[1][2:] == (None, None)
    assert (token("household", "H1"), "李某某") in heads


def test_file_has_keys_comments_and_an_old_enough_format(
    candidate: Path, warehouse: duckdb.DuckDBPyConnection
) -> None:
    options = warehouse.execute(
        "select tags from duckdb_databases() where database_name = 'warehouse'"
    ).fetchall()
    assert options[0][0]["storage_version"].startswith("v1.2.0")
    keyed = {
        r[0]
        for r in warehouse.execute(
            "select table_name from duckdb_constraints() where constraint_type = 'PRIMARY KEY'"
        ).fetchall()
    }
    tables = {r[0] for r in warehouse.execute("select table_name from duckdb_tables()").fetchall()}
    large = {
        "fct_household",
        "fct_person",
        "fct_household_income",
        "fct_screening",
        "dim_household",
        "dim_person",
    }
    assert tables - keyed == large | {"fct_quarantine"}
    silent = warehouse.execute("select table_name from duckdb_tables() where comment is null").fetchall()
    assert silent == []
    silent = warehouse.execute(
        "select table_name, column_name from duckdb_columns() where not internal and comment is null"
    ).fetchall()
    assert silent == []
