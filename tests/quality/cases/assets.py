"""Cases for the rules of assets."""

from datetime import date

from cases.cases import NEIGHBOUR, Cases


def _assets(c: Cases) -> None:
    for code, cells, rules in (
        ("as09-50-yuan", {"money_factor": 1, "income_received": 60}, ()),
        ("as09-50-yuan-1-fen", {"money_factor": 1, "income_received": "60.01"}, ("AS-09",)),
        ("as09-short", {"income_received": "9.99"}, ("AS-09",)),
        ("as09-negative", {"undistributed": -1, "dist_other": 4}, ("AS-09",)),
        ("as09-no-income", {"income_received": None}, ("AS-09",)),
        ("as09-blank-share", {"dist_other": None, "undistributed": 3}, ()),
        (
            "as09-nothing",
            dict.fromkeys(("income_received", "undistributed"), 0)
            | dict.fromkeys(
                ("dist_collective", "dist_households", "dist_posts", "dist_public", "dist_other"), None
            ),
            (),
        ),
    ):
        c.city.asset_income(code, **cells)
        c.expect(f"{code}|2021", *rules)
    c.city.asset("as14-no-category", NEIGHBOUR, asset_category=None)
    c.city.asset("as14-no-level", "411221", ownership_level="镇里")
    c.city.asset("as14-unconfirmed", confirmed_flag="否", asset_category=None)
    c.city.asset("as14-confirmed-after-d", confirmed_date=date(2022, 9, 1), asset_category=None)
    c.city.asset("as14-no-value", "411224", confirmed_value=None, asset_category=None)
    for key in (NEIGHBOUR, "411221", "4112"):
        c.expect(key, "AS-14")


BUILDERS = (_assets,)
