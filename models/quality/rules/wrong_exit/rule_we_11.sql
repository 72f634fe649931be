-- One row per elimination by support before which income was not stable: too few accountings in the months required, or one of them below the line
-- that held when it ended. An accounting of some months is compared with the same share of the line: income x 12 < line x months.
with shown as (
    select
        income.elimination_record_key, income.reporting_unit_code,
        count(distinct income.round_code) as rounds,
        count(*) filter (where income.net_pc_yuan * 12 < monitor_line.yuan * income.income_months) as rounds_below
    from {{ ref('int_income_before_elimination') }} as income
    {{ parameter_at('monitor_line', 'income', 'income.period_end') }}
    group by income.elimination_record_key, income.reporting_unit_code
),

judged as (
    select
        elimination.*,
        coalesce(shown.rounds, 0) as rounds,
        coalesce(shown.rounds_below, 0) as rounds_below,
        stable_rounds.whole_number as rounds_required,
        stable_months.whole_number as months_required
    from {{ ref('pop_elimination_supported') }} as elimination
    left join shown
        on
            elimination.record_key = shown.elimination_record_key
            and elimination.reporting_unit_code = shown.reporting_unit_code
    {{ parameter('stable_rounds', 'elimination') }}
    {{ parameter('stable_months', 'elimination') }}
)

select
    {{ finding('WE-11', 'judged') }},
    'JC03.county_date;SZ01.net_pc' as fields,
    '县级审定前' || cast(months_required as varchar) || '个月内有' || cast(rounds as varchar) || '轮收入核算（应有'
    || cast(rounds_required as varchar) || '轮），其中' || cast(rounds_below as varchar) || '轮低于监测线' as detail_zh
from judged
where rounds < rounds_required or rounds_below > 0
