-- One row per (population, reporting unit) and (population, city): how many records there are to be judged.
-- A population may hold records of the city itself; they stand in the city's row only.
{{ config(materialized='table') }}

{%- for population in populations() %}
select
    '{{ population }}' as population,
    coalesce(reporting_unit_code, '{{ city() }}') as reporting_unit_code,
    count(*) as checked
from {{ ref(population) }}
group by grouping sets ((reporting_unit_code), ())
having grouping(reporting_unit_code) = 1 or reporting_unit_code <> '{{ city() }}'
{{ "union all" if not loop.last }}
{%- endfor %}
