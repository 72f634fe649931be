"""Cases for the rules of data quality."""

from datetime import date, timedelta
from decimal import Decimal

from mini_city import id_number, with_check

from cases.cases import Cases


def _numbers(c: Cases) -> None:
    right = id_number(date(1951, 1, 1))
    wrong = right[:17] + ("0" if right[17] != "0" else "1")
    c.person("dq02-wrong", "DQ-02", id_no=wrong)
    c.person("dq02-wrong-20", "DQ-02", id_no=id_number(date(1951, 1, 2))[:17] + "Q44")
    c.person("dq02-right-22", id_no=id_number(date(1951, 1, 3)) + "4411")
    c.person("dq02-letter", "DQ-02", id_no="41128219510104A912")
    c.person("dq02-no-day", "DQ-02", id_no=with_check("41128219510230991"))
    c.person("dq02-leap-day", id_no=with_check("41128219520229991"))
    with_x = next(
        n for n in (id_number(date(1953, 1, 1) + timedelta(days=d)) for d in range(60)) if n[17] == "X"
    )
    c.person("dq02-small-x", id_no=with_x.lower())
    c.person("dq02-blank", id_no=None)
    c.person("dq02-too-short", "DQ-01", id_no=wrong[:15])
    c.city.household("dq02-late")
    c.city.member("dq02-late", "dq02-dead", id_no="411282195101059900", person_status="死亡")
    c.expect("dq02-dead", "DQ-02")

    twice = id_number(date(1954, 1, 1))
    c.person("dq04-first", "DQ-04", id_no=twice)
    c.person("dq04-second", "DQ-04", id_no=twice + "44")
    letter = next(
        n for n in (id_number(date(1955, 1, 1) + timedelta(days=d)) for d in range(60)) if n[17] == "X"
    )
    c.person("dq04-large-x", "DQ-04", id_no=letter)
    c.person("dq04-small-x", "DQ-04", id_no=letter.lower())


def _counts(c: Cases) -> None:
    for code, cells, rules in (
        ("dq07-equal", {"member_count": 2}, ()),
        ("dq07-more", {"member_count": 3}, ("DQ-07",)),
        ("dq07-blank", {"member_count": None}, ("DQ-07",)),
        ("dq07-nobody", {"members": 0, "member_count": 2}, ("DQ-07",)),
        ("dq07-nobody-zero", {"members": 0}, ("DQ-07",)),
        ("dq07-nobody-blank", {"members": 0, "member_count": None}, ("DQ-07",)),
        ("dq07-gone", {"members": 0, "household_status": "整户自然减少", "screened": 0}, ()),
    ):
        c.city.household(code, **cells)
        c.expect(code, *rules)
    c.city.household("dq07-all-left", members=0)
    c.city.member("dq07-all-left", "dq07-all-left-0", person_status="死亡")
    c.expect("dq07-all-left", "DQ-05", "DQ-07")
    for code, household in (("dq07-orphan", "dq07-nowhere"), ("dq07-no-house", None)):
        c.city.member(household, code)
        c.expect(code, "DQ-07")


def _incomes(c: Cases) -> None:
    c.income("dq13-net-1-fen", net="14300.01")
    c.income("dq13-net-2-fen", "DQ-13", net="14300.02")
    c.income("dq13-net-less", "DQ-13", net="14299.98", net_pc="7149.99")
    c.income("dq13-thirds", member_count=3, net_pc="4766.67")
    c.income("dq13-thirds-1-fen", member_count=3, net_pc="4766.68")
    c.income("dq13-thirds-2-fen", "DQ-13", member_count=3, net_pc="4766.69")
    c.income("dq13-nobody", "DQ-13", member_count=0)
    for name in ("net", "net_pc", "member_count"):
        c.income(f"dq13-blank-{name}", "DQ-13", **{name: None})
    c.income("dq13-blank-part", transfer=None, transfer_pension=None, net=14100, net_pc=7050)
    # 10,000 + 5,000 - 1,000 + 100 + 200: without one of them the rest must add up.
    for name, without, cells in (
        ("wage", 4300, {"wage_work": None, "wage_post": None}),
        ("business", 9300, {"business_net": -1000}),
        ("business_expense", 15300, {"business_net": 5000}),
        ("property", 14200, {"property_dividend": None}),
        ("transfer", 14100, {"transfer_pension": None}),
    ):
        rules = ("DQ-14",) if name == "wage" else ()
        c.income(f"dq13-no-{name}", *rules, **{name: None}, **cells, net=without, net_pc=Decimal(without) / 2)
    c.income("dq13-no-business-net", "DQ-13", business_net=None)
    even = {"business": 5000, "business_expense": 5000, "business_net": None, "net": 10300, "net_pc": 5150}
    c.income("dq13-no-business-net-nor-any", **even)
    for name, part in (
        ("wage", "wage_work"),
        ("property", "property_dividend"),
        ("transfer", "transfer_eco"),
    ):
        own = {"wage_work": 0, "wage_post": 0, "property_dividend": 0, "transfer_pension": 0, part: "0.02"}
        net = {"wage": 4300, "property": 14200, "transfer": 14100}[name]
        rules = ("DQ-13", "DQ-14") if name == "wage" else ("DQ-13",)
        c.income(f"dq13-part-of-no-{name}", *rules, **{name: None}, **own, net=net, net_pc=Decimal(net) / 2)
    c.income("dq13-property-parts-1-fen", property_dividend="100.01")
    c.income("dq13-transfer-parts-1-fen", transfer_dibao="0.01")
    c.income("dq13-business-net-1-fen", business_net="4000.01")
    c.income("dq13-loss", business=0, business_net=-1000, net=9300, net_pc=4650)
    c.income("dq13-business-net", "DQ-13", business_net="4000.02")
    c.income("dq13-wage-parts", "DQ-13", wage_post="2000.02")
    c.income("dq13-wage-parts-1-fen", wage_post="2000.01")
    c.income("dq13-property-parts", "DQ-13", property_dividend="100.02")
    c.income("dq13-transfer-parts", "DQ-13", transfer_dibao="0.02")
    c.episode("dq13-episode", "DQ-13", id_net="14300.02")
    c.episode("dq13-episode-blank", "DQ-13", "DQ-15", id_net=None)
    c.ended("dq13-ended", "DQ-13", el_net_pc="10150.02")


BUILDERS = (
    _numbers,
    _counts,
    _incomes,
)
