-- One row per elimination by support whose rigid expense (self-paid cost less claims) takes too large a share of the net income.
-- Without a net income any such expense is too much. A blank amount is reported by WE-10.
select
    {{ finding('WE-12', 'elimination') }},
    'JC03.el_selfpay;JC03.el_claims;JC03.el_net' as fields,
    '合规自付支出减理赔收入' || cast(elimination.el_selfpay_yuan - elimination.el_claims_yuan as varchar)
    || '元，家庭纯收入' || cast(elimination.el_net_yuan as varchar) || '元' as detail_zh
from {{ ref('pop_elimination_supported') }} as elimination
{{ parameter('rigid_share_cap', 'elimination') }}
where
    elimination.el_selfpay_yuan > elimination.el_claims_yuan
    and elimination.el_selfpay_yuan - elimination.el_claims_yuan > rigid_share_cap.number * elimination.el_net_yuan
