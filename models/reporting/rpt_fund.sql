-- One row is one line of the report on funds at D: a reporting unit or the city, and a fund level, each also in total.
with counted as (
    select
        {{ rolled(['fund_level'], townships=false) }},
        {{ counted_periods() }},
        {{ measures('fund_entries') }}
    from {{ with_period('fct_project_fund') }}
    group by {{ rollup(['fund_level'], townships=false) }}
)

select
    {{ as_of() }} as as_of,
    *,
    {{ ratios('fund_entries') }}
from counted
