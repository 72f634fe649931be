-- One row per 在册 household and one row per episode that was decided by D: what the ledger says of the monitoring status, and what follows from
-- the other ledgers. A household is what its latest episode is.
with latest as (
    select
        household_key,
        min(monitor_category) as monitor_category,
        bool_and(is_eliminated) as is_eliminated
    from {{ ref('fct_monitoring_episode') }}
    where is_identified and not is_reflagged
    group by household_key
)

select
    'HJ01' as form_code, household.submission_id, household.sheet, household.row_no, household.record_key, household.reporting_unit_code,
    household.household_key, household.monitor_category, household.risk_eliminated,
    latest.household_key is not null as has_episode,
    latest.monitor_category as episode_category,
    coalesce(latest.is_eliminated, false) as is_eliminated
from {{ ref('pop_household_resident') }} as household
left join latest on household.household_key = latest.household_key

union all

select
    'JC01' as form_code, submission_id, sheet, row_no, record_key, reporting_unit_code, household_key,
    monitor_category, risk_eliminated,
    true as has_episode,
    monitor_category as episode_category,
    is_eliminated
from {{ ref('fct_monitoring_episode') }}
where is_identified
