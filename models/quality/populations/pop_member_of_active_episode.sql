-- One row per 在册 member of a household with an active episode.
select member.*
from {{ ref('pop_member_registered') }} as member
where member.household_key in (select active.household_key from {{ ref('pop_episode_active') }} as active)
