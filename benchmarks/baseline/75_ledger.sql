-- AS-09, AS-14, PF-02, PF-05: ledgers of assets and projects that do not add up. Tolerances are given in 万元.
insert into violation by name
select 'AS-09' as rule_id, 'ZC02' as form_code, reporting_unit_code, record_key, submission_id, sheet, row_no
from assets.fct_asset_income
where coalesce(abs(income_received_yuan - distributed_yuan - ifnull(undistributed_yuan, 0)) > tolerance('money_tol', 10000), true)
    or undistributed_yuan < 0;

create macro label_of(list) as table
select label_zh, cast(code as varchar) as code from reference('code_list')
where code_list = list and cast(valid_from as date) <= d() and (valid_to is null or cast(valid_to as date) >= d());

-- One row per unit and for the city: the confirmed value and its two margins. A class that is not in the code list is in no margin.
create temp table margin as
select
    ifnull(reporting_unit_code, '4112') as reporting_unit_code, sum(confirmed_value_yuan) as total,
    ifnull(sum(confirmed_value_yuan) filter (asset_category in (select label_zh from label_of('asset_category'))), 0) as by_category,
    ifnull(sum(confirmed_value_yuan) filter (ownership_level in (select label_zh from label_of('ownership_level'))), 0) as by_level
from assets.fct_asset where is_confirmed group by grouping sets ((reporting_unit_code), ());

insert into violation by name
select 'AS-14' as rule_id, 'ZC01' as form_code, reporting_unit_code, reporting_unit_code as record_key
from margin where total <> by_category or total <> by_level;

create temp table project_state as
select p.*, cast(s.code as integer) as step
from projects.fct_project as p left join label_of('project_status') as s on p.project_status = s.label_zh;

-- 已终止 (90) stands outside the order of steps: a project may end anywhere.
insert into violation by name
select 'PF-02' as rule_id, 'XM01' as form_code, reporting_unit_code, record_key, submission_id, sheet, row_no
from project_state
where (step between 40 and 80 and actual_start is null)
    or (step between 50 and 80 and actual_finish is null)
    or (actual_start is not null and approval_date is null)
    or approval_date > actual_start or actual_start > actual_finish or actual_finish > accept_date
    or approval_date > actual_finish or approval_date > accept_date or actual_start > accept_date
    or greatest(approval_date, actual_start, actual_finish, accept_date) > d()
    or (progress_pct = 100 and ifnull(step, 0) < 50)
    or (step between 50 and 80 and progress_pct is distinct from 100);

insert into violation by name
select 'PF-05' as rule_id, 'XM01' as form_code, p.reporting_unit_code, p.record_key, p.submission_id, p.sheet, p.row_no
from projects.fct_project as p
left join (
    select reporting_unit_code, project_code, sum(amount_yuan) as paid from projects.fct_project_fund where form_code = 'ZJ02' group by all
) as payments using (reporting_unit_code, project_code)
where coalesce(abs(fund_paid_yuan - ifnull(paid, 0)) > tolerance('money_tol', 10000), true);

insert into population by name
select 'AS-09' as rule_id, reporting_unit_code, count(*) as checked from assets.fct_asset_income group by all
union all by name
select 'AS-14' as rule_id, reporting_unit_code, 1 as checked from margin
union all by name
select unnest(['PF-02', 'PF-05']) as rule_id, reporting_unit_code, count(*) as checked from projects.fct_project group by reporting_unit_code;
