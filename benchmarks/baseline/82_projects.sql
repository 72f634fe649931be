-- PF-01 to PF-06, PF-10 to PF-15, PF-17: projects whose status, money and households do not agree with the other ledgers.
-- A status of completion or start without its date is PF-02's matter.
create temp view unfinished as from project_state where not is_completed and ifnull(step, 0) < 50;
create temp view unstarted as
from unfinished where (is_approved or step >= 20) and ifnull(step, 0) < 40 and not coalesce(actual_start <= d(), false);

create temp table paid as
select reporting_unit_code, project_code, sum(amount_yuan) as paid from payment where project_code is not null group by all;

-- The households of a project, each once.
create temp table listed as
select reporting_unit_code, project_code, count(*) as households, sum(members) as persons, sum(gain) as gain
from (
    select reporting_unit_code, project_code, household_key, max(member_count) as members, sum(income_gain_yuan) as gain
    from projects.fct_project_beneficiary where household_key is not null group by all
) group by all;

-- The days on which a household was monitored.
create temp table watched as
select
    household_key, county_date as first_day,
    if(is_eliminated, last_elim_county_date, date '9999-12-31') as last_day
from episode where is_identified and household_key is not null;

create temp table named_project as
select *, regexp_replace(project_name, '[\s\p{P}\p{S}]', '', 'g') as plain_name, coalesce(village_code, village_name) as village from project;

insert into violation by name
select rule_id, form_code, reporting_unit_code, record_key, household_key, submission_id, sheet, row_no
from (
    select 'PF-01' as rule_id, * from project where library_date is null or library_date > approval_date
    union all by name
    select 'PF-02' as rule_id, *
    from project_state
    where (step between 40 and 80 and actual_start is null)
        or (step between 50 and 80 and actual_finish is null)
        or (actual_start is not null and approval_date is null)
        or approval_date > actual_start or actual_start > actual_finish or actual_finish > accept_date
        or approval_date > actual_finish or approval_date > accept_date or actual_start > accept_date
        or greatest(approval_date, actual_start, actual_finish, accept_date) > d()
        or (progress_pct = 100 and ifnull(step, 0) < 50)
        or (step between 50 and 80 and progress_pct is distinct from 100)
    union all by name
    select 'PF-03' as rule_id, * from unfinished where coalesce(plan_finish < d(), true)
    union all by name
    select 'PF-04' as rule_id, u.*
    from unstarted as u join p using (reporting_unit_code)
    where coalesce(d() - approval_date > start_days, true) or coalesce(plan_start < d(), true)
    union all by name
    select 'PF-05' as rule_id, j.*
    from project as j left join paid using (reporting_unit_code, project_code) join p using (reporting_unit_code)
    where not coalesce(abs(fund_paid_yuan - ifnull(paid, 0)) <= money_tol, false)
    union all by name
    select 'PF-06' as rule_id, j.*
    from project as j join p using (reporting_unit_code)
    where fund_paid_yuan > fund_bridging_yuan + ifnull(fund_other_fiscal_yuan, 0) + money_tol
        or fund_paid_yuan > fund_payable_yuan + money_tol or fund_payable_yuan is null
    union all by name
    select 'PF-10' as rule_id, j.*
    from project as j join p using (reporting_unit_code)
    where is_completed and d() - accept_date > settle_days and coalesce(fund_paid_yuan < settle_share * audited_amount_yuan, audited_amount_yuan is null)
    union all by name
    select 'PF-11' as rule_id, j.*
    from project as j left join listed using (reporting_unit_code, project_code)
    where benefit_households is distinct from ifnull(households, 0) or benefit_persons is distinct from ifnull(persons, 0)
    union all by name
    select 'PF-12' as rule_id, 'XM02' as form_code, b.*
    from projects.fct_project_beneficiary as b
    where household_group is null or household_group = '一般农户' or not exists (from household as h where h.household_key = b.household_key)
        or (
            not exists (from household as h where h.household_key = b.household_key and h.household_type = '脱贫户')
            and not exists (from watched as w where w.household_key = b.household_key and b.year between year(first_day) and year(last_day))
        )
    union all by name
    select 'PF-14' as rule_id, j.*
    from project as j left join listed using (reporting_unit_code, project_code) join p using (reporting_unit_code)
    where if(
        ifnull(households, 0) = 0, income_gain_per_household_yuan <> 0,
        not coalesce(abs(income_gain_per_household_yuan * households - ifnull(gain, 0)) <= gain_tol * households, false)
    )
    union all by name
    select 'PF-15' as rule_id, * from project_state where linkage_modes is null or (step between 50 and 80 and benefit_households = 0)
    union all by name
    select 'PF-17' as rule_id, j.*
    from named_project as j join p using (reporting_unit_code)
    where (reporting_unit_code, project_year, plain_name, site, implementer) in (
        select (reporting_unit_code, project_year, plain_name, site, implementer) from named_project
        where project_year is not null and plain_name <> '' and site is not null and implementer is not null group by all having count(*) > 1
    ) or (fund_total_yuan < tender_threshold and exists (
        from (
            select reporting_unit_code, project_year, village, project_type, sum(fund_total_yuan) as total, count(*) as times
            from named_project join p using (reporting_unit_code) where fund_total_yuan < tender_threshold group by all
        ) as t
        where t.reporting_unit_code = j.reporting_unit_code and t.project_year = j.project_year and t.village = j.village
            and t.project_type = j.project_type and times > 1 and total >= tender_threshold
    ))
);

insert into population by name
select 'pop_project' as population, reporting_unit_code, count(*) as checked from project group by all
union all by name
select 'pop_project_unfinished' as population, reporting_unit_code, count(*) as checked from unfinished group by all
union all by name
select 'pop_project_unstarted' as population, reporting_unit_code, count(*) as checked from unstarted group by all
union all by name
select 'pop_project_completed' as population, reporting_unit_code, count(*) as checked from project where is_completed group by all
union all by name
select 'pop_project_beneficiary' as population, reporting_unit_code, count(*) as checked from projects.fct_project_beneficiary group by all;
