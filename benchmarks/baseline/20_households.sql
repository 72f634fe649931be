-- Households and their members. What rules must know about a household or member, and nobody may read, stays in temporary tables.
create temp table household_row as
select
    * exclude (money_factor, hamlet_name, helper_name, remark) replace (public_code('grid_code', grid_code) as grid_code),
    key_part('household_code', household_code) as record_key, token('household', household_code) as household_key,
    coalesce(household_status = '在册', false) as is_registered
from standing_rows('hj01');

create table core.fct_household as select * exclude (household_code, head_name, head_id_no, household_phone) from household_row;

create temp table member as
select
    * exclude (money_factor, household_code, person_code, person_name, work_place),
    key_part('person_code', person_code) as record_key, token('household', household_code) as household_key, token('person', person_code) as person_key,
    coalesce(person_status = '在册', false) as is_registered, age_on(birth_date, d()) as age_years, id_ok(id_no) as id_is_right
from standing_rows('hj02');

create table core.fct_person as select * exclude (id_no, id_is_right, birth_date, health, disability_code, phone) from member;

-- Members of each household, counted once for all rules.
create temp table household_size as
select household_key, count_if(is_registered) as members, count(*) as listed from member where household_key is not null group by all;
