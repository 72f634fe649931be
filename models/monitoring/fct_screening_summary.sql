-- One row is one village in one screening round, as its township added it up (one row of PC02 in force at D).
select
    submission_id, sheet, row_no, record_key, reporting_unit_code, township_code, village_code, township_name, village_name,
    screen_round, screened_hh, screened_p, self_hh, self_p, key_hh, key_p, new_hh, new_p, elim_hh, elim_p,
    coalesce(screened_hh > 0, false) as is_screened,
    unscreened_reason is not null as has_unscreened_reason
from {{ ref('stg_pc02') }}
