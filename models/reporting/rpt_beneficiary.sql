-- One row is one line of the report on households that projects support: an area and a year, each also in total.
with counted as (
    select
        {{ rolled(['benefit_year']) }},
        {{ measures('beneficiaries') }}
    from {{ ref('int_beneficiary') }}
    group by {{ rollup(['benefit_year']) }}
),

{{ small_cells('rpt_beneficiary') }}

select
    {{ as_of() }} as as_of,
    *,
    {{ ratios('beneficiaries') }}
from printed
