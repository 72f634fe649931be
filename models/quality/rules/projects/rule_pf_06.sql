-- One row per project that was paid more than its fiscal money, or more than is payable. Blank payments are PF-05's matter, blank bridging
-- money PF-08's; other fiscal money that is blank is none; a blank payable amount bears no payment.
with compared as (
    select
        project.*,
        project.fund_bridging_yuan + coalesce(project.fund_other_fiscal_yuan, 0) as fiscal_yuan,
        money_tol.yuan as tolerance_yuan
    from {{ ref('pop_project') }} as project
    {{ parameter('money_tol', 'project') }}
),

judged as (
    select
        compared.*,
        coalesce(fund_paid_yuan > fiscal_yuan + tolerance_yuan, false) as exceeds_fiscal,
        fund_payable_yuan is null or coalesce(fund_paid_yuan > fund_payable_yuan + tolerance_yuan, false) as exceeds_payable
    from compared
)

select
    {{ finding('PF-06', 'judged') }},
    concat_ws(
        ';',
        'XM01.fund_paid',
        case when exceeds_fiscal then 'XM01.fund_bridging;XM01.fund_other_fiscal' end,
        case when exceeds_payable then 'XM01.fund_payable' end
    ) as fields,
    concat_ws(
        '；',
        case
            when exceeds_fiscal
                then '已拨付' || cast(fund_paid_yuan as varchar) || '元，财政资金规模' || cast(fiscal_yuan as varchar) || '元'
        end,
        case
            when exceeds_payable
                then
                    coalesce(
                        '已拨付' || cast(fund_paid_yuan as varchar) || '元，应拨付' || cast(fund_payable_yuan as varchar) || '元',
                        '应拨付金额为空'
                    )
        end
    ) as detail_zh
from judged
where exceeds_fiscal or exceeds_payable
