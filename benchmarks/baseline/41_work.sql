-- Work: spells of employment, help to find work, public-welfare posts, training, and the bodies that certify skills.
create table livelihoods.fct_employment_spell as
select
    j.* exclude (money_factor, household_code, person_code, person_name, id_no, employer, phone, remark, monthly_wage, transport_subsidy),
    key_part('person_code', person_code) || '|' || coalesce(spell_seq::varchar, '') as record_key,
    token('household', household_code) as household_key, token('person', person_code) as person_key,
    yuan(monthly_wage, money_factor) as monthly_wage_yuan, yuan(transport_subsidy, money_factor) as transport_subsidy_yuan,
    employer is not null as has_employer,
    -- A spell is open until the end of its last month.
    coalesce(is_employed = '是' and start_month <= d(), false) and coalesce(month_number(end_month) >= month_number(d()), true) as is_open
from standing_rows('jy01') as j;

create table livelihoods.fct_job_assistance as
select
    a.* exclude (money_factor, household_code, person_code, person_name, reason, remark),
    key_part('person_code', person_code) || '|' || coalesce(assist_seq::varchar, '') as record_key,
    token('household', household_code) as household_key, token('person', person_code) as person_key,
    reason is not null as has_reason,
    coalesce(assist_date <= d(), false) as is_assisted,
    is_assisted and coalesce(assist_result = '已就业', false) as is_placed
from standing_rows('jy02') as a;

create table livelihoods.fct_welfare_post as
select
    p.* exclude (money_factor, household_code, person_code, person_name, id_no, remark, monthly_pay)
    replace (public_code('post_code', post_code) as post_code),
    key_part('person_code', person_code) || '|' || key_part('post_code', p.post_code) || '|' || coalesce(hire_date::varchar, '') as record_key,
    token('household', household_code) as household_key, token('person', person_code) as person_key,
    yuan(monthly_pay, money_factor) as monthly_pay_yuan,
    coalesce(hire_date <= d(), false) and coalesce(leave_date > d(), true) as is_open
from standing_rows('gy01') as p;

create table livelihoods.fct_training as
select
    t.* exclude (money_factor, person_code, person_name, id_no, certificate_no, remark, subsidy) replace (public_code('course_code', course_code) as course_code),
    key_part('person_code', person_code) || '|' || key_part('course_code', t.course_code) as record_key,
    token('person', person_code) as person_key,
    yuan(subsidy, money_factor) as subsidy_yuan,
    coalesce(course_start <= d(), false) as is_trained,
    certificate_no is not null and coalesce(certificate_date <= d(), false) as is_certified,
    is_certified and coalesce(certificate_level in ('高级工', '技师', '高级技师'), false) as is_highly_skilled
from standing_rows('jn01') as t;

create table livelihoods.fct_assessment_body as
select
    b.* exclude (money_factor, remark) replace (public_code('credit_code', credit_code) as credit_code),
    key_part('credit_code', b.credit_code) as record_key,
    coalesce(registered_date <= d(), false) as is_registered
from standing_sums('jn02') as b;
