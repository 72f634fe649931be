-- One row per (rule, reporting unit) and (rule, city): whether the rule can be judged there at D, and why not.
-- A rule needs every form it reads, delivered for the period that is due, and every parameter it compares with.
{{ config(materialized='table') }}

with rule_unit as (
    select
        rule.* replace (
            -- A suspect counts once its time for verification has passed: without that time no suspect would ever count.
            concat_ws(';', rule.parameters, case when rule.severity = 'suspect' then 'alert_verify_days' end) as parameters
        ),
        unit.reporting_unit_code, unit.display_order
    from {{ ref('rule') }} as rule
    cross join {{ ref('reporting_unit') }} as unit
),

missing_form as (
    select
        rule_unit.rule_id, rule_unit.reporting_unit_code,
        string_agg(coverage.form_code, '、' order by coverage.form_code) as forms
    from rule_unit
    inner join {{ ref('fct_coverage') }} as coverage
        on
            rule_unit.reporting_unit_code = coverage.reporting_unit_code
            and position(';' || coverage.form_code || ';' in ';' || rule_unit.forms_required || ';') > 0
    where not coverage.delivered
    group by rule_unit.rule_id, rule_unit.reporting_unit_code
),

named as (
    select distinct param_id from {{ ref('parameter') }}
),

missing_parameter as (
    select
        rule_unit.rule_id, rule_unit.reporting_unit_code,
        string_agg(named.param_id, '、' order by named.param_id) as parameters
    from rule_unit
    inner join named
        on position(';' || named.param_id || ';' in ';' || rule_unit.parameters || ';') > 0
    left join {{ ref('int_parameter') }} as valued
        on rule_unit.reporting_unit_code = valued.reporting_unit_code and named.param_id = valued.param_id
    where valued.param_id is null
    group by rule_unit.rule_id, rule_unit.reporting_unit_code
),

unit_state as (
    select
        rule_unit.rule_id, rule_unit.target, rule_unit.reporting_unit_code, rule_unit.display_order,
        nullif(concat_ws(
            '；',
            '没有本期报表' || missing_form.forms,
            '参数' || missing_parameter.parameters || '在截止日没有取值'
        ), '') as skipped_reason
    from rule_unit
    left join missing_form
        on rule_unit.rule_id = missing_form.rule_id and rule_unit.reporting_unit_code = missing_form.reporting_unit_code
    left join missing_parameter
        on
            rule_unit.rule_id = missing_parameter.rule_id
            and rule_unit.reporting_unit_code = missing_parameter.reporting_unit_code
)

select
    rule_id, target, reporting_unit_code,
    case when skipped_reason is null then 'evaluated' else 'not_evaluated' end as state,
    skipped_reason
from unit_state

union all

select
    unit_state.rule_id, unit_state.target, '{{ city() }}' as reporting_unit_code,
    case when count(unit_state.skipped_reason) = 0 then 'evaluated' else 'not_evaluated' end as state,
    string_agg(
        unit.name_zh || '：' || unit_state.skipped_reason, '；' order by unit_state.display_order
    ) filter (where unit_state.skipped_reason is not null) as skipped_reason
from unit_state
inner join {{ ref('reporting_unit') }} as unit on unit_state.reporting_unit_code = unit.reporting_unit_code
group by unit_state.rule_id, unit_state.target
