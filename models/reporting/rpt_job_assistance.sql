-- One row is one line of the report on help to find work at D: an area and a way of helping, each also in total.
with counted as (
    select
        {{ rolled(['assist_mode']) }},
        {{ counted_periods() }},
        {{ measures('job_assistance') }}
    from {{ with_period('fct_job_assistance') }}
    group by {{ rollup(['assist_mode']) }}
),

{{ small_cells('rpt_job_assistance') }}

select
    {{ as_of() }} as as_of,
    *,
    {{ ratios('job_assistance') }}
from printed
