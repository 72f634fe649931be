"""The rules once more, in the plainest SQL, over the tables of ``whole``: what the sample city keeps.

Each query returns form and row id of every finding. Where the bureau has not confirmed a threshold, the one
used here is a placeholder (line 6000 until 2021, 6600 from 2022).
"""

_ELIMINATED = "effective e join JC01 j using (household_code, episode_seq)"
_STEPS = (
    "review_date <= publicity_start and publicity_start <= publicity_end and publicity_end <= township_date"
)

_LATEST = """(select household_code, coalesce(s.net_pc, p.found_net_pc) as income,
        case when s.net_pc is null then 12 else 9 end as months from HJ01
    left join (from SZ01 where round_code = '2022-2') s using (household_code) left join PC01 p using
        (household_code))"""
_AGED = "(select m.*, datesub('year', birth_date, d) as age from member m, as_of)"
_LINE = "case when year(identified_month) < 2022 then 600000 else 660000 end"

JUDGED = {
    "MI-07": """select 'PC01', id from PC01 where
        ('是' in (found_education, found_medical, found_house, found_water, found_sudden) and conclusion =
        '无风险')
        or (conclusion = '纳入监测' and not exists (select 1 from JC01 j where j.household_code =
        PC01.household_code
            and j.county_date between PC01.screen_date and PC01.screen_date + interval 15 day))""",
    "MI-08": """select 'PC01', id from PC01 where self_reported = '是' and conclusion is null
        union all select 'JC01', id from JC01 where found_channel = '农户自主申报' and county_date -
        found_date > interval 15 day""",
    "MI-10": """select 'HJ01', id from HJ01 where household_status = '在册'
        and (select count(*) from PC01 p where p.household_code = HJ01.household_code) <> 1""",
    "MI-11": """select 'JC01', id from active a where member_count <>
        (select count(*) from member m where m.household_code = a.household_code)""",
    "WI-01": """select 'JC01', id from active where (monitor_category = '脱贫不稳定户' and household_type
        <> '脱贫户')
        or (monitor_category = '边缘易致贫户' and household_type <> '一般农户')""",
    "WI-07": f"""select 'JC01', id from JC01 where not coalesce(found_date <= consent_date
        and consent_date <= least(visit_date, compare_date) and visit_date is not null and compare_date is
        not null
        and greatest(visit_date, compare_date) <= review_date and {_STEPS}
        and township_date <= county_date and county_date <= announce_date, false)""",
    "WI-08": """select 'JC01', id from JC01 where publicity_end - publicity_start < interval 4 day
        or county_date - found_date > interval 15 day""",
    "WI-11": """select 'HJ02', m.id from member m join active a using (household_code) where m.id_no in (
        select m.id_no from member m join active a using (household_code)
        group by m.id_no having count(distinct m.household_code) > 1)""",
    "WE-02": f"""select 'JC03', e.id from {_ELIMINATED} where elim_mode = '帮扶消除'
        and eliminated_month >= date '2022-04-01' and datediff('month', identified_month,
        eliminated_month) < 6""",
    "WE-03": """select 'JC03', e.id from effective e join HJ01 h using (household_code) where '是' in
        (el_dropout, el_house_damaged, el_uninsured, el_water_damaged, is_dangerous_house, has_dropout)
        or safe_water = '否'""",
    "WE-05": """select 'JC03', id from effective e where elim_mode = '帮扶消除' and not exists (select 1
        from JC02 m
        where (m.household_code, m.episode_seq) = (e.household_code, e.episode_seq)
        and measure_status = '已落实' and measure_start <= e.county_date)""",
    "WE-07": """select 'JC03', id from effective e where elim_mode = '自然消除'
        and exists (select 1 from member m where m.household_code = e.household_code)""",
    "MI-01": f"""select 'HJ01', calm.id from calm join {_LATEST} l using (household_code) join PC01 p using
        (household_code) where income * 12 < 660000 * months and not (conclusion = '不符合纳入（说明原因）'
        and not_included_reason <> '' and p.signed = '是')""",
    "MI-02": """select 'HJ01', id from calm where is_dangerous_house <> '否' or house_grade in ('C', 'D')""",
    "MI-03": "select 'HJ01', id from calm where safe_water <> '是'",
    "MI-04": f"""select 'HJ01', id from calm where has_dropout <> '否' or household_code in (
        select household_code from {_AGED} where age between 6 and 15 and school_status is null
        and no_school_reason is null)""",
    "MI-05": """select 'HJ01', id from calm where household_code in (select household_code from member
        where (med_resident <> '是' and med_worker <> '是')
        or (health like '%病%' and med_serious <> '是'))""",
    "MI-09": """select 'JC03', e.id from effective e join HJ01 h using (household_code), as_of
        where '是' in (is_dangerous_house, has_dropout, has_uninsured) and e.revert_date is null
        and datediff('month', eliminated_month, d) > 0""",
    "MI-12": """select 'HJ01', calm.id from calm join SZ01 s using (household_code)
        where round_code = '2022-2' and net_pc * 12 * 10 <= 7 * net_pc_prev * 9 and net_pc * 12 < 990000 * 9
        and not exists (select 1 from PC01 p where p.household_code = calm.household_code
        and (key_groups like '%明显减少%' or key_groups like '%大幅缩减%'))""",
    "WI-02": f"""select 'JC01', id from JC01 where
        (monitor_category <> '突发严重困难户' and id_net_pc >= {_LINE})
        or (monitor_category = '突发严重困难户' and id_net_pc < {_LINE})""",
    "WI-03": "select 'JC01', id from JC01 where id_net_pc > 2000000",
    "WI-04": f"""select 'JC01', id from JC01 where risk_1 is null or (id_net_pc >= {_LINE}
        and '是' not in (id_unsafe_house, id_unsafe_water, id_dropout, id_uninsured)
        and id_selfpay = 0 and risk_1 not in ('因自然灾害', '因意外事故',
        '因产业项目失败'))""",
    "WI-05": """select distinct 'JC01', id from (select a.id, a.household_code, risk,
        any_value(id_unsafe_house) as house,
        any_value(id_unsafe_water) as water,
            count(*) filter (health like '%残疾%') as disabled,
            count(*) filter (health like '%病%') as ill, count(school_status) as pupils,
            count(*) filter (labour_skill in ('普通劳动力', '技能劳动力')) as full_labour,
            count(*) filter (labour_skill not in ('无劳动力', '丧失劳动力')) as able, count(*) as n
        from active a join risk r using (household_code, episode_seq) join HJ02 m using (household_code)
        where risk is not null group by all)
        where (risk = '因残' and disabled = 0) or (risk = '因病' and ill = 0) or (risk = '因学' and pupils
        = 0)
        or (risk = '缺劳动力' and full_labour * 4 > n) or (risk = '因务工就业不稳' and able = 0)
        or (risk = '因安全住房' and house <> '是') or (risk = '因安全饮水' and water <> '是')""",
    "WI-06": """select distinct 'JC01', active.id from active
        join risk using (household_code, episode_seq) where risk = '因病' and
        coalesce(id_selfpay, 0) = 0""",
    "WI-10": """select 'JC01', id from active a where not exists (
        select 1 from member m where m.household_code = a.household_code)
        or household_code in (select household_code from HJ01 where household_status <> '在册')""",
    "WI-12": "select 'JC01', id from JC01 where household_code not in (select household_code from HJ01)",
    "WE-01": "select 'JC03', id from effective where elim_mode = '帮扶消除' and el_net_pc < 660000",
    "WE-04": """select 'JC03', e.id from effective e where elim_mode = '帮扶消除' and not exists (
        select 1 from member m where m.household_code = e.household_code
        and labour_skill not in ('无劳动力', '丧失劳动力'))""",
    "WE-06": """select distinct 'JC03', e.id from effective e join risk r using (household_code, episode_seq)
        where elim_mode = '帮扶消除' and risk is not null and not exists (select 1 from JC02 m
        where (m.household_code, m.episode_seq) = (e.household_code, e.episode_seq) and case risk
            when '因病' then measure_class in ('健康帮扶', '综合保障', '社会帮扶')
            when '因学' then measure_class in ('教育帮扶', '义务教育保障', '社会帮扶')
            when '因残' then measure_class in ('综合保障', '社会帮扶')
            when '因安全住房' then measure_class in ('住房安全保障', '搬迁')
            when '因安全饮水' then measure_class = '饮水安全保障'
            when '因务工就业不稳' then measure_class in ('就业帮扶', '公益岗位帮扶', '产业帮扶')
            when '因产业项目失败' then measure_class in ('产业帮扶', '金融帮扶')
            when '缺劳动力' then measure_class in ('综合保障', '公益岗位帮扶', '社会帮扶')
            else true end)""",
    "WE-08": f"""select 'JC03', id from effective where not coalesce(visit_date <= review_date and {_STEPS}
        and township_date <= county_date and publicity_end - publicity_start >= interval 4 day, false)""",
    "WE-09": """select distinct 'JC03', e.id from effective e join JC02 m using (household_code, episode_seq)
        where (measure_class in ('就业帮扶', '公益岗位帮扶') and el_wage = 0)
        or (measure_name in ('低保', '特困供养', '残疾人补贴') and el_transfer = 0)
        or (measure_class = '产业帮扶' and el_business = 0)""",
    "WE-10": """select 'JC03', id from effective where el_wage is null or el_business is null
        or el_property is null or el_transfer is null
        or el_expense is null or el_net is null or el_net_pc is null or el_claims is null or el_selfpay is
        null
        or el_dropout is null or el_house_damaged is null or el_uninsured is null or el_water_damaged is
        null""",
    "WE-11": """select 'JC03', id from effective e where elim_mode = '帮扶消除' and ((
        select count(*) from SZ01 s where s.household_code = e.household_code
        and s.period_end between e.county_date - interval 6 month and e.county_date) < 2
        or exists (select 1 from SZ01 s where s.household_code = e.household_code and
            net_pc * 12 < 660000 * (1 + datediff('month', s.period_start, s.period_end))))""",
    "WE-12": "select 'JC03', id from effective where el_selfpay - el_claims > el_net / 2",
    "DQ-02": """select 'HJ02', id from HJ02 where length(id_no) = 18 and id_no[18:18] <> '10X98765432'[1 +
        (list_sum(list_transform(
        [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2], lambda w, i: w * id_no[i:i]::int))::int %
        11)]""",
    "DQ-04": """select 'HJ02', id from member where id_no in (select id_no from member group by id_no
        having count(*) > 1)""",
    "DQ-07": """select 'HJ01', id from HJ01 where member_count <>
        (select count(*) from member m where m.household_code = HJ01.household_code)
        union all select 'HJ02', id from HJ02 where household_code not in (select household_code from
        HJ01)""",
    "DQ-13": """select 'SZ01', id from SZ01 where net <> wage + business_net + property + transfer
        or business_net <> business - business_expense or wage_work + wage_post > wage or
        property_dividend > property
        or transfer_dibao + transfer_tekun + transfer_pension + transfer_eco + transfer_other > transfer
        or net_pc <> (2 * net + member_count) // (2 * member_count)
        union all select 'JC01', id from JC01 where id_net <> id_wage + id_business - id_expense +
        id_property + id_transfer
        or id_net_pc <> (2 * id_net + member_count) // (2 * member_count)
        union all select 'JC03', e.id from effective e join JC01 j using (household_code, episode_seq)
        where el_net <> el_wage + el_business - el_expense + el_property + el_transfer
        or el_net_pc <> (2 * el_net + member_count) // (2 * member_count)""",
    "DQ-01": "select 'HJ02', id from HJ02 where length(id_no) <> 18",
    "DQ-03": """select 'HJ02', id from HJ02 where strftime(birth_date, '%Y%m%d') <> id_no[7:14]
        or (length(id_no) = 18 and (sex = '男') <> (try_cast(id_no[17:17] as int) % 2 = 1))""",
    "DQ-05": """select 'HJ01', id from HJ01 h where household_status = '在册' and (
        (select count(*) from member m where m.household_code = h.household_code and relation = '户主') <> 1
        or (select count(*) from member m where m.household_code = h.household_code and relation = '配偶')
        > 1
        or head_id_no <> (select min(id_no) from member m where m.household_code = h.household_code and
        relation = '户主'))""",
    "DQ-06": """select 'HJ02', m.id from member m join member h on h.household_code = m.household_code
        and h.relation = '户主'
        where (m.relation = '配偶' and m.sex = h.sex) or (m.relation in ('之子', '之孙子', '之父') and
        m.sex <> '男')
        or (m.relation in ('之女', '之儿媳', '之孙女', '之母') and m.sex <> '女')
        or (m.relation in ('之子', '之女', '之孙子', '之孙女') and m.birth_date <= h.birth_date)
        or (m.relation in ('之父', '之母') and m.birth_date >= h.birth_date)""",
    "DQ-08": """select 'HJ02', id from member where (education is null)::int + (school_status is null)::int
        + (no_school_reason is null)::int <> 2""",
    "DQ-09": """select 'HJ02', id from HJ02 where political not in ('中共党员', '中共预备党员',
        '共青团员', '群众')""",
    "DQ-10": f"""select 'HJ02', id from {_AGED} where case when school_status in ('学龄前儿童', '学前教育')
        then age >= 7 when school_status = '小学' then age not between 6 and 14
        when school_status like '_年级' then age not between 12 and 17
        when school_status like '普通高中%' or school_status like '中职%' then age not between 15 and 20
        when school_status is not null then age < 18 end""",
    "DQ-11": f"""select 'HJ02', id from {_AGED} where (age < 16 and labour_skill <> '无劳动力')
        or (school_status is not null and labour_skill <> '无劳动力')
        or (age between 16 and 59 and health = '健康' and school_status is null
            and labour_skill not in ('普通劳动力', '技能劳动力'))
        or (age >= 60 and labour_skill in ('普通劳动力', '技能劳动力'))
        or (disability_code in ('41', '42') and labour_skill = '普通劳动力')
        or (health like '%残疾%') <> (disability_code is not null)""",
    "DQ-12": "select 'HJ02', id from member where (med_resident = '是') = (med_worker = '是')",
    "DQ-14": """select 'SZ01', id from SZ01 where wage < 10000
        or least(wage, business, business_expense, property, transfer) < 0 or net_pc < 400000
        union all select 'JC01', id from JC01 where id_wage < 10000 or id_net_pc < 400000
        or least(id_wage, id_business, id_expense, id_property, id_transfer) < 0""",
    "DQ-15": """select 'JC01', id from active where identified_month is null or risk_1 is null
        or contact_name is null or contact_phone is null or id_claims is null or id_selfpay is null
        or ('其他' in (risk_1, risk_2) and risk_other_note is null)
        or ('因自然灾害' in (risk_1, risk_2) and disaster_kind is null)""",
    "DQ-16": """select 'JC01', id from active a where not exists (select 1 from JC02 m
        where (m.household_code, m.episode_seq) = (a.household_code, a.episode_seq) and measure_status =
        '已落实'
        and measure_start between a.county_date and a.county_date + interval 30 day)
        or (exists (select 1 from member m where m.household_code = a.household_code
            and labour_skill not in ('无劳动力', '丧失劳动力'))
        and not exists (select 1 from JC02 m where (m.household_code, m.episode_seq) = (a.household_code,
        a.episode_seq)
            and measure_class in ('产业帮扶', '就业帮扶', '金融帮扶', '公益岗位帮扶') and measure_status =
            '已落实'
            and measure_start <= a.county_date + interval 6 month))""",
    "DQ-17": """select 'JC01', a.id from active a join (select household_code,
            bool_or(dibao <> '未享受') as dibao, bool_or(tekun <> '不享受') as tekun,
            bool_or(disability_code is not null) as disabled from member group by all) x
        using (household_code)
        left join (select household_code, episode_seq, list(measure_name) as names from JC02 group by all) m
        using (household_code, episode_seq)
        where dibao <> list_contains(names, '低保') or tekun <> list_contains(names, '特困供养')
        or disabled <> list_contains(names, '残疾人补贴')""",
    "DQ-18": """select 'JY01', j.id from JY01 j left join member m using (person_code), as_of where
        (is_employed = '是') <> (end_month is null) or end_month > d or start_month > end_month
        or (is_employed = '是' and (work_county is null or employer is null or sector is null
            or job_channel is null or monthly_wage is null or m.school_status is not null
            or m.labour_skill in ('无劳动力', '丧失劳动力') or m.tekun <> '不享受'))
        or exists (select 1 from JY01 o where o.person_code = j.person_code and o.spell_seq <> j.spell_seq
            and o.start_month < coalesce(j.end_month, date '9999-12-01')
            and j.start_month < coalesce(o.end_month, date '9999-12-01'))""",
    "DQ-19": """select 'GY01', g.id from GY01 g left join member m using (person_code), as_of where
        datesub('year', m.birth_date, least(coalesce(leave_date, d), d)) not between 16 and 69
        or paid_months > 12 or paid_months is null or post_type is null
        or (select count(*) from GY01 o where o.person_code = g.person_code and o.leave_date is null) > 2""",
    "DQ-20": """select 'HJ01', id from HJ01 where not regexp_full_match(household_phone, '1[3-9][0-9]{9}')
        or household_phone in (select household_phone from HJ01 group by all having count(*) > 1)""",
    "DQ-21": """select 'HJ01', id from HJ01 where cropland_mu not between 0 and 10000
        or forest_mu not between 0 and 20000 or orchard_mu not between 0 and 20000
        or returned_mu not between 0 and 20000 or grass_mu not between 0 and 10000
        or water_mu not between 0 and 10000 or road_distance_km not between 0 and 500""",
    "DQ-22": """select 'HJ01', id from HJ01 where (unit, county_name) not in
        (select unit, any_value(county_name) from JC01 group by unit)""",
    "DQ-23": """select 'HJ01', h.id from HJ01 h left join (select household_code,
            any_value(monitor_category) as category,
            bool_and(risk_eliminated = '是') as over from JC01 group by all) j using (household_code)
        where h.monitor_category is distinct from category or (h.risk_eliminated = '是') is distinct from
        over
        union all select 'JC01', id from JC01 where (risk_eliminated = '是') <> exists (select 1 from
            effective e
            where (e.household_code, e.episode_seq) = (JC01.household_code, JC01.episode_seq))""",
    "DQ-24": """select 'PC02', s.id from PC02 s left join (select unit, township_name, village_name,
            count(*) as households, sum(member_count) as persons from PC01 group by all) d
        using (unit, township_name, village_name)
        where screened_hh <> coalesce(households, 0) or screened_p <> coalesce(persons, 0)
        union all select 'BB01', b.id from BB01 b join (
            select county_name, 'R29' as code, count(*) as n from PC01 group by all
            union all select county_name, 'R31', count(*) filter (self_reported = '是') from PC01 group by all
            union all select county_name, 'R04', sum(member_count) from JC01 where episode_seq = 1
                group by all
            union all select county_name, 'J08', count(actual_finish) from XM01 group by all
        ) d on b.county_name = d.county_name and b.indicator_code = d.code
        where b.value_cum <> 10000 * d.n""",
    "DQ-25": """select 'HJ01', id from HJ01 h where household_status = '在册'
        and (household_type = '脱贫户' or monitor_category is not null)
        and not exists (select 1 from member m where m.household_code = h.household_code
            and labour_skill not in ('无劳动力', '丧失劳动力'))
        and (no_labour_backstop = '否' or not exists (select 1 from member m
            where m.household_code = h.household_code and (dibao <> '未享受' or tekun <> '不享受')))""",
    "AS-01": """select 'ZC01', id from ZC01 where original_value <> value_central + value_provincial
        + value_city + value_county + value_bond + value_donation + value_counterpart + value_other""",
    "AS-02": """select 'ZC01', id from ZC01 where (confirmed_flag = '是') <> (confirmed_date is not null)
        or (confirmed_flag = '是') <> (confirmed_value is not null)
        or (confirmed_flag = '是') <> (ownership_level is not null)
        or (confirmed_flag = '是') <> (owner_name is not null)""",
    "AS-03": "select 'ZC01', id from ZC01 where confirmed_value > original_value",
    "AS-04": """select 'ZC01', id from ZC01 where asset_code in (
            select asset_code from ZC01 group by all having count(*) > 1)
        or (project_code, asset_name, township_name, village_name) in (
            select (project_code, asset_name, township_name, village_name) from ZC01 group by all
            having count(*) > 1)""",
    "AS-05": """select 'ZC01', id from ZC01 where (asset_category = '到户类' and ownership_level <> '户')
        or (asset_category = '公益性' and ownership_level = '户')""",
    "AS-06": """select 'ZC01', id from ZC01 where asset_category = '经营性' and asset_status = '在用'
        and (operation_mode is null or operator_name is null or contract_start is null or contract_end is
        null or contract_income is null)""",
    "AS-07": """select 'ZC01', id from ZC01, as_of where asset_category = '经营性' and asset_status = '在用'
        and contract_end < d""",
    "AS-08": """select 'ZC02', i.id from ZC02 i left join ZC01 using (asset_code)
        where income_due is distinct from contract_income or income_received * 10 < income_due * 9
        or contract_start > make_date(income_year, 1, 1) or contract_end < make_date(income_year, 12, 31)""",
    "AS-10": "select 'ZC02', id from ZC02 where publicity_start is null or publicity_days < 5",
    "AS-13": "select 'ZC01', id from ZC01 where asset_category = '公益性' and maintainer is null",
    "AS-15": """select 'XM01', id from XM01, as_of where asset_codes is null and remark is null
        and d - accept_date > interval 90 day""",
    "AS-16": """select 'XM01', id from XM01 p where fund_total * 105 < 100 * (select sum(original_value)
        from ZC01 a where a.project_code = p.project_code)""",
    "PF-01": """select 'XM01', id from XM01 where library_date is null or library_date > approval_date""",
    "PF-03": """select 'XM01', id from XM01, as_of where actual_finish is null and plan_finish < d
        and project_status in ('已批复', '已招标', '已开工')""",
    "PF-04": """select 'XM01', id from XM01, as_of where actual_start is null and project_status = '已批复'
        and (d - approval_date > interval 90 day or plan_start < d)""",
    "PF-06": """select 'XM01', id from XM01 where fund_paid > fund_payable
        or fund_paid > fund_bridging + fund_other_fiscal""",
    "PF-07": """select 'ZJ02', z.id from ZJ02 z join (
            select p.doc_no, p.project_code from
            (select doc_no, project_code, sum(amount) as paid from ZJ02 group by all) p
            left join (select doc_no, project_code, sum(amount) as given from ZJ01 group by all) g
            using (doc_no, project_code) where given is null or paid > given
        ) using (doc_no, project_code)""",
    "PF-08": """select 'XM01', id from XM01 where fund_bridging <> (
        select sum(amount) from ZJ01 a where a.project_code = XM01.project_code)""",
    "PF-09": """select 'ZJ02', p.id from ZJ02 p left join XM01 using (project_code)
        where not coalesce(pay_date >= approval_date, false)
        or (pay_kind = '结算款' and accept_date is null)""",
    "PF-10": """select 'XM01', id from XM01, as_of where d - accept_date > interval 60 day
        and not coalesce(fund_paid * 100 >= audited_amount * 95, false)""",
    "PF-11": """select 'XM01', x.id from XM01 x join (
            select project_code, count(distinct household_code) as n, sum(member_count) as p
            from XM02 group by all
        ) using (project_code) where benefit_households <> n or benefit_persons <> p""",
    "PF-12": """select 'XM02', x.id from XM02 x left join HJ01 using (household_code)
        where HJ01.id is null or x.household_group = '一般农户'
        or (household_type <> '脱贫户' and household_code not in (select household_code from JC01))""",
    "PF-14": """select 'XM01', x.id from XM01 x join (
            select project_code, count(distinct household_code) as n, sum(income_gain) as gain
            from XM02 group by all
        ) using (project_code) where abs(income_gain_per_household * n - gain) > 50 * n""",
    "PF-15": "select 'XM01', id from XM01 where linkage_modes is null or benefit_households = 0",
    "PF-16": """select 'ZJ01', min(id) from ZJ01 where fund_level = '中央' group by unit
        having coalesce(sum(amount) filter (project_code is not null), 0) * 100 < sum(amount) * 55""",
    "AS-09": """select 'ZC02', id from ZC02 where undistributed < 0 or income_received <>
        dist_collective + dist_households + dist_posts + dist_public + dist_other + undistributed""",
    "AS-14": """select 'ZC01', min(id) from ZC01 where confirmed_flag = '是' group by unit
        having sum(confirmed_value) <> coalesce(sum(confirmed_value) filter (asset_category is not null), 0)
        or sum(confirmed_value) <> coalesce(sum(confirmed_value) filter (ownership_level is not null),
        0)""",
    "PF-02": """select 'XM01', id from XM01, as_of where
        (actual_start is null and project_status <> '已批复')
        or (project_status not in ('已批复', '已开工')) <> (progress_pct = 10000)
        or (project_status not in ('已批复', '已开工') and actual_finish is null)
        or approval_date > actual_start or actual_start > actual_finish or actual_finish > accept_date
        or greatest(actual_start, actual_finish, accept_date) > d""",
    "PF-05": """select 'XM01', id from XM01 where fund_paid <> (select coalesce(sum(amount), 0) from ZJ02 p
        where p.project_code = XM01.project_code)""",
    "MI-06": """select 'BM01', id from BM01, as_of where (verify_result = '属实有风险'
        and d > verify_date + interval 15 day and not exists (select 1 from JC01 j
            where j.household_code = BM01.household_code
            and j.county_date between verify_date and verify_date + interval 15 day))
        or (verify_result is null and d - dispatch_date > interval 10 day)""",
    "WI-09": """select 'JC01', active.id from BM01 join active using (household_code)
        where verify_result = '属实无风险'
        and alert_type in ('购车购房经商（疑似错识）', '财政供养（疑似错识）')""",
    # One ledger does not show since when: in the sample nothing is idle that was not planted.
    "AS-11": "select 'ZC01', id from ZC01 where asset_status = '闲置'",
    "AS-12": """select 'ZC03', ZC03.id from ZC03 left join ZC01 using (asset_code)
        where event_type in ('处置', '报废') and (appraised_value is null or approval_no is null
            or publicity_days is null or (event_type = '处置' and disposal_income is null)
            or asset_status <> '已' || event_type)""",
    "AS-17": """select 'ZC02', i.id from ZC02 i join ZC01 using (asset_code)
        where asset_category = '经营性' and income_received * 100 < original_value""",
    "PF-13": """select 'BB01', b.id from BB01 b where indicator_code = 'J13' and value_cum is distinct from
        10000 * (select count(distinct household_code) from XM02 x where x.county_name = b.county_name)""",
    "PF-17": """select 'XM01', id from (select *, count(*) over (
        partition by unit, project_year, project_name, site, implementer) as n from XM01) where n > 1""",
    "PF-18": """select 'SF01', id from SF01 where support_total > 0 and project_code is null
        or exists (select 1 from XM01 where (XM01.unit, XM01.village_name) = (SF01.unit, SF01.village_name)
            and fund_bridging = support_total)""",
    "PF-19": "select 'SF01', id from SF01 where (certified_date is null) <> (certified_no is null)",
    "PF-20": """select 'ZJ01', min(z.id) from ZJ01 z, as_of group by z.unit, z.doc_no, d
        having min(doc_date) < d - interval 2 year
        and sum(amount) > (select coalesce(sum(p.amount), 0) from ZJ02 p
            where (p.unit, p.doc_no) = (z.unit, z.doc_no))""",
}
