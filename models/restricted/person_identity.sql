-- One row is one member of a household (one row of HJ02 in force at D) with everything that is personal, and what rules compare it with.
-- Published only in encrypted form.
select
    submission_id, sheet, row_no, record_key, reporting_unit_code, household_key, person_key,
    household_code, person_code, person_name, sex, birth_date, id_type, id_no,
    {{ id_is_valid('id_no') }} as id_is_valid,
    phone, health, disability_code, work_place, person_status,
    relation, education, school_status, no_school_reason, labour_skill, med_resident, med_worker, med_serious, dibao, tekun
from {{ ref('stg_hj02') }}
