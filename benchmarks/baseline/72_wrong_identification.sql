-- WI: households that are monitored and should not be, or not like this.
-- What the members of each household show, whoever is still there or has left; a share of labour is that of those who are still there.
create temp table family as
select
    household_key,
    coalesce(bool_or(contains(health, '残疾')), false) as has_disabled,
    coalesce(bool_or(regexp_matches(health, '患有大病|长期慢性病')), false) as has_ill,
    bool_or(school_status is not null) as has_student,
    count(*) as listed, count_if(labour_skill in ('无劳动力', '丧失劳动力')) as listed_without_labour, count_if(is_registered) as members,
    count_if(is_registered and labour_skill in ('普通劳动力', '技能劳动力')) as full_labour,
    count_if(is_registered and labour_skill in ('无劳动力', '丧失劳动力')) as without_labour,
    bool_or(is_registered and (dibao <> '未享受' or tekun <> '不享受')) as has_backing
from member semi join (select household_key from episode union select household_key from registered where household_type = '脱贫户') using (household_key)
group by all;

-- A member stands in an active household once, however many active episodes its household has.
create temp table active_member as
select m.*, upper(left(id_no, 18)) as id_18 from registered_member as m semi join active using (household_key);

create temp table known_household as
select household_key, bool_or(is_registered) as is_registered from household where household_key is not null group by all;

insert into violation by name
select rule_id, form_code, reporting_unit_code, record_key, household_key, submission_id, sheet, row_no
from (
    select 'WI-01' as rule_id, *
    from active
    where (monitor_category = '脱贫不稳定户' and household_type is distinct from '脱贫户')
        or (monitor_category = '边缘易致贫户' and household_type is distinct from '一般农户')
    union all by name
    select 'WI-02' as rule_id, i.*
    from identified as i left join line as l on l.reporting_unit_code = i.reporting_unit_code and day = identified_month
    where (monitor_category in ('脱贫不稳定户', '边缘易致贫户') and not coalesce(id_net_pc_yuan < line, false))
        or (monitor_category = '突发严重困难户' and not coalesce(id_net_pc_yuan >= line, false))
    union all by name
    select 'WI-03' as rule_id, i.* from identified as i join p using (reporting_unit_code) where id_net_pc_yuan > identify_income_cap
    union all by name
    select 'WI-04' as rule_id, i.*
    from identified as i left join line as l on l.reporting_unit_code = i.reporting_unit_code and day = identified_month
    where risk_1 is null or (
        id_net_pc_yuan >= line and id_dropout = '否' and id_unsafe_house = '否' and id_uninsured = '否' and id_unsafe_water = '否'
        and id_selfpay_yuan = 0 and not list_has_any(risks, ['因自然灾害', '因意外事故', '因产业项目失败'])
    )
    union all by name
    select 'WI-05' as rule_id, a.*
    from active as a left join family as f using (household_key) join p using (reporting_unit_code)
    where (list_contains(risks, '因残') and not has_disabled)
        or (list_contains(risks, '因病') and not has_ill)
        or (list_contains(risks, '因学') and not has_student)
        or (list_contains(risks, '缺劳动力') and full_labour > labour_share_cap * members)
        or (list_contains(risks, '因务工就业不稳') and listed_without_labour = listed)
        or (list_contains(risks, '因安全住房') and id_unsafe_house = '否')
        or (list_contains(risks, '因安全饮水') and id_unsafe_water = '否')
    union all by name
    select 'WI-06' as rule_id, * from active where list_contains(risks, '因病') and ifnull(id_selfpay_yuan, 0) = 0
    union all by name
    select 'WI-07' as rule_id, *
    from identified
    where not coalesce(
        found_date <= consent_date and consent_date <= visit_date and consent_date <= compare_date
        and visit_date <= review_date and compare_date <= review_date and review_date <= publicity_start
        and publicity_start <= publicity_end and publicity_end <= township_date and township_date <= county_date
        and county_date <= announce_date, false
    )
    union all by name
    select 'WI-08' as rule_id, i.*
    from identified as i join p using (reporting_unit_code)
    where publicity_end - publicity_start + 1 < publicity_days or county_date - found_date > identify_days
    union all by name
    select 'WI-09' as rule_id, a.*
    from active as a join text_parameter('negative_list') as n using (reporting_unit_code)
    where exists (
        from alert as b cross join active_member as m
        where m.household_key = a.household_key and upper(left(b.id_no, 18)) = m.id_18 and b.verify_result = '属实无风险'
            and coalesce(b.verify_date <= d(), true)
            and list_contains(string_split(n.value, '|'), b.alert_type)
    )
    union all by name
    select 'WI-10' as rule_id, a.*
    from active as a left join household_size using (household_key) left join known_household as h using (household_key)
    where ifnull(members, 0) = 0 or not h.is_registered
    union all by name
    select 'WI-11' as rule_id, *
    from active_member
    where id_18 in (select id_18 from active_member where id_18 is not null group by all having count(distinct household_key) > 1)
    union all by name
    select 'WI-12' as rule_id, * from episode anti join known_household using (household_key)
);

insert into population by name
select 'pop_episode' as population, reporting_unit_code, count(*) as checked from episode group by all
union all by name
select 'pop_episode_active' as population, reporting_unit_code, count(*) as checked from active group by all
union all by name
select 'pop_episode_active_ill' as population, reporting_unit_code, count(*) as checked from active where list_contains(risks, '因病') group by all
union all by name
select 'pop_episode_identified' as population, reporting_unit_code, count(*) as checked from identified group by all
union all by name
select 'pop_member_of_active_episode' as population, reporting_unit_code, count(*) as checked from active_member group by all;
