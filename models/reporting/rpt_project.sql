-- One row is one line of the report on industry projects at D: an area, a project year and a project type, each also in total.
with counted as (
    select
        {{ rolled(['project_year', 'project_type']) }},
        {{ counted_periods() }},
        {{ measures('projects') }}
    from {{ with_period('fct_project') }}
    group by {{ rollup(['project_year', 'project_type']) }}
)

select
    {{ as_of() }} as as_of,
    *,
    {{ ratios('projects') }}
from counted
