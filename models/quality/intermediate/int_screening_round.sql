-- One row: the latest screening round that had ended by D. No row before the first round has ended.
select round_code, period_start, period_end
from {{ ref('reporting_round') }}
where form_code = 'PC01' and period_end <= {{ as_of() }}
order by period_end desc, round_code desc
limit 1
