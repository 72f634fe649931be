-- One row per operating asset and year of income.
select
    'ZC02' as form_code,
    cast(null as varchar) as household_key,
    income.*
from {{ ref('fct_asset_income') }} as income
