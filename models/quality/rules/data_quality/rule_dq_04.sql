-- One row per registered member whose ID number (first 18 characters) stands more than once in the city: every occurrence.
with repeated as (
    select id_key, count(*) as times
    from {{ ref('pop_member_registered') }}
    group by id_key
    having count(*) > 1
)

select
    {{ finding('DQ-04', 'member') }},
    'HJ02.id_no' as fields,
    '全市在册成员中出现' || cast(repeated.times as varchar) || '次' as detail_zh
from {{ ref('pop_member_registered') }} as member
inner join repeated on member.id_key = repeated.id_key
