-- One row per (rule, reporting unit) and (rule, city): how many records were judged and how many violate the rule.
-- What was not judged has no numbers: blank, never zero. The city's row counts the units' records and the city's own.
with found as (
    select
        rule_id,
        reporting_unit_code,
        count(*) as violations,
        count(*) filter (where status = 'exempt') as exempted,
        count(*) filter (where counted) as counted
    from {{ ref('fct_finding') }}
    where detected
    group by rule_id, reporting_unit_code
),

placed as (
    select rule_id, reporting_unit_code, violations, exempted, counted from found
    where reporting_unit_code <> '{{ city() }}'
    union all
    select
        rule_id,
        '{{ city() }}' as reporting_unit_code,
        sum(violations) as violations,
        sum(exempted) as exempted,
        sum(counted) as counted
    from found
    group by rule_id
)

select
    state.rule_id,
    state.reporting_unit_code,
    {{ as_of() }} as as_of,
    state.state,
    cast(case when state.state = 'evaluated' then coalesce(checked.checked, 0) end as bigint) as checked,
    cast(case when state.state = 'evaluated' then coalesce(placed.violations, 0) end as bigint) as violations,
    cast(case when state.state = 'evaluated' then coalesce(placed.exempted, 0) end as bigint) as exempted,
    cast(case when state.state = 'evaluated' then coalesce(placed.counted, 0) end as bigint) as counted,
    state.skipped_reason,
    rule.target,
    rule.severity,
    state.is_enabled
from {{ ref('int_rule_state') }} as state
inner join {{ ref('rule') }} as rule on state.rule_id = rule.rule_id
left join {{ ref('int_checked') }} as checked
    on rule.population = checked.population and state.reporting_unit_code = checked.reporting_unit_code
left join placed
    on state.rule_id = placed.rule_id and state.reporting_unit_code = placed.reporting_unit_code
