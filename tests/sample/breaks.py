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
    "AS-11": "update ZC01 set asset_status = '闲置' where asset_category = '经营性'",
    "AS-12": "update ZC01 set asset_status = '在用'",
    "PF-17": "update XM01 set site = '同一处'",
    "PF-18": "update SF01 set project_code = null",
    "PF-19": "update SF01 set certified_date = listed_date",
}
