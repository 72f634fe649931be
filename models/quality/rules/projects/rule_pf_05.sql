-- One row per project whose paid amount is not the sum of its payments. A project without payments has paid 0; a blank amount is not 0.
with paid as (
    select reporting_unit_code, project_code, sum(amount_yuan) as payments_yuan
    from {{ ref('fct_project_fund') }}
    where entry_kind = 'payment'
    group by reporting_unit_code, project_code
),

compared as (
    select
        project.*,
        coalesce(paid.payments_yuan, 0) as payments_yuan,
        money_tol.yuan as tolerance_yuan
    from {{ ref('pop_project') }} as project
    left join paid
        on project.reporting_unit_code = paid.reporting_unit_code and project.project_code = paid.project_code
    {{ parameter('money_tol', 'project') }}
)

select
    {{ finding('PF-05', 'compared') }},
    'XM01.fund_paid' as fields,
    '已拨付资金' || coalesce(cast(fund_paid_yuan as varchar) || '元', '为空')
    || '，拨付明细合计' || cast(payments_yuan as varchar) || '元' as detail_zh
from compared
where fund_paid_yuan is null or abs(fund_paid_yuan - payments_yuan) > tolerance_yuan
