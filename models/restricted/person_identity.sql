-- One row is one member of a household (one row of HJ02 in force at D) with everything that is personal. Published only in encrypted form.
select
    submission_id, sheet, row_no, record_key, reporting_unit_code, household_key, person_key,
    household_code, person_code, person_name, sex, birth_date, id_type, id_no,
    {{ id_is_valid('id_no') }} as id_is_valid,
    phone, health, disability_code, work_place, person_status
from {{ ref('stg_hj02') }}
