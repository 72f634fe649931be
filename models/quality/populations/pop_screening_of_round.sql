-- One row per screening record of the latest round that had ended by D.
select
    'PC01' as form_code,
    screening.*,
    latest.period_end as round_end
from {{ ref('fct_screening') }} as screening
inner join {{ ref('int_screening_round') }} as latest on screening.screen_round = latest.round_code
