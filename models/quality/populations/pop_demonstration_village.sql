-- One row per village in a programme.
select
    'SF01' as form_code,
    cast(null as varchar) as household_key,
    village.*
from {{ ref('fct_demonstration_village') }} as village
