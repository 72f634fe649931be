-- One row is one registered skill-assessment body (one row of JN02 in force at D).
select
    submission_id, sheet, row_no, record_key, reporting_unit_code, credit_code, body_name, body_kind, occupations, registered_date,
    coalesce(registered_date <= {{ as_of() }}, false) as is_registered
from {{ ref('stg_jn02') }}
