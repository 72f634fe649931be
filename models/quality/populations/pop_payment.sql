-- One row per payment.
select
    cast(null as varchar) as household_key,
    fund.*
from {{ ref('fct_project_fund') }} as fund
where fund.entry_kind = 'payment'
