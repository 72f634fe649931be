-- One row is one line of the report on alerts of departments at D: an area and a department, each also in total.
with counted as (
    select
        {{ rolled(['dept']) }},
        {{ counted_periods() }},
        {{ measures('alerts') }}
    from {{ with_period('fct_alert') }}
    group by {{ rollup(['dept']) }}
),

{{ small_cells('rpt_alert') }}

select
    {{ as_of() }} as as_of,
    *,
    {{ ratios('alerts') }}
from printed
