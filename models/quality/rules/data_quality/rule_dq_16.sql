-- One row per active episode without a measure in place within the days that are allowed after the county's decision, or of a household with
-- labour and without a measure of development within the months that are allowed. Nobody is late before the time is up; help that came first is in time.
{%- set faults = [
    ("measured_by < as_of and not coalesce(first_measure_start <= measured_by, false)", "'规定天数内没有已落实的帮扶措施'"),
    ("developed_by < as_of and has_labour and not coalesce(first_development <= developed_by, false)",
     "'有劳动力，规定月数内没有已落实的产业、就业、金融或公益岗位帮扶'"),
] %}

with development as (
    select episode_key, min(measure_start) as first_development
    from {{ ref('fct_support_measure') }}
    where is_in_place and measure_class in ('产业帮扶', '就业帮扶', '金融帮扶', '公益岗位帮扶')
    group by episode_key
),

labour as (
    select household_key, bool_or(labour_skill in ('普通劳动力', '技能劳动力', '弱劳动力或半劳动力')) as has_labour
    from {{ ref('pop_member_of_active_episode') }}
    group by household_key
),

timed as (
    select
        episode.*,
        development.first_development,
        coalesce(labour.has_labour, false) as has_labour,
        {{ as_of() }} as as_of,
        {{ days_after('episode.county_date', 'measure_days.whole_number') }} as measured_by,
        {{ months_after('episode.county_date', 'dev_measure_months.whole_number') }} as developed_by
    from {{ ref('pop_episode_active') }} as episode
    left join development on episode.episode_key = development.episode_key
    left join labour on episode.household_key = labour.household_key
    {{ parameter('measure_days', 'episode') }}
    {{ parameter('dev_measure_months', 'episode') }}
),

worded as (
    select
        timed.*,
        {{ words_where(faults, 1, '；') }} as detail_zh
    from timed
)

select
    {{ finding('DQ-16', 'worded') }},
    'JC01.county_date' as fields,
    detail_zh
from worded
where detail_zh <> ''
