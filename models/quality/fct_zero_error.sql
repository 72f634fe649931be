-- One row per (target, reporting unit) and (target, city): the verdict at D. Counted violations are not met, whatever else is missing;
-- a zero is met only when every rule of the target was judged, no row that it needs was put aside unread, and there was something to judge.
with unit as (
    select reporting_unit_code from {{ ref('dim_reporting_unit') }}
    union all
    select '{{ city() }}' as reporting_unit_code
),

rules as (
    select
        state.target, state.reporting_unit_code,
        count(*) as rules_total,
        count(*) filter (where state.state = 'evaluated') as rules_evaluated,
        string_agg(
            case when state.state <> 'evaluated' then state.rule_id || '（' || state.skipped_reason || '）' end,
            '；' order by state.rule_id
        ) as skipped_rules
    from {{ ref('int_rule_state') }} as state
    where state.is_enabled
    group by state.target, state.reporting_unit_code
),

counted as (
    select
        target.target, target.subject_zh, unit.reporting_unit_code,
        coalesce(count.numerator, 0) as numerator,
        coalesce(count.denominator, 0) as denominator,
        count.numerator_persons, count.denominator_persons,
        coalesce(rules.rules_total, 0) as rules_total,
        coalesce(rules.rules_evaluated, 0) as rules_evaluated,
        rules.skipped_rules,
        quarantined.forms as quarantined_forms,
        -- A unit without any elimination has nothing to answer for; a whole city without one is a missing ledger.
        case when unit.reporting_unit_code <> '{{ city() }}' then target.unit_without_zh end as without_zh
    from {{ ref('zero_error_target') }} as target
    cross join unit
    left join {{ ref('int_target_count') }} as count
        on target.target = count.target and unit.reporting_unit_code = count.reporting_unit_code
    left join rules
        on target.target = rules.target and unit.reporting_unit_code = rules.reporting_unit_code
    left join {{ ref('int_quarantined') }} as quarantined
        on target.target = quarantined.target and unit.reporting_unit_code = quarantined.reporting_unit_code
),

judged as (
    select
        counted.*,
        case
            when numerator > 0 then 'not_met'
            when rules_total = 0 or rules_evaluated < rules_total then 'not_evaluated'
            when quarantined_forms is not null then 'not_evaluated'
            when denominator = 0 and without_zh is null then 'not_evaluated'
            else 'met'
        end as verdict
    from counted
)

select
    target,
    reporting_unit_code,
    {{ as_of() }} as as_of,
    cast(numerator as bigint) as numerator,
    cast(denominator as bigint) as denominator,
    verdict,
    nullif(concat_ws(
        '；',
        case when numerator > 0 then cast(numerator as varchar) || subject_zh || '有计入的问题' end,
        case when rules_total = 0 then '没有可用的规则' end,
        case when rules_evaluated < rules_total then '未评估的规则：' || skipped_rules end,
        '有未读出的行：' || quarantined_forms,
        case when denominator = 0 then case when verdict = 'met' then without_zh else '没有可评估的记录' end end
    ), '') as reason,
    cast(numerator_persons as bigint) as numerator_persons,
    cast(denominator_persons as bigint) as denominator_persons,
    cast(rules_total as integer) as rules_total,
    cast(rules_evaluated as integer) as rules_evaluated
from judged
