-- DQ-09, DQ-22, DQ-24: what holds for the rows of every form: codes, places, and sums.
create temp table label as
select code_list, label_zh from reference('code_list') where holds(valid_from, valid_to);
create macro bad(list, value) as value is not null and value not in (select label_zh from label where code_list = list);
create macro bad_in(list, value_list) as
    not list_has_all((select list(label_zh) from label where code_list = list), string_split(value_list, '、'));

-- A fact as rows of its form: where each stands, whose it is, and the place that was written.
create macro rows_of(form, fact) as table
select
    form as form_code,
    columns('^(submission_id|sheet|row_no|record_key|reporting_unit_code|household_key|township_name|village_name|township_code|village_code)$')
from query_table(fact);

create temp view placed as
from rows_of('ZC01', 'assets.fct_asset') union all by name from rows_of('ZC02', 'assets.fct_asset_income')
union all by name from rows_of('ZC03', 'assets.fct_asset_event') union all by name from rows_of('XM01', 'projects.fct_project')
union all by name from rows_of('XM02', 'projects.fct_project_beneficiary') union all by name from rows_of('HJ01', 'core.fct_household')
union all by name from rows_of('HJ02', 'core.fct_person') union all by name from rows_of('JC01', 'monitoring.fct_monitoring_episode')
union all by name from rows_of('JC02', 'monitoring.fct_support_measure') union all by name from rows_of('JC03', 'monitoring.fct_risk_elimination')
union all by name from rows_of('BM01', 'monitoring.fct_alert') union all by name from rows_of('WG01', 'monitoring.fct_grid')
union all by name from rows_of('PC01', 'livelihoods.fct_screening') union all by name from rows_of('PC02', 'monitoring.fct_screening_summary')
union all by name from rows_of('SZ01', 'livelihoods.fct_household_income') union all by name from rows_of('JY01', 'livelihoods.fct_employment_spell')
union all by name from rows_of('JY02', 'livelihoods.fct_job_assistance') union all by name from rows_of('GY01', 'livelihoods.fct_welfare_post')
union all by name from rows_of('JN01', 'livelihoods.fct_training') union all by name from rows_of('HZ01', 'industry.fct_cooperative')
union all by name from rows_of('PX02', 'industry.fct_business_entity') union all by name from rows_of('SF01', 'industry.fct_demonstration_village');

create temp view record as
from placed union all by name from rows_of('BB01', 'core.fct_county_monthly') union all by name from rows_of('HM01', 'quality.fct_exemption')
union all by name from rows_of('JN02', 'livelihoods.fct_assessment_body') union all by name from rows_of('PX01', 'industry.fct_industry_output')
union all by name select form_code, submission_id, sheet, row_no, record_key, reporting_unit_code from projects.fct_project_fund;

