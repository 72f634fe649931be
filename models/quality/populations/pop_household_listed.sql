-- One row per household of the register, 在册 or not.
select
    'HJ01' as form_code,
    household.*
from {{ ref('fct_household') }} as household
