-- One row per registered household that was not screened exactly once in the latest round that had ended by D.
with screened as (
    select household_key, count(*) as times
    from {{ ref('pop_screening_of_round') }}
    group by household_key
)

select
    {{ finding('MI-10', 'household') }},
    'HJ01.household_code' as fields,
    '排查轮次' || household.round_code
    || case
        when screened.times is null then '没有排查记录'
        else '有' || cast(screened.times as varchar) || '条排查记录'
    end as detail_zh
from {{ ref('pop_household_registered') }} as household
left join screened on household.household_key = screened.household_key
where screened.times is distinct from 1
