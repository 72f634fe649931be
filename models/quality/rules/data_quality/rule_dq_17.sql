-- One row per active episode whose measures in place and the benefits of the household contradict each other: one without the other, either way;
-- 雨露计划 without a student of a vocational school, 外出务工补贴 without work outside the county, a transport subsidy for other work than that.
-- Subsidies are those of a year: work that ended before the year of D is none, and an unnamed county is not outside.
{%- set contradictions = [
    ("has_dibao <> is_given_dibao", "'HJ02.dibao;JC02.measure_name'", "'低保'"),
    ("has_tekun <> is_given_tekun", "'HJ02.tekun;JC02.measure_name'", "'特困供养'"),
    ("has_disability <> is_given_disability", "'HJ02.disability_code;JC02.measure_name'", "'残疾人补贴'"),
    ("is_given_training and not has_student", "'HJ02.school_status;JC02.measure_name'", "'雨露计划'"),
    ("is_given_travel and not works_outside", "'JC02.measure_name;JY01.work_county'", "'外出务工补贴'"),
    ("has_subsidy_elsewhere", "'JY01.transport_subsidy;JY01.work_county'", "'年度交通费补助'"),
] %}

with given as (
    select
        episode_key,
        bool_or(measure_name = '低保') as is_given_dibao,
        bool_or(measure_name = '特困供养') as is_given_tekun,
        bool_or(measure_name = '残疾人补贴') as is_given_disability,
        bool_or(measure_name = '雨露计划') as is_given_training,
        bool_or(measure_name = '外出务工补贴') as is_given_travel
    from {{ ref('fct_support_measure') }}
    where is_in_place
    group by episode_key
),

members as (
    select
        household_key,
        bool_or(dibao in ('农村低保', '城市低保')) as has_dibao,
        bool_or(tekun in ('农村特困', '城市特困')) as has_tekun,
        bool_or(disability_code is not null) as has_disability,
        bool_or(school_status like '中职%' or school_status like '高职%' or school_status like '技师%') as has_student
    from {{ ref('pop_member_of_active_episode') }}
    group by household_key
),

work as (
    select
        spell.household_key,
        bool_or(spell.work_county is not null and county.spelling is null) as works_outside,
        bool_or(spell.transport_subsidy_yuan > 0 and (spell.work_county is null or county.spelling is not null)) as has_subsidy_elsewhere
    from {{ ref('pop_employment_spell') }} as spell
    left join {{ ref('int_county_spelling') }} as county
        on spell.reporting_unit_code = county.reporting_unit_code and spell.work_county = county.spelling
    where spell.end_month is null or extract(year from spell.end_month) >= extract(year from {{ as_of() }})
    group by spell.household_key
),

judged as (
    select
        episode.*,
        coalesce(given.is_given_dibao, false) as is_given_dibao,
        coalesce(given.is_given_tekun, false) as is_given_tekun,
        coalesce(given.is_given_disability, false) as is_given_disability,
        coalesce(given.is_given_training, false) as is_given_training,
        coalesce(given.is_given_travel, false) as is_given_travel,
        coalesce(members.has_dibao, false) as has_dibao,
        coalesce(members.has_tekun, false) as has_tekun,
        coalesce(members.has_disability, false) as has_disability,
        coalesce(members.has_student, false) as has_student,
        coalesce(work.works_outside, false) as works_outside,
        coalesce(work.has_subsidy_elsewhere, false) as has_subsidy_elsewhere
    from {{ ref('pop_episode_active') }} as episode
    left join given on episode.episode_key = given.episode_key
    left join members on episode.household_key = members.household_key
    left join work on episode.household_key = work.household_key
),

worded as (
    select
        judged.*,
        {{ words_where(contradictions, 1, ';') }} as fields,
        {{ words_where(contradictions, 2, '、') }} as detail_zh
    from judged
)

select
    {{ finding('DQ-17', 'worded') }},
    fields,
    '不一致的有：' || detail_zh as detail_zh
from worded
where fields <> ''
