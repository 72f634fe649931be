-- One row is one alert that a department sent about one person (one row of BM01 in force at D).
select
    submission_id, sheet, row_no, record_key, reporting_unit_code, household_key, township_code, village_code, alert_no, township_name,
    village_name, dept, alert_type, match_status, verify_result, included, alert_value_yuan, alert_threshold_yuan, push_date,
    data_month, dispatch_date, verify_date, feedback_date,
    coalesce(verify_date <= {{ as_of() }} and verify_result <> '待核实', false) as is_verified,
    coalesce(verify_date <= {{ as_of() }} and verify_result = '属实有风险', false) as is_true_alert,
    {{ days_between('dispatch_date', 'verify_date') }} as days_to_verify
from {{ ref('stg_bm01') }}
