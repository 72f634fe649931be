-- One row per identified episode whose income at identification does not fit its category by the line that held in the month of identification:
-- the first two categories lie below the line, 突发严重困难户 not. A blank income or month fits none.
with judged as (
    select
        episode.*,
        monitor_line.yuan as line_yuan,
        case
            when episode.monitor_category in ('脱贫不稳定户', '边缘易致贫户') then true
            when episode.monitor_category = '突发严重困难户' then false
        end as must_be_below
    from {{ ref('pop_episode_identified') }} as episode
    {{ parameter_at('monitor_line', 'episode', 'episode.identified_month') }}
)

select
    {{ finding('WI-02', 'judged') }},
    'JC01.monitor_category;JC01.id_net_pc;JC01.identified_month' as fields,
    monitor_category || '识别时人均纯收入' || coalesce(cast(id_net_pc_yuan as varchar) || '元', '为空')
    || '，识别年月' || coalesce(left(cast(identified_month as varchar), 7), '为空')
    || coalesce('，监测线' || cast(cast(line_yuan as decimal(18, 2)) as varchar) || '元', '') as detail_zh
from judged
where
    must_be_below is not null
    and (id_net_pc_yuan is null or identified_month is null or (id_net_pc_yuan < line_yuan) <> must_be_below)
