-- PF-07 to PF-09, PF-16, PF-18 to PF-20: money that was allocated and paid, and the support of demonstration villages.
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

create temp table central as
select
    a.reporting_unit_code, sum(amount_yuan) as total,
    ifnull(sum(amount_yuan) filter (project_code in (
        select project_code from project as p where p.project_type is not null and p.reporting_unit_code = a.reporting_unit_code
    )), 0) as industry
from allocation as a
where fund_level = '中央' and entry_date <= d() and year(entry_date) = year(d()) group by all;

create temp view village_project as select 'SF01' as form_code, * from industry.fct_demonstration_village;

create temp table fund_document as
select 'ZJ01' as form_code, reporting_unit_code, record_key, submission_id, sheet, row_no, doc_no, doc_date, ifnull(given, 0) as given, ifnull(paid, 0) as paid
from (
    select *, min(entry_date) over same as doc_date,
        sum(amount_yuan) over same as given
    from allocation where entry_date <= d() or entry_date is null
    window same as (partition by reporting_unit_code, doc_no)
    qualify row_number() over (partition by reporting_unit_code, doc_no order by line_no, submission_id, sheet, row_no) = 1
)
left join (select reporting_unit_code, doc_no, sum(amount_yuan) as paid from payment where entry_date <= d() or entry_date is null group by all)
    using (reporting_unit_code, doc_no);

insert into violation by name
select rule_id, form_code, reporting_unit_code, record_key, submission_id, sheet, row_no
from (
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
    left join (
        select reporting_unit_code, project_code, min(approval_date) as approval_date, min(accept_date) as accept_date
        from project where project_code is not null group by all
    ) as j using (reporting_unit_code, project_code)
    where not coalesce(entry_date >= approval_date, false) or (pay_kind = '结算款' and not coalesce(accept_date <= entry_date, false))
    union all by name
    select 'PF-16' as rule_id, 'ZJ01' as form_code, reporting_unit_code, reporting_unit_code || '|' || year(d()) as record_key
    from central join p using (reporting_unit_code) where total > 0 and industry < industry_share_min * total
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
select 'pop_payment' as population, reporting_unit_code, count(*) as checked from payment group by all
union all by name
select 'pop_central_fund' as population, reporting_unit_code, 1 as checked from central
union all by name
select 'pop_demonstration_village' as population, reporting_unit_code, count(*) as checked from village_project group by all
union all by name
select 'pop_fund_document' as population, reporting_unit_code, count(*) as checked from fund_document group by all;
