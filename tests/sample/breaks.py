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
    "MI-06": "update BM01 set household_code = 'H' where verify_result = '属实有风险'",
    "MI-09": f"update HJ01 set has_uninsured = '是' where household_code = {_GONE}",
    "MI-12": "update SZ01 set net_pc = 700000, net_pc_prev = 1000000 where round_code = '2022-2'",
    "WI-02": """update JC01 set id_net_pc = 700000 where monitor_category = '边缘易致贫户' or
        monitor_category = '脱贫不稳定户'""",
    "WI-03": "update JC01 set id_net_pc = 2000001",
    "WI-04": "update JC01 set risk_1 = null",
    "WI-05": "update HJ02 set health = '健康'",
    "WI-06": "update JC01 set id_selfpay = 0",
    "WI-09": f"""update BM01 set household_code = {_ACTIVE}, verify_result = '属实无风险',
        alert_type = '财政供养（疑似错识）'""",
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
    "AS-11": "update ZC01 set asset_status = '闲置' where asset_category = '经营性'",
    "AS-12": "update ZC01 set asset_status = '在用'",
    "PF-17": "update XM01 set site = '同一处'",
    "PF-18": "update SF01 set project_code = null",
    "PF-19": "update SF01 set certified_date = listed_date",
}
