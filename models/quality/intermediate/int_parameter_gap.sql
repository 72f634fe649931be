-- One row per (rule, reporting unit, parameter) with records whose own day has no value of the parameter: the rule could not judge them.
-- A record without the day is no gap: the rule itself says what a blank means.
{{ config(materialized='table') }}

with missing as (
    {%- for rule_id, param_id, relation, day in dated_parameters() %}
    select
        '{{ rule_id }}' as rule_id,
        record.reporting_unit_code,
        '{{ param_id }}' as param_id,
        record.{{ day }} as missing_day
    from {{ ref(relation) }} as record
    {{ parameter_at(param_id, 'record', 'record.' ~ day) }}
    where record.{{ day }} is not null and {{ param_id }}.param_id is null
    {{ "union all" if not loop.last }}
    {%- endfor %}
)

select
    rule_id, reporting_unit_code, param_id,
    count(*) as records,
    min(missing_day) as first_day,
    max(missing_day) as last_day
from missing
group by rule_id, reporting_unit_code, param_id
