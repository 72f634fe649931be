-- Findings, and per rule and unit what was checked and found. This is the first release: nothing was known before, so no suspect is overdue yet.
-- A form that is due is delivered by one workbook of the whole unit, or by every township with a village of the rural list.
create temp table rural_township as
select distinct r.reporting_unit_code, r.township_name
from region as r
join reference('region_scope') as s on s.region_code = r.village_code and s.scope_id = 'administrative_village' and holds(s.valid_from, s.valid_to);

create temp table delivered as
with due as (
    select c.form_code, u.reporting_unit_code, e.period_start, e.period_end
    from reference('form_calendar') as c
    cross join unit as u
    left join landed('expected_submission') as e using (form_code, reporting_unit_code)
    where c.required = 'Y' and holds(c.valid_from, c.valid_to)
),

part as (
    select form_code, reporting_unit_code, coalesce(part, '') as part
    from landed('submission') join due using (form_code, reporting_unit_code, period_start, period_end) where status = 'in_force'
)

select
    form_code, reporting_unit_code,
    exists (from part as p where p.form_code = due.form_code and p.reporting_unit_code = due.reporting_unit_code) and (
        exists (from part as p where p.form_code = due.form_code and p.reporting_unit_code = due.reporting_unit_code and part = '')
        or not exists (
            from rural_township as t
            where t.reporting_unit_code = due.reporting_unit_code and t.township_name not in (
                select part from part as p where p.form_code = due.form_code and p.reporting_unit_code = due.reporting_unit_code
            )
        )
    ) as is_delivered
from due
union all
-- What is not due must be there.
select form_code, reporting_unit_code, true as is_delivered from (select distinct form_code, reporting_unit_code from standing)
where form_code not in (select form_code from due);

-- Records on whose own day no line is known: the rule could not judge them.
create temp table without_line as
with needed as (
    select unnest(['MI-01', 'MI-09', 'MI-12']) as rule_id, income_unit as reporting_unit_code, period_end as day from latest_income
    union all select unnest(['WI-02', 'WI-04']), reporting_unit_code, identified_month from identified
    union all select 'WE-01', reporting_unit_code, eliminated_month from supported
    union all select 'WE-11', reporting_unit_code, period_end from income_before
    union all select 'MI-01', reporting_unit_code, ends from screening cross join screening_round
)

select distinct rule_id, reporting_unit_code
from needed left join line using (reporting_unit_code, day) where day is not null and line is null;

-- A rule is judged in a unit where it is on, every form it reads was delivered, and every parameter it needs has a value.
create temp table rule_state as
with unit_state as (
    select
        r.rule_id, r.population, u.reporting_unit_code,
        core = 'Y' or coalesce(switch.value = 'on', false) as is_enabled,
        not exists (
            from unnest(string_split(r.forms_required, ';')) as f(form_code)
            left join (from delivered where reporting_unit_code = u.reporting_unit_code) as d on d.form_code = f.form_code
            where not coalesce(is_delivered, false)
        ) and not exists (
            from unnest(string_split(concat_ws(';', r.parameters, if(r.severity = 'suspect', 'alert_verify_days', null)), ';')) as n(param_id)
            semi join reference('parameter') as known on known.param_id = n.param_id
            left join parameter as v on v.reporting_unit_code = u.reporting_unit_code and v.param_id = n.param_id
            where v.value is null
        ) and not exists (from without_line as l where l.rule_id = r.rule_id and l.reporting_unit_code = u.reporting_unit_code) as can_be_judged
    from rule as r
    cross join unit as u
    left join parameter as switch on switch.reporting_unit_code = u.reporting_unit_code and switch.param_id = 'rule_switch:' || r.rule_id
)

select rule_id, reporting_unit_code, is_enabled, is_enabled and can_be_judged as is_evaluated from unit_state
union all by name
-- The city's verdict is about the units where the rule is on; over nothing there is none, unless a zero of nothing is an answer.
select
    rule_id, '4112' as reporting_unit_code, bool_or(is_enabled) as is_enabled,
    bool_or(is_enabled) and bool_and(can_be_judged or not is_enabled) and (
        population in (select population from population where checked > 0)
        or population in (select population from reference('population_may_be_empty'))
    ) as is_evaluated
from unit_state group by rule_id, population;

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
    select rule_id, reporting_unit_code, count(*) as violations, count_if(status = 'exempt') as exempted,
        count_if(counted) as counted
    from quality.fct_finding group by all
),

records as (
    select rule_id, reporting_unit_code, checked from population join rule using (population)
),

counts as (
    select
        rule_id, reporting_unit_code, sum(checked) as checked, sum(violations) as violations, sum(exempted) as exempted, sum(counted) as counted
    from (
        from records where reporting_unit_code <> '4112'
        union all by name from found where reporting_unit_code <> '4112'
        union all by name select * replace ('4112' as reporting_unit_code) from records
        union all by name select * replace ('4112' as reporting_unit_code) from found
    ) group by all
)

select
    s.rule_id, s.reporting_unit_code, d() as as_of, if(is_evaluated, 'evaluated', 'not_evaluated') as state,
    cast(if(is_evaluated, ifnull(c.checked, 0), null) as bigint) as checked,
    cast(if(is_evaluated, ifnull(c.violations, 0), null) as bigint) as violations,
    cast(if(is_evaluated, ifnull(c.exempted, 0), null) as bigint) as exempted,
    cast(if(is_evaluated, ifnull(c.counted, 0), null) as bigint) as counted,
    r.target, r.severity, s.is_enabled
from rule_state as s
join rule as r using (rule_id)
left join counts as c on c.rule_id = s.rule_id and c.reporting_unit_code = s.reporting_unit_code;
