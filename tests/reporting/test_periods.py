"""Which reporting periods a line of a report stands for; flows of several periods are never added up."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import yaml

from lingcha.project import ROOT

Query = Callable[..., list[dict[str, Any]]]
Table = Callable[..., None]
REPORTS = {
    m["name"]: {c["name"]: c["data_type"] for c in m["columns"]}
    for m in yaml.safe_load((ROOT / "models/reporting/_reporting.yml").read_text(encoding="utf-8"))["models"]
}
SUBJECTS = [name for name, columns in REPORTS.items() if "area_level" in columns]
JULY, AUGUST = (date(2022, 7, 1), date(2022, 7, 31)), (date(2022, 8, 1), date(2022, 8, 31))
JULY_TO_AUGUST = (JULY[0], AUGUST[1])
YEAR_BEFORE = (date(2021, 1, 1), date(2021, 12, 31))

pytestmark = pytest.mark.usefixtures("ledgers")


def periods(lines: list[dict[str, Any]], *divisions: str) -> dict[tuple[str, ...], tuple[date, date]]:
    """First and last day of the periods of each line, by level, unit, township and division."""
    names = ("area_level", "reporting_unit_code", "township_code", *divisions)
    return {tuple(r[n] for n in names): (r["period_start"], r["period_end"]) for r in lines}


def test_every_subject_names_the_periods_of_its_lines() -> None:
    assert len(SUBJECTS) == 17
    for name in SUBJECTS:
        assert (REPORTS[name].get("period_start"), REPORTS[name].get("period_end")) == ("date", "date"), name


def test_a_line_names_the_periods_of_the_ledgers_that_it_counts(
    compiled: dict[str, str], table: Table, query: Query
) -> None:
    """One unit reports for August, the other for July but for one township that sent August on its own."""
    table(
        "warehouse.assets.fct_asset",
        """submission_id,reporting_unit_code,township_code,asset_category,ownership_level,is_confirmed,original_value_yuan,confirmed_value_yuan
        august,u1,t1,公益性,村,true,10,10
        july,u2,t8,公益性,村,true,10,10
        august,u2,t9,经营性,村,true,10,10""",
    )
    found = periods(query(compiled["rpt_asset"]), "asset_category", "ownership_level")
    total = {key[:3]: value for key, value in found.items() if key[3:] == ("全部", "全部")}
    assert total == {
        ("city", "4112", "全部"): JULY_TO_AUGUST,
        ("unit", "u1", "全部"): AUGUST,
        ("unit", "u2", "全部"): JULY_TO_AUGUST,
        ("township", "u1", "t1"): AUGUST,
        ("township", "u2", "t8"): JULY,
        ("township", "u2", "t9"): AUGUST,
    }
    assert found["city", "4112", "全部", "经营性", "全部"] == AUGUST, "a division of things has its own"


def test_a_row_whose_submission_is_unknown_still_counts_and_has_no_period(
    compiled: dict[str, str], table: Table, query: Query
) -> None:
    header = (
        "submission_id,reporting_unit_code,entry_kind,fund_level,amount_yuan,doc_no,is_by_as_of\n"
        "other,u1,allocation,中央,10,d1,true"
    )
    table("warehouse.projects.fct_project_fund", header)
    lines = query(compiled["rpt_fund"])
    assert {r["fund_allocated_yuan"] for r in lines} == {10}
    assert set(periods(lines).values()) == {(None, None)}


def test_years_of_income_stand_side_by_side_and_are_never_added_up(
    compiled: dict[str, str], table: Table, query: Query
) -> None:
    """A ledger of 2022 has one row of 2021: the line of that year shows that both ledgers speak of it."""
    table(
        "private.intermediate.int_asset_income",
        """submission_id,reporting_unit_code,township_code,income_year,asset_key,income_due_yuan,income_received_yuan,distributed_yuan,dist_collective_yuan,is_out_of_poverty_village,village_code,confirmed_value_yuan
        year,u1,t1,2021,a,10,10,0,0,是,v1,100
        august,u1,t1,2022,a,7,7,0,0,是,v1,100
        year,u2,t2,2021,b,5,5,0,0,是,v2,100
        august,u2,t2,2021,c,1,1,0,0,是,v2,100""",
    )
    lines = query(compiled["rpt_asset_income"])
    received = {r["income_year"]: r["asset_income_received_yuan"] for r in lines if r["area_level"] == "city"}
    assert received == {"2021": 16, "2022": 7}
    found = periods(lines, "income_year")
    assert found["unit", "u1", "全部", "2021"] == YEAR_BEFORE
    assert found["unit", "u1", "全部", "2022"] == AUGUST
    assert found["unit", "u2", "全部", "2021"] == (YEAR_BEFORE[0], AUGUST[1])


def minimum(table: Table, least: int) -> None:
    table(
        "private.rules.int_parameter",
        f"param_id,reporting_unit_code,whole_number\nsmall_cell_minimum,4112,{least}",
        whole_number="integer",
    )


@pytest.mark.parametrize("least", [1, 5])
def test_rounds_and_years_of_persons_stand_alone_printed_or_not(
    compiled: dict[str, str], table: Table, query: Query, least: int
) -> None:
    """The same household screened in two rounds: its members would stand twice in a line of all rounds."""
    minimum(table, least)
    table(
        "private.intermediate.int_screening_outcome",
        """submission_id,reporting_unit_code,township_code,village_code,household_key,screen_round,self_reported,is_key,is_newly_identified,is_newly_eliminated,members_once
        year,u1,t1,v1,h1,2021-1,否,否,false,false,4
        august,u1,t1,v1,h1,2022-1,否,否,false,false,4""",
    )
    table(
        "private.intermediate.int_beneficiary",
        """submission_id,reporting_unit_code,township_code,household_key,benefit_year,income_gain_yuan,members_once
        july,u1,t1,h1,2021,10,4
        july,u1,t1,h1,2022,10,4""",
    )
    rounds, years = query(compiled["rpt_screening"]), query(compiled["rpt_beneficiary"])
    assert {key[3]: value for key, value in periods(rounds, "screen_round").items()} == {
        "2021-1": YEAR_BEFORE,
        "2022-1": AUGUST,
    }
    assert {key[3]: value for key, value in periods(years, "benefit_year").items()} == {
        "2021": JULY,
        "2022": JULY,
    }
    assert len(rounds) == len(years) == 2 * 3
    persons = {r["screened_persons"] for r in rounds} | {r["beneficiary_persons"] for r in years}
    assert persons == ({4} if least == 1 else {None})
