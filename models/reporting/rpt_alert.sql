-- One row is one line of the report on alerts of departments at D: an area and a department, each also in total.
with counted as (
    select
        {{ rolled(['dept']) }},
        {{ measures('alerts') }}
    from {{ ref('fct_alert') }}
    group by {{ rollup(['dept']) }}
)

select
    {{ as_of() }} as as_of,
    *,
    {{ ratios('alerts') }}
from counted
