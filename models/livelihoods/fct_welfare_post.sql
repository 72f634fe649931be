-- One row is one person in one public-welfare post (one row of GY01 in force at D).
select
    submission_id, sheet, row_no, record_key, reporting_unit_code, household_key, person_key, township_code, village_code, post_code,
    township_name, village_name, person_group, post_type, is_yipin, is_temporary, fund_source, contract_months, paid_months,
    publicity_days, monthly_pay_yuan, hire_date, leave_date,
    coalesce(hire_date <= {{ as_of() }} and (leave_date is null or leave_date > {{ as_of() }}), false) as is_open
from {{ ref('stg_gy01') }}
