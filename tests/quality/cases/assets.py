"""Cases for the rules of the ledger of assets."""

from datetime import date
from typing import Any

from cases.cases import NEIGHBOUR, Cases

JANUARY, FEBRUARY = date(2022, 1, 31), date(2022, 2, 28)


def _values(c: Cases) -> None:
    for code, original, rules in (("50-yuan", 100050, ()), ("50-yuan-1-fen", "100050.01", ("AS-01",))):
        own = {"value_central": 60000, "value_county": 40000, "confirmed_value": 100000}
        terms = {"contract_income": 10000, "money_factor": 1}
        c.asset(f"as01-{code}", *rules, original_value=original, **own, **terms)
    c.asset("as01-short", "AS-01", original_value="10.01")
    c.asset("as01-blank", "AS-01", original_value=None)
    c.asset("as01-unsplit", "AS-01", value_central=None, value_county=None)
    sources = ("provincial", "city", "bond", "donation", "counterpart", "other")
    c.asset("as01-eight", original_value=16, **{f"value_{s}": 1 for s in sources})
    c.asset("as01-blank-source", original_value=6, value_county=None, confirmed_value=6)
    c.asset("as03-equal")
    c.asset("as03-above", "AS-03", confirmed_value="10.01")
    c.asset("as03-below", confirmed_value="0.01")
    for code, confirmed, rules in (("50-yuan", 100050, ()), ("50-yuan-1-fen", "100050.01", ("AS-03",))):
        own = {"original_value": 100000, "value_central": 60000, "value_county": 40000}
        c.asset(f"as03-{code}", *rules, confirmed_value=confirmed, **own, contract_income=1, money_factor=1)


def _titles(c: Cases) -> None:
    bare: dict[str, Any] = dict.fromkeys(
        ("confirmed_date", "confirmed_value", "ownership_level", "owner_name")
    )
    for name in ("confirmed_date", "confirmed_value", "owner_name"):
        c.asset(f"as02-no-{name}", "AS-02", **{name: None})
    # Value at a blank level is missing from a margin: AS-14 reports these units anyway.
    c.asset("as02-no-level", "AS-02", unit="411221", ownership_level=None)
    c.asset("as02-unconfirmed", confirmed_flag="否", **bare)
    for name, value in (
        ("confirmed_date", date(2022, 1, 1)),
        ("confirmed_value", 0),
        ("ownership_level", "村"),
        ("owner_name", "村集体"),
    ):
        c.asset(f"as02-left-{name}", "AS-02", confirmed_flag="否", **(bare | {name: value}))
    c.asset("as02-blank-flag", "AS-02", confirmed_flag=None)
    c.asset("as05-household", asset_category="到户类", ownership_level="户")
    c.asset("as05-household-at-village", "AS-05", asset_category="到户类")
    c.asset("as05-public-at-household", "AS-05", asset_category="公益性", ownership_level="户")
    c.asset("as05-operating-at-household", ownership_level="户")
    c.asset("as05-blank-level", "AS-02", unit="411221", asset_category="到户类", ownership_level=None)
    c.asset("as05-blank-category", unit=NEIGHBOUR, asset_category=None, ownership_level="户")
    c.asset("as05-unconfirmed", asset_category="到户类", confirmed_flag="否", **bare)
    later = {"confirmed_date": date(2022, 9, 1)}
    c.asset("as05-confirmed-after-d", asset_category="到户类", **later)


def _repeated(c: Cases) -> None:
    same = {"asset_name": "大棚", "project_code": "as04-project"}
    c.asset("as04-one", "AS-04", **same)
    c.asset("as04-two", "AS-04", **same)
    c.asset("as04-other-name", **(same | {"asset_name": "冷库"}))
    c.asset("as04-other-project", **(same | {"project_code": "as04-elsewhere"}))
    c.asset("as04-other-village", unit=NEIGHBOUR, **same)
    for number in (1, 2):
        c.asset(f"as04-blank-project-{number}", asset_name="无项目")
        c.asset(f"as04-blank-name-{number}", asset_name=None, project_code="as04-nameless")
    c.city.asset("as04-shared")
    c.city.asset("as04-shared", NEIGHBOUR)
    c.expect("as04-shared", "AS-04", times=2)


