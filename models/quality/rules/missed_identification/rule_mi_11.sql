-- One row per active episode whose number of members differs from the registered members of the household. A blank number differs.
select
    {{ finding('MI-11', 'episode') }},
    'JC01.member_count' as fields,
    '监测人口数' || coalesce(cast(episode.member_count as varchar) || '人', '为空')
    || '，家庭成员台账在册' || cast(coalesce(members.registered_members, 0) as varchar) || '人' as detail_zh
from {{ ref('pop_episode_active') }} as episode
left join {{ ref('int_registered_members') }} as members on episode.household_key = members.household_key
where episode.member_count is distinct from coalesce(members.registered_members, 0)
