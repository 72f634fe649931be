-- One row per unmonitored household whose latest income per head lies below the line of its time, unless the round explained and signed why it is
-- not included. The accounting comes first (SZ01), else what the screening found (PC01); screened without an income, nobody knows.
-- A round explains no income of later months. An accounting of some months is compared with the same share of the line: income x 12 < line x months.
with low as (
    select
        accounted.household_key, accounted.net_pc_yuan, accounted.income_months, accounted.income_day, monitor_line.yuan as line_yuan,
        'SZ01.net_pc' as income_field
    from {{ ref('int_income_latest') }} as accounted
    {{ parameter_at('monitor_line', 'accounted', 'accounted.income_day') }}
    where accounted.net_pc_yuan * 12 < monitor_line.yuan * accounted.income_months

    union all

    select
        screened.household_key, min(screened.found_net_pc_yuan) as net_pc_yuan, 12 as income_months, min(screened.round_end) as income_day,
        min(monitor_line.yuan) as line_yuan,
        'PC01.found_net_pc' as income_field
    from {{ ref('pop_screening_of_round') }} as screened
    {{ parameter_at('monitor_line', 'screened', 'screened.round_end') }}
    where
        screened.household_key not in (select accounted.household_key from {{ ref('int_income_latest') }} as accounted)
        and (screened.found_net_pc_yuan is null or screened.found_net_pc_yuan < monitor_line.yuan)
    group by screened.household_key
)

select
    {{ finding('MI-01', 'household') }},
    'HJ01.household_code;' || low.income_field as fields,
    case
        when low.net_pc_yuan is null then '没有收入核算，排查的人均纯收入为空'
        else
            '人均纯收入' || cast(low.net_pc_yuan as varchar) || '元（' || cast(low.income_months as varchar)
            || '个月），监测线每年' || cast(cast(low.line_yuan as decimal(18, 2)) as varchar) || '元'
    end as detail_zh
from {{ ref('pop_household_unmonitored') }} as household
inner join low on household.household_key = low.household_key
where not exists (
    select 1
    from {{ ref('pop_screening_of_round') }} as explained
    where
        explained.household_key = household.household_key
        and explained.round_end >= low.income_day
        and explained.conclusion = '不符合纳入（说明原因）'
        and explained.has_not_included_reason
        and explained.signed = '是'
)
