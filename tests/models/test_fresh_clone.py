"""`dbt build` on the project as it is cloned: header-only forms, no landing, no key, all tests."""

from pathlib import Path

import duckdb
import pytest
from dbt_in_process import messages, run_dbt


def test_everything_builds_and_every_model_test_passes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LINGCHA_TOKEN_KEY", raising=False)
    outcome = run_dbt(["build"], tmp_path / "candidate")
    assert outcome.success, messages(outcome)
    ran = [r.node.resource_type for r in outcome.result.results]
    assert ran.count("unit_test") > 60
    # An exposure is listed and has nothing to build.
    assert {r.status.value for r in outcome.result.results if r.node.resource_type != "exposure"} <= {
        "success",
        "pass",
    }
    # Ledgers without a row are in order: nothing equals nothing, in both hierarchies too.
    with duckdb.connect(str(tmp_path / "candidate" / "warehouse.duckdb"), read_only=True) as connection:
        checks = connection.execute(
            "select count(*), count(*) filter (where not passed) from quality.fct_integrity_check"
            " where check_id = 'region_kept'"
        ).fetchone()
    assert checks is not None and checks[0] > 100 and checks[1] == 0


def test_a_date_that_is_none_stops_before_any_statement(tmp_path: Path) -> None:
    outcome = run_dbt(
        ["run", "--select", "dim_region", "--vars", '{as_of: "2022-8-31\' or true --"}'],
        tmp_path / "candidate",
    )
    assert not outcome.success
    assert "The variable as_of must be a date written YYYY-MM-DD." in messages(outcome)["dim_region"]
