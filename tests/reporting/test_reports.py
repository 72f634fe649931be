"""Reports: lines add up, households count once, averages are sums by sums, nothing comes of nothing."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

Query = Callable[..., list[dict[str, Any]]]
PROJECT = "warehouse.projects.fct_project"
COLUMNS = (
    "submission_id,reporting_unit_code,township_code,project_year,project_type,is_startable,is_started,is_due,is_completed,"
    "is_completed_of_due,fund_total_yuan,fund_bridging_yuan,fund_payable_yuan,fund_paid_yuan"
)


def lines(query: Query, sql: str) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Lines by (level, unit, township, the first division that is not total)."""
    return {
        (r["area_level"], r["reporting_unit_code"], r["township_code"], r["project_type"]): r
        for r in query(sql)
        if r["project_year"] == "全部"
    }


def test_lines_of_a_division_and_of_all_areas_add_up(
    compiled: dict[str, str], table: Callable[..., None], query: Query, ledgers: None
) -> None:
    table(
        PROJECT,
        f"""{COLUMNS}
        august,u1,t1,2022,种植业,true,true,true,true,true,10,8,4,3
        august,u1,t1,2022,加工业,true,true,false,false,false,20,16,8,1
        august,u1,,2022,,true,false,true,false,false,5,4,0,0
        august,u2,t9,2022,种植业,false,false,true,false,false,1,1,1,1""",
    )
    found = lines(query, compiled["rpt_project"])
    city = found["city", "4112", "全部", "全部"]
    assert (city["projects"], city["projects_due"], city["projects_completed"]) == (4, 3, 1)
    assert city["completion_rate_of_all_pct"] == Decimal("25.00")
    assert city["completion_rate_of_due_pct"] == Decimal("33.33")
    assert city["disbursement_rate_of_invested_pct"] == Decimal("17.24")
    assert city["disbursement_rate_of_payable_pct"] == Decimal("38.46")
    assert city["start_rate_of_startable_pct"] == Decimal("66.67")
    by_type = [r["projects"] for key, r in found.items() if key[0] == "city" and key[3] != "全部"]
    assert sorted(by_type) == [1, 1, 2], "a blank type is a line of its own"
    for level in ("unit", "township"):
        parts = [
            r["project_fund_paid_yuan"] for key, r in found.items() if key[0] == level and key[3] == "全部"
        ]
        assert sum(parts) == city["project_fund_paid_yuan"] == 5
    assert found["township", "u1", "未填", "全部"]["projects"] == 1
    assert found["township", "u1", "未填", "全部"]["disbursement_rate_of_payable_pct"] is None


def view(query: Query, compiled: dict[str, str], name: str) -> None:
    """A private model as the view that reports read."""
    query("create schema if not exists private.intermediate")
    query(f"create view private.intermediate.{name} as {compiled[name]}")


@pytest.mark.parametrize("report", ["rpt_project"])
def test_nothing_gives_no_line(
    compiled: dict[str, str], table: Callable[..., None], query: Query, ledgers: None, report: str
) -> None:
    table(PROJECT, COLUMNS)
    assert query(compiled[report]) == []


def test_a_household_of_two_projects_counts_once_and_its_gains_both(
    compiled: dict[str, str], table: Callable[..., None], query: Query, ledgers: None
) -> None:
    header = (
        "reporting_unit_code,township_code,household_key,year,member_count,income_gain_yuan,"
        "submission_id,sheet,row_no,record_key"
    )
    table(
        "warehouse.projects.fct_project_beneficiary",
        f"""{header}
        u1,t1,h1,2022,3,1000,s,x,1,a
        u1,t1,h1,2022,3,500,s,x,2,b
        u1,t1,h2,2022,2,0,s,x,3,c""",
    )
    table(
        "private.rules.int_parameter",
        "param_id,reporting_unit_code,whole_number\nsmall_cell_minimum,4112,1",
        whole_number="integer",
    )
    view(query, compiled, "int_beneficiary")
    (city,) = (
        r
        for r in query(compiled["rpt_beneficiary"])
        if r["area_level"] == "city" and r["benefit_year"] == "2022"
    )
    assert (city["beneficiary_households"], city["beneficiary_persons"], city["beneficiary_links"]) == (
        2,
        5,
        3,
    )
    assert city["income_gain_per_household_yuan"] == Decimal("750.00")


def test_income_per_head_is_sum_by_sum_and_both_bases_are_shown(
    compiled: dict[str, str], table: Callable[..., None], query: Query
) -> None:
    header = (
        "record_key,reporting_unit_code,township_code,round_code,household_group,period_start,period_end,household_key,member_count,net_yuan,"
        "wage_yuan,business_net_yuan,property_yuan,transfer_yuan,net_pc_prev_yuan"
    )
    table(
        "warehouse.livelihoods.fct_household_income",
        f"""{header}
        a,u1,t1,2022-2,脱贫户（非监测）,2021-10-01,2022-06-30,h1,1,1000,900,0,0,100,1000
        b,u1,t1,2022-2,监测对象（脱贫户）,2021-10-01,2022-06-30,h2,4,1000,0,1000,0,0,300
        c,u1,t1,2022-2,监测对象（一般农户）,2021-10-01,2022-06-30,h3,2,10,10,0,0,0,""",
    )
    table(
        "private.reference.income_group",
        """household_group,income_group
        脱贫户（非监测）,脱贫户
        监测对象（脱贫户）,脱贫户
        监测对象（脱贫户）,监测对象
        监测对象（一般农户）,监测对象""",
    )
    table(
        "private.rules.int_parameter",
        "param_id,reporting_unit_code,number,whole_number\n"
        "base_factor_of_previous_year,4112,0.8,\nsmall_cell_minimum,4112,,1",
        whole_number="integer",
    )
    view(query, compiled, "int_income_group")
    city = {r["income_group"]: r for r in query(compiled["rpt_income"]) if r["area_level"] == "city"}
    poor = city["脱贫户"]
    assert poor["income_net_per_head_yuan"] == Decimal("400.00"), "not the average of 1000 and 250"
    assert poor["income_net_previous_per_head_yuan"] == Decimal("440.00")
    assert poor["income_growth_on_base_pct"] == Decimal("13.64")
    assert poor["income_growth_on_full_year_pct"] == Decimal("-9.09")
    assert poor["income_wage_business_share_pct"] == Decimal("95.00")
    assert city["监测对象"]["income_members"] == 6, "a monitored 脱贫户 counts in both groups"
    unit = next(r for r in query(compiled["rpt_income"]) if r["area_level"] == "unit")
    assert unit["base_factor"] is None and unit["income_growth_on_base_pct"] is None, "no factor, no growth"
