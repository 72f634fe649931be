-- DQ-13, DQ-14: incomes that do not add up or cannot be. The accounts of SZ01, JC01 and JC03 in one shape: a blank part is nothing; a blank result
-- fulfils no identity. JC01 and JC03 have no parts; the heads of an elimination are those of its episode.
create temp view account as
select
    'SZ01' as form_code, reporting_unit_code, record_key, household_key, submission_id, sheet, row_no, net_yuan, net_pc_yuan, member_count,
    net_computed_yuan as net_sum, ifnull(business_net_yuan, 0) as business_net_yuan,
    ifnull(business_yuan, 0) - ifnull(business_expense_yuan, 0) as business_sum,
    greatest(
        wage_parts_yuan - ifnull(wage_yuan, 0), ifnull(property_dividend_yuan, 0) - ifnull(property_yuan, 0),
        transfer_parts_yuan - ifnull(transfer_yuan, 0)
    ) as parts_over
from livelihoods.fct_household_income
union all by name
select
    form_code, reporting_unit_code, record_key, household_key, submission_id, sheet, row_no,
    id_net_yuan as net_yuan, id_net_pc_yuan as net_pc_yuan, member_count,
    ifnull(id_wage_yuan, 0) + ifnull(id_business_yuan, 0) - ifnull(id_expense_yuan, 0) + ifnull(id_property_yuan, 0) + ifnull(id_transfer_yuan, 0)
        as net_sum
from episode
union all by name
select
    'JC03' as form_code, e.reporting_unit_code, e.record_key, e.household_key, e.submission_id, e.sheet, e.row_no,
    el_net_yuan as net_yuan, el_net_pc_yuan as net_pc_yuan, heads.member_count,
    ifnull(el_wage_yuan, 0) + ifnull(el_business_yuan, 0) - ifnull(el_expense_yuan, 0) + ifnull(el_property_yuan, 0) + ifnull(el_transfer_yuan, 0)
        as net_sum
from monitoring.fct_risk_elimination as e
left join (select episode_key, max(member_count) as member_count from episode group by all) as heads using (episode_key);

-- What was stated of incomes; months: of a year, for which the floors are; lowest: the smallest of the items that cannot be below zero.
create temp view stated_income as
select
    'SZ01' as form_code, reporting_unit_code, record_key, household_key, submission_id, sheet, row_no, wage_yuan as wage, net_pc_yuan as net_pc,
    month_number(period_end) - month_number(period_start) + 1 as months,
    least(
        wage_yuan, wage_work_yuan, wage_post_yuan, business_yuan, business_expense_yuan, property_yuan, property_dividend_yuan, transfer_yuan,
        transfer_dibao_yuan, transfer_tekun_yuan, transfer_pension_yuan, transfer_eco_yuan, transfer_other_yuan
    ) as lowest
from livelihoods.fct_household_income
union all by name
select
    form_code, reporting_unit_code, record_key, household_key, submission_id, sheet, row_no, id_wage_yuan as wage, id_net_pc_yuan as net_pc,
    12 as months,
    least(id_wage_yuan, id_business_yuan, id_expense_yuan, id_property_yuan, id_transfer_yuan) as lowest
from episode
union all by name
select
    'JY01' as form_code, reporting_unit_code, record_key, household_key, submission_id, sheet, row_no, monthly_wage_yuan as monthly_wage,
    transport_subsidy_yuan as lowest
from livelihoods.fct_employment_spell;

insert into violation by name
select 'DQ-13' as rule_id, form_code, reporting_unit_code, record_key, household_key, submission_id, sheet, row_no
from account join p using (reporting_unit_code)
where not coalesce(abs(net_yuan - net_sum) <= income_tol, false)
    or not coalesce(member_count > 0 and abs(net_pc_yuan - per_head(net_yuan, member_count)) <= income_tol, false)
    or abs(business_net_yuan - business_sum) > income_tol
    or parts_over > income_tol;

insert into violation by name
select 'DQ-14' as rule_id, form_code, reporting_unit_code, record_key, household_key, submission_id, sheet, row_no
from stated_income join p using (reporting_unit_code)
where (wage > 0 and wage * 12 < wage_floor * months) or net_pc * 12 < net_pc_floor * months or lowest < 0
    or monthly_wage < monthly_wage_min or monthly_wage > monthly_wage_max;

insert into population by name
select 'pop_income_record' as population, reporting_unit_code, count(*) as checked from account group by all
union all by name
select 'pop_income_stated' as population, reporting_unit_code, count(*) as checked from stated_income group by all;
