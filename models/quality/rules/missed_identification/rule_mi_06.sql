-- One row per alert that proved true and whose household was not monitored in time, or that was not verified in time.
-- Monitored in time: decided by the county between the verification and the last day allowed, or monitored on the day of verification already;
-- what was eliminated by then was not, unless the elimination was undone by the last day. Before the time allowed has passed nobody is late; a
-- blank day shows no time, a verification without a result, with the result 待核实 or after D is none.
with included as (
    select distinct alert.submission_id, alert.sheet, alert.row_no
    from {{ ref('pop_alert') }} as alert
    inner join {{ ref('fct_monitoring_episode') }} as episode on alert.household_key = episode.household_key
    {{ parameter('identify_days', 'alert') }}
    left join {{ ref('fct_risk_elimination') }} as ended
        on
            episode.episode_key = ended.episode_key
            and alert.verify_date >= ended.county_date
            and not coalesce(
                ended.revert_kind = '风险消除回退' and ended.revert_date <= alert.verify_date + identify_days.whole_number, false
            )
    where
        episode.county_date <= alert.verify_date + identify_days.whole_number
        and (episode.county_date >= alert.verify_date or ended.episode_key is null)
),

judged as (
    select
        alert.*,
        identify_days.whole_number as days_to_identify,
        alert_verify_days.whole_number as days_allowed,
        included.row_no is not null as is_included,
        coalesce({{ as_of() }} > alert.verify_date + identify_days.whole_number, false) as is_time_up,
        coalesce(alert.verify_date > {{ as_of() }}, true) or coalesce(alert.verify_result = '待核实', true) as is_unverified,
        coalesce({{ days_between('alert.dispatch_date', as_of()) }} > alert_verify_days.whole_number, true) as is_verification_late
    from {{ ref('pop_alert') }} as alert
    left join included
        on alert.submission_id = included.submission_id and alert.sheet = included.sheet and alert.row_no = included.row_no
    {{ parameter('identify_days', 'alert') }}
    {{ parameter('alert_verify_days', 'alert') }}
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
