-- One row is one line of the report on households that projects support: an area and a year; years are never added up.
with counted as (
    select
        {{ rolled(['benefit_year']) }},
        {{ counted_periods() }},
        {{ measures('beneficiaries') }}
    from {{ with_period('int_beneficiary') }}
    group by {{ rollup(['benefit_year'], divided=true) }}
),

{{ small_cells('rpt_beneficiary') }}

select
    {{ as_of() }} as as_of,
    *,
    {{ ratios('beneficiaries') }}
from printed
