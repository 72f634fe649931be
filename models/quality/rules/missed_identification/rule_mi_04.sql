-- One row per unmonitored household with a child of school age out of school: neither in school nor with a reason, or marked in the register.
-- Age counts on the day of school entry (school_cutoff) last before or on D; the upper age is no school age any more.
with child as (
    select member.household_key, count(*) as out_of_school
    from {{ ref('pop_member_registered') }} as member
    {{ parameter('school_cutoff', 'member') }}
    {{ parameter('edu_age_min', 'member') }}
    {{ parameter('edu_age_max', 'member') }}
    where
        member.school_status is null
        and member.no_school_reason is null
        and {{ age_years('member.birth_date', latest_month_day('school_cutoff.value', as_of())) }} >= edu_age_min.whole_number
        and {{ age_years('member.birth_date', latest_month_day('school_cutoff.value', as_of())) }} < edu_age_max.whole_number
    group by member.household_key
)

select
    {{ finding('MI-04', 'household') }},
    case
        when child.out_of_school is null then 'HJ01.has_dropout'
        else 'HJ02.school_status;HJ02.no_school_reason'
    end as fields,
    case
        when child.out_of_school is null then '农户台账有失学辍学'
        else '义务教育适龄成员' || cast(child.out_of_school as varchar) || '人的在校生状况和未上学原因都为空'
    end as detail_zh
from {{ ref('pop_household_unmonitored') }} as household
left join child on household.household_key = child.household_key
where child.household_key is not null or household.has_dropout = '是'
