-- Findings, and per rule and unit what was checked and found. This is the first release: nothing was known before, so no suspect is overdue yet.
create temp table unit as
select reporting_unit_code, cast(display_order as integer) as place from reference('reporting_unit')
where cast(valid_from as date) <= d() and (valid_to is null or cast(valid_to as date) >= d());

-- A rule is judged in a unit that delivered every form it reads for the period that is due; in the city when all units did.
create temp table rule_state as
with missing as (
    select distinct form_code, reporting_unit_code
    from landed('expected_submission')
    anti join (select * from landed('submission') where status = 'in_force') using (form_code, reporting_unit_code, period_start, period_end)
),

unit_state as (
    select r.rule_id, u.reporting_unit_code, not exists (
        from missing as m where m.reporting_unit_code = u.reporting_unit_code and list_contains(string_split(r.forms_required, ';'), m.form_code)
    ) as is_evaluated
    from rule as r cross join unit as u
)

select rule_id, ifnull(reporting_unit_code, '4112') as reporting_unit_code, bool_and(is_evaluated) as is_evaluated
from unit_state group by grouping sets ((rule_id, reporting_unit_code), (rule_id));

-- What the city has exempted until D or longer.
create temp table exempt as
select distinct rule_id, s.reporting_unit_code, record_key
from landed('hm01') join (from landed('submission') where status = 'in_force') as s using (submission_id)
where approve_date <= d() and valid_to >= d() and approver is not null;

create table quality.fct_finding as
select
    left(sha256(
        rule_id || '|' || reporting_unit_code || '|' || form_code || '|' || record_key || if(place > 1, '#' || place, '')
    ), 24) as finding_id,
    rule_id, target, severity, if(e.rule_id is null, 'open', 'exempt') as status, severity = 'hard' and e.rule_id is null as counted,
    true as detected, reporting_unit_code, form_code, record_key,
    household_key, submission_id, sheet, row_no, remedy_zh, d() as first_seen_as_of
from (
    select *, row_number() over (
        partition by rule_id, reporting_unit_code, form_code, record_key
        order by submission_id nulls last, sheet nulls last, row_no nulls last
    ) as place
    from violation
)
join (select rule_id, target, severity, remedy_zh from rule) using (rule_id)
left join exempt as e using (rule_id, reporting_unit_code, record_key)
semi join (from rule_state where is_evaluated) using (rule_id, reporting_unit_code);

-- The city's row counts the units' records and findings, and its own.
create table quality.fct_rule_result as
with found as (
    select rule_id, reporting_unit_code, count(*) as violations, count_if(status = 'exempt') as exempted, count_if(counted) as counted from quality.fct_finding group by all
),

counts as (
    select
        rule_id, reporting_unit_code, sum(checked) as checked, sum(violations) as violations, sum(exempted) as exempted, sum(counted) as counted
    from (
        from population where reporting_unit_code <> '4112'
        union all by name from found where reporting_unit_code <> '4112'
        union all by name select * replace ('4112' as reporting_unit_code) from population
        union all by name select * replace ('4112' as reporting_unit_code) from found
    ) group by all
)

select
    s.rule_id, s.reporting_unit_code, d() as as_of, if(is_evaluated, 'evaluated', 'not_evaluated') as state,
    cast(if(is_evaluated, ifnull(c.checked, 0), null) as bigint) as checked,
    cast(if(is_evaluated, ifnull(c.violations, 0), null) as bigint) as violations,
    cast(if(is_evaluated, ifnull(c.exempted, 0), null) as bigint) as exempted,
    cast(if(is_evaluated, ifnull(c.counted, 0), null) as bigint) as counted,
    r.target, r.severity
from rule_state as s
join rule as r using (rule_id)
left join counts as c on c.rule_id = s.rule_id and c.reporting_unit_code = s.reporting_unit_code;
