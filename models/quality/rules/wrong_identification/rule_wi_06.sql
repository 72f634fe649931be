-- One row per active episode because of illness without any self-paid cost at identification. A blank cost is none.
select
    {{ finding('WI-06', 'episode') }},
    'JC01.id_selfpay' as fields,
    '因病纳入，识别时合规自付支出' || case when episode.id_selfpay_yuan is null then '为空' else '为0' end as detail_zh
from {{ ref('pop_episode_active_ill') }} as episode
where coalesce(episode.id_selfpay_yuan, 0) = 0
