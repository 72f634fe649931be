-- One row per household that is 在册 in the register in force at D, once a screening round has ended, and was there when the round began.
-- Who was there is what the registers of earlier months say, each in force, also those that a later month has replaced: a household that none of
-- them lists as 在册 came later, by a split or a move. Of a unit without such a register nobody knows, and all its households count.
-- A household that has left since is not in the register at D and in no row.
with listed_before as (
    select distinct
        submission.reporting_unit_code,
        {{ token('household', 'form.household_code') }} as household_key
    from {{ ref('hj01') }} as form
    inner join {{ ref('submission') }} as submission on form.submission_id = submission.submission_id
    inner join {{ ref('int_screening_round') }} as latest on submission.period_end <= latest.period_start
    where submission.status = 'in_force' and form.household_status = '在册'
)

select
    'HJ01' as form_code,
    household.*,
    latest.round_code
from {{ ref('fct_household') }} as household
cross join {{ ref('int_screening_round') }} as latest
where
    household.household_status = '在册'
    and (
        household.reporting_unit_code not in (select before.reporting_unit_code from listed_before as before)
        or household.household_key in (select before.household_key from listed_before as before)
    )
