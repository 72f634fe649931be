-- One row is one line of the report on demonstration villages at D: an area and a programme, each also in total.
with counted as (
    select
        {{ rolled(['programme']) }},
        {{ counted_periods() }},
        {{ measures('demonstration_villages') }}
    from {{ with_period('fct_demonstration_village') }}
    group by {{ rollup(['programme']) }}
)

select
    {{ as_of() }} as as_of,
    *,
    {{ ratios('demonstration_villages') }}
from counted
