-- One row is one member of a household (one row of HJ02 in force at D). The birth date stays in the restricted schema.
select
    submission_id, sheet, row_no, record_key, reporting_unit_code, household_key, person_key, township_code, village_code, township_name,
    village_name, sex, id_type, relation, ethnicity, political, education, school_status, no_school_reason, labour_skill, med_resident,
    med_worker, med_serious, pension_resident, pension_worker, dibao, tekun, post_types, person_status, change_reason, work_months,
    post_months, change_month,
    coalesce(person_status = '在册', false) as is_registered,
    {{ age_years('birth_date', as_of()) }} as age_years
from {{ ref('stg_hj02') }}
