"""What ledgers that share a fact must say alike in a clean city, beyond what any rule asks.

Each query returns the offending rows; each break makes its query return some.
"""

from tests.sample.rules import _AGED

CONSISTENT = {
    "spells": f"""from JY01 join {_AGED} using (person_code), as_of where start_month > end_month
        or (is_employed = '否') <> (end_month < date_trunc('month', as_of.d)) or (is_employed = '否') <>
        (end_month is not null)
        or least(work_county, employer, sector, job_channel, monthly_wage::varchar) is null
        or start_month < birth_date + interval 16 year or school_status is not null
        or JY01.labour_skill in ('无劳动力', '丧失劳动力') or tekun <> '不享受'
        or start_month <= (select max(o.end_month) from JY01 o where o.person_code = JY01.person_code
            and o.spell_seq < JY01.spell_seq)
        or exists (select 1 from JY01 o where o.person_code = JY01.person_code and o.spell_seq >
            JY01.spell_seq and JY01.is_employed = '是')""",
    "posts": f"""select g.id from GY01 g join {_AGED} m using (person_code), as_of where age < 16 or age >= 70
        or paid_months > datediff('month', greatest(hire_date, date_trunc('year', as_of.d)),
            coalesce(leave_date, as_of.d)) + 1
        or (leave_date is null and (post_types is null or post_months is null or post_types <> post_type))
        or (is_yipin = '是') <> (age >= 60)
        or person_group <> case when exists (select 1 from active a where a.household_code =
            g.household_code) then '监测对象' else '脱贫人口' end
        or not exists (select 1 from JY01 j where j.person_code = g.person_code and job_channel = '公益岗位'
            and work_county = j.county_name and monthly_wage = monthly_pay
            and start_month = date_trunc('month', hire_date) and (is_employed = '是') = (leave_date is
            null))
        union all select id from HJ02 where (post_types is null) <> (post_months is null) or (post_types is
        not null
            and person_code not in (select person_code from GY01 where leave_date is null))
        union all select id from GY01 where person_code in
            (select person_code from GY01 group by all having count(*) > 1)""",
    "screening summary": """from PC02 full join (
            select unit, township_name, village_name, screen_round, count(*) as hh, sum(member_count) as p,
            count(*) filter (self_reported = '是') as self1, count(*) filter (is_key = '是') as key1,
            sum(member_count) filter (self_reported = '是') as self2, sum(member_count) filter (is_key =
            '是') as key2,
            count(*) filter (conclusion = '纳入监测') as new1, count(*) filter (conclusion = '符合风险消除')
            as elim1,
            sum(member_count) filter (conclusion = '纳入监测') as new2,
            sum(member_count) filter (conclusion = '符合风险消除') as elim2
        from PC01 group by all) d using (unit, township_name, village_name, screen_round)
        where (screened_hh, screened_p, self_hh, self_p, key_hh, key_p, new_hh, new_p, elim_hh, elim_p) is
        distinct from
            (coalesce(hh, 0), coalesce(p, 0), coalesce(self1, 0), coalesce(self2, 0), coalesce(key1, 0),
            coalesce(key2, 0),
            coalesce(new1, 0), coalesce(new2, 0), coalesce(elim1, 0), coalesce(elim2, 0))
        or (screened_hh = 0) <> (unscreened_reason is not null)""",
    "alerts": """from BM01, as_of where (verify_result = '属实有风险' and not exists (select 1 from JC01 j
        where j.household_code = BM01.household_code
        and j.county_date between verify_date and verify_date + interval 15 day))
        or (verify_date is null and d - dispatch_date > interval 10 day)
        or verify_date - dispatch_date > interval 10 day or verify_date < dispatch_date or dispatch_date <
        push_date""",
    "wages": "from JY01 where monthly_wage not between 10000 and 3000000",
    "grids": """select h.grid_code from HJ01 h left join WG01 w using (grid_code)
        where household_status = '在册' group by h.grid_code
        having any_value(household_count) is distinct from count(*)
        or any_value(grid_level) is distinct from '村（组）'""",
    "co-operatives": """select h.household_code from HJ01 h where in_coop = '是'
        and not exists (select 1 from HZ01 z
        where (z.unit, z.township_name, z.village_name) = (h.unit, h.township_name, h.village_name)
        and coop_status = '正常')
        union all select credit_code from HZ01 z where member_households <> (select count(*) from HJ01 h
        where (z.unit, z.township_name, z.village_name) = (h.unit, h.township_name, h.village_name)
        and in_coop = '是')""",
    "work in the register": """select m.person_code from HJ02 m join JY01 j using (person_code)
        where is_employed = '是' and (work_place is null or work_months is null
        or (work_place = '县内') <> (work_county = j.county_name))""",
    "assistance": """select a.id from JY02 a where (willing = '是') <> (assist_date is not null)
        or registered_date > assist_date or (assist_result = '已就业') <> exists (select 1 from JY01 j
        where j.person_code = a.person_code and is_employed = '是')
        or exists (select 1 from JY01 j where j.person_code = a.person_code and start_month <
        date_trunc('month', a.assist_date) and is_employed = '是')""",
    "training": """select id from JN01 where (certificate_no is null) <> (certificate_date is null)
        or (certificate_no is null) <> (certificate_level is null) or certificate_date < course_end
        or course_end <= course_start or person_code not in (select person_code from HJ02)""",
    "entities in the genealogy": """select p.id from PX01 p where indicator in
        ('新型经营主体数量', '加工企业数量') and value <> 10000 * (
        select count(*) from PX02 e where e.unit = p.unit and e.industry = p.industry
        and (entity_type = '加工企业') = (indicator = '加工企业数量'))""",
    "names and numbers": """select m.id from (select person_code, person_name, id_no from JY01
            union all select person_code, person_name, id_no from GY01
            union all select person_code, person_name, id_no from JN01) p
        left join HJ02 m using (person_code)
        where (m.person_name, m.id_no) is distinct from (p.person_name, p.id_no)
        union all select id from BM01 where id_no not in (select id_no from HJ02)""",
    "asset events": """select ZC03.id from ZC03 left join ZC01 using (asset_code)
        where value_before is distinct from original_value
        or (event_type in ('处置', '报废') and value_after <> 0)
        union all select id from ZC01 where asset_status in ('已处置', '已报废')
            and asset_code not in (select asset_code from ZC03 where event_type in ('处置', '报废'))""",
    "support": """from SF01 where support_total <> support_city_bridging + support_other_bridging
        or listed_date < apply_date""",
    "days of alerts": """from BM01 where not coalesce(push_date <= dispatch_date
        and dispatch_date <= verify_date and verify_date - dispatch_date <= interval 10 day, false)""",
}

BREAKS = {
    "asset events": "update ZC03 set value_after = 1",
    "support": "update SF01 set support_total = support_total + 1",
    "days of alerts": "update BM01 set verify_date = null",
    "alerts": "update BM01 set household_code = 'H' where verify_result = '属实有风险'",
    "spells": "update JY01 set end_month = null where is_employed = '否'",
    "posts": "update GY01 set paid_months = 13",
    "screening summary": "update PC02 set screened_p = screened_p + 1 where id in (select min(id) from PC02)",
    "wages": "update JY01 set monthly_wage = 9999 where id in (select min(id) from JY01)",
    "grids": "update WG01 set household_count = household_count + 1 where grid_level = '村（组）'",
    "co-operatives": "update HZ01 set member_households = member_households + 1",
    "work in the register": "update HJ02 set work_place = null",
    "assistance": "update JY02 set assist_result = '跟踪中'",
    "training": "update JN01 set certificate_date = null",
    "entities in the genealogy": "delete from PX02 where id in (select min(id) from PX02)",
    "names and numbers": "update HJ02 set person_name = '无名'",
}
