-- One row per alert that proved true and whose household was not monitored in time, or that was not verified in time.
-- Monitored in time: decided by the county between the verification and the last day allowed, or monitored on the day of verification already;
-- what was eliminated by then was not, unless the elimination was undone by the last day. Before the time allowed has passed nobody is late; a
-- blank day shows no time, a verification without a result, with the result 待核实 or after D is none.
with timed as (
    select
        alert.*,
        identify_days.whole_number as days_to_identify,
        alert_verify_days.whole_number as days_allowed,
        alert.verify_date + identify_days.whole_number as last_day
    from {{ ref('pop_alert') }} as alert
    {{ parameter('identify_days', 'alert') }}
    {{ parameter('alert_verify_days', 'alert') }}
),

included as (
    select distinct timed.submission_id, timed.sheet, timed.row_no
    from timed
    inner join {{ ref('fct_monitoring_episode') }} as episode
        on timed.household_key = episode.household_key and timed.last_day >= episode.county_date
    left join {{ ref('fct_risk_elimination') }} as ended
        on
            episode.episode_key = ended.episode_key
            and timed.verify_date >= ended.county_date
            and not coalesce(ended.revert_kind = '风险消除回退' and timed.last_day >= ended.revert_date, false)
    where ended.episode_key is null
),

judged as (
    select
        timed.*,
        included.row_no is not null as is_included,
        coalesce({{ as_of() }} > timed.last_day, false) as is_time_up,
        coalesce(timed.verify_date > {{ as_of() }}, true) or coalesce(timed.verify_result = '待核实', true) as is_unverified,
        coalesce({{ days_between('timed.dispatch_date', as_of()) }} > timed.days_allowed, true) as is_verification_late
    from timed
    left join included
        on timed.submission_id = included.submission_id and timed.sheet = included.sheet and timed.row_no = included.row_no
)

select
    {{ finding('MI-06', 'judged') }},
    case
        when is_unverified then 'BM01.dispatch_date;BM01.verify_date;BM01.verify_result'
        else 'BM01.verify_result;BM01.verify_date'
    end as fields,
    case
        when is_unverified
            then '派发日期' || coalesce(cast(dispatch_date as varchar), '为空') || '，超过' || cast(days_allowed as varchar) || '天没有核实结果'
        else
            '核实日期' || cast(verify_date as varchar) || '，属实有风险，' || cast(days_to_identify as varchar) || '天内没有县级审定'
    end as detail_zh
from judged
where
    (is_unverified and is_verification_late)
    or (verify_result = '属实有风险' and is_time_up and not is_included)
