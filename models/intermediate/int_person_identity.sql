-- One row is one row of HJ02 in force at D: what rules need to know about a person. Personal data; never published.
-- A view: it only names parts of a file.
{{ config(materialized='view') }}

select
    submission_id, sheet, row_no, record_key, reporting_unit_code, household_key, person_key,
    person_status, id_type, id_no,
    left(id_no, 18) as id_18, cast(length(id_no) as integer) as id_length, id_is_valid,
    birth_date, sex, health, disability_code, phone,
    relation, education, school_status, no_school_reason, labour_skill, med_resident, med_worker, med_serious, dibao, tekun
from {{ ref('person_identity') }}
