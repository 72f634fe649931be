-- One row is one line of the report on household income at D: an area, an accounting round and a group; rounds and groups are never added up.
with counted as (
    select
        {{ rolled(['round_code', 'income_group']) }},
        {{ counted_periods() }},
        {{ measures('household_income') }}
    from {{ ref('int_income_group') }}
    group by {{ rollup(['round_code', 'income_group'], divided=true) }}
),

{{ small_cells('rpt_income') }},

compared as (
    select
        printed.*,
        {{ ratios('household_income') }},
        factor.number as base_factor
    from printed
    left join {{ ref('int_parameter') }} as factor
        on factor.param_id = 'base_factor_of_previous_year' and printed.reporting_unit_code = factor.reporting_unit_code
)

select
    {{ as_of() }} as as_of,
    *,
    cast({{ exact_ratio('(income_net_per_head_yuan - income_net_previous_per_head_yuan * base_factor) * 100',
                        'income_net_previous_per_head_yuan * base_factor', 2) }} as decimal(18, 2)) as income_growth_on_base_pct,
    cast({{ exact_ratio('(income_net_per_head_yuan - income_net_previous_per_head_yuan) * 100',
                        'income_net_previous_per_head_yuan', 2) }} as decimal(18, 2)) as income_growth_on_full_year_pct
from compared
