-- One row per unmonitored household whose income per head fell sharply to near the line without a review of its group in the round.
-- An accounting of some months is compared with the same share of the year before and of the line. Without the year before there is no fall;
-- a review of an earlier round than the income is none of it.
with fallen as (
    select
        income.household_key, income.net_pc_yuan, income.net_pc_prev_yuan, income.income_months, income.income_day
    from {{ ref('int_income_latest') }} as income
    {{ parameter_at('monitor_line', 'income', 'income.income_day') }}
    {{ parameter('sharp_fall_share', 'income') }}
    {{ parameter('fall_watch_factor', 'income') }}
    where
        income.net_pc_yuan * 12 <= (1 - sharp_fall_share.number) * income.net_pc_prev_yuan * income.income_months
        and income.net_pc_yuan * 12 < fall_watch_factor.number * monitor_line.yuan * income.income_months
)

select
    {{ finding('MI-12', 'household') }},
    'SZ01.net_pc;SZ01.net_pc_prev' as fields,
    '人均纯收入' || cast(fallen.net_pc_yuan as varchar) || '元（' || cast(fallen.income_months as varchar)
    || '个月），上年' || cast(fallen.net_pc_prev_yuan as varchar) || '元，本轮排查没有列入收入明显减少的重点群体' as detail_zh
from {{ ref('pop_household_unmonitored') }} as household
inner join fallen on household.household_key = fallen.household_key
where not exists (
    select 1
    from {{ ref('pop_screening_of_round') }} as screened
    inner join {{ ref('code_list') }} as listed
        on listed.code_list = 'key_group' and position(listed.label_zh in screened.key_groups) > 0
    where
        screened.household_key = household.household_key
        and screened.round_end >= fallen.income_day
        and listed.label_zh in ('上年人均纯收入较低或明显减少（特别是在监测范围内）', '因病因灾因意外事故等刚性支出较大或收入大幅缩减')
)
