-- One row is one line of the report on the income of operating assets at D: an area and a year of income, each also in total.
with counted as (
    select
        {{ rolled(['income_year']) }},
        {{ measures('asset_income') }}
    from {{ ref('int_asset_income') }}
    group by {{ rollup(['income_year']) }}
)

select
    {{ as_of() }} as as_of,
    *,
    {{ ratios('asset_income') }}
from counted
