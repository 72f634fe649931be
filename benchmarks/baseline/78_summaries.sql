-- DQ-24, PF-13: sums that somebody typed, against what they sum up. What could not be read of a ledger is in no sum: then nothing is compared, nor is a
-- month that ended after its ledger.
create temp table unread as
select distinct form_code, reporting_unit_code from landed('quarantine_cell') semi join standing using (submission_id);

create temp table village_sum as
select
    reporting_unit_code, village_code, screen_round, min(township_name) || '|' || min(village_name) || '|' || screen_round as record_key,
    count(*) as screened_hh, sum(member_count) as screened_p,
    count_if(self_reported = '是') as self_hh, sum(member_count) filter (self_reported = '是') as self_p,
    count_if(is_key = '是') as key_hh, sum(member_count) filter (is_key = '是') as key_p,
    count_if(conclusion = '纳入监测') as new_hh, sum(member_count) filter (conclusion = '纳入监测') as new_p,
    count_if(conclusion = '符合风险消除') as elim_hh, sum(member_count) filter (conclusion = '符合风险消除') as elim_p
from livelihoods.fct_screening group by reporting_unit_code, village_code, screen_round;

create temp table summary as
select
    'PC02' as form_code, submission_id, sheet, row_no, s.record_key, reporting_unit_code,
    unnest([s.screened_hh, s.screened_p, s.self_hh, s.self_p, s.key_hh, s.key_p, s.new_hh, s.new_p, s.elim_hh, s.elim_p])::decimal(28, 4) as stated,
    unnest([v.screened_hh, v.screened_p, v.self_hh, v.self_p, v.key_hh, v.key_p, v.new_hh, v.new_p, v.elim_hh, v.elim_p])::decimal(28, 4) as computed,
    0::decimal(18, 4) as tolerance
from monitoring.fct_screening_summary as s
left join village_sum as v using (reporting_unit_code, village_code, screen_round)
where village_code is not null and reporting_unit_code not in (select reporting_unit_code from unread where form_code = 'PC01')
union all by name
-- A screened village that a list of its round has no row for.
select
    'PC02' as form_code, min(s.submission_id) as submission_id, min(s.sheet) as sheet, v.record_key, v.reporting_unit_code,
    0::decimal(28, 4) as stated, any_value(v.screened_hh)::decimal(28, 4) as computed, 0::decimal(18, 4) as tolerance
from village_sum as v join monitoring.fct_screening_summary as s using (reporting_unit_code, screen_round)
where v.village_code is not null and v.reporting_unit_code not in (select reporting_unit_code from unread where form_code in ('PC01', 'PC02'))
group by v.reporting_unit_code, v.village_code, v.screen_round, v.record_key
having not bool_or(s.village_code is not distinct from v.village_code);

-- The latest month that had ended by D.
create temp table month as
select date_trunc('month', d() + 1)::date - 1 as last_day, date_trunc('month', last_day)::date as first_day, year(last_day) as year;

create temp view supported_household as
select reporting_unit_code, household_key, max(member_count) as members
from projects.fct_project_beneficiary where household_key is not null group by all;

create temp view ever_identified as
select reporting_unit_code, household_key, max(member_count) as members
from episode join month on county_date <= last_day where episode_seq = 1 group by all;

create temp view serving as
from post join month on hire_date <= last_day where leave_date is null or leave_date > last_day;

create temp table monthly as
select 'A01' as indicator, reporting_unit_code, sum(confirmed_value_yuan) as amount
from asset join month on coalesce(confirmed_date <= last_day, true) where is_confirmed group by all
union all select 'C03', reporting_unit_code, count(*) from industry.fct_cooperative where is_active group by all
union all select 'E03', reporting_unit_code, count(distinct person_key) from livelihoods.fct_job_assistance where willing = '是' and is_assisted group by all
union all select 'E04', reporting_unit_code, count(distinct person_key)
from spell join month on start_month <= last_day where is_employed = '是' and ifnull(end_month, last_day) >= first_day group by all
union all select 'E09', reporting_unit_code, count(distinct person_key) from serving group by all
union all select 'E10', reporting_unit_code, count(distinct person_key) from serving where person_group = '脱贫人口' group by all
union all select 'E11', reporting_unit_code, count(distinct person_key) from serving where person_group = '监测对象' group by all
union all
select 'E15', reporting_unit_code, count(distinct person_key) from livelihoods.fct_training where is_trained and is_completed = '是' group by all
union all select 'E16', reporting_unit_code, count(distinct person_key) from livelihoods.fct_training where is_certified group by all
union all select 'E17', reporting_unit_code, count(distinct person_key) from livelihoods.fct_training where is_highly_skilled group by all
union all select 'E18', reporting_unit_code, count(distinct credit_code) from livelihoods.fct_assessment_body where is_registered group by all
union all select 'J01', reporting_unit_code, count(*) from project join month on project_year = year group by all
union all select 'J08', reporting_unit_code, count(*) from project join month on actual_finish <= last_day group by all
union all select 'J10', reporting_unit_code, sum(fund_bridging_yuan) from project join month on project_year = year group by all
union all select 'J11', reporting_unit_code, sum(amount_yuan) from payment join month on entry_date <= last_day group by all
union all select 'J13', reporting_unit_code, count(*) from supported_household group by all
union all select 'J14', reporting_unit_code, sum(members) from supported_household group by all
union all select 'R03', reporting_unit_code, count(*) from ever_identified group by all
union all select 'R04', reporting_unit_code, sum(members) from ever_identified group by all
union all select 'R29', reporting_unit_code, count(*) from screening group by all
union all select 'R30', reporting_unit_code, sum(member_count) from screening group by all
union all select 'R31', reporting_unit_code, count(*) from screening where self_reported = '是' group by all
union all select 'R33', reporting_unit_code, count(*) from screening where is_key = '是' group by all
union all select 'R35', reporting_unit_code, count(*) from screening where conclusion = '纳入监测' group by all
union all select 'R37', reporting_unit_code, count(*) from screening where conclusion = '符合风险消除' group by all;

