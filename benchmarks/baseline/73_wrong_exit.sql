-- WE-02, WE-03, WE-05, WE-07: households whose risk was declared gone and was not.
create temp view effective as from monitoring.fct_risk_elimination where is_effective;
create temp view supported as from effective where elim_mode = '帮扶消除';
create temp view faded as from effective where elim_mode = '自然消除';
create temp view judged_by_term as
from supported
where eliminated_month is null
    or eliminated_month >= (select cast(value || '-01' as date) from parameter where param_id = 'min_months_from');

-- Months are counted by number: March to September is 6. A blank month, or no episode, cannot show the time.
insert into violation by name
select 'WE-02' as rule_id, 'JC03' as form_code, t.reporting_unit_code, t.record_key, t.household_key, t.submission_id, t.sheet, t.row_no
from judged_by_term as t
left join (
    select episode_key, max(identified_month) as identified_month from monitoring.fct_monitoring_episode group by all
) as e on t.episode_key = e.episode_key
where coalesce(datediff('month', e.identified_month, t.eliminated_month) < days('min_months'), true);

insert into violation by name
select 'WE-03' as rule_id, 'JC03' as form_code, e.reporting_unit_code, e.record_key, e.household_key, e.submission_id, e.sheet, e.row_no
from effective as e
where '是' in (el_dropout, el_house_damaged, el_uninsured, el_water_damaged) or exists (
    from core.fct_household as h
    where h.household_key = e.household_key and (is_dangerous_house = '是' or safe_water = '否' or has_dropout = '是')
);

insert into violation by name
select 'WE-05' as rule_id, 'JC03' as form_code, s.reporting_unit_code, s.record_key, s.household_key, s.submission_id, s.sheet, s.row_no
from supported as s
anti join monitoring.fct_support_measure as m
    on m.episode_key = s.episode_key and m.measure_status = '已落实' and m.measure_start <= s.county_date;

-- Who left in a later month was still there on the day of approval; who came in a later month was not yet.
insert into violation by name
select 'WE-07' as rule_id, 'JC03' as form_code, f.reporting_unit_code, f.record_key, f.household_key, f.submission_id, f.sheet, f.row_no
from faded as f
semi join member as m
    on m.household_key = f.household_key
    and (m.person_status = '在册') <> coalesce(m.change_month > f.county_date, false);

insert into population by name
select 'WE-02' as rule_id, reporting_unit_code, count(*) as checked from judged_by_term group by all
union all by name
select 'WE-03' as rule_id, reporting_unit_code, count(*) as checked from effective group by all
union all by name
select 'WE-05' as rule_id, reporting_unit_code, count(*) as checked from supported group by all
union all by name
select 'WE-07' as rule_id, reporting_unit_code, count(*) as checked from faded group by all;
