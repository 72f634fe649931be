-- One row per spell of work that contradicts itself, another spell of the person, or what the member register says of the person.
-- Spells may touch in one month; a month that is blank overlaps nothing. School, labour and 特困 are those at D and speak of work at D only.
-- Whether work has ended is said on the last day of the ledger. A person whom no member register of any unit lists cannot be judged and is told.
{%- set faults = [
    ("is_unknown", "'JY01.person_code'", "'家庭成员台账中没有此人'"),
    ("start_month > end_month", "'JY01.start_month;JY01.end_month'", "'开始时间晚于结束时间'"),
    ("is_overlapping", "'JY01.start_month;JY01.end_month'", "'与本人另一条务工记录时间重叠'"),
    ("is_employed = '否' and end_month is null", "'JY01.is_employed;JY01.end_month'", "'已不务工，结束时间为空'"),
    ("is_employed = '否' and months_to_end > 0", "'JY01.is_employed;JY01.end_month'", "'已不务工，结束时间却在以后'"),
    ("is_employed = '是' and months_to_end < 0", "'JY01.is_employed;JY01.end_month'", "'仍在务工，结束时间却在以前'"),
    ("is_employed = '是' and work_county is null", "'JY01.work_county'", "'务工所在县为空'"),
    ("is_employed = '是' and not has_employer", "'JY01.employer'", "'务工企业名称为空'"),
    ("is_employed = '是' and sector is null", "'JY01.sector'", "'所属行业为空'"),
    ("is_employed = '是' and job_channel is null", "'JY01.job_channel'", "'就业渠道为空'"),
    ("is_employed = '是' and monthly_wage_yuan is null", "'JY01.monthly_wage'", "'务工月收入为空'"),
    ("months_of_age < 12 * work_age_min.whole_number", "'JY01.start_month;HJ02.birth_date'", "'开始务工时未到规定年龄'"),
    ("is_employed = '是' and is_at_school", "'JY01.is_employed;HJ02.school_status'", "'在校生正在务工'"),
    ("is_employed = '是' and cannot_work", "'JY01.is_employed;HJ02.labour_skill'", "'无劳动力或丧失劳动力成员正在务工'"),
    ("is_employed = '是' and is_tekun", "'JY01.is_employed;HJ02.tekun'", "'特困供养成员正在务工'"),
] %}

with member as (
    select
        person_key,
        min(birth_date) as birth_date,
        bool_or(school_status is not null) as is_at_school,
        bool_or(labour_skill in ('无劳动力', '丧失劳动力')) as cannot_work,
        bool_or(tekun in ('农村特困', '城市特困')) as is_tekun
    from {{ ref('pop_member_registered') }}
    where person_key in (select spell.person_key from {{ ref('pop_employment_spell') }} as spell)
    group by person_key
),

known as (
    select distinct person_key
    from {{ ref('pop_member') }}
    where person_key in (select spell.person_key from {{ ref('pop_employment_spell') }} as spell)
),

ordered as (
    select
        spell.*,
        coalesce(spell.end_month, cast('9999-12-01' as date)) as until,
        {{ months_between_months('submission.period_end', 'spell.end_month') }} as months_to_end
    from {{ ref('pop_employment_spell') }} as spell
    inner join {{ ref('dim_submission') }} as submission on spell.submission_id = submission.submission_id
),

-- Of two spells that overlap each one sees the other: the earlier by the next start, the later by the last end so far.
judged as (
    select
        ordered.*,
        person_key is not null and start_month is not null and coalesce(
            lead(start_month) over (partition by person_key, start_month is null order by start_month, until, spell_seq) < until,
            false
        ) or person_key is not null and start_month is not null and coalesce(
            max(until) over (
                partition by person_key, start_month is null order by start_month, until, spell_seq
                rows between unbounded preceding and 1 preceding
            ) > start_month,
            false
        ) as is_overlapping
    from ordered
),

worded as (
    select
        judged.*,
        {{ words_where(faults, 1, ';') }} as fields,
        {{ words_where(faults, 2, '；') }} as detail_zh
    from (
        select
            judged.*,
            judged.person_key is not null and known.person_key is null as is_unknown,
            member.is_at_school, member.cannot_work, member.is_tekun,
            {{ months_between_months('member.birth_date', 'judged.start_month') }} as months_of_age
        from judged
        left join member on judged.person_key = member.person_key
        left join known on judged.person_key = known.person_key
    ) as judged
    {{ parameter('work_age_min', 'judged') }}
)

select
    {{ finding('DQ-18', 'worded') }},
    fields,
    detail_zh
from worded
where fields <> ''
