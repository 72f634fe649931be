-- MI-07, MI-08, MI-10, MI-11: households that should have been seen.
create temp view screening as
from livelihoods.fct_screening where screen_round = (select round_code from screening_round);

create temp table approval as
select household_key, county_date from monitoring.fct_monitoring_episode where household_key is not null and is_identified;

-- A decision to include must be approved by the county within the term; until the term has passed there is nothing to report.
-- A blank day of screening cannot show that it was.
create temp view not_included as
from screening as s
where conclusion = '纳入监测' and coalesce(screen_date + days('identify_days') < d(), true) and not exists (
    from approval as a
    where a.household_key = s.household_key and a.county_date between s.screen_date and s.screen_date + days('identify_days')
);

insert into violation by name
select 'MI-07' as rule_id, 'PC01' as form_code, reporting_unit_code, record_key, household_key, submission_id, sheet, row_no
from screening where has_problem and conclusion = '无风险'
union by name
select 'MI-07' as rule_id, 'PC01' as form_code, reporting_unit_code, record_key, household_key, submission_id, sheet, row_no
from not_included;

insert into violation by name
select 'MI-08' as rule_id, 'PC01' as form_code, reporting_unit_code, record_key, household_key, submission_id, sheet, row_no
from screening where self_reported = '是' and conclusion is null
union by name
select 'MI-08' as rule_id, 'PC01' as form_code, reporting_unit_code, record_key, household_key, submission_id, sheet, row_no
from not_included where self_reported = '是'
union by name
select 'MI-08' as rule_id, 'JC01' as form_code, reporting_unit_code, record_key, household_key, submission_id, sheet, row_no
from monitoring.fct_monitoring_episode
where found_channel = '农户自主申报'
    and coalesce(least(coalesce(county_date, d()), d()) - found_date > days('identify_days'), county_date is null);

insert into violation by name
select
    'MI-10' as rule_id, 'HJ01' as form_code, h.reporting_unit_code, h.record_key, household_key, h.submission_id, h.sheet, h.row_no
from core.fct_household as h
left join (select household_key, count(*) as times from screening group by all) as seen using (household_key)
where h.is_registered and ifnull(times, 0) <> 1;

insert into violation by name
select 'MI-11' as rule_id, 'JC01' as form_code, reporting_unit_code, record_key, household_key, submission_id, sheet, row_no
from monitoring.fct_monitoring_episode left join household_size using (household_key)
where is_active and member_count is distinct from ifnull(members, 0);

insert into population by name
select 'MI-07' as rule_id, reporting_unit_code, count(*) as checked from screening group by all
union all by name
select 'MI-08' as rule_id, reporting_unit_code, count(*) as checked
from (
    select reporting_unit_code from screening where self_reported = '是'
    union all
    select reporting_unit_code from monitoring.fct_monitoring_episode where found_channel = '农户自主申报'
) group by all
union all by name
select 'MI-10' as rule_id, reporting_unit_code, count(*) as checked from core.fct_household where is_registered group by all
union all by name
select 'MI-11' as rule_id, reporting_unit_code, count(*) as checked from monitoring.fct_monitoring_episode where is_active group by all;
