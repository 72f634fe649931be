-- One row is one household of the register at D, with its state of monitoring. A code that is listed twice stands here once, by the first of its rows.
with {{ first_row_per('household_key', ref('fct_household')) }},

monitored as (
    select
        household_key,
        max_by(monitor_category, episode_seq) as monitor_category,
        bool_or(is_active) as is_monitored
    from {{ ref('fct_monitoring_episode') }}
    where is_identified and household_key is not null
    group by household_key
)

select
    first_row.household_key, first_row.reporting_unit_code, first_row.township_code, first_row.village_code,
    first_row.household_type, first_row.household_status, first_row.is_registered,
    first_row.member_count, first_row.labour_count,
    monitored.monitor_category,
    monitored.household_key is not null as is_ever_monitored,
    coalesce(monitored.is_monitored, false) as is_monitored
from first_row
left join monitored on first_row.household_key = monitored.household_key
