-- One row is one event in the life of one project asset (one row of ZC03 in force at D).
select
    submission_id, sheet, row_no, record_key, reporting_unit_code, township_code, village_code, asset_code, township_name,
    village_name, event_type, approval_no, event_seq, publicity_days, value_before_yuan, value_after_yuan, appraised_value_yuan,
    disposal_income_yuan, event_date,
    cast(value_after_yuan - value_before_yuan as decimal(18, 2)) as value_change_yuan,
    coalesce(event_type in ('处置', '报废'), false) as is_disposal,
    coalesce(event_date <= {{ as_of() }}, false) as has_happened
from {{ ref('stg_zc03') }}
