-- One row per registered member whose labour skill contradicts age at D, health, disability or being at school.
{%- set contradictions = [
    ("age < labour_from and labour_skill <> '无劳动力'", "'HJ02.birth_date'", "'未到劳动年龄，应为无劳动力'"),
    ("school_status is not null and labour_skill <> '无劳动力'", "'HJ02.school_status'", "'在校生应为无劳动力'"),
    ("age >= labour_from and age < labour_to and health = '健康' and school_status is null
      and labour_skill in ('无劳动力', '丧失劳动力', '弱劳动力或半劳动力')", "'HJ02.birth_date;HJ02.health'", "'与年龄、健康状况不符'"),
    ("age >= labour_to and labour_skill in ('普通劳动力', '技能劳动力')", "'HJ02.birth_date'", "'已过劳动年龄，不应为普通或技能劳动力'"),
    ("left(disability_code, 1) = '4' and substr(disability_code, 2, 1) in ('1', '2') and labour_skill = '普通劳动力'",
     "'HJ02.disability_code'", "'与残疾类别等级不符'"),
] %}

with judged as (
    select
        member.*,
        {{ age_years('member.birth_date', as_of()) }} as age,
        labour_age_min.whole_number as labour_from,
        labour_age_max.whole_number as labour_to
    from {{ ref('pop_member_registered') }} as member
    {{ parameter('labour_age_min', 'member') }}
    {{ parameter('labour_age_max', 'member') }}
),

worded as (
    select
        judged.*,
        {{ words_where(contradictions, 1, ';') }} as contradicting,
        {{ words_where(contradictions, 2, '；') }} as detail_zh
    from judged
)

select
    {{ finding('DQ-11', 'worded') }},
    'HJ02.labour_skill;' || contradicting as fields,
    detail_zh
from worded
where contradicting <> ''
