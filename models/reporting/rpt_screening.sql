-- One row is one line of the report on screening rounds at D: an area and a round, each also in total.
with counted as (
    select
        {{ rolled(['screen_round']) }},
        {{ measures('screenings') }}
    from {{ ref('int_screening_outcome') }}
    group by {{ rollup(['screen_round']) }}
),

{{ small_cells('rpt_screening') }}

select
    {{ as_of() }} as as_of,
    *,
    {{ ratios('screenings') }}
from printed
