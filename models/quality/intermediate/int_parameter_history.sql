-- One row per (reporting unit or city, parameter, span of days) with one value: the spans of a parameter do not overlap and leave out days without value.
-- The nearest scope decides: unit, city, province, nation; there the row that began last. Where that row is blank there is no value.
-- What the bureau confirmed in its own parameters.csv replaces the project's row of the same parameter, scope and start.
{{ config(materialized='table') }}

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
    cross join (values ('{{ city() }}', 2), ('4100', 3), ('100000', 4)) as region (scope_code, distance)
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
)

select
    reporting_unit_code, param_id, held_from, held_to, scope_code, value, unit, status, confirmed, source,
    case when regexp_matches(value, '^[0-9]+$') then cast(value as integer) end as whole_number,
    case when regexp_matches(value, '^[0-9]+([.][0-9]+)?$') then cast(value as decimal(18, 6)) end as number,
    case
        when unit like '万元%' and regexp_matches(value, '^[0-9]+([.][0-9]+)?$')
            then cast(cast(value as decimal(18, 6)) * 10000 as decimal(18, 6))
        when regexp_matches(value, '^[0-9]+([.][0-9]+)?$') then cast(value as decimal(18, 6))
    end as yuan,
    case when regexp_matches(value, '^[0-9]{4}-(0[1-9]|1[0-2])$') then cast(value || '-01' as date) end as first_of_month
from decided
where place = 1 and value <> ''
