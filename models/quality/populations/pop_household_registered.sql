-- One row per household that is 在册 in the register in force at D, once a screening round has ended.
-- The register at D stands for the register at the start of the round, which nobody submits.
select
    'HJ01' as form_code,
    household.*,
    latest.round_code
from {{ ref('fct_household') }} as household
cross join {{ ref('int_screening_round') }} as latest
where household.household_status = '在册'
