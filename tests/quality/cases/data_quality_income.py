"""Cases for the rule about amounts that nobody earns: DQ-14."""

from decimal import Decimal
from typing import Any

from cases.cases import Cases


def _sums(prefix: str, members: int, **parts: Any) -> dict[str, Any]:
    """An income that adds up, with these parts: everything else is nothing."""
    expense = "expense" if prefix else "business_expense"
    own = {"wage": 0, "business": 0, expense: 0, "property": 0, "transfer": 0} | parts
    known = {k: Decimal(v or 0) for k, v in own.items()}
    net = known["wage"] + known["business"] - known[expense] + known["property"] + known["transfer"]
    cells = own | {"net": net, "net_pc": (net / members).quantize(Decimal("0.01"))}
    return {f"{prefix}{name}": value for name, value in cells.items()} | {"member_count": members}


def _amounts(c: Cases) -> None:
    """Floors of 100 and 4,000 a year: three quarters of them for an accounting of nine months."""
    nothing = dict.fromkeys(("wage_work", "wage_post", "property_dividend", "transfer_pension"), 0)
    for code, parts, rules in (
        ("dq14-no-wage", {"transfer": 9000}, ()),
        ("dq14-wage-1-fen", {"wage": "0.01", "transfer": 9000}, ("DQ-14",)),
        ("dq14-wage-below", {"wage": "74.99", "transfer": 9000}, ("DQ-14",)),
        ("dq14-wage-floor", {"wage": 75, "transfer": 9000}, ()),
        ("dq14-wage-negative", {"wage": -1, "transfer": 9000}, ("DQ-14",)),
        ("dq14-wage-blank", {"wage": None, "transfer": 9000}, ()),
        ("dq14-head-floor", {"transfer": 6000}, ()),
        ("dq14-head-below", {"transfer": "5999.98"}, ("DQ-14",)),
        ("dq14-head-negative", {"business_expense": 1000}, ("DQ-14",)),
        ("dq14-loss", {"business": 1000, "business_expense": 3000, "wage": 20000}, ()),
        ("dq14-business-negative", {"business": -1, "transfer": 9000}, ("DQ-14",)),
        ("dq14-expense-negative", {"business_expense": -1, "transfer": 9000}, ("DQ-14",)),
        ("dq14-property-negative", {"property": -1, "transfer": 9000}, ("DQ-14",)),
        ("dq14-transfer-negative", {"transfer": -1, "wage": 9000}, ("DQ-14",)),
    ):
        cells = _sums("", 2, **parts)
        loss = Decimal(cells["business"]) - Decimal(cells["business_expense"])
        below = {"property_dividend": -1} if parts.get("property") else {}
        below |= {"transfer_pension": -1} if parts.get("transfer") == -1 else {}
        below |= {"wage_work": -1} if parts.get("wage") == -1 else {}
        c.income(code, *rules, **(nothing | cells | {"business_net": loss} | below))
    for name in ("wage_work", "wage_post", "property_dividend", "transfer_dibao", "transfer_tekun"):
        c.income(f"dq14-{name}-negative", "DQ-14", **{name: "-0.01"})
    given = ("dibao", "tekun", "pension", "eco", "other")
    c.income("dq14-nothing-given", wage_post=0, **dict.fromkeys((f"transfer_{n}" for n in given), 0))
    c.income("dq14-two-negative", "DQ-14", transfer_eco=-1, transfer_other=-1)
    for name in ("transfer_pension", "transfer_eco", "transfer_other"):
        c.income(f"dq14-{name}-negative", "DQ-14", **{name: "-0.01"})
    for code, parts, rules in (
        ("dq14-id-wage-below", {"wage": "99.99", "transfer": 9000}, ("DQ-14",)),
        ("dq14-id-wage-floor", {"wage": 100, "transfer": 9000}, ()),
        ("dq14-id-head-floor", {"transfer": 8000}, ()),
        ("dq14-id-two-negative", {"business": -1, "property": -1, "wage": 20000}, ("DQ-14",)),
        ("dq14-id-head-below", {"transfer": "7999.98"}, ("DQ-14",)),
        ("dq14-id-wage-negative", {"wage": -1, "transfer": 9000}, ("DQ-14",)),
        ("dq14-id-business-negative", {"business": -1, "transfer": 9000}, ("DQ-14",)),
        ("dq14-id-expense-negative", {"expense": -1, "transfer": 9000}, ("DQ-14",)),
        ("dq14-id-property-negative", {"property": -1, "transfer": 9000}, ("DQ-14",)),
        ("dq14-id-transfer-negative", {"transfer": -1, "wage": 9000}, ("DQ-14",)),
    ):
        c.episode(code, *rules, **_sums("id_", 2, **parts))


BUILDERS = (_amounts,)
