-- One row is one line of the report on the income of operating assets at D: an area and a year of income; years are never added up.
with counted as (
    select
        {{ rolled(['income_year']) }},
        {{ counted_periods() }},
        {{ measures('asset_income') }}
    from {{ with_period('int_asset_income') }}
    group by {{ rollup(['income_year'], divided=true) }}
)

select
    {{ as_of() }} as as_of,
    *,
    {{ ratios('asset_income') }}
from counted
