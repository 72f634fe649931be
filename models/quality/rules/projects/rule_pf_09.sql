-- One row per payment before its project was approved, or of a settlement before the project was accepted; the day itself is in time. A payment
-- without a date, without a project of the ledger or to one without a day of approval cannot be shown to have come later.
with approved as (
    select reporting_unit_code, project_code, min(approval_date) as approval_date, min(accept_date) as accept_date
    from {{ ref('fct_project') }}
    group by reporting_unit_code, project_code
),

worded as (
    select
        payment.*,
        case
            when approved.project_code is null then 'ZJ02.project_code'
            when payment.entry_date is null or approved.approval_date is null or payment.entry_date < approved.approval_date
                then 'ZJ02.pay_date'
            else 'ZJ02.pay_kind'
        end as fields,
        case
            when approved.project_code is null then '项目台账中没有该项目'
            when payment.entry_date is null then '拨付日期为空'
            when approved.approval_date is null then '项目的批复日期为空'
            when payment.entry_date < approved.approval_date
                then
                    '拨付日期' || strftime(payment.entry_date, '%Y-%m-%d')
                    || '早于批复日期' || strftime(approved.approval_date, '%Y-%m-%d')
            when payment.pay_kind = '结算款' and approved.accept_date is null then '款项性质为结算款，项目验收日期为空'
            when payment.pay_kind = '结算款' and payment.entry_date < approved.accept_date
                then
                    '款项性质为结算款，拨付日期' || strftime(payment.entry_date, '%Y-%m-%d')
                    || '早于验收日期' || strftime(approved.accept_date, '%Y-%m-%d')
        end as detail_zh
    from {{ ref('pop_payment') }} as payment
    left join approved
        on payment.reporting_unit_code = approved.reporting_unit_code and payment.project_code = approved.project_code
)

select
    {{ finding('PF-09', 'worded') }},
    fields,
    detail_zh
from worded
where detail_zh is not null
