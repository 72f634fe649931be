-- One row per payment without an allocation behind it: its document is unknown, its amount is blank, or the payments of a project from a
-- document exceed what the document gave that project by more than the rest that the document gave to no project in particular.
with allocated as (
    select
        reporting_unit_code, doc_no,
        coalesce(project_code, '') as project_code,
        sum(amount_yuan) as allocated_yuan
    from {{ ref('fct_project_fund') }}
    where entry_kind = 'allocation'
    group by reporting_unit_code, doc_no, coalesce(project_code, '')
),

document as (
    select
        reporting_unit_code, doc_no,
        coalesce(sum(allocated_yuan) filter (where project_code = ''), 0) as unassigned_yuan
    from allocated
    group by reporting_unit_code, doc_no
),

spent as (
    select
        payment.reporting_unit_code, payment.doc_no,
        coalesce(payment.project_code, '') as project_code,
        sum(payment.amount_yuan) as paid_yuan
    from {{ ref('pop_payment') }} as payment
    group by payment.reporting_unit_code, payment.doc_no, coalesce(payment.project_code, '')
),

compared as (
    select
        spent.*,
        coalesce(allocated.allocated_yuan, 0) as allocated_yuan,
        greatest(
            coalesce(spent.paid_yuan, 0)
            - case when spent.project_code = '' then 0 else coalesce(allocated.allocated_yuan, 0) end, 0
        ) as excess_yuan
    from spent
    left join allocated
        on
            spent.reporting_unit_code = allocated.reporting_unit_code
            and spent.doc_no = allocated.doc_no
            and spent.project_code = allocated.project_code
),

judged as (
    select
        compared.*,
        document.doc_no is null as is_unknown,
        document.unassigned_yuan,
        sum(compared.excess_yuan) over (partition by compared.reporting_unit_code, compared.doc_no) as all_excess_yuan
    from compared
    left join document
        on compared.reporting_unit_code = document.reporting_unit_code and compared.doc_no = document.doc_no
)

select
    {{ finding('PF-07', 'payment') }},
    case
        when judged.is_unknown then 'ZJ02.doc_no' when payment.amount_yuan is null then 'ZJ02.amount' else 'ZJ02.doc_no;ZJ02.amount'
    end as fields,
    case
        when judged.is_unknown then coalesce('指标文号' || payment.doc_no || '不在资金下达表中', '指标文号为空')
        when payment.amount_yuan is null then '拨付金额为空'
        else
            '该指标文号下本项目已拨付' || cast(judged.paid_yuan as varchar) || '元，下达给本项目'
            || cast(judged.allocated_yuan as varchar) || '元，未分配到项目的余额不足'
    end as detail_zh
from {{ ref('pop_payment') }} as payment
inner join judged
    on
        payment.reporting_unit_code = judged.reporting_unit_code
        and payment.doc_no is not distinct from judged.doc_no
        and coalesce(payment.project_code, '') = judged.project_code
{{ parameter('money_tol', 'payment') }}
where
    judged.is_unknown
    or payment.amount_yuan is null
    or (judged.excess_yuan > 0 and judged.all_excess_yuan > judged.unassigned_yuan + money_tol.yuan)
