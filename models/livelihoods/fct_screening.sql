-- One row is one household in one screening round (one row of PC01 in force at D).
select
    submission_id, sheet, row_no, record_key, reporting_unit_code, household_key, township_code, village_code, screen_round, township_name,
    village_name, screen_mode, self_reported, is_key, key_groups, found_education, found_medical, found_house, found_water, found_sudden,
    conclusion, signed, member_count, found_net_pc_yuan, found_rigid_expense_yuan, screen_date,
    not_included_reason is not null as has_not_included_reason,
    coalesce('是' in (found_education, found_medical, found_house, found_water, found_sudden), false) as has_problem
from {{ ref('stg_pc01') }}
