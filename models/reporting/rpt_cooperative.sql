-- One row is one line of the report on party-led co-operatives at D: an area and a type, each also in total, beside the villages of the area
-- and the share of them that the bureau aims at.
with counted as (
    select
        {{ rolled(['coop_type']) }},
        {{ counted_periods() }},
        {{ measures('cooperatives') }}
    from {{ with_period('fct_cooperative') }}
    group by {{ rollup(['coop_type']) }}
),

{{ small_cells('rpt_cooperative') }},

village as (
    select
        {{ rolled() }},
        count(*) as rural_villages
    from {{ ref('dim_region') }}
    where is_rural
    group by {{ rollup() }}
)

select
    {{ as_of() }} as as_of,
    printed.*,
    {{ ratios('cooperatives') }},
    village.rural_villages,
    cast({{ exact_ratio('printed.cooperative_villages * 100', 'village.rural_villages', 2) }} as decimal(18, 2)) as village_coverage_pct,
    cast(target.number * 100 as decimal(9, 2)) as village_coverage_target_pct
from printed
left join village
    on
        printed.area_level = village.area_level
        and printed.reporting_unit_code = village.reporting_unit_code
        and printed.township_code = village.township_code
left join {{ ref('int_parameter') }} as target
    on target.param_id = 'coop_coverage_target' and printed.reporting_unit_code = target.reporting_unit_code
