-- One row per (rule, reporting unit) and (rule, city): whether the rule can be judged there at D, and why not.
-- A rule needs every form it reads, delivered for the period that is due, and every parameter it compares with, at D or at the day of each record.
-- A rule outside the first catalogue is judged only where its switch is on; where it is off it asks for nothing.
{{ config(materialized='table') }}

with rule_unit as (
    select rule.*, unit.reporting_unit_code, unit.display_order
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
        on position(';' || named.param_id || ';' in ';' || coalesce(rule_unit.parameters, '') || ';') > 0
    left join {{ ref('int_parameter') }} as valued
        on rule_unit.reporting_unit_code = valued.reporting_unit_code and named.param_id = valued.param_id
    where valued.param_id is null
    group by rule_unit.rule_id, rule_unit.reporting_unit_code
),

undated_parameter as (
    select
        rule_id, reporting_unit_code,
        string_agg(
            param_id || '（' || left(cast(first_day as varchar), 7) || '至' || left(cast(last_day as varchar), 7) || '间）', '、'
            order by param_id
        ) as parameters
    from {{ ref('int_parameter_gap') }}
    group by rule_id, reporting_unit_code
),

unit_state as (
    select
        rule_unit.rule_id, rule_unit.target, rule_unit.reporting_unit_code, rule_unit.display_order,
        rule_unit.core = 'Y' or coalesce(switch.value = 'on', false) as is_enabled,
        nullif(concat_ws(
            '；',
            '没有本期报表' || missing_form.forms,
            '参数' || missing_parameter.parameters || '在截止日没有取值',
            '参数' || undated_parameter.parameters || '在部分记录的年月没有取值'
        ), '') as missing
    from rule_unit
    left join {{ ref('int_parameter') }} as switch
        on switch.param_id = 'rule_switch:' || rule_unit.rule_id and rule_unit.reporting_unit_code = switch.reporting_unit_code
    left join undated_parameter
        on
            rule_unit.rule_id = undated_parameter.rule_id
            and rule_unit.reporting_unit_code = undated_parameter.reporting_unit_code
    left join missing_form
        on rule_unit.rule_id = missing_form.rule_id and rule_unit.reporting_unit_code = missing_form.reporting_unit_code
    left join missing_parameter
        on
            rule_unit.rule_id = missing_parameter.rule_id
            and rule_unit.reporting_unit_code = missing_parameter.reporting_unit_code
),

judged as (
    select
        unit_state.*,
        case when is_enabled then missing else '规则未启用' end as skipped_reason
    from unit_state
)

select
    rule_id, target, reporting_unit_code, is_enabled,
    case when skipped_reason is null then 'evaluated' else 'not_evaluated' end as state,
    skipped_reason
from judged

union all

-- The city's verdict is about the units where the rule is on; where it is on nowhere, it is off in the city.
select
    judged.rule_id, judged.target, '{{ city() }}' as reporting_unit_code,
    bool_or(judged.is_enabled) as is_enabled,
    case
        when bool_or(judged.is_enabled) and count(judged.missing) filter (where judged.is_enabled) = 0 then 'evaluated'
        else 'not_evaluated'
    end as state,
    case
        when bool_or(judged.is_enabled)
            then string_agg(
                unit.name_zh || '：' || judged.missing, '；' order by judged.display_order
            ) filter (where judged.is_enabled and judged.missing is not null)
        else '规则未启用'
    end as skipped_reason
from judged
inner join {{ ref('reporting_unit') }} as unit on judged.reporting_unit_code = unit.reporting_unit_code
group by judged.rule_id, judged.target
