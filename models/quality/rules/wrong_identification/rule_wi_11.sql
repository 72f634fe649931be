-- One row per registered member of an active household whose ID number also stands in another active household, in any unit.
with shared as (
    select id_key, count(distinct household_key) as households
    from {{ ref('pop_member_of_active_episode') }}
    group by id_key
    having count(distinct household_key) > 1
)

select
    {{ finding('WI-11', 'member') }},
    'HJ02.id_no;HJ02.household_code' as fields,
    '出现在' || cast(shared.households as varchar) || '个正在监测的农户中' as detail_zh
from {{ ref('pop_member_of_active_episode') }} as member
inner join shared on member.id_key = shared.id_key
