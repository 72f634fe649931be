-- One row per (elimination by support, accounting of its household that ended in the months before the county's decision in which income must be stable).
-- An accounting without an income per head shows nothing and is none.
select
    elimination.reporting_unit_code, elimination.record_key as elimination_record_key, elimination.household_key,
    income.round_code, income.net_pc_yuan, income.period_end,
    {{ months_between_months('income.period_start', 'income.period_end') }} + 1 as income_months
from {{ ref('pop_elimination_supported') }} as elimination
{{ parameter('stable_months', 'elimination') }}
inner join {{ ref('fct_household_income') }} as income
    on
        elimination.household_key = income.household_key
        and income.period_end between {{ months_before('elimination.county_date', 'stable_months.whole_number') }} and elimination.county_date
where income.net_pc_yuan is not null and income.period_start <= income.period_end
