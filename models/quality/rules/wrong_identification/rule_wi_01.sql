-- One row per active episode whose category does not fit the household type before identification. A blank type fits neither.
select
    {{ finding('WI-01', 'episode') }},
    'JC01.monitor_category;JC01.household_type' as fields,
    '监测对象类别为' || episode.monitor_category
    || '，识别前户类型' || coalesce('为' || episode.household_type, '为空') as detail_zh
from {{ ref('pop_episode_active') }} as episode
where
    (episode.monitor_category = '脱贫不稳定户' and episode.household_type is distinct from '脱贫户')
    or (episode.monitor_category = '边缘易致贫户' and episode.household_type is distinct from '一般农户')
