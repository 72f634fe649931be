-- One row is one line of the report on monitoring grids at D: an area and a level, each also in total.
with counted as (
    select
        {{ rolled(['grid_level']) }},
        {{ counted_periods() }},
        {{ measures('grids') }}
    from {{ with_period('fct_grid') }}
    group by {{ rollup(['grid_level']) }}
),

{{ small_cells('rpt_grid') }}

select
    {{ as_of() }} as as_of,
    *,
    {{ ratios('grids') }}
from printed
