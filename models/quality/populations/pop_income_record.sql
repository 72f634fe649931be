-- One row per income statement: SZ01 (accounting), JC01 (at identification), JC03 (at elimination), in the columns of one identity.
-- JC03 has no number of members of its own; it is that of its episode.
select
    'SZ01' as form_code, reporting_unit_code, record_key, household_key, submission_id, sheet, row_no,
    wage_yuan, business_yuan, business_expense_yuan, business_net_yuan, property_yuan, transfer_yuan,
    net_yuan, net_pc_yuan, member_count, true as has_business_net,
    coalesce(wage_work_yuan, 0) + coalesce(wage_post_yuan, 0) as wage_parts_yuan,
    coalesce(property_dividend_yuan, 0) as property_parts_yuan,
    coalesce(transfer_dibao_yuan, 0) + coalesce(transfer_tekun_yuan, 0) + coalesce(transfer_pension_yuan, 0)
    + coalesce(transfer_eco_yuan, 0) + coalesce(transfer_other_yuan, 0) as transfer_parts_yuan,
    'SZ01.net' as net_field,
    'SZ01.net_pc' as net_pc_field
from {{ ref('fct_household_income') }}

union all

select
    'JC01' as form_code, reporting_unit_code, record_key, household_key, submission_id, sheet, row_no,
    id_wage_yuan, id_business_yuan, id_expense_yuan, cast(null as decimal(18, 2)), id_property_yuan, id_transfer_yuan,
    id_net_yuan, id_net_pc_yuan, member_count, false, 0, 0, 0, 'JC01.id_net', 'JC01.id_net_pc'
from {{ ref('fct_monitoring_episode') }}

union all

select
    'JC03' as form_code, elimination.reporting_unit_code, elimination.record_key, elimination.household_key,
    elimination.submission_id, elimination.sheet, elimination.row_no,
    elimination.el_wage_yuan, elimination.el_business_yuan, elimination.el_expense_yuan, cast(null as decimal(18, 2)),
    elimination.el_property_yuan, elimination.el_transfer_yuan,
    elimination.el_net_yuan, elimination.el_net_pc_yuan, episode.member_count, false, 0, 0, 0, 'JC03.el_net', 'JC03.el_net_pc'
from {{ ref('fct_risk_elimination') }} as elimination
left join {{ ref('fct_monitoring_episode') }} as episode on elimination.episode_key = episode.episode_key
