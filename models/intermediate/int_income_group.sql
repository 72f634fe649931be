-- One row is one income record and one group that is published. The groups overlap: a monitored 脱贫户 counts in both,
-- so figures of groups are never added up.
select
    income.record_key, income.reporting_unit_code, income.township_code, income.round_code, income.period_start, income.period_end,
    income.household_key, income.member_count, income.net_yuan, income.wage_yuan, income.business_net_yuan, income.property_yuan,
    income.transfer_yuan, income.net_pc_prev_yuan,
    groups.income_group
from {{ ref('fct_household_income') }} as income
inner join {{ ref('income_group') }} as groups on income.household_group = groups.household_group
