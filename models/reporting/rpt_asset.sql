-- One row is one line of the report on project assets at D: an area, an asset category and a level of ownership, each also in total.
with counted as (
    select
        {{ rolled(['asset_category', 'ownership_level']) }},
        {{ counted_periods() }},
        {{ measures('assets') }}
    from {{ with_period('fct_asset') }}
    group by {{ rollup(['asset_category', 'ownership_level']) }}
)

select
    {{ as_of() }} as as_of,
    *,
    {{ ratios('assets') }}
from counted
