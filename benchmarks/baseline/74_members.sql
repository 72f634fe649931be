-- DQ-01 to DQ-12, DQ-20: members who contradict themselves, their household or each other.
-- The head of a household with exactly one.
create temp table head as
select household_key, count(*) as heads, any_value(upper(left(id_no, 18))) as id_18, any_value(sex) as sex, any_value(birth_date) as birth_date
from registered_member where relation = '户主' and household_key is not null group by all;

create temp table spouses as
select household_key, count(*) as spouses from registered_member where relation = '配偶' and household_key is not null group by all;

create temp table related_to as
select reporting_unit_code, substr(param_id, 18) as sex, unnest(string_split(value, '|')) as relation
from parameter where starts_with(param_id, 'relation_sex_map:') and value is not null;

-- 学段 of several names: 七年级/八年级/九年级, 普通高中/中职; the labels of the code list begin with one of them. 18.. has no upper end.
create temp table stage as
select
    reporting_unit_code, label_zh as school_status, cast(split_part(value, '..', 1) as integer) as youngest,
    coalesce(try_cast(split_part(value, '..', 2) as integer), 999) as oldest
from (select reporting_unit_code, value, unnest(string_split(member, '/')) as name from family('school_age') where value is not null)
join reference('code_list') on starts_with(label_zh, name)
where code_list = 'school_status' and holds(valid_from, valid_to);

create temp view with_id as
select m.*
from person as m join text_parameter('id_lengths') using (reporting_unit_code)
where list_contains(string_split(value, '|'), cast(length(id_no) as varchar));

create temp table phone as
select form_code, reporting_unit_code, record_key, household_key, submission_id, sheet, row_no, household_phone as phone from household
union all by name
select form_code, reporting_unit_code, record_key, household_key, submission_id, sheet, row_no, phone from person;

create temp table shared_phone as
select phone, count(distinct household_key) as households from phone where phone is not null group by all having households > 1;

insert into violation by name
select rule_id, form_code, reporting_unit_code, record_key, household_key, submission_id, sheet, row_no
from (
    select 'DQ-01' as rule_id, m.*
    from person as m join text_parameter('id_lengths') using (reporting_unit_code)
    where not list_contains(string_split(value, '|'), cast(length(id_no) as varchar))
        or starts_with(id_no, '999999') or regexp_full_match(id_no, '[0-9.]+[eE][+-]?[0-9]+')
    union all by name
    select 'DQ-02' as rule_id, * from with_id where not id_is_right
    union all by name
    select 'DQ-03' as rule_id, *
    from with_id
    where id_is_right and (
        strftime(birth_date, '%Y%m%d') <> substr(id_no, 7, 8) or sex = if(cast(substr(id_no, 17, 1) as integer) % 2 = 1, '女', '男')
    )
    union all by name
    select 'DQ-04' as rule_id, m.*
    from registered_member as m
    semi join (
        select upper(left(id_no, 18)) as id_18 from registered_member where id_no is not null group by all having count(*) > 1
    ) as doubled on upper(left(m.id_no, 18)) = doubled.id_18
    union all by name
    select 'DQ-05' as rule_id, r.*
    from registered as r
    left join head using (household_key)
    left join spouses using (household_key)
    where household_key in (select household_key from household_size)
        and (ifnull(heads, 0) <> 1 or spouses > 1 or upper(left(head_id_no, 18)) <> head.id_18)
    union all by name
    select 'DQ-06' as rule_id, m.*
    from registered_member as m
    left join head as h on h.household_key = m.household_key and heads = 1
    left join related_to as r on r.reporting_unit_code = m.reporting_unit_code and r.relation = m.relation
    where m.sex <> r.sex
        or (m.relation = '配偶' and m.sex = h.sex)
        or (m.relation in ('之子', '之女') and m.birth_date < h.birth_date)
        or (m.relation in ('之父', '之母') and m.birth_date > h.birth_date)
    union all by name
    select 'DQ-07' as rule_id, r.*
    from registered as r left join household_size using (household_key)
    where ifnull(members, 0) = 0 or member_count is distinct from members
    union all by name
    select 'DQ-07' as rule_id, m.* from person as m anti join household as h on m.household_key = h.household_key
    union all by name
    select 'DQ-08' as rule_id, *
    from registered_member where (education is not null)::integer + (school_status is not null)::integer + (no_school_reason is not null)::integer <> 1
    union all by name
    select 'DQ-10' as rule_id, m.*
    from registered_member as m join stage using (reporting_unit_code, school_status)
    where age_years < youngest or age_years > oldest
    union all by name
    select 'DQ-11' as rule_id, m.*
    from registered_member as m join p using (reporting_unit_code)
    where (age_years < labour_age_min and labour_skill <> '无劳动力')
        or (school_status is not null and labour_skill <> '无劳动力')
        or (
            age_years >= labour_age_min and age_years < labour_age_max and health = '健康' and school_status is null
            and labour_skill in ('无劳动力', '丧失劳动力', '弱劳动力或半劳动力')
        )
        or (age_years >= labour_age_max and labour_skill in ('普通劳动力', '技能劳动力'))
        or (disability_code[1] = '4' and disability_code[2] in ('1', '2') and labour_skill = '普通劳动力')
    union all by name
    select 'DQ-12' as rule_id, m.*
    from registered_member as m join p using (reporting_unit_code)
    where coalesce((med_resident = '是') = (med_worker = '是'), true) and not coalesce(d() - birth_date between 0 and newborn_grace_days, false)
    union all by name
    select 'DQ-20' as rule_id, phone.*
    from phone left join shared_phone using (phone) left join p using (reporting_unit_code)
    where not regexp_full_match(phone, '1[3-9][0-9]{9}') or households > phone_share_max
);

insert into population by name
select 'pop_member' as population, reporting_unit_code, count(*) as checked from person group by all
union all by name
select 'pop_member_registered' as population, reporting_unit_code, count(*) as checked from registered_member group by all
union all by name
select 'pop_member_with_id' as population, reporting_unit_code, count(*) as checked from with_id group by all
union all by name
select 'pop_member_id_valid' as population, reporting_unit_code, count(*) as checked from with_id where id_is_right group by all
union all by name
select 'pop_member_at_school' as population, reporting_unit_code, count(*) as checked
from registered_member where school_status is not null group by all
union all by name
select 'pop_household_resident' as population, reporting_unit_code, count(*) as checked from registered group by all
union all by name
select 'pop_household_or_member' as population, reporting_unit_code, count(*) as checked
from (select reporting_unit_code from registered union all select reporting_unit_code from person) group by all
union all by name
select 'pop_phone' as population, reporting_unit_code, count(*) as checked from phone group by all;
