-- One row is one line of the report on employment at D: an area, a household type and a batch, each also in total, with the year before and the growth.
with counted as (
    select
        {{ rolled(['household_type', 'job_batch']) }},
        {{ counted_periods() }},
        {{ measures('employment') }}
    from {{ with_period('int_employment') }}
    group by {{ rollup(['household_type', 'job_batch']) }}
),

{{ small_cells('rpt_employment') }}

select
    {{ as_of() }} as as_of,
    *,
    cast({{ exact_ratio(
        '(employed_persons - employed_persons_year_before) * 100', 'employed_persons_year_before', 2
    ) }} as decimal(18, 2)) as employment_growth_pct
from printed
