-- WE: households whose risk was declared gone and was not.
create temp view faded as from effective where elim_mode = '自然消除';

create temp view judged_by_term as
select s.*
from supported as s join text_parameter('min_months_from') using (reporting_unit_code)
where eliminated_month is null or eliminated_month >= cast(value || '-01' as date);

create temp table measure as
select episode_key, list(distinct measure_class) as classes, list(distinct measure_name) as names
from monitoring.fct_support_measure where episode_key is not null group by all;

-- Which classes of measure answer a risk.
create temp table answer as
select reporting_unit_code, member as risk, string_split(value, '|') as classes from family('risk_measure_map') where value is not null;

-- The accountings that ended within the months before the county's decision; without its months or an income an accounting shows nothing.
create temp table income_before as
select
    s.reporting_unit_code, s.episode_key, s.elim_seq, round_code, period_end,
    net_pc_yuan * 12 < line * (month_number(period_end) - month_number(period_start) + 1) as was_below
from supported as s
join p using (reporting_unit_code)
join livelihoods.fct_household_income as i
    on i.household_key = s.household_key and period_end <= county_date
    and net_pc_yuan is not null and period_start <= period_end and period_end >= cast(county_date - to_months(whole(stable_months)) as date)
left join line on line.reporting_unit_code = i.reporting_unit_code and day = period_end;

insert into violation by name
select rule_id, form_code, reporting_unit_code, record_key, household_key, submission_id, sheet, row_no
from (
    select 'WE-01' as rule_id, s.*
    from supported as s join line as l on l.reporting_unit_code = s.reporting_unit_code and day = eliminated_month
    where el_net_pc_yuan < line
    union all by name
    -- Months are counted by number: March to September is 6. A blank month, or no episode, cannot show the time.
    select 'WE-02' as rule_id, t.*
    from judged_by_term as t
    join p using (reporting_unit_code)
    left join (select episode_key, max(identified_month) as identified_month from episode group by all) using (episode_key)
    where coalesce(month_number(eliminated_month) - month_number(identified_month) < min_months, true)
    union all by name
    select 'WE-03' as rule_id, *
    from effective as e
    where '是' in (el_dropout, el_house_damaged, el_uninsured, el_water_damaged) or exists (
        from household as h
        where h.household_key = e.household_key and h.is_registered and (is_dangerous_house = '是' or safe_water = '否' or has_dropout = '是')
            -- What the register says once the household is flagged again belongs to the next episode.
            and not exists (
                from episode as n where n.household_key = e.household_key and n.is_identified and n.episode_seq > e.episode_seq
            )
    )
    union all by name
    select 'WE-04' as rule_id, s.*
    from supported as s
    where (
        select bool_and(coalesce(m.labour_skill in ('无劳动力', '丧失劳动力'), false))
        from member as m
        where m.household_key = s.household_key and (m.person_status = '在册') <> coalesce(m.change_month > s.county_date, false)
    )
    union all by name
    select 'WE-05' as rule_id, *
    from supported as s
    where not exists (
        from monitoring.fct_support_measure as m
        where m.episode_key = s.episode_key and m.measure_start <= s.county_date
            and (m.measure_status = '已落实' or (m.measure_status = '已终止' and m.measure_end >= s.county_date))
    )
    union all by name
    select 'WE-06' as rule_id, s.*
    from supported as s
    where exists (
        from (select episode_key, unnest(risks) as risk from episode) as e
        join answer as a using (risk)
        left join measure as m using (episode_key)
        where e.episode_key = s.episode_key and a.reporting_unit_code = s.reporting_unit_code
            and not coalesce(list_has_any(m.classes, a.classes), false)
    )
    union all by name
    -- Who left in a later month was still there on the day of approval; who came in a later month was not yet.
    select 'WE-07' as rule_id, f.*
    from faded as f
    semi join member as m
        on m.household_key = f.household_key and (m.person_status = '在册') <> coalesce(m.change_month > f.county_date, false)
    union all by name
    select 'WE-08' as rule_id, e.*
    from effective as e join p using (reporting_unit_code)
    where not coalesce(
        visit_date <= review_date and review_date <= publicity_start and publicity_start <= publicity_end and publicity_end <= township_date
        and township_date <= county_date and publicity_end - publicity_start + 1 >= publicity_days, false
    )
    union all by name
    select 'WE-09' as rule_id, e.*
    from effective as e join measure using (episode_key)
    where (list_has_any(classes, ['就业帮扶', '公益岗位帮扶']) and el_wage_yuan = 0)
        or (list_has_any(names, ['低保', '特困供养', '残疾人补贴']) and el_transfer_yuan = 0)
        or (list_contains(classes, '产业帮扶') and el_business_yuan = 0)
    union all by name
    select 'WE-10' as rule_id, *
    from effective
    where el_wage_yuan is null or el_business_yuan is null or el_property_yuan is null or el_transfer_yuan is null or el_expense_yuan is null
        or el_net_yuan is null or el_net_pc_yuan is null or el_claims_yuan is null or el_selfpay_yuan is null
        or el_dropout is null or el_house_damaged is null or el_uninsured is null or el_water_damaged is null
    union all by name
    select 'WE-11' as rule_id, s.*
    from supported as s
    join p using (reporting_unit_code)
    left join (
        select episode_key, elim_seq, count(distinct round_code) as rounds, bool_or(was_below) as was_below from income_before group by all
    ) as i on i.episode_key = s.episode_key and i.elim_seq is not distinct from s.elim_seq
    where ifnull(rounds, 0) < stable_rounds or was_below
    union all by name
    select 'WE-12' as rule_id, s.*
    from supported as s join p using (reporting_unit_code)
    where el_selfpay_yuan - el_claims_yuan > 0 and el_selfpay_yuan - el_claims_yuan > rigid_share_cap * el_net_yuan
);

insert into population by name
select 'pop_elimination' as population, reporting_unit_code, count(*) as checked from effective group by all
union all by name
select 'pop_elimination_supported' as population, reporting_unit_code, count(*) as checked from supported group by all
union all by name
select 'pop_elimination_natural' as population, reporting_unit_code, count(*) as checked from faded group by all
union all by name
select 'pop_elimination_term' as population, reporting_unit_code, count(*) as checked from judged_by_term group by all;
