-- One row is one income record and one group that is published. The groups overlap: a monitored 脱贫户 counts in both,
-- so figures of groups are never added up.
select
    income.*,
    groups.income_group
from {{ ref('fct_household_income') }} as income
inner join {{ ref('income_group') }} as groups on income.household_group = groups.household_group
