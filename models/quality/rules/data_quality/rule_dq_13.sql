-- One row per income record whose parts do not make its net income, or whose net income and members do not make its income per head.
-- A blank part is nothing earned or spent; blank net income, income per head or members cannot fulfil the identity.
{%- set contradictions = [
    ("net_yuan is null or abs(net_yuan - parts_yuan) > tolerance_yuan", "net_field", "'纯收入与各项收入之和不等'"),
    ("net_pc_yuan is null or per_head_yuan is null or member_count < 0 or abs(net_pc_yuan - per_head_yuan) > tolerance_yuan",
     "net_pc_field", "'人均纯收入不等于纯收入除以人口数'"),
    ("has_business_net and abs(coalesce(business_net_yuan, 0) - earned_yuan) > tolerance_yuan",
     "'SZ01.business_net'", "'生产经营性纯收入不等于收入减支出'"),
    ("wage_parts_yuan > coalesce(wage_yuan, 0) + tolerance_yuan", "'SZ01.wage'", "'工资性收入的分项大于合计'"),
    ("property_parts_yuan > coalesce(property_yuan, 0) + tolerance_yuan", "'SZ01.property'", "'财产性收入的分项大于合计'"),
    ("transfer_parts_yuan > coalesce(transfer_yuan, 0) + tolerance_yuan", "'SZ01.transfer'", "'转移性收入的分项大于合计'"),
] %}

with judged as (
    select
        record.*,
        coalesce(business_yuan, 0) - coalesce(business_expense_yuan, 0) as earned_yuan,
        coalesce(wage_yuan, 0) + coalesce(business_yuan, 0) - coalesce(business_expense_yuan, 0)
        + coalesce(property_yuan, 0) + coalesce(transfer_yuan, 0) as parts_yuan,
        {{ exact_ratio('net_yuan', 'member_count', 2) }} as per_head_yuan,
        income_tol.yuan as tolerance_yuan
    from {{ ref('pop_income_record') }} as record
    {{ parameter('income_tol', 'record') }}
),

worded as (
    select
        judged.*,
        {{ words_where(contradictions, 1, ';') }} as fields,
        {{ words_where(contradictions, 2, '；') }} as detail_zh
    from judged
)

select
    {{ finding('DQ-13', 'worded') }},
    fields,
    detail_zh
from worded
where fields <> ''
