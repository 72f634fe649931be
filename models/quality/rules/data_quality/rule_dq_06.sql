-- One row per registered member whose relation to the head contradicts his or her sex, the head's sex or the head's age.
-- The head is found by relation, wherever he stands in the household; without exactly one head only the first test is left.
{%- set contradictions = [
    ("sex <> implied_sex", "'HJ02.sex'", "'与户主关系和本人性别不符'"),
    ("relation = '配偶' and sex = head_sex", "'HJ02.sex'", "'配偶与户主性别相同'"),
    ("relation in ('之子', '之女') and birth_date < head_birth_date", "'HJ02.birth_date'", "'子女年长于户主'"),
    ("relation in ('之父', '之母') and birth_date > head_birth_date", "'HJ02.birth_date'", "'父母年幼于户主'"),
] %}

with implied as (
    select
        family.reporting_unit_code,
        family.member as sex,
        unnest(family.items) as relation
    from {{ parameter_family('relation_sex_map') }} as family
),

judged as (
    select
        member.*,
        implied.sex as implied_sex,
        head.sex as head_sex,
        head.birth_date as head_birth_date
    from {{ ref('pop_member_registered') }} as member
    left join implied
        on member.reporting_unit_code = implied.reporting_unit_code and member.relation = implied.relation
    left join {{ ref('int_household_head') }} as head
        on
            member.relation in ('配偶', '之子', '之女', '之父', '之母')
            and member.household_key = head.household_key
),

worded as (
    select
        judged.*,
        {{ words_where(contradictions, 1, ';') }} as contradicting,
        {{ words_where(contradictions, 2, '；') }} as detail_zh
    from judged
)

select
    {{ finding('DQ-06', 'worded') }},
    'HJ02.relation;' || contradicting as fields,
    detail_zh
from worded
where contradicting <> ''
