-- One row per registered member for whom not exactly one of education, school stage and reason for not going to school is filled in.
with judged as (
    select
        member.*,
        cast(education is not null as integer) + cast(school_status is not null as integer)
        + cast(no_school_reason is not null as integer) as filled
    from {{ ref('pop_member_registered') }} as member
)

select
    {{ finding('DQ-08', 'judged') }},
    'HJ02.education;HJ02.school_status;HJ02.no_school_reason' as fields,
    case when filled = 0 then '三项都为空' else '填了' || cast(filled as varchar) || '项' end as detail_zh
from judged
where filled <> 1