def _operation(c: Cases) -> None:
    parts = ("operation_mode", "operator_name", "contract_start", "contract_end", "contract_income")
    for name in parts:
        c.asset(f"as06-no-{name}", "AS-06", **{name: None})
    own = {"operation_mode": "村集体自营"} | dict.fromkeys(parts[2:])
    c.asset("as06-own", **own)
    c.asset("as06-own-nobody", "AS-06", **own, operator_name=None)
    nothing = dict.fromkeys(parts)
    c.asset("as06-idle", asset_status="闲置", **nothing)
    c.asset("as06-public", asset_category="公益性", **nothing)
    c.asset("as06-blank-status", asset_status=None, **nothing)
    c.asset("as07-yesterday", "AS-07", contract_end=date(2022, 8, 30))
    c.asset("as07-today", contract_end=date(2022, 8, 31))
    c.asset("as07-tomorrow", contract_end=date(2022, 9, 1))
    c.asset("as07-disposed", contract_end=date(2022, 8, 30), asset_status="已处置")
    c.asset("as13-nobody", "AS-13", asset_category="公益性", maintainer=None)
    c.asset("as13-operating", maintainer=None)


def _income(c: Cases) -> None:
    shares = ("dist_collective", "dist_households", "dist_posts", "dist_public", "dist_other")
    yuan = {"money_factor": 1}
    c.asset_year("as09-50-yuan", asset=yuan, **yuan, income_received=60)
    c.asset_year("as09-50-yuan-1-fen", "AS-09", asset=yuan, **yuan, income_received="60.01")
    c.asset_year("as09-short", "AS-09", income_received="9.99")
    c.asset_year("as09-negative", "AS-09", undistributed=-1, dist_other=4)
    c.asset_year("as09-no-income", "AS-09", income_received=None)
    for name, share in zip(shares, (2, 3, 1, 1, 1), strict=True):
        c.asset_year(f"as09-blank-{name}", **{name: None}, undistributed=2 + share)
    c.asset_year("as09-blank-rest", dist_other=3, undistributed=None)
    c.asset_year("as09-short-nothing-left", "AS-09", "AS-08", income_received="7.99", undistributed=0)
    zero = dict.fromkeys(("income_due", "income_received", "undistributed"), 0)
    c.asset_year("as09-nothing", "AS-17", asset={"contract_income": 0}, **zero, **dict.fromkeys(shares))
    short = dict.fromkeys(shares[1:], 0) | {"dist_collective": 9, "undistributed": 0}
    c.asset_year("as08-tenth", **short, income_received=9)
    short["dist_collective"] = "8.99"
    c.asset_year("as08-more-than-a-tenth", "AS-08", **short, income_received="8.99")
    c.asset_year("as08-due-too-low", "AS-08", income_due="9.99")
    c.asset_year("as08-due-blank", "AS-08", income_due=None)
    c.asset_year("as08-no-contract", "AS-08", asset={"contract_income": None})
    c.expect("as08-no-contract", "AS-06")
    own = dict.fromkeys(("contract_income", "contract_start", "contract_end"))
    c.asset_year("as08-own", asset={"operation_mode": "村集体自营"} | own)
    half = {"contract_start": date(2021, 7, 2), "contract_income": 20}  # 183 of 365 days
    c.asset_year("as08-half-year", asset=half | {"contract_income": 365}, **_received("183"))
    c.asset_year("as08-half-year-in-full", "AS-08", asset=half | {"contract_income": 183}, **_received("183"))
    c.asset_year("as08-later-contract", asset={"contract_start": date(2022, 1, 1)})
    c.asset_year("as08-no-year", "AS-08", year=None)
    for name in ("contract_start", "contract_end"):
        c.asset_year(f"as08-no-{name}", "AS-08", asset={name: None})
        c.expect(f"as08-no-{name}", "AS-06")
    c.asset_year("as08-not-yet", "AS-17", asset={"contract_start": date(2022, 1, 1)}, **_received("0"))
    ends = {"contract_start": date(2020, 1, 1), "contract_end": date(2021, 7, 2), "contract_income": 365}
    c.asset_year("as08-first-half", asset=ends, **_received("183"))
    c.expect("as08-first-half", "AS-07")
    over = {"contract_start": date(2020, 1, 1), "contract_end": date(2020, 12, 31), "contract_income": 10}
    c.asset_year("as08-ended-and-nothing-due", "AS-17", asset=over, **_received("0"))
    c.expect("as08-ended-and-nothing-due", "AS-07")
    c.asset_year("as08-50-yuan", asset=yuan, **yuan, income_due=60, income_received=60)
    c.asset_year("as08-50-yuan-1-fen", "AS-08", asset=yuan, **yuan, income_due="60.01", income_received=60)
    c.city.asset_income("as08-nobody")
    c.expect("as08-nobody|2021", "AS-08")