insert into summary by name
select
    'BB01' as form_code, b.submission_id, b.sheet, b.row_no, b.record_key, b.reporting_unit_code, value_cum_base as stated,
    ifnull(amount, 0) as computed, if(b.base_unit = '元', greatest(money_tol, cast(u.factor as bigint) * 0.00005), 0) as tolerance
from core.fct_county_monthly as b
join month on b.month = month.first_day
join reference('monthly_indicator') as i using (indicator_code)
semi join standing as s
    on s.form_code = i.form_code and s.reporting_unit_code = b.reporting_unit_code and (s.form_code = 'PC01' or s.period_end >= month.last_day)
anti join unread as r on r.form_code = i.form_code and r.reporting_unit_code = b.reporting_unit_code
left join reference('measure_unit') as u on u.unit = b.unit
left join monthly as m on m.indicator = b.indicator_code and m.reporting_unit_code = b.reporting_unit_code
left join p on p.reporting_unit_code = b.reporting_unit_code;

-- The 合计 of a sheet: n rounded parts and their rounded sum differ by less than n + 1 halves of the last decimal.
insert into summary by name
with decimals as (
    select distinct upper(parse_filename(parse_dirpath(file_name))) as form_code, name as column_name, scale
    from parquet_schema(getvariable('landing') || '/????/*.parquet') where scale > 0
)

select
    t.form_code, t.submission_id, t.sheet, '合计|' || t.sheet as record_key, t.reporting_unit_code, stated, accepted + quarantined as computed,
    coalesce((rows_data + 1) * cast(0.5 * power(0.1, scale) as decimal(10, 4)) - 0.0001, 0) as tolerance
from landed('sheet_sum') as t
semi join standing using (submission_id)
join landed('sheet_ledger') as s on s.submission_id = t.submission_id and s.sheet = t.sheet
left join decimals as f on f.form_code = t.form_code and f.column_name = t.column_name
anti join landed('quarantine_cell') as q on q.submission_id = t.submission_id and q.sheet = t.sheet and q.column_name = t.column_name;

insert into violation by name
select distinct 'DQ-24' as rule_id, form_code, reporting_unit_code, record_key, submission_id, sheet, row_no
from summary where abs(stated - ifnull(computed, 0)) > tolerance;

-- J13 of the latest month by D, per unit and for the city; a household of two units is one household of the city.
create temp table supported_total as
with stated as (
    select * from core.fct_county_monthly where indicator_code = 'J13' and month <= d()
    qualify month = max(month) over (partition by reporting_unit_code)
)

select
    'BB01' as form_code, submission_id, sheet, row_no, record_key, reporting_unit_code, value_cum_base as stated, ifnull(households, 0) as households
from stated left join (select reporting_unit_code, count(*) as households from supported_household group by all) using (reporting_unit_code)
union all by name
select
    'BB01' as form_code, '4112' as record_key, '4112' as reporting_unit_code, if(count(*) = count(value_cum_base), sum(value_cum_base), null) as stated,
    (select count(distinct household_key) from supported_household) as households
from stated having count(*) > 0;

insert into violation by name
select 'PF-13' as rule_id, form_code, reporting_unit_code, record_key, submission_id, sheet, row_no
from supported_total where stated is distinct from households;

insert into population by name
select 'pop_summary' as population, reporting_unit_code, count(*) as checked
from (select distinct form_code, submission_id, sheet, row_no, record_key, reporting_unit_code from summary where stated is not null) group by all
union all by name
select 'pop_beneficiary_total' as population, reporting_unit_code, count(*) as checked from supported_total group by all;
