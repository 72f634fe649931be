-- One row is one household of the register (one row of HJ01 in force at D) with everything that is personal. Published only in encrypted form.
select
    submission_id, sheet, row_no, record_key, reporting_unit_code, household_key,
    household_code, village_code, hamlet_name, head_name, head_id_no, household_phone, helper_name, remark
from {{ ref('stg_hj01') }}
