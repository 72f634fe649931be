-- One row per identified episode with too short a publicity or too long a way from the clue to the county's decision.
-- First and last day of the publicity both count. A blank date is reported by WI-07.
with measured as (
    select
        episode.*,
        {{ days_between('episode.publicity_start', 'episode.publicity_end') }} + 1 as days_public,
        {{ days_between('episode.found_date', 'episode.county_date') }} as days_taken,
        publicity_days.whole_number as days_required,
        identify_days.whole_number as days_allowed
    from {{ ref('pop_episode_identified') }} as episode
    {{ parameter('publicity_days', 'episode') }}
    {{ parameter('identify_days', 'episode') }}
)

select
    {{ finding('WI-08', 'measured') }},
    concat_ws(
        ';',
        case when days_public < days_required then 'JC01.publicity_start;JC01.publicity_end' end,
        case when days_taken > days_allowed then 'JC01.found_date;JC01.county_date' end
    ) as fields,
    concat_ws(
        '；',
        case
            when days_public < days_required
                then '公示' || cast(days_public as varchar) || '天，不足' || cast(days_required as varchar) || '天'
        end,
        case
            when days_taken > days_allowed
                then '从发现到县级审定' || cast(days_taken as varchar) || '天，超过' || cast(days_allowed as varchar) || '天'
        end
    ) as detail_zh
from measured
where
    (days_public is not null and days_public < days_required)
    or (days_taken is not null and days_taken > days_allowed)
