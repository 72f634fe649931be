-- One row per asset of the ledger.
select
    'ZC01' as form_code,
    cast(null as varchar) as household_key,
    asset.*
from {{ ref('fct_asset') }} as asset