def _received(amount: str) -> dict[str, Any]:
    """Due, received and kept by the collective."""
    rest = dict.fromkeys(("dist_households", "dist_posts", "dist_public", "dist_other", "undistributed"), 0)
    return dict.fromkeys(("income_due", "income_received", "dist_collective"), amount) | rest


def _published(c: Cases) -> None:
    c.asset_year("as10-four", "AS-10", publicity_days=4)
    c.asset_year("as10-six", publicity_days=6)
    c.asset_year("as10-no-days", "AS-10", publicity_days=None)
    c.asset_year("as10-no-start", "AS-10", publicity_start=None)
    kept = _received("0") | {"income_due": 10, "income_received": 10, "undistributed": 10}
    c.asset_year("as10-nothing-distributed", **kept, publicity_start=None, publicity_days=None)


def _margins(c: Cases) -> None:
    c.asset("as14-no-category", unit=NEIGHBOUR, asset_category=None)
    c.asset("as14-no-level", unit="411221", ownership_level="镇里")
    left = dict.fromkeys(("confirmed_date", "confirmed_value", "ownership_level", "owner_name"))
    # All that a unit confirmed is of no category and no level.
    row = next(r for r in c.city.rows["zc01"] if r["asset_code"] == "4112SF-asset")
    row |= {"asset_category": None, "ownership_level": None}
    c.expect("4112SF-asset", "AS-02")
    c.asset("as14-unconfirmed", confirmed_flag="否", asset_category=None, **left)
    c.asset("as14-confirmed-after-d", confirmed_date=date(2022, 9, 1), asset_category=None)
    c.asset("as14-no-value", "AS-02", unit="411224", confirmed_value=None, asset_category=None)
    for key in (NEIGHBOUR, "411221", "4112SF", "4112"):
        c.expect(key, "AS-14")


def _idle(c: Cases) -> None:
    idle = {"asset_status": "闲置"}
    for code, rules, ledgers, now in (
        ("seven-months", ("AS-11",), {JANUARY: idle}, idle),
        ("six-months", (), {FEBRUARY: idle}, idle),
        ("used-between", (), {JANUARY: idle, FEBRUARY: {}}, idle),
        ("blank-between", (), {JANUARY: idle, FEBRUARY: {"asset_status": None}}, idle),
        ("idle-again", ("AS-11",), {date(2021, 12, 31): {}, JANUARY: idle, FEBRUARY: idle}, idle),
        ("revived", (), {JANUARY: idle}, {"asset_status": "盘活中"}),
        ("blank-now", (), {JANUARY: idle}, {"asset_status": None}),
        ("first-seen-idle", (), {}, idle),
        ("public", ("AS-11",), {JANUARY: idle}, idle | {"asset_category": "公益性"}),
        ("household", (), {JANUARY: idle}, idle | {"asset_category": "到户类", "ownership_level": "户"}),
        ("used-after-d", ("AS-11",), {JANUARY: idle, date(2022, 9, 30): {}}, idle),
    ):
        for end, cells in ledgers.items():
            c.city.earlier_asset(f"as11-{code}", end, **cells)
        c.asset(f"as11-{code}", *rules, **now)
    # What a corrected ledger once said does not count.
    c.city.earlier_asset("as11-corrected", JANUARY, **idle)
    c.city.earlier_asset("as11-corrected", FEBRUARY, replaced=True)
    c.asset("as11-corrected", "AS-11", **idle)


def _formed(c: Cases) -> None:
    old: dict[str, Any] = {"audited_amount": 50, "actual_finish": date(2022, 4, 1)}
    c.project("as15-day-90", **old, accept_date=date(2022, 6, 2))
    c.project("as15-day-91", "AS-15", **old, accept_date=date(2022, 6, 1))
    old["accept_date"] = date(2022, 5, 1)
    c.project("as15-coded", **old, asset_codes="as03-equal")
    c.project("as15-explained", **old, remark="补助项目，不形成资产")
    for status in ("已验收", "已结算", "资产已移交"):
        c.project(f"as15-no-date-{status}", "AS-15", project_status=status)
    c.project("as15-not-accepted")


