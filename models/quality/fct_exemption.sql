-- One row is one record that is exempt from one rule (one row of HM01 in force at D).
select
    submission_id, sheet, row_no, record_key, reporting_unit_code, exempt_record_key, rule_id, apply_date, approve_date, valid_to,
    approver is not null as has_approver,
    evidence is not null as has_evidence,
    coalesce(approve_date <= {{ as_of() }} and {{ as_of() }} <= valid_to, false) as is_valid
from {{ ref('stg_hm01') }}
