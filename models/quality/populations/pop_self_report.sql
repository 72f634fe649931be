-- One row per self-report: a screening record of the round, or an episode that began with one.
-- It was made on the day of screening, or on the day the risk was found; a blank conclusion or county date is no result.
select
    form_code, submission_id, sheet, row_no, record_key, reporting_unit_code, household_key,
    screen_date as applied_on,
    conclusion,
    cast(null as date) as county_date
from {{ ref('pop_screening_of_round') }}
where self_reported = '是'

union all

select
    'JC01' as form_code, submission_id, sheet, row_no, record_key, reporting_unit_code, household_key,
    found_date as applied_on,
    cast(null as varchar) as conclusion,
    county_date
from {{ ref('fct_monitoring_episode') }}
where found_channel = '农户自主申报'
