-- One row per (rule, reporting unit) and (rule, city): whether the rule can be judged there at D, and why not.
-- A rule needs every form it reads, delivered for the period that is due or, where none is due, in force at D; every parameter it compares with,
-- at D or at the day of each record; and in the city at least one record to judge, unless its population may be empty (population_may_be_empty
-- says because of what). A rule outside the first catalogue is judged only where its switch is on; where it is off it asks for nothing.
{{ config(materialized='table') }}

with rule_unit as (
    select
        rule.* replace (
            -- A suspect counts once its time for verification has passed: without that time no suspect would ever count.
            concat_ws(';', rule.parameters, case when rule.severity = 'suspect' then 'alert_verify_days' end) as parameters
        ),
        unit.reporting_unit_code, unit.display_order
    from {{ ref('rule') }} as rule
    cross join {{ ref('dim_reporting_unit') }} as unit
),

needed_form as (
    select
        rule_id, reporting_unit_code,
        unnest(string_split(forms_required, ';')) as form_code
    from rule_unit
),

standing as (
    select distinct form_code, reporting_unit_code from {{ ref('int_submission_in_force') }}
),

missing_form as (
    select
        needed_form.rule_id, needed_form.reporting_unit_code,
        string_agg(
            needed_form.form_code || coalesce('（缺' || coverage.missing_townships || '）', ''), '、' order by needed_form.form_code
        ) filter (where coverage.form_code is not null) as due,
        string_agg(needed_form.form_code, '、' order by needed_form.form_code) filter (where coverage.form_code is null) as not_due
    from needed_form
    left join {{ ref('fct_coverage') }} as coverage
        on needed_form.form_code = coverage.form_code and needed_form.reporting_unit_code = coverage.reporting_unit_code
    left join standing
        on needed_form.form_code = standing.form_code and needed_form.reporting_unit_code = standing.reporting_unit_code
    where not coalesce(coverage.delivered, standing.form_code is not null)
    group by needed_form.rule_id, needed_form.reporting_unit_code
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
        rule_unit.rule_id, rule_unit.target, rule_unit.population, rule_unit.reporting_unit_code, rule_unit.display_order,
        rule_unit.core = 'Y' or coalesce(switch.value = 'on', false) as is_enabled,
        nullif(concat_ws(
            '；',
            '没有本期报表' || missing_form.due,
            '没有报表' || missing_form.not_due || '（本期不要求报送）',
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

empty_population as (
    select checked.population
    from {{ ref('int_checked') }} as checked
    left join {{ ref('population_may_be_empty') }} as allowed on checked.population = allowed.population
    where checked.reporting_unit_code = '{{ city() }}' and checked.checked = 0 and allowed.population is null
),

-- The city's verdict is about the units where the rule is on; where it is on nowhere, it is off in the city.
city_state as (
    select
        unit_state.rule_id, unit_state.target,
        bool_or(unit_state.is_enabled) as is_enabled,
        coalesce(
            string_agg(
                unit.name_zh || '：' || unit_state.missing, '；' order by unit_state.display_order
            ) filter (where unit_state.is_enabled and unit_state.missing is not null),
            max(case when empty_population.population is not null then '全市没有可核查的记录' end)
        ) as missing
    from unit_state
    inner join {{ ref('dim_reporting_unit') }} as unit on unit_state.reporting_unit_code = unit.reporting_unit_code
    left join empty_population on unit_state.population = empty_population.population
    group by unit_state.rule_id, unit_state.target
),

placed as (
    select rule_id, target, reporting_unit_code, is_enabled, missing from unit_state
    union all
    select rule_id, target, '{{ city() }}' as reporting_unit_code, is_enabled, missing from city_state
)

select
    rule_id, target, reporting_unit_code, is_enabled,
    case when is_enabled and missing is null then 'evaluated' else 'not_evaluated' end as state,
    case when is_enabled then missing else '规则未启用' end as skipped_reason
from placed
