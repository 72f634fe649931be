-- One row is one act of help to one person who could work and does not (one row of JY02 in force at D).
select
    submission_id, sheet, row_no, record_key, reporting_unit_code, household_key, person_key, township_code, village_code,
    township_name, village_name, willing, assist_mode, assist_result, assist_seq, registered_date, assist_date,
    reason is not null as has_reason,
    coalesce(assist_date <= {{ as_of() }}, false) as is_assisted,
    coalesce(assist_result = '已就业' and assist_date <= {{ as_of() }}, false) as is_placed
from {{ ref('stg_jy02') }}
