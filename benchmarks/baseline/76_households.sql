-- DQ-15 to DQ-19, DQ-21, DQ-23, DQ-25: monitored households, work and registers that contradict each other.
create temp table in_place as
from (select 'JC02' as form_code, * from monitoring.fct_support_measure) where measure_status = '已落实' and episode_key is not null;

create temp table named_measure as
select episode_key, list(distinct measure_name) as names from in_place where measure_start <= d() group by all;

create temp table benefit as
select
    household_key, bool_or(dibao <> '未享受') as has_dibao, bool_or(tekun <> '不享受') as has_tekun, bool_or(disability_code is not null) as has_disability,
    bool_or(regexp_matches(school_status, '^(中职|高职高专|技师学院)')) as has_vocational,
    bool_or(labour_skill in ('普通劳动力', '技能劳动力', '弱劳动力或半劳动力')) as has_labour
from registered_member semi join active using (household_key) group by all;

-- Work outside the county: a county is named and is none of the unit's names.
create temp table spell as
select
    'JY01' as form_code, s.*,
    month_number(start_month) as first_month, ifnull(month_number(end_month), 999999) as last_month,
    work_county is not null and (reporting_unit_code, work_county) not in (select (reporting_unit_code, county_name) from county_name) as is_outside
from livelihoods.fct_employment_spell as s;

create temp table worker as
select household_key, bool_or(is_outside) as works_outside, bool_or(transport_subsidy_yuan > 0 and not is_outside) as is_subsidized_elsewhere
from spell where last_month >= year(d()) * 12 + 1 and household_key is not null group by all;

create temp view listed_person as select person_key from member where person_key is not null;

create temp table person_at_d as
select * from registered_member where person_key is not null
qualify row_number() over (partition by person_key order by submission_id, sheet, row_no) = 1;

-- What was paid is that of the year in which the ledger ends.
create temp table post as
select
    'GY01' as form_code, w.*,
    greatest(
        month_number(least(ifnull(leave_date, period_end), period_end)) - greatest(month_number(hire_date), year(period_end) * 12 + 1) + 1, 0
    ) as months_served
from livelihoods.fct_welfare_post as w join (select submission_id, period_end from standing) using (submission_id);

-- A household is what its last episode is.
create temp table monitored as
select household_key, min(monitor_category) as category, bool_and(is_eliminated) as eliminated
from episode where is_identified and not is_reflagged and household_key is not null group by all;

create temp view to_be_backed as
select r.* from registered as r where household_type = '脱贫户' or household_key in (select household_key from active where household_key is not null);

create temp table in_two_groups as
select person_key from post where is_open and person_key is not null
group by all having bool_or(person_group = '监测对象') and bool_or(person_group = '脱贫人口');

