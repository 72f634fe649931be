-- One row per registered member whose completed years of age at D lie outside the range of the school stage, both ends of which belong to it.
-- The stages of a range are the beginnings of the school states: 中职 stands for 中职一年级 and the years after.
with stage as (
    select
        family.reporting_unit_code, family.low, family.high,
        unnest(string_split(family.member, '/')) as beginning
    from {{ parameter_family('school_age') }} as family
),

school_range as (
    select stage.reporting_unit_code, code.label_zh as school_status, stage.low, stage.high
    from {{ ref('code_list') }} as code
    inner join stage on code.code_list = 'school_status' and starts_with(code.label_zh, stage.beginning)
    where {{ holds_at_as_of('code') }}
),

judged as (
    select
        member.*,
        school_range.low,
        school_range.high,
        {{ age_years('member.birth_date', as_of()) }} as age
    from {{ ref('pop_member_at_school') }} as member
    inner join school_range
        on
            member.reporting_unit_code = school_range.reporting_unit_code
            and member.school_status = school_range.school_status
)

select
    {{ finding('DQ-10', 'judged') }},
    'HJ02.school_status;HJ02.birth_date' as fields,
    case when age < low then '年龄小于该学段的下限' || cast(low as varchar) else '年龄大于该学段的上限' || cast(high as varchar) end
    || '周岁' as detail_zh
from judged
where age < low or age > high
