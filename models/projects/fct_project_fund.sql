-- One row is one line of an allocation document (ZJ01) or one payment (ZJ02) in force at D. Amounts are signed: taken back and refunded is negative.
select
    submission_id, sheet, row_no, record_key, reporting_unit_code,
    'ZJ01' as form_code, 'allocation' as entry_kind, doc_date as entry_date,
    project_code, doc_no, line_no, cast(null as varchar) as payment_no,
    fund_level, fund_name, fund_task, cast(null as varchar) as payee, cast(null as varchar) as pay_kind,
    amount_yuan, coalesce(doc_date <= {{ as_of() }}, false) as is_by_as_of
from {{ ref('stg_zj01') }}

union all

select
    submission_id, sheet, row_no, record_key, reporting_unit_code,
    'ZJ02' as form_code, 'payment' as entry_kind, pay_date as entry_date,
    project_code, doc_no, cast(null as integer) as line_no, payment_no,
    fund_level, cast(null as varchar) as fund_name, cast(null as varchar) as fund_task, payee, pay_kind,
    amount_yuan, coalesce(pay_date <= {{ as_of() }}, false) as is_by_as_of
from {{ ref('stg_zj02') }}
