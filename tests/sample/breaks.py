"""For every rule of ``rules.PLAUSIBLE`` a change that it must notice: a query that cannot fail proves
nothing."""

_CALM = "(select household_code from calm order by id limit 1)"
_ACTIVE = "(select household_code from active order by id limit 1)"
_GONE = "(select household_code from effective where elim_mode = '帮扶消除' order by id limit 1)"
_ADULT = """(select id from member where birth_date between '1975-01-01' and '1995-01-01' and health =
        '健康'
    and school_status is null order by id limit 1)"""

BREAKS = {
    "MI-06": "update BM01 set household_code = 'H' where verify_result = '属实有风险'",
    "WI-09": f"""update BM01 set household_code = {_ACTIVE}, verify_result = '属实无风险',
        alert_type = '财政供养（疑似错识）'""",
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
