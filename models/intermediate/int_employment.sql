-- One row is one spell of work, with whether it was open one year before D. A spell that ended since was open then,
-- whatever the ledger says about employment today.
select
    submission_id, record_key, reporting_unit_code, township_code, household_type, job_batch, person_key, point_to_point, is_open,
    {{ as_of() }} as as_of,
    coalesce(
        {{ months_between_months('start_month', as_of()) }} >= 12
        and (end_month is null or {{ months_between_months(as_of(), 'end_month') }} >= -12),
        false
    ) as was_open_year_before
from {{ ref('fct_employment_spell') }}
