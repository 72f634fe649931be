-- One row per household that is 在册 in the register in force at D and has no active episode: those of whom one may have been missed.
select
    'HJ01' as form_code,
    household.*
from {{ ref('fct_household') }} as household
where
    household.household_status = '在册'
    and not exists (
        select 1
        from {{ ref('pop_episode_active') }} as active
        where active.household_key = household.household_key
    )
