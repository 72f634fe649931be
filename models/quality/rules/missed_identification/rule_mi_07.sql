-- One row per screening record of the round where a problem was found but not included, or inclusion was concluded but not decided in time.
-- Before the time allowed has passed nobody is late; a blank screening date cannot show that the decision came in time.
with screened as (
    select
        screening.*,
        identify_days.whole_number as days_allowed,
        exists(
            select 1
            from {{ ref('fct_monitoring_episode') }} as episode
            where
                episode.household_key = screening.household_key
                and episode.county_date between screening.screen_date
                and screening.screen_date + identify_days.whole_number
        ) as is_included,
        concat_ws(
            '、',
            case when found_education = '是' then '义务教育' end,
            case when found_medical = '是' then '基本医疗' end,
            case when found_house = '是' then '住房安全' end,
            case when found_water = '是' then '饮水安全' end,
            case when found_sudden = '是' then '突发困难' end
        ) as problems,
        concat_ws(
            ';',
            case when found_education = '是' then 'PC01.found_education' end,
            case when found_medical = '是' then 'PC01.found_medical' end,
            case when found_house = '是' then 'PC01.found_house' end,
            case when found_water = '是' then 'PC01.found_water' end,
            case when found_sudden = '是' then 'PC01.found_sudden' end
        ) as problem_fields
    from {{ ref('pop_screening_of_round') }} as screening
    {{ parameter('identify_days', 'screening') }}
)

select
    {{ finding('MI-07', 'screened') }},
    case when conclusion = '无风险' then 'PC01.conclusion;' || problem_fields else 'PC01.conclusion;PC01.screen_date' end as fields,
    case
        when conclusion = '无风险' then '排查发现问题：' || problems || '，研判结论却为无风险'
        else
            '研判结论为纳入监测，排查日期' || coalesce(cast(screen_date as varchar), '为空')
            || '，' || cast(days_allowed as varchar) || '天内没有县级审定'
    end as detail_zh
from screened
where
    (conclusion = '无风险' and problems <> '')
    or (
        conclusion = '纳入监测'
        and not is_included
        and (screen_date is null or {{ as_of() }} > screen_date + days_allowed)
    )
