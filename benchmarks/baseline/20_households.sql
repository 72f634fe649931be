-- Households and their members. What rules must know about a member, and nobody may read, stays in a temporary table.
create table core.fct_household as
select
    h.* exclude (
        money_factor, seq, county_name, hamlet_name, household_code, head_name, head_id_no, household_phone, helper_name, remark
    ),
    public_code('household_code', h.household_code) as record_key,
    reporting_unit_code, token('household', h.household_code) as household_key, township_code, village_code,
    coalesce(household_status = '在册', false) as is_registered
from landed('hj01') as h
join standing using (submission_id)
left join township using (reporting_unit_code, township_name)
left join village using (reporting_unit_code, township_code, village_name)
where not exists (from replaced_township as r where r.submission_id = h.submission_id and r.township_code = township.township_code);

create temp table member as
select
    m.* exclude (
        money_factor, seq, county_name, household_code, person_code, person_name, phone, health, disability_code, work_place
    ),
    public_code('person_code', m.person_code) as record_key,
    reporting_unit_code, token('household', m.household_code) as household_key, token('person', m.person_code) as person_key,
    township_code, village_code,
    coalesce(person_status = '在册', false) as is_registered,
    -- 20220831 - 20000229 = 220602: completed years stand before the last four digits.
    case when birth_date <= d() then cast((cast(strftime(d(), '%Y%m%d') as integer) - cast(strftime(birth_date, '%Y%m%d') as integer)) // 10000 as integer) end
        as age_years
from landed('hj02') as m
join standing using (submission_id)
left join township using (reporting_unit_code, township_name)
left join village using (reporting_unit_code, township_code, village_name)
where not exists (from replaced_township as r where r.submission_id = m.submission_id and r.township_code = township.township_code);

create table core.fct_person as select * exclude (id_no, birth_date) from member;

-- Registered members of each household, counted once for all rules.
create temp table household_size as
select household_key, count(*) as members from member where is_registered and household_key is not null group by all;
