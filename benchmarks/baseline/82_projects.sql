-- PF: projects whose status, money and households do not agree with the other ledgers.
-- A status of completion or start without its date is PF-02's matter.
create temp view unfinished as from project_state where not is_completed and ifnull(step, 0) < 50;
create temp view unstarted as
from project_state where (is_approved or step >= 20) and ifnull(step, 0) < 40 and not coalesce(actual_start <= d(), false);

create temp table paid as
select reporting_unit_code, project_code, sum(amount_yuan) as paid from payment where project_code is not null group by all;
create temp table allocated as
select reporting_unit_code, project_code, sum(amount_yuan) as allocated from allocation where project_code is not null group by all;

-- A document gives a project what it names, and the rest to all: per document what each project took of the rest.
create temp table document as
select
    reporting_unit_code, doc_no, ifnull(sum(amount_yuan) filter (project_code is null), 0) as rest, sum(amount_yuan) as amount
from allocation where doc_no is not null group by all;

create temp table overdrawn as
select
    reporting_unit_code, doc_no, project_code, greatest(p.amount - ifnull(a.amount, 0), 0) as beyond,
    sum(greatest(p.amount - ifnull(a.amount, 0), 0)) over (partition by reporting_unit_code, doc_no) as beyond_of_all
from (select reporting_unit_code, doc_no, project_code, sum(amount_yuan) as amount from payment where doc_no is not null group by all) as p
left join (
    select reporting_unit_code, doc_no, project_code, sum(amount_yuan) as amount from allocation where project_code is not null group by all
) as a using (reporting_unit_code, doc_no, project_code);

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

create temp table central as
select
    a.reporting_unit_code, sum(amount_yuan) as total,
    ifnull(sum(amount_yuan) filter (project_code in (
        select project_code from project as p where p.project_type is not null and p.reporting_unit_code = a.reporting_unit_code
    )), 0) as industry
from allocation as a
where fund_level = '中央' and entry_date <= d() and year(entry_date) = year(d()) group by all;

create temp view village_project as select 'SF01' as form_code, * from industry.fct_demonstration_village;

create temp table named_project as
select *, regexp_replace(project_name, '[\s\p{P}\p{S}]', '', 'g') as plain_name, coalesce(village_code, village_name) as village from project;

create temp table fund_document as
select 'ZJ01' as form_code, reporting_unit_code, record_key, submission_id, sheet, row_no, doc_no, doc_date, ifnull(given, 0) as given, ifnull(paid, 0) as paid
from (
    select *, min(entry_date) over same as doc_date,
        sum(amount_yuan) over same as given
    from allocation where doc_no is not null and (entry_date <= d() or entry_date is null)
    window same as (partition by reporting_unit_code, doc_no)
    qualify row_number() over (partition by reporting_unit_code, doc_no order by line_no, submission_id, sheet, row_no) = 1
)
left join (select reporting_unit_code, doc_no, sum(amount_yuan) as paid from payment where entry_date <= d() or entry_date is null group by all)
    using (reporting_unit_code, doc_no);

insert into violation by name
select rule_id, form_code, reporting_unit_code, record_key, household_key, submission_id, sheet, row_no
from (
    select 'PF-01' as rule_id, * from project where library_date is null or library_date > approval_date
    union all by name
    -- 已终止 (90) stands outside the order of steps: a project may end anywhere.
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
    select 'PF-07' as rule_id, y.*
    from payment as y
    left join document as c using (reporting_unit_code, doc_no)
    left join overdrawn as o
        on o.reporting_unit_code = y.reporting_unit_code and o.doc_no = y.doc_no and o.project_code is not distinct from y.project_code
    join p on p.reporting_unit_code = y.reporting_unit_code
    where c.doc_no is null or amount_yuan is null or (beyond > 0 and beyond_of_all > rest + money_tol)
    union all by name
    select 'PF-08' as rule_id, j.*
    from project as j left join allocated using (reporting_unit_code, project_code) join p using (reporting_unit_code)
    where not coalesce(abs(fund_bridging_yuan - ifnull(allocated, 0)) <= money_tol, false)
    union all by name
    select 'PF-09' as rule_id, y.*
    from payment as y
    left join project as j on j.reporting_unit_code = y.reporting_unit_code and j.project_code = y.project_code
    where not coalesce(entry_date >= approval_date, false) or (pay_kind = '结算款' and not coalesce(accept_date <= entry_date, false))
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
    select 'PF-16' as rule_id, 'ZJ01' as form_code, reporting_unit_code, reporting_unit_code || '|' || year(d()) as record_key
    from central join p using (reporting_unit_code) where industry < industry_share_min * total
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
    union all by name
    select 'PF-18' as rule_id, v.*
    from village_project as v
    where (support_total_yuan > 0 and project_code is null) or exists (
        from named_project as j
        where j.reporting_unit_code = v.reporting_unit_code and j.village = coalesce(v.village_code, v.village_name)
            and j.fund_bridging_yuan = v.support_total_yuan and v.support_total_yuan > 0 and j.project_code is distinct from v.project_code
    )
    union all by name
    select 'PF-19' as rule_id, * from village_project where (certified_date is null) <> (certified_no is null)
    union all by name
    select 'PF-20' as rule_id, f.*
    from fund_document as f join p using (reporting_unit_code)
    where given - paid > money_tol and coalesce(cast(doc_date + to_years(whole(carry_years)) as date) < d(), true)
);

insert into population by name
select 'pop_project' as population, reporting_unit_code, count(*) as checked from project group by all
union all by name select 'pop_project_unfinished' as population, reporting_unit_code, count(*) as checked from unfinished group by all
union all by name select 'pop_project_unstarted' as population, reporting_unit_code, count(*) as checked from unstarted group by all
union all by name select 'pop_payment' as population, reporting_unit_code, count(*) as checked from payment group by all
union all by name
select 'pop_project_completed' as population, reporting_unit_code, count(*) as checked from project where is_completed group by all
union all by name
select 'pop_project_beneficiary' as population, reporting_unit_code, count(*) as checked from projects.fct_project_beneficiary group by all
union all by name select 'pop_central_fund' as population, reporting_unit_code, 1 as checked from central
union all by name select 'pop_demonstration_village' as population, reporting_unit_code, count(*) as checked from village_project group by all
union all by name select 'pop_fund_document' as population, reporting_unit_code, count(*) as checked from fund_document group by all;
