-- One row is one support measure of one episode (one row of JC02 in force at D).
select
    submission_id, sheet, row_no, record_key, reporting_unit_code, household_key, episode_key, person_key, township_code, village_code,
    project_code, township_name, village_name, measure_class, measure_name, target_risk, provider, measure_status, episode_seq, measure_seq,
    amount_yuan, measure_start, measure_end,
    coalesce(measure_status = '已落实' and measure_start <= {{ as_of() }}, false) as is_in_place
from {{ ref('stg_jc02') }}
