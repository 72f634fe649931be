-- One row per year of income that is less than the floor's share of the asset's original value. Blank income is AS-09's matter, a blank
-- value AS-01's.
with worth as (
    select reporting_unit_code, asset_code, max(original_value_yuan) as original_value_yuan
    from {{ ref('fct_asset') }}
    group by reporting_unit_code, asset_code
)

select
    {{ finding('AS-17', 'income') }},
    'ZC02.income_received' as fields,
    '实收收益' || cast(income.income_received_yuan as varchar) || '元，资产原值' || cast(worth.original_value_yuan as varchar)
    || '元，收益率下限' || yield_floor.value as detail_zh
from {{ ref('pop_asset_yield') }} as income
inner join worth
    on income.reporting_unit_code = worth.reporting_unit_code and income.asset_code = worth.asset_code
{{ parameter('yield_floor', 'income') }}
where income.income_received_yuan < worth.original_value_yuan * yield_floor.number
