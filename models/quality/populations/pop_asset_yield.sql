-- One row per year of income of an asset that the ledger of assets calls operating.
select income.*
from {{ ref('pop_asset_income') }} as income
where
    exists (
        select 1
        from {{ ref('fct_asset') }} as asset
        where
            asset.is_operating
            and asset.reporting_unit_code = income.reporting_unit_code
            and asset.asset_code = income.asset_code
    )
