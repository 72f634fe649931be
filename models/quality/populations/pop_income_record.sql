-- One row per income statement: SZ01 (accounting), JC01 (at identification), JC03 (at elimination), in the columns of one identity.
-- Only SZ01 states parts and business net income; where there are none, nothing can be more than its total. JC03 has no number of members of its
-- own; it is that of its episode.
with episode_members as (
    select
        episode_key,
        max(member_count) as member_count
    from {{ ref('fct_monitoring_episode') }}
    group by episode_key
)

select
    'SZ01' as form_code, submission_id, sheet, row_no, record_key, reporting_unit_code, household_key,
    wage_yuan, business_yuan, business_expense_yuan, property_yuan, transfer_yuan, net_yuan, net_pc_yuan, member_count,
    true as has_business_net, business_net_yuan,
    coalesce(wage_work_yuan, 0) + coalesce(wage_post_yuan, 0) as wage_parts_yuan,
    coalesce(property_dividend_yuan, 0) as property_parts_yuan,
    coalesce(transfer_dibao_yuan, 0) + coalesce(transfer_tekun_yuan, 0) + coalesce(transfer_pension_yuan, 0)
    + coalesce(transfer_eco_yuan, 0) + coalesce(transfer_other_yuan, 0) as transfer_parts_yuan,
    'SZ01.net' as net_field,
    'SZ01.net_pc' as net_pc_field
from {{ ref('fct_household_income') }}

union all

select
    'JC01' as form_code, submission_id, sheet, row_no, record_key, reporting_unit_code, household_key,
    id_wage_yuan as wage_yuan, id_business_yuan as business_yuan, id_expense_yuan as business_expense_yuan,
    id_property_yuan as property_yuan, id_transfer_yuan as transfer_yuan, id_net_yuan as net_yuan, id_net_pc_yuan as net_pc_yuan,
    member_count, false as has_business_net, cast(null as decimal(18, 2)) as business_net_yuan,
    cast(null as decimal(18, 2)) as wage_parts_yuan, cast(null as decimal(18, 2)) as property_parts_yuan,
    cast(null as decimal(18, 2)) as transfer_parts_yuan,
    'JC01.id_net' as net_field,
    'JC01.id_net_pc' as net_pc_field
from {{ ref('fct_monitoring_episode') }}

union all

select
    'JC03' as form_code, elimination.submission_id, elimination.sheet, elimination.row_no, elimination.record_key,
    elimination.reporting_unit_code, elimination.household_key,
    elimination.el_wage_yuan as wage_yuan, elimination.el_business_yuan as business_yuan,
    elimination.el_expense_yuan as business_expense_yuan, elimination.el_property_yuan as property_yuan,
    elimination.el_transfer_yuan as transfer_yuan, elimination.el_net_yuan as net_yuan, elimination.el_net_pc_yuan as net_pc_yuan,
    episode_members.member_count, false as has_business_net, cast(null as decimal(18, 2)) as business_net_yuan,
    cast(null as decimal(18, 2)) as wage_parts_yuan, cast(null as decimal(18, 2)) as property_parts_yuan,
    cast(null as decimal(18, 2)) as transfer_parts_yuan,
    'JC03.el_net' as net_field,
    'JC03.el_net_pc' as net_pc_field
from {{ ref('fct_risk_elimination') }} as elimination
left join episode_members on elimination.episode_key = episode_members.episode_key
