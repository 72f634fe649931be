-- One row per elimination by support that came fewer months after identification than stable income takes.
-- A blank month, or an elimination without its episode, cannot show the time.
with identified as (
    select episode_key, max(identified_month) as identified_month
    from {{ ref('fct_monitoring_episode') }}
    group by episode_key
),

judged as (
    select
        elimination.*,
        {{ months_between_months('identified.identified_month', 'elimination.eliminated_month') }} as months_monitored,
        min_months.whole_number as months_required
    from {{ ref('pop_elimination_term') }} as elimination
    left join identified on elimination.episode_key = identified.episode_key
    {{ parameter('min_months', 'elimination') }}
)

select
    {{ finding('WE-02', 'judged') }},
    'JC03.eliminated_month' as fields,
    case
        when months_monitored is null then '识别年月或消除年月为空，不能说明监测满' || cast(months_required as varchar) || '个月'
        else '识别至消除' || cast(months_monitored as varchar) || '个月，不足' || cast(months_required as varchar) || '个月'
    end as detail_zh
from judged
where months_monitored is null or months_monitored < months_required
