-- One row per (reporting unit or city, parameter, span of days) with one readable value: spans do not overlap and leave out days without value.
-- The nearest scope decides: unit, city, province, nation; there the row that began last. Where that row is blank or not of its unit's kind there is
-- no value: a farther one does not stand in for it.
-- What the bureau confirmed in its own parameters.csv replaces the project's row of the same parameter, scope and start.
{{ config(materialized='table') }}

{%- set typed = {
    'whole_number': "try_cast(decided.value as integer)",
    'number': "try_cast(decided.value as decimal(18, 6))",
    'first_of_month': "try_cast(decided.value || '-01' as date)",
    'day': "try_cast(decided.value as date)",
    'items': "string_split(decided.value, '|')",
    'low': "try_cast(split_part(decided.value, '..', 1) as integer)",
    'high': "try_cast(coalesce(nullif(split_part(decided.value, '..', 2), ''), '999999999') as integer)",
} %}

with offered as (
    select param_id, scope_code, valid_from, valid_to, value, unit, status, confirmed, source, 1 as precedence
    from {{ ref('parameter_override') }}
    union all
    select param_id, scope_code, valid_from, valid_to, value, unit, status, confirmed, source, 2 as precedence
    from {{ ref('parameter') }}
),

overlaid as (
    select
        *,
        coalesce(valid_to, cast('9999-12-31' as date)) as last_day,
        row_number() over (partition by param_id, scope_code, valid_from order by precedence) as place
    from offered
),

unit as (
    select reporting_unit_code from {{ ref('reporting_unit') }}
    union all
    select '{{ city() }}' as reporting_unit_code
),

scope as (
    select reporting_unit_code, reporting_unit_code as scope_code, 1 as distance from unit
    union all
    select unit.reporting_unit_code, region.scope_code, region.distance
    from unit
    cross join {{ ref('parameter_scope') }} as region
),

held as (
    select scope.reporting_unit_code, scope.distance, overlaid.*
    from overlaid
    inner join scope on overlaid.scope_code = scope.scope_code
    where overlaid.place = 1
),

-- A value may change on a day on which some row begins, and on the day after one ends.
turn as (
    select reporting_unit_code, param_id, valid_from as held_from from held
    union
    select reporting_unit_code, param_id, last_day + 1 as held_from from held
    where valid_to is not null
),

span as (
    select
        *,
        coalesce(
            lead(held_from) over (partition by reporting_unit_code, param_id order by held_from) - 1,
            cast('9999-12-31' as date)
        ) as held_to
    from turn
),

decided as (
    select
        span.*, held.scope_code, held.value, held.unit, held.status, held.confirmed, held.source,
        row_number() over (
            partition by span.reporting_unit_code, span.param_id, span.held_from
            order by held.distance asc, held.valid_from desc
        ) as place
    from span
    inner join held
        on
            span.reporting_unit_code = held.reporting_unit_code
            and span.param_id = held.param_id
            and span.held_from between held.valid_from and held.last_day
),

read_as_its_kind as (
    select
        decided.*,
        kind.kind,
        {%- for name, expression in typed.items() %}
        case when contains(';' || kind.typed_as || ';', ';{{ name }};') then {{ expression }} end as {{ name }},
        {%- endfor %}
        ';' || coalesce(kind.typed_as, '') || ';' as typed_as,
        measured.yuan_factor
    from decided
    inner join {{ ref('parameter_unit') }} as measured on decided.unit = measured.unit
    inner join {{ ref('parameter_kind') }} as kind on measured.kind = kind.kind
    where decided.place = 1 and regexp_full_match(decided.value, kind.pattern)
)

select
    reporting_unit_code, param_id, held_from, held_to, scope_code, value, unit, kind, status, confirmed, source,
    {{ typed | join(', ') }},
    cast(number * yuan_factor as decimal(18, 6)) as yuan
from read_as_its_kind
where
    true
    {%- for name in typed %}
    and ({{ name }} is not null or not contains(typed_as, ';{{ name }};'))
    {%- endfor %}
