-- MI: households that should have been seen. gone: when the risk of an episode was declared gone, and until when that held.
create temp table approval as
with elimination as (
    select
        episode_key,
        list([county_date, if(revert_kind = '风险消除回退', ifnull(revert_date, '9999-12-31'), '9999-12-31')]) as gone
    from monitoring.fct_risk_elimination where county_date is not null and episode_key is not null group by all
)

select household_key, county_date, gone
from episode left join elimination using (episode_key) where household_key is not null and is_identified;

-- A decision to include must be approved by the county within the term; until the term has passed there is nothing to report.
-- A blank day of screening cannot show that it was.
create temp view not_included as
select s.*
from screening as s join p using (reporting_unit_code)
where conclusion = '纳入监测' and coalesce(screen_date + whole(identify_days) < d(), true) and not exists (
    from approval as a
    where a.household_key = s.household_key and a.county_date between s.screen_date and s.screen_date + whole(p.identify_days)
);

-- The latest accounted income of a household, and the months of a year that it covers; what of it is a year's income is income x 12 / months.
create temp table latest_income as
select
    fct_household_income.reporting_unit_code as income_unit,
    household_key, period_end, net_pc_yuan, net_pc_prev_yuan, month_number(period_end) - month_number(period_start) + 1 as months, line
from livelihoods.fct_household_income left join line on line.reporting_unit_code = fct_household_income.reporting_unit_code and day = period_end
where period_end <= d() and period_start <= period_end and net_pc_yuan is not null and household_key is not null
qualify row_number() over (partition by household_key order by period_end desc, period_start desc, submission_id desc, sheet desc, row_no desc) = 1;

-- Per unmonitored household: its accounted income or else what the round found, against the line.
create temp table below_line as
select u.*, i.period_end as accounted_until
from unmonitored as u
left join latest_income as i using (household_key)
left join (select household_key, min(found_net_pc_yuan) as found, count(*) > count(found_net_pc_yuan) as is_blank from screening group by all) as s using (household_key)
left join line as l on l.reporting_unit_code = u.reporting_unit_code and l.day = (select ends from screening_round)
where coalesce(i.net_pc_yuan * 12 < i.line * i.months, is_blank or s.found < l.line);

create temp table explained as
select household_key, max(round_end) as round_end from screening cross join (select ends as round_end from screening_round)
where conclusion = '不符合纳入（说明原因）' and has_not_included_reason and signed = '是' and household_key is not null group by all;

create temp table uncared as
select m.household_key
from registered_member as m join p using (reporting_unit_code)
where not coalesce(d() - birth_date between 0 and newborn_grace_days, false) and (
    ('是' is distinct from med_resident and '是' is distinct from med_worker)
    or (regexp_matches(health, '患有大病|长期慢性病') and '是' is distinct from med_serious)
);

create temp table out_of_school as
select m.household_key
from registered_member as m
join p using (reporting_unit_code)
join text_parameter('school_cutoff') as c using (reporting_unit_code)
where school_status is null and no_school_reason is null
    and age_on(birth_date, cast((year(d()) - if(strftime(d(), '%m-%d') < c.value, 1, 0)) || '-' || c.value as date)) >= edu_age_min
    and age_on(birth_date, cast((year(d()) - if(strftime(d(), '%m-%d') < c.value, 1, 0)) || '-' || c.value as date)) < edu_age_max;

-- Dispatched by D; a blank day of dispatch is not after it.
create temp view alert as select 'BM01' as form_code, * from alert_row where dispatch_date <= d() or dispatch_date is null;

-- Who was there when the round began: listed by a register of an earlier month, where the unit has one.
create temp table registered_before as
with listed as (
    select s.reporting_unit_code, token('household', f.household_code) as household_key
    from landed('hj01') as f join landed('submission') as s using (submission_id) join screening_round on s.period_end <= starts
    where s.status = 'in_force' and f.household_status = '在册'
)

select r.* from registered as r
where exists (from screening_round) and (
    reporting_unit_code not in (select reporting_unit_code from listed) or household_key in (select household_key from listed)
);

create temp view self_report as
select form_code, reporting_unit_code from screening where self_reported = '是'
union all
select form_code, reporting_unit_code from episode where found_channel = '农户自主申报';

-- The elimination in force that is the last of its household: of the last episode that was ever eliminated.
create temp table last_exit as
select e.*
from effective as e
where household_key is not null
qualify row_number() over (partition by household_key order by episode_seq desc, elim_seq desc, submission_id desc, row_no desc) = 1;

