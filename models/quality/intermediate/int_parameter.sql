-- One row per (reporting unit or city, parameter) that has a value at D. The nearest scope wins: unit, city, province, nation.
-- What the bureau confirmed in its own parameters.csv replaces the project's row of the same parameter, scope and start.
{{ config(materialized='table') }}

with offered as (
    select param_id, scope_code, valid_from, valid_to, value, unit, 1 as precedence
    from {{ ref('parameter_override') }}
    union all
    select param_id, scope_code, valid_from, valid_to, value, unit, 2 as precedence
    from {{ ref('parameter') }}
),

overlaid as (
    select
        *,
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

nearest as (
    select
        scope.reporting_unit_code, overlaid.param_id, overlaid.scope_code, overlaid.value, overlaid.unit,
        row_number() over (
            partition by scope.reporting_unit_code, overlaid.param_id
            order by scope.distance asc, overlaid.valid_from desc
        ) as place
    from overlaid
    inner join scope on overlaid.scope_code = scope.scope_code
    where overlaid.place = 1 and overlaid.value is not null and {{ holds_at_as_of('overlaid') }}
)

select
    reporting_unit_code, param_id, scope_code, value, unit,
    case when regexp_matches(value, '^[0-9]+$') then cast(value as integer) end as whole_number,
    case when regexp_matches(value, '^[0-9]+([.][0-9]+)?$') then cast(value as decimal(18, 6)) end as number,
    case
        when unit like '万元%' and regexp_matches(value, '^[0-9]+([.][0-9]+)?$')
            then cast(cast(value as decimal(18, 6)) * 10000 as decimal(18, 6))
        when regexp_matches(value, '^[0-9]+([.][0-9]+)?$') then cast(value as decimal(18, 6))
    end as yuan,
    case when regexp_matches(value, '^[0-9]{4}-(0[1-9]|1[0-2])$') then cast(value || '-01' as date) end as first_of_month
from nearest
where place = 1
