-- One row is one line of the report on monitored households at D: an area and a category, each also in total.
with counted as (
    select
        {{ rolled(['monitor_category']) }},
        {{ counted_periods() }},
        {{ measures('monitored_households') }}
    from {{ with_period('int_monitored_household') }}
    group by {{ rollup(['monitor_category']) }}
),

{{ small_cells('rpt_monitoring') }}

select
    {{ as_of() }} as as_of,
    *,
    {{ ratios('monitored_households') }}
from printed
