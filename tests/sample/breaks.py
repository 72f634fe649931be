"""For every rule of ``rules.PLAUSIBLE`` a change that it must notice: a query that cannot fail proves
nothing."""

_CALM = "(select household_code from calm order by id limit 1)"
_ACTIVE = "(select household_code from active order by id limit 1)"
_GONE = "(select household_code from effective where elim_mode = '帮扶消除' order by id limit 1)"
_ADULT = """(select id from member where birth_date between '1975-01-01' and '1995-01-01' and health =
        '健康'
    and school_status is null order by id limit 1)"""

BREAKS = {
    "MI-01": """update PC01 set found_net_pc = 600000 where household_code = (select household_code from
        calm where household_code not in (select household_code from SZ01) order by id limit 1)""",
    "MI-02": f"update HJ01 set house_grade = 'D' where household_code = {_CALM}",
    "MI-03": f"update HJ01 set safe_water = '否' where household_code = {_CALM}",
    "MI-04": "update HJ02 set school_status = null where school_status = '小学'",
    "MI-05": f"update HJ02 set med_worker = med_resident where id = {_ADULT}",
    "MI-12": "update SZ01 set net_pc = 700000, net_pc_prev = 1000000 where round_code = '2022-2'",
    "WI-02": """update JC01 set id_net_pc = 700000 where monitor_category = '边缘易致贫户' or
        monitor_category = '脱贫不稳定户'""",
    "WI-03": "update JC01 set id_net_pc = 2000001",
    "WI-04": "update JC01 set risk_1 = null",
    "WI-05": "update HJ02 set health = '健康'",
    "WI-06": "update JC01 set id_selfpay = 0",
    "WI-10": f"delete from HJ02 where household_code = {_ACTIVE}",
    "WI-12": f"delete from HJ01 where household_code = {_ACTIVE}",
    "WE-01": f"update JC03 set el_net_pc = 659999 where household_code = {_GONE}",
    "WE-04": f"update HJ02 set labour_skill = '无劳动力' where household_code = {_GONE}",
    "WE-06": "delete from JC02 where measure_class = '健康帮扶'",
    "WE-08": f"""update JC03 set publicity_end = publicity_start + interval 3 day where household_code =
        {_GONE}""",
    "WE-09": "update JC03 set el_wage = 0",
    "WE-10": f"update JC03 set el_selfpay = null where household_code = {_GONE}",
    "WE-11": f"delete from SZ01 where round_code = '2022-1' and household_code = {_GONE}",
    "WE-12": f"update JC03 set el_selfpay = el_net where household_code = {_GONE}",
    "DQ-01": f"update HJ02 set id_no = id_no[1:17] where id = {_ADULT}",
    "DQ-03": f"update HJ02 set birth_date = birth_date + interval 1 day where id = {_ADULT}",
    "DQ-05": f"update HJ02 set relation = '其他' where relation = '户主' and household_code = {_CALM}",
    "DQ-06": "update HJ02 set relation = '之父' where relation = '之子'",
    "DQ-08": f"update HJ02 set no_school_reason = '其他' where id = {_ADULT}",
    "DQ-10": "update HJ02 set school_status = '小学' where school_status = '学龄前儿童'",
    "DQ-11": f"update HJ02 set labour_skill = '无劳动力' where id = {_ADULT}",
    "DQ-12": f"update HJ02 set med_resident = '否', med_worker = '否' where id = {_ADULT}",
    "DQ-14": "update SZ01 set wage = 9999 where id in (select min(id) from SZ01)",
    "DQ-15": f"update JC01 set contact_phone = null where household_code = {_ACTIVE}",
    "DQ-16": f"update JC02 set measure_status = '未落实' where household_code = {_ACTIVE}",
    "DQ-17": f"""update HJ02 set dibao = case dibao when '未享受' then '农村低保' else '未享受' end where
        household_code = {_ACTIVE}""",
    "DQ-20": f"update HJ01 set household_phone = '0398123456' where household_code = {_CALM}",
    "DQ-21": f"update HJ01 set cropland_mu = 10001 where household_code = {_CALM}",
    "DQ-23": f"update HJ01 set monitor_category = null where household_code = {_ACTIVE}",
    "DQ-25": f"""update HJ02 set labour_skill = '丧失劳动力', dibao = '未享受', tekun = '不享受' where
        household_code = {_ACTIVE}""",
    "AS-01": "update ZC01 set value_central = value_central + 1",
    "AS-02": "update ZC01 set owner_name = null where confirmed_flag = '是'",
    "AS-03": "update ZC01 set confirmed_value = original_value + 1 where confirmed_flag = '是'",
    "AS-04": "update ZC01 set asset_code = (select min(asset_code) from ZC01)",
    "AS-05": "update HM01 set valid_to = date '2022-08-30'",
    "AS-06": "update ZC01 set operator_name = null where asset_category = '经营性'",
    "AS-07": "update ZC01 set contract_end = date '2022-08-30' where asset_category = '经营性'",
    "AS-08": "update ZC02 set income_received = income_due * 8 // 10",
    "AS-10": "update ZC02 set publicity_days = 4",
    "AS-11": "update ZC01 set asset_status = '闲置' where asset_category = '经营性'",
    "AS-12": "update ZC01 set asset_status = '在用'",
    "AS-13": "update ZC01 set maintainer = null",
    "AS-15": "update XM01 set accept_date = date '2022-05-01'",
    "AS-16": """update ZC01 set project_code = (select min(project_code) from XM01), original_value = 99999999
        where asset_code in (select min(asset_code) from ZC01)""",
    "PF-01": "update XM01 set library_date = approval_date + interval 1 day",
    "PF-03": "update XM01 set plan_finish = date '2022-08-30' where project_status = '已开工'",
    "PF-04": "update XM01 set actual_start = null",
    "PF-06": "update XM01 set fund_paid = fund_payable + 1",
    "PF-07": "update ZJ02 set amount = amount * 100",
    "PF-08": "update XM01 set fund_bridging = fund_bridging + 1",
    "PF-09": "update ZJ02 set pay_date = date '2021-01-01'",
    "PF-10": "update XM01 set accept_date = date '2022-07-01', audited_amount = fund_total",
    "PF-11": "update XM01 set benefit_persons = benefit_persons + 1",
    "PF-12": "update HJ01 set household_type = '一般农户', monitor_category = null",
    "PF-14": "update XM01 set income_gain_per_household = income_gain_per_household + 51",
    "PF-15": "update XM01 set linkage_modes = null",
    "PF-16": "update ZJ01 set project_code = null where fund_level = '中央'",
    "PF-17": "update XM01 set site = '同一处'",
    "PF-18": "update SF01 set project_code = null",
    "PF-19": "update SF01 set certified_date = listed_date",
}
