-- WI-01, WI-07, WI-08, WI-11: households that are monitored and should not be, or not like this.
-- The ledger lists decided cases: a blank day of decision is an error of the record, not a case in progress.
create temp view identified as from monitoring.fct_monitoring_episode where is_identified or county_date is null;

insert into violation by name
select 'WI-01' as rule_id, 'JC01' as form_code, reporting_unit_code, record_key, household_key, submission_id, sheet, row_no
from monitoring.fct_monitoring_episode
where is_active and (
    (monitor_category = '脱贫不稳定户' and household_type is distinct from '脱贫户')
    or (monitor_category = '边缘易致贫户' and household_type is distinct from '一般农户')
);

insert into violation by name
select 'WI-07' as rule_id, 'JC01' as form_code, reporting_unit_code, record_key, household_key, submission_id, sheet, row_no
from identified
where not coalesce(
    found_date <= consent_date and consent_date <= visit_date and consent_date <= compare_date
    and visit_date <= review_date and compare_date <= review_date and review_date <= publicity_start
    and publicity_start <= publicity_end and publicity_end <= township_date and township_date <= county_date
    and county_date <= announce_date, false
);

insert into violation by name
select 'WI-08' as rule_id, 'JC01' as form_code, reporting_unit_code, record_key, household_key, submission_id, sheet, row_no
from identified
where publicity_end - publicity_start + 1 < days('publicity_days') or county_date - found_date > days('identify_days');

-- A member stands in an active household once, however many active episodes its household has.
create temp table active_member as
select upper(left(id_no, 18)) as id_18, m.reporting_unit_code, m.record_key, household_key, m.submission_id, m.sheet, m.row_no
from member as m semi join (from monitoring.fct_monitoring_episode where is_active) using (household_key)
where m.is_registered;

insert into violation by name
select 'WI-11' as rule_id, 'HJ02' as form_code, * exclude (id_18)
from active_member
semi join (select id_18 from active_member where id_18 is not null group by all having count(distinct household_key) > 1) using (id_18);

insert into population by name
select 'WI-01' as rule_id, reporting_unit_code, count(*) as checked from monitoring.fct_monitoring_episode where is_active group by all
union all by name
select unnest(['WI-07', 'WI-08']) as rule_id, reporting_unit_code, count(*) as checked from identified group by reporting_unit_code
union all by name
select 'WI-11' as rule_id, reporting_unit_code, count(*) as checked from active_member group by all;
