-- One row per member whose date of birth or sex is not the one in the ID number: digits 7 to 14, and an odd 17th digit for a man.
-- A blank cell contradicts nothing; what is neither 男 nor 女 is DQ-09's.
{%- set contradictions = [
    ("try_cast(substr(id_18, 7, 8) as integer) <> birth_number", "'HJ02.birth_date'", "'出生日期与证件号码第7至14位不一致'"),
    ("(substr(id_18, 17, 1) in ('1', '3', '5', '7', '9')) <> is_male", "'HJ02.sex'", "'性别与证件号码第17位不一致'"),
] %}

with judged as (
    select
        member.*,
        extract(year from birth_date) * 10000 + extract(month from birth_date) * 100 + extract(day from birth_date) as birth_number,
        case sex when '男' then true when '女' then false end as is_male
    from {{ ref('pop_member_id_valid') }} as member
),

worded as (
    select
        judged.*,
        {{ words_where(contradictions, 1, ';') }} as contradicting,
        {{ words_where(contradictions, 2, '；') }} as detail_zh
    from judged
)

select
    {{ finding('DQ-03', 'worded') }},
    'HJ02.id_no;' || contradicting as fields,
    detail_zh
from worded
where contradicting <> ''
