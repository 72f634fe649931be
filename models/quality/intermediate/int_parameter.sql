-- One row per (reporting unit or city, parameter) that has a readable value at D. The nearest scope decides: unit, city, province, nation;
-- there the row that began last. Where that row is blank or not of its unit's kind there is no value: a farther one does not stand in for it.
-- What the bureau confirmed in its own parameters.csv replaces the project's row of the same parameter, scope and start.
{%- set typed = {
    'whole_number': "try_cast(nearest.value as integer)",
    'number': "try_cast(nearest.value as decimal(18, 6))",
    'first_of_month': "try_cast(nearest.value || '-01' as date)",
    'day': "try_cast(nearest.value as date)",
    'items': "string_split(nearest.value, '|')",
    'low': "try_cast(split_part(nearest.value, '..', 1) as integer)",
    'high': "try_cast(coalesce(nullif(split_part(nearest.value, '..', 2), ''), '999999999') as integer)",
} %}

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
    cross join {{ ref('parameter_scope') }} as region
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
    where overlaid.place = 1 and {{ holds_at_as_of('overlaid') }}
),

read_as_its_kind as (
    select
        nearest.*,
        kind.kind,
        {%- for name, expression in typed.items() %}
        case when contains(';' || kind.typed_as || ';', ';{{ name }};') then {{ expression }} end as {{ name }},
        {%- endfor %}
        ';' || coalesce(kind.typed_as, '') || ';' as typed_as,
        measured.yuan_factor
    from nearest
    inner join {{ ref('parameter_unit') }} as measured on nearest.unit = measured.unit
    inner join {{ ref('parameter_kind') }} as kind on measured.kind = kind.kind
    where nearest.place = 1 and regexp_full_match(nearest.value, kind.pattern)
)

select
    reporting_unit_code, param_id, scope_code, value, unit, kind,
    {{ typed | join(', ') }},
    cast(number * yuan_factor as decimal(18, 6)) as yuan
from read_as_its_kind
where
    true
    {%- for name in typed %}
    and ({{ name }} is not null or not contains(typed_as, ';{{ name }};'))
    {%- endfor %}
