-- One row per allocation document of a unit, at its first line: what it gave by D, what was paid from it by D, and its date.
-- A line or payment without a date counts: nobody can say that it came later.
with line as (
    select
        fund.*,
        row_number() over (
            partition by fund.reporting_unit_code, fund.doc_no order by fund.submission_id, fund.sheet, fund.row_no
        ) as place,
        sum(fund.amount_yuan) over (partition by fund.reporting_unit_code, fund.doc_no) as allocated_yuan,
        min(fund.entry_date) over (partition by fund.reporting_unit_code, fund.doc_no) as doc_date
    from {{ ref('fct_project_fund') }} as fund
    where fund.entry_kind = 'allocation' and (fund.is_by_as_of or fund.entry_date is null)
),

paid as (
    select reporting_unit_code, doc_no, sum(amount_yuan) as paid_yuan
    from {{ ref('fct_project_fund') }}
    where entry_kind = 'payment' and (is_by_as_of or entry_date is null)
    group by reporting_unit_code, doc_no
)

select
    line.form_code, cast(null as varchar) as household_key, line.submission_id, line.sheet, line.row_no,
    line.record_key, line.reporting_unit_code, line.doc_no, line.doc_date, line.allocated_yuan,
    coalesce(paid.paid_yuan, 0) as paid_yuan
from line
left join paid on line.reporting_unit_code = paid.reporting_unit_code and line.doc_no = paid.doc_no
where line.place = 1
