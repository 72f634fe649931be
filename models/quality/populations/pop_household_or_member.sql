-- One row per 在册 household and one row per member of the member register.
select
    'HJ01' as form_code, submission_id, sheet, row_no, record_key, reporting_unit_code, household_key, member_count
from {{ ref('fct_household') }}
where household_status = '在册'

union all

select
    'HJ02' as form_code, submission_id, sheet, row_no, record_key, reporting_unit_code, household_key,
    cast(null as integer) as member_count
from {{ ref('fct_person') }}
