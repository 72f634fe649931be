-- One row is one line of the report on screening rounds at D: an area and a round; rounds are never added up.
with counted as (
    select
        {{ rolled(['screen_round']) }},
        {{ counted_periods() }},
        {{ measures('screenings') }}
    from {{ with_period('int_screening_outcome') }}
    group by {{ rollup(['screen_round'], divided=true) }}
),

{{ small_cells('rpt_screening') }}

select
    {{ as_of() }} as as_of,
    *,
    {{ ratios('screenings') }}
from printed
