-- One row is one line of the report on training and certificates at D: an area and a group of persons, each also in total.
with counted as (
    select
        {{ rolled(['person_group']) }},
        {{ counted_periods() }},
        {{ measures('training') }}
    from {{ with_period('fct_training') }}
    group by {{ rollup(['person_group']) }}
),

{{ small_cells('rpt_training') }}

select
    {{ as_of() }} as as_of,
    *,
    {{ ratios('training') }}
from printed