insert into violation by name
select rule_id, form_code, reporting_unit_code, record_key, household_key, submission_id, sheet, row_no
from (
    select 'DQ-15' as rule_id, *
    from active
    where identified_month is null or risk_1 is null or id_wage_yuan is null or id_business_yuan is null or id_property_yuan is null
        or id_transfer_yuan is null or id_expense_yuan is null or id_net_yuan is null or id_net_pc_yuan is null or id_claims_yuan is null
        or id_selfpay_yuan is null or id_dropout is null or id_unsafe_house is null or id_uninsured is null or id_unsafe_water is null
        or not has_contact_name or not has_contact_phone
        or (list_contains(risks, '其他') and not has_risk_other_note) or (list_contains(risks, '因自然灾害') and disaster_kind is null)
    union all by name
    select 'DQ-16' as rule_id, a.*
    from active as a join p using (reporting_unit_code) left join benefit using (household_key)
    where (
        county_date + whole(measure_days) < d() and not exists (
            from in_place as m where m.episode_key = a.episode_key and m.measure_start <= a.county_date + whole(p.measure_days)
        )
    ) or (
        has_labour and cast(county_date + to_months(whole(dev_measure_months)) as date) < d() and not exists (
            from in_place as m
            where m.episode_key = a.episode_key and m.measure_class in ('产业帮扶', '就业帮扶', '金融帮扶', '公益岗位帮扶')
                and m.measure_start <= cast(a.county_date + to_months(whole(p.dev_measure_months)) as date)
        )
    )
    union all by name
    select 'DQ-17' as rule_id, a.*
    from active as a left join named_measure using (episode_key) left join benefit using (household_key) left join worker using (household_key)
    where ifnull(list_contains(names, '低保'), false) <> ifnull(has_dibao, false)
        or ifnull(list_contains(names, '特困供养'), false) <> ifnull(has_tekun, false)
        or ifnull(list_contains(names, '残疾人补贴'), false) <> ifnull(has_disability, false)
        or (list_contains(names, '雨露计划') and not ifnull(has_vocational, false))
        or (list_contains(names, '外出务工补贴') and not ifnull(works_outside, false))
        or is_subsidized_elsewhere
    union all by name
    select 'DQ-18' as rule_id, s.*
    from spell as s join p using (reporting_unit_code) join standing using (submission_id) left join person_at_d as w using (person_key)
    where first_month > last_month
        -- Spells may touch in one month.
        or exists (
            from spell as o
            where o.person_key = s.person_key and (o.submission_id, o.sheet, o.row_no) <> (s.submission_id, s.sheet, s.row_no)
                and o.first_month < s.last_month and s.first_month < o.last_month
        )
        or (is_employed = '否' and (end_month is null or last_month > month_number(standing.period_end)))
        or (is_employed = '是' and last_month < month_number(standing.period_end))
        or s.person_key not in (from listed_person)
        or (
            is_employed = '是'
            and (work_county is null or not has_employer or sector is null or job_channel is null or monthly_wage_yuan is null)
        )
        or first_month - month_number(w.birth_date) < 12 * work_age_min
        or (is_employed = '是' and (w.school_status is not null or w.labour_skill in ('无劳动力', '丧失劳动力') or w.tekun <> '不享受'))
    union all by name
    select 'DQ-19' as rule_id, g.*
    from post as g join p using (reporting_unit_code) left join person_at_d as w using (person_key)
    where age_on(w.birth_date, hire_date) < post_age_min or age_on(w.birth_date, least(ifnull(leave_date, d()), d())) >= post_age_max
        or (is_open and (select count(*) from post as o where o.person_key = g.person_key and o.is_open) > max_posts)
        or paid_months > months_served
        or g.person_key not in (from listed_person)
        or (post_type is null) <> (paid_months is null)
        or (is_open and g.person_key in (from in_two_groups))
        or exists (from spell as s where g.is_open and s.person_key = g.person_key and s.is_open and job_channel = '公益岗位' and is_outside)
    union all by name
    select 'DQ-21' as rule_id, h.*
    from household as h
    join (pivot (select reporting_unit_code, member, cast(value as decimal(12, 2)) as value from family('area_max'))
        on member in ('cropland', 'forest', 'returned', 'orchard', 'grass', 'water') using any_value(value) group by reporting_unit_code
    ) as most using (reporting_unit_code)
    join p using (reporting_unit_code)
    where not coalesce(
        cropland_mu between 0 and cropland and forest_mu between 0 and forest and returned_mu between 0 and returned
        and orchard_mu between 0 and orchard and grass_mu between 0 and grass and water_mu between 0 and water, false
    ) or road_distance_km < 0 or road_distance_km > road_distance_max
    union all by name
    select 'DQ-23' as rule_id, r.*
    from registered as r left join monitored as m using (household_key)
    -- A category that is blank in the episode itself cannot be compared; a blank mark says that nothing was eliminated.
    where if(m.household_key is null, monitor_category is not null, category is not null and monitor_category is distinct from category)
        or coalesce(risk_eliminated = '是', false) <> ifnull(eliminated, false)
    union all by name
    select 'DQ-23' as rule_id, * from episode where is_identified and coalesce(risk_eliminated = '是', false) <> is_eliminated
    union all by name
    select 'DQ-25' as rule_id, b.*
    from to_be_backed as b join family using (household_key)
    where members > 0 and without_labour = members and (not ifnull(has_backing, false) or no_labour_backstop = '否')
);

insert into population by name
select 'pop_employment_spell' as population, reporting_unit_code, count(*) as checked from spell group by all
union all by name
select 'pop_welfare_post' as population, reporting_unit_code, count(*) as checked from post group by all
union all by name
select 'pop_household_listed' as population, reporting_unit_code, count(*) as checked from household group by all
union all by name
select 'pop_monitoring_status' as population, reporting_unit_code, count(*) as checked
from (select reporting_unit_code from registered union all select reporting_unit_code from episode where is_identified) group by all
union all by name
select 'pop_household_supported' as population, reporting_unit_code, count(*) as checked from to_be_backed group by all;
