-- One row per identified episode with an implausibly high income per head at identification. A blank income is reported by WI-02.
select
    {{ finding('WI-03', 'episode') }},
    'JC01.id_net_pc' as fields,
    '识别时人均纯收入' || cast(episode.id_net_pc_yuan as varchar) || '元，上限'
    || cast(cast(identify_income_cap.yuan as decimal(18, 2)) as varchar) || '元' as detail_zh
from {{ ref('pop_episode_identified') }} as episode
{{ parameter('identify_income_cap', 'episode') }}
where episode.id_net_pc_yuan > identify_income_cap.yuan
