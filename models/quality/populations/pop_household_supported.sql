-- One row per 在册 household that is out of poverty or monitored at D.
select household.*
from {{ ref('pop_household_resident') }} as household
where
    household.household_type = '脱贫户'
    or household.household_key in (select active.household_key from {{ ref('pop_episode_active') }} as active)
