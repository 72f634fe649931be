-- One row is one household that one project supports in one year (one row of XM02 in force at D).
-- A household may have several projects: count distinct household_key, never rows.
select
    submission_id, sheet, row_no, record_key, reporting_unit_code, household_key, township_code, village_code, project_code, township_name,
    village_name, year, household_group, linkage_mode, member_count, income_gain_yuan
from {{ ref('stg_xm02') }}
