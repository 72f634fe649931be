-- One row per household with an accounted income per head (SZ01): that of the latest accounting that had ended by D.
-- An accounting covers some months of a year. Who compares it with a line per year compares income x 12 with line x months: nothing is divided.
with placed as (
    select
        household_key, reporting_unit_code, round_code, net_pc_yuan, net_pc_prev_yuan,
        {{ months_between_months('period_start', 'period_end') }} + 1 as income_months,
        period_end as income_day,
        row_number() over (
            partition by household_key
            order by period_end desc, period_start desc, submission_id desc, sheet desc, row_no desc
        ) as place
    from {{ ref('fct_household_income') }}
    where household_key is not null and net_pc_yuan is not null and period_start <= period_end and period_end <= {{ as_of() }}
)

select household_key, reporting_unit_code, round_code, net_pc_yuan, net_pc_prev_yuan, income_months, income_day
from placed
where place = 1
