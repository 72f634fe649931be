-- One row per statement of income with an amount that nobody earns: a wage above nothing and below the floor, a monthly wage outside its range,
-- an income item below zero, or an income per head below the floor. The limits themselves are in order, and so is a blank.
-- Floors are per year: an accounting of some months is compared with the same share of them, as MI-01 does with the line.
{%- set faults = [
    ("wage_yuan > 0 and wage_yuan * 12 < wage_floor.yuan * income_months", "wage_field", "'工资性收入低于下限'"),
    ("monthly_wage_yuan < monthly_wage_min.yuan", "'JY01.monthly_wage'", "'月工资低于下限'"),
    ("monthly_wage_yuan > monthly_wage_max.yuan", "'JY01.monthly_wage'", "'月工资高于上限'"),
    ("negative_fields <> ''", "negative_fields", "'有收入项目为负数'"),
    ("net_pc_yuan * 12 < net_pc_floor.yuan * income_months", "net_pc_field", "'人均纯收入低于下限'"),
] %}

with judged as (
    select
        record.*,
        {{ words_where(faults, 1, ';') }} as fields,
        {{ words_where(faults, 2, '；') }} as detail_zh
    from {{ ref('pop_income_stated') }} as record
    {{ parameter('wage_floor', 'record') }}
    {{ parameter('monthly_wage_min', 'record') }}
    {{ parameter('monthly_wage_max', 'record') }}
    {{ parameter('net_pc_floor', 'record') }}
)

select
    {{ finding('DQ-14', 'judged') }},
    judged.fields,
    judged.detail_zh
from judged
where judged.fields <> ''
