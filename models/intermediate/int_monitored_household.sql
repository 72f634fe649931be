-- One row is one household that was ever identified by D, by the last episode that the county had decided by then.
-- A household that two units report counts once, in the unit of that episode.
with identified as (
    select
        *,
        row_number() over (
            partition by household_key
            order by episode_seq desc nulls last, county_date desc, submission_id asc, sheet asc, row_no asc
        ) as place
    from {{ ref('fct_monitoring_episode') }}
    where is_identified and household_key is not null
)

select
    household_key, record_key, reporting_unit_code, township_code, village_code, monitor_category, member_count,
    episode_seq, county_date, is_active, submission_id, sheet, row_no,
    {{ as_of() }} as as_of
from identified
where place = 1