def _worth(c: Cases) -> None:
    for code, rules, originals, cells in (
        ("allowed", (), ("73.5",), {}),
        ("over", ("AS-16",), ("73.51",), {}),
        ("together", ("AS-16",), ("40", "40"), {}),
        ("blank-fund", ("AS-16",), ("10",), {"fund_total": None}),
    ):
        c.project(f"as16-{code}", *rules, **cells)
        for number, value in enumerate(originals):
            parts = {"original_value": value, "value_central": value, "value_county": None}
            c.asset(f"as16-{code}-{number}", **parts, project_code=f"as16-{code}")
    # Nothing invested bears no asset that is worth anything.
    for code, value, rules in (("nothing", 0, ()), ("one-yuan", 1, ("AS-16",))):
        c.project(f"as16-{code}", *rules, fund_total=None)
        parts = {"original_value": value, "value_central": value, "value_county": None, "confirmed_value": 0}
        parts["money_factor"] = 1
        c.asset(f"as16-{code}", **parts, project_code=f"as16-{code}")
    c.project("as16-blank-value")
    c.asset("as16-blank-value", "AS-01", original_value=None, project_code="as16-blank-value")
    c.project("as16-elsewhere")
    dear = {"original_value": 99, "value_central": 95}
    c.asset("as16-elsewhere", unit=NEIGHBOUR, **dear, project_code="as16-elsewhere")


def _disposed(c: Cases) -> None:
    sold, scrapped = {"asset_status": "已处置"}, {"asset_status": "已报废"}
    scrap = {"event_type": "报废", "disposal_income": None}
    for code, rules, asset, event in (
        ("sold", (), sold, {}),
        ("scrapped", (), scrapped, scrap),
        ("no-appraisal", ("AS-12",), sold, {"appraised_value": None}),
        ("no-approval", ("AS-12",), scrapped, scrap | {"approval_no": None}),
        ("no-publicity", ("AS-12",), sold, {"publicity_days": None}),
        ("no-income", ("AS-12",), sold, {"disposal_income": None}),
        ("still-in-use", ("AS-12",), {}, {"event_date": date(2022, 6, 30)}),
        ("after-the-ledger", (), {}, {"event_date": date(2022, 7, 1)}),
        ("wrong-status", ("AS-12",), sold, scrap),
        ("blank-status", ("AS-12",), {"asset_status": None}, {}),
        ("no-date", ("AS-12",), {}, {"event_date": None}),
        ("after-d", (), {}, {"event_date": date(2022, 9, 1), "approval_no": None}),
        ("handed-over", (), {}, {"event_type": "移交", "approval_no": None}),
    ):
        c.city.asset(f"as12-{code}", **asset)
        c.city.asset_event(f"as12-{code}", **event)
        c.expect(f"as12-{code}|1", *rules)
    c.city.asset_event("as12-unlisted")
    c.expect("as12-unlisted|1", "AS-12")


def _yield(c: Cases) -> None:
    # The tests' floor is 2 %, of 500: 10.
    dear = {"original_value": 500, "value_central": 496}
    c.asset_year("as17-floor", asset=dear)
    c.asset_year("as17-below", "AS-17", asset=dear | {"original_value": "500.01", "value_central": "496.01"})
    c.asset_year("as17-blank", "AS-09", asset=dear, income_received=None)
    # What one unit calls operating may be public in another.
    c.city.asset("as17-elsewhere")
    c.city.asset("as17-elsewhere", NEIGHBOUR, asset_category="公益性")
    c.city.asset_income("as17-elsewhere", NEIGHBOUR)
    c.expect("as17-elsewhere", "AS-04", times=2)
    c.asset_year("as17-public", asset=dear | {"asset_category": "公益性"}, **_received("10"))


BUILDERS = (
    _values,
    _titles,
    _repeated,
    _operation,
    _income,
    _published,
    _margins,
    _idle,
    _formed,
    _worth,
    _disposed,
    _yield,
)