insert into violation by name
select rule_id, form_code, reporting_unit_code, record_key, household_key, submission_id, sheet, row_no
from (
    select 'MI-01' as rule_id, b.*
    from below_line as b left join explained as e using (household_key)
    -- A round says nothing about the income of later months.
    where not coalesce(e.round_end >= ifnull(accounted_until, e.round_end), false)
    union all by name
    select 'MI-02' as rule_id, * from unmonitored where is_dangerous_house = '是' or house_grade in ('C', 'D')
    union all by name
    select 'MI-03' as rule_id, * from unmonitored where safe_water = '否'
    union all by name
    select 'MI-04' as rule_id, * from unmonitored where has_dropout = '是' or household_key in (from out_of_school)
    union all by name
    select 'MI-05' as rule_id, * from unmonitored where household_key in (from uncared)
    union all by name
    select 'MI-06' as rule_id, a.*
    from alert as a join p using (reporting_unit_code)
    -- Monitored in time: approved between the verification and the last day allowed, or approved before and not gone on the day of verification.
    where (
        is_true_alert and verify_date + whole(identify_days) < d() and not exists (
            from approval as e
            where e.household_key = a.household_key and e.county_date <= a.verify_date + whole(p.identify_days)
                and (
                    e.county_date >= a.verify_date or gone is null
                    or len(list_filter(gone, lambda g: g[1] <= a.verify_date and g[2] > a.verify_date + whole(p.identify_days))) = 0
                )
        )
    ) or (not is_verified and coalesce(d() - dispatch_date > alert_verify_days, true))
    union all by name
    select 'MI-07' as rule_id, * from screening where has_problem and conclusion = '无风险'
    union all by name
    select 'MI-07' as rule_id, * from not_included
    union all by name
    select 'MI-08' as rule_id, * from screening where self_reported = '是' and conclusion is null
    union all by name
    select 'MI-08' as rule_id, * from not_included where self_reported = '是'
    union all by name
    select 'MI-08' as rule_id, e.*
    from episode as e join p using (reporting_unit_code)
    where found_channel = '农户自主申报'
        and coalesce(least(coalesce(county_date, d()), d()) - found_date > identify_days, county_date is null)
    union all by name
    select 'MI-09' as rule_id, x.*
    from last_exit as x
    left join latest_income as i using (household_key)
    where revert_date is null
        and not exists (from episode as e where e.household_key = x.household_key and e.episode_seq > x.episode_seq)
        and (
            (month_number(i.period_end) > month_number(x.eliminated_month) and i.net_pc_yuan * 12 < i.line * i.months)
            or exists (
                from household as h join standing using (submission_id)
                where h.household_key = x.household_key and h.is_registered and month_number(period_end) > month_number(x.eliminated_month)
                    and (is_dangerous_house = '是' or safe_water = '否' or has_dropout = '是' or has_uninsured = '是')
            )
        )
    union all by name
    select 'MI-10' as rule_id, r.*
    from registered_before as r left join (select household_key, count(*) as times from screening group by all) using (household_key)
    where ifnull(times, 0) <> 1
    union all by name
    select 'MI-11' as rule_id, a.*
    from active as a left join household_size using (household_key)
    where member_count is distinct from ifnull(members, 0)
    union all by name
    select 'MI-12' as rule_id, u.*
    from unmonitored as u
    join latest_income as i using (household_key)
    join p using (reporting_unit_code)
    where i.net_pc_yuan * 12 <= (1 - sharp_fall_share) * net_pc_prev_yuan * months
        and i.net_pc_yuan * 12 < fall_watch_factor * i.line * months
        and household_key not in (
            select household_key from screening
            where household_key is not null and (select ends from screening_round) >= i.period_end and regexp_matches(key_groups, '上年人均纯收入较低或明显减少|刚性支出较大或收入大幅缩减')
        )
);

insert into population by name
select 'pop_household_unmonitored' as population, reporting_unit_code, count(*) as checked from unmonitored group by all
union all by name
select 'pop_alert' as population, reporting_unit_code, count(*) as checked from alert group by all
union all by name
select 'pop_screening_of_round' as population, reporting_unit_code, count(*) as checked from screening group by all
union all by name
select 'pop_self_report' as population, reporting_unit_code, count(*) as checked from self_report group by all
union all by name
select 'pop_elimination_last' as population, reporting_unit_code, count(*) as checked from last_exit group by all
union all by name
select 'pop_household_registered' as population, reporting_unit_code, count(*) as checked
from registered_before group by all;
