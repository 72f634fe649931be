-- One row is one line of the report on public-welfare posts at D: an area, a group of persons and a type of post, each also in total.
with counted as (
    select
        {{ rolled(['person_group', 'post_type']) }},
        {{ counted_periods() }},
        {{ measures('welfare_posts') }}
    from {{ with_period('fct_welfare_post') }}
    group by {{ rollup(['person_group', 'post_type']) }}
),

{{ small_cells('rpt_welfare_post') }}

select
    {{ as_of() }} as as_of,
    *,
    {{ ratios('welfare_posts') }}
from printed
