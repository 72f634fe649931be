-- One row per project of the ledger.
select
    'XM01' as form_code,
    cast(null as varchar) as household_key,
    project.*
from {{ ref('fct_project') }} as project
