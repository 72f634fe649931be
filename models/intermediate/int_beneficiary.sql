-- One row is one household that one project supports in one year. members_once stands in one row per household and year:
-- the largest number of members that its rows state, so that persons can be summed without counting a household twice.
select
    submission_id, record_key, reporting_unit_code, township_code, household_key, income_gain_yuan,
    year as benefit_year,
    {{ as_of() }} as as_of,
    case
        when
            row_number() over (
                partition by household_key, year order by member_count desc nulls last, submission_id asc, sheet asc, row_no asc
            ) = 1 then member_count
    end as members_once
from {{ ref('fct_project_beneficiary') }}
