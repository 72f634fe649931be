-- One row per registered member who is in none or in both of the basic medical insurances, or where one of the two answers is blank.
-- A newborn has the days of grace in which to be insured.
with judged as (
    select
        member.*,
        coalesce({{ days_between('member.birth_date', as_of()) }} between 0 and newborn_grace_days.whole_number, false) as is_newborn
    from {{ ref('pop_member_registered') }} as member
    {{ parameter('newborn_grace_days', 'member') }}
)

select
    {{ finding('DQ-12', 'judged') }},
    'HJ02.med_resident;HJ02.med_worker' as fields,
    case
        when med_resident is null or med_worker is null then '两项医保有空白'
        when med_resident = '是' then '同时参加了两项医保'
        else '两项医保都未参加'
    end as detail_zh
from judged
where
    not is_newborn
    and coalesce((med_resident = '是') = (med_worker = '是'), true)
