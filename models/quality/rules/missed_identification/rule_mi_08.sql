-- One row per self-report without a result: no conclusion, or no decision by the county within the time allowed.
-- Before the time allowed has passed nobody is late; a decision dated after D is none yet. One whose application has no date is WI-07's to report.
with reported as (
    select
        report.*,
        report.applied_on + identify_days.whole_number as last_day,
        identify_days.whole_number as days_allowed,
        coalesce(case when report.county_date <= {{ as_of() }} then report.county_date end, (
            select min(episode.county_date)
            from {{ ref('fct_monitoring_episode') }} as episode
            where
                report.form_code = 'PC01'
                and episode.household_key = report.household_key
                and episode.is_identified
                and episode.county_date >= report.applied_on
        )) as decided_on
    from {{ ref('pop_self_report') }} as report
    {{ parameter('identify_days', 'report') }}
),

judged as (
    select
        reported.*,
        form_code = 'PC01' and conclusion is null as is_open,
        (form_code = 'JC01' or conclusion = '纳入监测')
        and case
            when decided_on is not null then coalesce(decided_on > last_day, false)
            else last_day is null or {{ as_of() }} > last_day
        end as is_late
    from reported
)

select
    {{ finding('MI-08', 'judged') }},
    case when form_code = 'PC01' then 'PC01.conclusion' else 'JC01.found_date;JC01.county_date' end as fields,
    case
        when is_open then '自主申报后研判结论为空'
        else
            '自主申报日期' || coalesce(cast(applied_on as varchar), '为空') || '，县级审定日期'
            || coalesce(cast(coalesce(decided_on, county_date) as varchar), '为空') || '，应在' || cast(days_allowed as varchar) || '天内办结'
    end as detail_zh
from judged
where is_open or is_late
