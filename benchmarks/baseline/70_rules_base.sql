-- What all rules use: their reference, the parameters, the round and month that are judged, views with the form of each fact, and the tables
-- that violations and numbers of records go to.
create temp table rule as from reference('rule');
create temp table unit as
select reporting_unit_code, cast(display_order as integer) as place from reference('reporting_unit') where holds(valid_from, valid_to);

-- Per unit the nearest scope speaks: unit, city, province, nation; there the row that began last. The bureau's own row replaces the project's of
-- the same start. A blank value is no value, and no farther scope stands in for it.
create temp table parameter_row as
with offered as (
    select param_id, scope_code, cast(valid_from as date) as valid_from, cast(valid_to as date) as valid_to, value, 1 as source
    from landed('parameter_override')
    union all
    select param_id, scope_code, cast(valid_from as date) as valid_from, cast(valid_to as date) as valid_to, value, 2 as source
    from reference('parameter')
),

scope as (
    select reporting_unit_code, reporting_unit_code as scope_code, 1 as distance from unit
    union all
    select reporting_unit_code, scope_code, cast(distance as integer) as distance from unit cross join reference('parameter_scope')
)

from (from offered qualify source = min(source) over (partition by param_id, scope_code, valid_from)) join scope using (scope_code);

create temp table parameter as
select reporting_unit_code, param_id, nullif(trim(value), '') as value
from parameter_row where holds(valid_from, valid_to)
qualify row_number() over (partition by reporting_unit_code, param_id order by distance, valid_from desc) = 1;

-- The monitoring line on every day on which some record needs it.
create temp table line as
with day as (
    select identified_month as day from monitoring.fct_monitoring_episode
    union select eliminated_month from monitoring.fct_risk_elimination
    union select period_end from livelihoods.fct_household_income
    union select cast(period_end as date) from reference('reporting_round')
)

select reporting_unit_code, day, try_cast(value as decimal(12, 2)) as line
from parameter_row join day on day between valid_from and coalesce(valid_to, day)
where param_id = 'monitor_line'
qualify row_number() over (partition by reporting_unit_code, day order by distance, valid_from desc) = 1;

-- One row per unit with the parameters that rules compare with, at D. What is stated in 万元 is in 元 here.
create temp table p as
pivot (
    select reporting_unit_code, param_id, try_cast(value as decimal(12, 4)) as value from parameter where param_id not like '%:%'
) on param_id in (
    'identify_days', 'publicity_days', 'alert_verify_days', 'min_months', 'newborn_grace_days', 'labour_age_min', 'labour_age_max', 'work_age_min',
    'post_age_min', 'post_age_max', 'max_posts', 'wage_floor', 'net_pc_floor', 'monthly_wage_min', 'monthly_wage_max', 'measure_days',
    'dev_measure_months', 'phone_share_max', 'road_distance_max', 'income_tol', 'gain_tol', 'asset_publicity_days', 'asset_register_days',
    'idle_months', 'income_shortfall', 'value_tol', 'yield_floor', 'start_days', 'settle_days', 'settle_share', 'industry_share_min',
    'carry_years', 'identify_income_cap', 'labour_share_cap', 'rigid_share_cap', 'stable_months', 'stable_rounds', 'sharp_fall_share',
    'fall_watch_factor', 'edu_age_min', 'edu_age_max', 'money_tol', 'tender_threshold'
) using any_value(value) group by reporting_unit_code;
update p set money_tol = money_tol * 10000, tender_threshold = tender_threshold * 10000;
create macro whole(number) as cast(number as integer);
-- A parameter that is text: a day of the year, a month, a list.
create macro text_parameter(name) as table select reporting_unit_code, value from parameter where param_id = name;
-- A family of parameters, one row per member: school_age:小学.
create macro family(name) as table
select reporting_unit_code, substr(param_id, length(name) + 2) as member, value from parameter where starts_with(param_id, name || ':');

create macro label_of(list) as table
select label_zh, cast(code as varchar) as code from reference('code_list') where code_list = list and holds(valid_from, valid_to);

-- The names of a unit, and of the counties in which its villages lie.
create temp table county_name as
select reporting_unit_code, name_zh as county_name from reference('reporting_unit') where holds(valid_from, valid_to)
union
select reporting_unit_code, unnest(string_split(aliases, '|')) from reference('reporting_unit') where holds(valid_from, valid_to)
union
select reporting_unit_code, county_name from region;

create temp table screening_round as
select round_code, cast(period_start as date) as starts, cast(period_end as date) as ends
from reference('reporting_round') where form_code = 'PC01' and cast(period_end as date) <= d()
order by ends desc limit 1;

create temp view household as select 'HJ01' as form_code, * from household_row;
create temp view registered as from household where is_registered;
create temp view person as select 'HJ02' as form_code, * from member;
create temp view registered_member as from person where is_registered;
create temp view screening as
select 'PC01' as form_code, * from livelihoods.fct_screening where screen_round = (select round_code from screening_round);
create temp view episode as select 'JC01' as form_code, *, [risk_1, risk_2, risk_3, risk_4, risk_5] as risks from monitoring.fct_monitoring_episode;
create temp view active as from episode where is_active;
-- The ledger lists decided cases: a blank day of decision is an error of the record, not a case in progress.
create temp view identified as from episode where is_identified or county_date is null;
create temp view effective as select 'JC03' as form_code, * from monitoring.fct_risk_elimination where is_effective;
create temp view supported as from effective where elim_mode = '帮扶消除';
create temp view unmonitored as
from registered where household_key is null or household_key not in (select household_key from active where household_key is not null);
create temp view asset as select 'ZC01' as form_code, * from assets.fct_asset;
create temp view project as select 'XM01' as form_code, * from projects.fct_project;
-- The step that a project has reached: 10 入库 to 80 移交; 90 已终止 stands outside their order, a project may end anywhere.
create temp table project_state as
select p.*, cast(s.code as integer) as step
from project as p left join label_of('project_status') as s on p.project_status = s.label_zh;
create temp view payment as from projects.fct_project_fund where form_code = 'ZJ02';
create temp view allocation as from projects.fct_project_fund where form_code = 'ZJ01';

-- The record of each rule: where it stands and whose it is. Sums of a unit have no row of their own.
create temp table violation (
    rule_id varchar, reporting_unit_code varchar, form_code varchar, record_key varchar, household_key varchar, submission_id varchar, sheet varchar,
    row_no integer
);

create temp table population (population varchar, reporting_unit_code varchar, checked bigint);
