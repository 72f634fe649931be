-- One row per active episode of a household that has no registered member any more, or that has left the register. A blank status is not 在册.
with household as (
    select household_key, bool_or(is_registered) as is_registered
    from {{ ref('fct_household') }}
    where household_key in (select active.household_key from {{ ref('pop_episode_active') }} as active)
    group by household_key
)

select
    {{ finding('WI-10', 'episode') }},
    case when not household.is_registered then 'HJ01.household_status' else 'HJ02.person_status' end as fields,
    case when not household.is_registered then '农户台账的户状态不是在册' else '家庭成员台账没有在册成员' end as detail_zh
from {{ ref('pop_episode_active') }} as episode
left join household on episode.household_key = household.household_key
left join {{ ref('int_registered_members') }} as members on episode.household_key = members.household_key
where coalesce(members.registered_members, 0) = 0 or not household.is_registered