insert into violation by name
select 'DQ-09' as rule_id, form_code, reporting_unit_code, record_key, household_key, submission_id, sheet, row_no
from (
    from asset
    where bad('asset_category', asset_category) or bad('asset_type', asset_type) or bad('yes_no', confirmed_flag)
        or bad('ownership_level', ownership_level) or bad('operation_mode', operation_mode) or bad('asset_status', asset_status)
    union all by name select 'ZC02' as form_code, * from assets.fct_asset_income where bad('yes_no', is_out_of_poverty_village)
    union all by name select 'ZC03' as form_code, * from assets.fct_asset_event where bad('asset_event_type', event_type)
    union all by name
    from project
    where bad('project_type', project_type) or bad('build_nature', build_nature) or bad('project_status', project_status)
        or bad_in('linkage_mode', linkage_modes)
    union all by name
    select 'XM02' as form_code, * from projects.fct_project_beneficiary
    where bad('household_group', household_group) or bad('linkage_mode', linkage_mode)
    union all by name
    from projects.fct_project_fund where bad('fund_level', fund_level) or bad('fund_task', fund_task) or bad('pay_kind', pay_kind)
    union all by name
    from household
    where bad('household_type', household_type) or bad('monitor_category', monitor_category) or bad('yes_no', risk_eliminated)
        or bad('yes_no', no_labour_backstop) or bad('yes_no', is_dangerous_house) or bad('house_grade', house_grade) or bad('yes_no', safe_water)
        or bad('yes_no', has_dropout) or bad('yes_no', has_uninsured) or bad('yes_no', has_electricity) or bad('yes_no', has_toilet)
        or bad('yes_no', road_hardened) or bad('yes_no', in_coop) or bad('household_status', household_status)
    union all by name
    from person
    where bad('sex', sex) or bad('id_type', id_type) or bad('relation', relation) or bad('political', political) or bad('education', education)
        or bad('school_status', school_status) or bad('no_school_reason', no_school_reason) or bad_in('health', health)
        or bad('labour_skill', labour_skill) or bad('yes_no', med_resident) or bad('yes_no', med_worker) or bad('yes_no', med_serious)
        or bad('yes_no', pension_resident) or bad('yes_no', pension_worker) or bad('dibao', dibao) or bad('tekun', tekun)
        or bad_in('post_type', post_types) or bad('person_status', person_status) or bad('change_reason', change_reason)
    union all by name
    from episode
    where bad('household_type', household_type) or bad('monitor_category', monitor_category) or bad('found_channel', found_channel)
        or bad('risk', risk_1) or bad('risk', risk_2) or bad('risk', risk_3) or bad('risk', risk_4) or bad('risk', risk_5)
        or bad('disaster_kind', disaster_kind) or bad('yes_no', id_dropout) or bad('yes_no', id_unsafe_house) or bad('yes_no', id_uninsured)
        or bad('yes_no', id_unsafe_water) or bad('dev_support_status', dev_support_status) or bad('yes_no', risk_eliminated)
    union all by name
    select 'JC02' as form_code, * from monitoring.fct_support_measure
    where bad('measure_class', measure_class) or bad('measure_name', measure_name) or bad('risk', target_risk) or bad('measure_status', measure_status)
    union all by name
    select 'JC03' as form_code, * from monitoring.fct_risk_elimination
    where bad('elim_mode', elim_mode) or bad('yes_no', el_dropout) or bad('yes_no', el_house_damaged) or bad('yes_no', el_uninsured)
        or bad('yes_no', el_water_damaged) or bad('revert_kind', revert_kind)
    union all by name
    select 'BM01' as form_code, * from monitoring.fct_alert
    where bad('dept', dept) or bad('alert_type', alert_type) or bad('match_status', match_status) or bad('verify_result', verify_result)
        or bad('yes_no', included)
    union all by name select 'WG01' as form_code, * from monitoring.fct_grid where bad('grid_level', grid_level)
    union all by name
    select 'PC01' as form_code, * from livelihoods.fct_screening
    where bad('screen_mode', screen_mode) or bad('yes_no', self_reported) or bad('yes_no', is_key) or bad_in('key_group', key_groups)
        or bad('yes_no', found_education) or bad('yes_no', found_medical) or bad('yes_no', found_house) or bad('yes_no', found_water)
        or bad('yes_no', found_sudden) or bad('screen_conclusion', conclusion) or bad('yes_no', signed)
    union all by name
    select 'SZ01' as form_code, * from livelihoods.fct_household_income
    where bad('household_group', household_group) or bad('income_item', weak_item) or bad('yes_no', signed)
    union all by name
    from spell
    where bad('household_type', household_type) or bad('monitor_category', monitor_category) or bad('labour_skill', labour_skill)
        or bad('yes_no', is_employed) or bad('job_channel', job_channel) or bad('job_batch', job_batch) or bad('yes_no', point_to_point)
    union all by name
    select 'JY02' as form_code, * from livelihoods.fct_job_assistance
    where bad('yes_no', willing) or bad('assist_mode', assist_mode) or bad('assist_result', assist_result)
    union all by name
    from post
    where bad('person_group', person_group) or bad('post_type', post_type) or bad('yes_no', is_yipin) or bad('yes_no', is_temporary)
        or bad('post_fund_source', fund_source)
    union all by name
    select 'JN01' as form_code, * from livelihoods.fct_training
    where bad('person_group', person_group) or bad('yes_no', is_completed) or bad('certificate_type', certificate_type)
        or bad('certificate_level', certificate_level)
    union all by name select 'JN02' as form_code, * from livelihoods.fct_assessment_body where bad('body_kind', body_kind)
    union all by name
    select 'HZ01' as form_code, * from industry.fct_cooperative
    where bad('coop_type', coop_type) or bad('industry', main_industry) or bad('coop_status', coop_status)
    union all by name
    select 'PX01' as form_code, * from industry.fct_industry_output
    where bad('industry', industry) or bad('variety', variety) or bad('genealogy_system', genealogy_system)
        or bad('genealogy_category', genealogy_category) or bad('unit', value_unit)
    union all by name
    select 'PX02' as form_code, * from industry.fct_business_entity where bad('entity_type', entity_type) or bad('industry', industry)
    union all by name
    select 'SF01' as form_code, * from industry.fct_demonstration_village where bad('village_programme', programme) or bad('honour_level', level)
    union all by name select 'BB01' as form_code, * from core.fct_county_monthly where bad('unit', unit)
);

-- Rows that name a county which is none of the unit's.
create macro other_county(seed) as table
select submission_id, sheet, row_no from landed(seed) join standing using (submission_id) anti join county_name using (reporting_unit_code, county_name)
where county_name is not null;

create temp table elsewhere as
from other_county('zc01') union all from other_county('zc02') union all from other_county('zc03') union all from other_county('xm01')
union all from other_county('xm02') union all from other_county('hj01') union all from other_county('hj02') union all from other_county('jc01')
union all from other_county('jc02') union all from other_county('jc03') union all from other_county('bm01') union all from other_county('wg01')
union all from other_county('pc01') union all from other_county('pc02') union all from other_county('sz01') union all from other_county('jy01')
union all from other_county('jy02') union all from other_county('gy01') union all from other_county('jn01') union all from other_county('hz01')
union all from other_county('px02') union all from other_county('sf01');

insert into violation by name
select 'DQ-22' as rule_id, form_code, reporting_unit_code, record_key, household_key, submission_id, sheet, row_no
from placed
where (township_name is not null and township_code is null)
    or (village_name is not null and village_code is null and (township_name is null or township_code is not null))
    or (submission_id, sheet, row_no) in (select (submission_id, sheet, row_no) from elsewhere);

insert into population by name
select 'pop_record' as population, reporting_unit_code, count(*) as checked from record group by all
union all by name
select 'pop_record_with_place' as population, reporting_unit_code, count(*) as checked from placed group by all;
