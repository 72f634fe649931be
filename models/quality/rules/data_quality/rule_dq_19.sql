-- One row per welfare post whose holder is too young when hired or too old while serving, has too many posts at once, was paid for more months of the
-- year than served, counts in two groups, or works outside the county; or where the post and its months are not both filled in.
-- The year is that of the ledger. A person whom no member register lists cannot be judged and is told.
-- No form says who is of a village cadre's family: that part of the rule has nothing to read.
{%- set faults = [
    ("is_unknown", "'GY01.person_code'", "'家庭成员台账中没有此人'"),
    ("age_hired < post_age_min.whole_number", "'GY01.hire_date;HJ02.birth_date'", "'聘用时未到规定年龄'"),
    ("age_last >= post_age_max.whole_number", "'GY01.hire_date;HJ02.birth_date'", "'在岗时超过规定年龄'"),
    ("posts_at_once > max_posts.whole_number", "'GY01.person_code'", "'同时在岗数超过规定'"),
    ("paid_months > served_months", "'GY01.paid_months'", "'本年已发月数多于在岗月数'"),
    ("post_type is not null and paid_months is null", "'GY01.paid_months'", "'有岗位，已发月数为空'"),
    ("post_type is null and paid_months is not null", "'GY01.post_type'", "'有已发月数，岗位类型为空'"),
    ("is_in_two_groups", "'GY01.person_group'", "'同一人既按脱贫人口又按监测对象统计'"),
    ("is_open and works_outside", "'JY01.work_county;JY01.job_channel'", "'公益岗位的务工所在地不在本县'"),
] %}

with held as (
    select
        person_key,
        count(*) as posts_at_once,
        bool_or(person_group = '脱贫人口') and bool_or(person_group = '监测对象') as is_in_two_groups
    from {{ ref('pop_welfare_post') }}
    where is_open
    group by person_key
),

member as (
    select person_key, min(birth_date) as birth_date
    from {{ ref('pop_member_registered') }}
    where person_key in (select post.person_key from {{ ref('pop_welfare_post') }} as post)
    group by person_key
),

known as (
    select distinct person_key
    from {{ ref('pop_member') }}
    where person_key in (select post.person_key from {{ ref('pop_welfare_post') }} as post)
),

outside as (
    select distinct spell.person_key
    from {{ ref('pop_employment_spell') }} as spell
    left join {{ ref('int_county_spelling') }} as county
        on spell.reporting_unit_code = county.reporting_unit_code and spell.work_county = county.spelling
    where spell.is_open and spell.job_channel = '公益岗位' and spell.work_county is not null and county.spelling is null
),

timed as (
    select
        post.*,
        held.posts_at_once,
        post.is_open and coalesce(held.is_in_two_groups, false) as is_in_two_groups,
        outside.person_key is not null as works_outside,
        post.person_key is not null and known.person_key is null as is_unknown,
        member.birth_date,
        least(coalesce(post.leave_date, {{ as_of() }}), {{ as_of() }}) as last_day,
        least(coalesce(post.leave_date, submission.period_end), submission.period_end) as last_day_of_ledger,
        greatest(post.hire_date, cast(cast(extract(year from submission.period_end) as varchar) || '-01-01' as date)) as first_day_of_year
    from {{ ref('pop_welfare_post') }} as post
    inner join {{ ref('dim_submission') }} as submission on post.submission_id = submission.submission_id
    left join held on post.is_open and post.person_key = held.person_key
    left join outside on post.person_key = outside.person_key
    left join member on post.person_key = member.person_key
    left join known on post.person_key = known.person_key
),

judged as (
    select
        timed.*,
        {{ age_years('birth_date', 'hire_date') }} as age_hired,
        {{ age_years('birth_date', 'last_day') }} as age_last,
        greatest({{ months_between_months('first_day_of_year', 'last_day_of_ledger') }} + 1, 0) as served_months
    from timed
),

worded as (
    select
        judged.*,
        {{ words_where(faults, 1, ';') }} as fields,
        {{ words_where(faults, 2, '；') }} as detail_zh
    from judged
    {{ parameter('post_age_min', 'judged') }}
    {{ parameter('post_age_max', 'judged') }}
    {{ parameter('max_posts', 'judged') }}
)

select
    {{ finding('DQ-19', 'worded') }},
    fields,
    detail_zh
from worded
where fields <> ''
