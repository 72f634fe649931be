"""A figure is followed to its rows and submissions, and its formula is computed once more."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from lingcha.errors import LingchaError
from lingcha.explain.figure import explain

Query = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def file(
    compiled: dict[str, str],
    warehouse: duckdb.DuckDBPyConnection,
    table: Callable[..., None],
    query: Query,
    tmp_path: Path,
) -> Path:
    """Two projects with 85.27 % of the payable paid, as a released file has them."""
    table(
        "warehouse.projects.fct_project",
        """record_key,reporting_unit_code,submission_id,sheet,row_no,project_year,fund_paid_yuan,fund_payable_yuan,fund_bridging_yuan
        P1,u1,s1,表,5,2022,8000,9000,20000
        P2,u2,s2,表,5,2022,527,1000,20000
        P3,u2,s2,表,6,2021,1,1,1""",
    )
    table(
        "warehouse.core.dim_submission",
        """submission_id,form_code,reporting_unit_code,part,period_end,version_no,file_name
        s1,XM01,u1,,2022-08-31,1,a.xlsx
        s2,XM01,u2,,2022-08-31,2,b.xlsx""",
    )
    table(
        "warehouse.reporting.rpt_published_figure",
        "figure_id,display_order,published_text,unit,quote,as_of_date,computed_value,verdict,reading_no,note\n"
        "J12,1,85.27,%,拨付率85.27%,2022-08-31,85.27,reproduced_with_reading,2,应拨付",
        display_order="integer",
        reading_no="integer",
        computed_value="decimal(28, 2)",
    )
    year = "project_year = extract(year from figure.as_of_date)"
    table(
        "warehouse.reporting.rpt_figure_reading",
        "figure_id,reading_no,reading_zh,rounding,relation_name,condition_sql,once_per,numerator_sql,denominator_sql,"
        "numerator,denominator,rows_read,computed_value\n"
        f"J12,1,,half_up,projects.fct_project,{year},,sum(fund_paid_yuan),sum(fund_bridging_yuan),8527,40000,2,21.32\n"
        f"J12,2,应拨付,half_up,projects.fct_project,{year},,sum(fund_paid_yuan),sum(fund_payable_yuan),8527,10000,2,85.27",
        reading_no="integer",
        numerator="decimal(38, 6)",
        denominator="decimal(38, 6)",
        rows_read="bigint",
        computed_value="decimal(28, 2)",
    )
    table(
        "warehouse.reporting.rpt_letter_check",
        "check_id,formula,stated_formula,arithmetic_zh,verdict,note_zh\n"
        "K15,J11 / J10,J12,42.67,does_not_reconcile,投入",
    )
    warehouse.execute("checkpoint warehouse")
    warehouse.close()
    return tmp_path / "warehouse.duckdb"


def test_both_denominators_the_rows_and_their_submissions(file: Path) -> None:
    told = explain(file, "J12")
    assert [(r.numerator, r.denominator, r.holds) for r in told.readings] == [
        (8527, 40000, True),
        (8527, 10000, True),
    ]
    assert [r["record_key"] for r in told.rows] == ["P1", "P2"], "another year is not behind it"
    assert [(s["file_name"], s["rows"]) for s in told.submissions] == [("a.xlsx", 1), ("b.xlsx", 1)]
    assert [c["check_id"] for c in told.checks] == ["K15"]
    assert len(explain(file, "J12", limit=1).rows) == 1


def test_a_table_that_was_changed_since_is_noticed(file: Path) -> None:
    with duckdb.connect(str(file)) as connection:
        connection.execute("update projects.fct_project set fund_paid_yuan = 1 where record_key = 'P1'")
    assert [r.holds for r in explain(file, "J12").readings] == [False, False]


def test_an_unknown_figure_is_refused_with_known_ones(file: Path) -> None:
    with pytest.raises(LingchaError, match="J12") as caught:
        explain(file, "J99")
    assert caught.value.exit_code == 2
