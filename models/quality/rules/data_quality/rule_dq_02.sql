-- One row per member whose ID number has the right length and a wrong check digit, or no real date of birth in it.
select
    {{ finding('DQ-02', 'member') }},
    'HJ02.id_no' as fields,
    '校验码或其中的出生日期不符' as detail_zh
from {{ ref('pop_member_with_id') }} as member
where not member.id_is_valid
