-- One row per (parameter, scope, span of days) with the value that held there: every value that a rule which is on could read by D.
-- A placeholder among them was invented, and every report of the release says so.
with asking as (
    select rule.rule_id, ';' || rule.parameters || ';' as parameters
    from {{ ref('rule') }} as rule
    inner join {{ ref('int_rule_state') }} as state
        on rule.rule_id = state.rule_id and state.reporting_unit_code = '{{ city() }}' and state.is_enabled
),

held as (
    select
        param_id, scope_code, held_from, nullif(held_to, cast('9999-12-31' as date)) as held_to,
        min(value) as value, min(unit) as unit, min(status) as status, min(confirmed) as confirmed, min(source) as source
    from {{ ref('int_parameter_history') }}
    where held_from <= {{ as_of() }}
    group by param_id, scope_code, held_from, held_to
)

select
    held.param_id, held.scope_code, held.held_from, held.held_to, held.value, held.unit, held.status, held.confirmed, held.source,
    string_agg(asking.rule_id, '、' order by asking.rule_id) as rules,
    coalesce(held.status = 'placeholder', false) as is_placeholder
from held
inner join asking on position(';' || held.param_id || ';' in asking.parameters) > 0
group by all
