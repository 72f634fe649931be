-- One row per spell of work of the employment ledger.
select
    'JY01' as form_code,
    spell.*
from {{ ref('fct_employment_spell') }} as spell
