-- One row per completed project that was accepted longer ago than allowed for settling and is paid less than the share of its audited
-- amount, or not even audited. Blank payments are PF-05's matter.
select
    {{ finding('PF-10', 'project') }},
    case when audited_amount_yuan is null then 'XM01.audited_amount' else 'XM01.audited_amount;XM01.fund_paid' end as fields,
    '验收后已' || cast({{ days_between('project.accept_date', as_of()) }} as varchar) || '天，'
    || coalesce(
        '审计金额' || cast(audited_amount_yuan as varchar) || '元，已拨付' || cast(fund_paid_yuan as varchar)
        || '元，应达到' || settle_share.value,
        '结算审计金额为空'
    ) as detail_zh
from {{ ref('pop_project_completed') }} as project
{{ parameter('settle_days', 'project') }}
{{ parameter('settle_share', 'project') }}
where
    {{ days_between('project.accept_date', as_of()) }} > settle_days.whole_number
    and (audited_amount_yuan is null or fund_paid_yuan < settle_share.number * audited_amount_yuan)
