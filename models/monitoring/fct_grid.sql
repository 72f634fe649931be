-- One row is one grid of the monitoring network (one row of WG01 in force at D).
select
    submission_id, sheet, row_no, record_key, reporting_unit_code, township_code, village_code, grid_code, township_name, village_name,
    grid_level, household_count, valid_from, valid_to,
    coalesce(valid_from <= {{ as_of() }} and (valid_to is null or valid_to > {{ as_of() }}), false) as is_in_use
from {{ ref('stg_wg01') }}
