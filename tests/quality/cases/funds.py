"""Cases for the rules of project money: allocations, payments, and what the projects say of both."""

from datetime import date
from typing import Any

from cases.cases import NEIGHBOUR, Cases
from cases.projects import STARTED

# A project whose sheet is in 元; its payments and allocations stand in 万元.
YUAN: dict[str, Any] = {
    "money_factor": 1,
    "fund_total": 700000,
    "fund_bridging": 500000,
    "fund_other_fiscal": 100000,
    "fund_payable": 600000,
}


def _paid(c: Cases) -> None:
    c.project("pf05-refund", paid=20, payments=(30, -10))
    c.project("pf05-none", paid=0, payments=())
    c.project("pf05-none-but-paid", "PF-05", paid=1, payments=())
    c.project("pf05-more", "PF-05", paid="50.01")
    c.project("pf05-less", "PF-05", payments=(30,))
    c.project("pf05-blank", "PF-05", paid=None, payments=())
    c.project("pf05-50-yuan", paid=500000, **YUAN)
    c.city.payment("pf05-50-yuan-2", "pf05-50-yuan", money_factor=1, amount=50)
    c.project("pf05-elsewhere", "PF-05", payments=(30,))
    c.city.payment("pf05-elsewhere-1", "pf05-elsewhere", NEIGHBOUR, amount=20)
    c.expect("pf05-elsewhere-1", "PF-07", "PF-09")


def _limits(c: Cases) -> None:
    for code, paid, rules in (("all", 60, ()), ("more", "60.01", ("PF-06",))):
        rest = 30 if code == "all" else "30.01"
        c.project(f"pf06-{code}", *rules, paid=paid, payments=(30, rest), fund_payable=70)
        c.city.allocation(f"doc-pf06-{code}", 2, amount=20)
    c.project("pf06-50-yuan", paid=600050, **(YUAN | {"fund_payable": 700000}))
    c.city.payment("pf06-50-yuan-2", "pf06-50-yuan", money_factor=1, amount=100050)
    c.city.allocation("doc-pf06-50-yuan", 2, money_factor=1, amount=100050)
    c.project("pf06-payable", fund_payable=50)
    c.project("pf06-payable-exceeded", "PF-06", fund_payable="49.99")
    c.project("pf06-payable-50-yuan", paid=500050, **(YUAN | {"fund_payable": 500000}))
    c.city.payment("pf06-payable-50-yuan-2", "pf06-payable-50-yuan", money_factor=1, amount=50)
    c.project("pf06-payable-blank", "PF-06", fund_payable=None)
    c.project("pf06-other-blank", fund_other_fiscal=None)
    c.project("pf06-other-blank-more", "PF-06", fund_other_fiscal=None, paid="50.01", payments=(30, "20.01"))
    c.city.allocation("doc-pf06-other-blank-more", 2, amount="0.01")


def _sources(c: Cases) -> None:
    half = {"fund_bridging": 30, "fund_other_fiscal": 30, "allocated": (30,)}
    for code, rest, rules in (("used", 20, ()), ("overdrawn", "19.99", ("PF-07",))):
        c.project(f"pf07-rest-{code}", **half)
        c.city.allocation(f"doc-pf07-rest-{code}", 2, amount=rest)
        for number in (0, 1):
            c.expect(f"pf07-rest-{code}-{number}", *rules)
    # One document for three projects: what one of them overdraws is not the others' fault.
    for code, given, paid, rules in (
        ("even", 30, 300000, ()),
        ("over", 30, 400000, ("PF-07",)),
        ("by-one", 30, 300001, ("PF-07",)),
    ):
        c.project(
            f"pf07-{code}",
            paid=paid // 10000,
            payments=(),
            fund_bridging=given,
            fund_other_fiscal=30,
            allocated=(),
        )
        c.city.allocation("pf07-shared", 1 + len(code), project_code=f"pf07-{code}", amount=given)
        c.city.payment(f"pf07-{code}-0", f"pf07-{code}", doc_no="pf07-shared", money_factor=1, amount=paid)
        c.expect(f"pf07-{code}-0", *rules)
    # A document that gave one project 30 万元 and left nothing: 500 元 more are too much.
    for code, given, paid, rules in (("full", 30, 300500, ("PF-07",)), ("given-nothing", 0, 500, ("PF-07",))):
        own = {"fund_bridging": given, "fund_other_fiscal": 30, "allocated": ()}
        c.project(f"pf07-{code}", "PF-05", paid=1, payments=(), **own)
        c.city.payment(
            f"pf07-{code}-0", f"pf07-{code}", doc_no=f"pf07-doc-{code}", money_factor=1, amount=paid
        )
        c.city.allocation(
            f"pf07-doc-{code}", 1, project_code="pf07-full" if given else "pf07-absent", amount=30
        )
        c.expect(f"pf07-{code}-0", *rules)
    # Payments to no project in particular have what the document gave to none: 20 万元, 50 元 more.
    for code, paid, rules in (("tolerated", 200050, ()), ("too-much", "200050.01", ("PF-07",))):
        c.city.allocation(f"pf07-none-{code}", 1, amount=20)
        c.city.payment(f"pf07-none-{code}", None, doc_no=f"pf07-none-{code}", money_factor=1, amount=paid)
        c.expect(f"pf07-none-{code}", "PF-09", *rules)
    # A payment without an amount overdraws nothing for the others.
    for code, amount, rules in (("blank", None, ("PF-07",)), ("30-yuan", 30, ())):
        c.city.allocation("pf07-beside", 1, project_code="pf09", amount=0)
        c.city.payment(
            f"pf07-beside-{code}", f"pf07-beside-{code}", doc_no="pf07-beside", money_factor=1, amount=amount
        )
        c.expect(f"pf07-beside-{code}", "PF-09", *rules)
    c.project("pf07-taken-back", allocated=(60, -10))
    c.project("pf07-unknown", payments=(30,), paid=50)
    c.city.payment("pf07-unknown-1", "pf07-unknown", doc_no="nowhere", amount=20)
    c.project("pf07-blank", payments=(30,), paid=50)
    c.city.payment("pf07-blank-1", "pf07-blank", doc_no=None, amount=20)
    c.project("pf07-no-amount")
    c.city.payment("pf07-no-amount-2", "pf07-no-amount", amount=None)
    for key in ("pf07-unknown-1", "pf07-blank-1", "pf07-no-amount-2"):
        c.expect(key, "PF-07")
    c.project("pf08-more", "PF-08", fund_bridging="50.01")
    c.project("pf08-50-yuan", paid=500000, **(YUAN | {"fund_bridging": 500050}))
    c.project("pf08-50-yuan-1-fen", "PF-08", paid=500000, **(YUAN | {"fund_bridging": "500050.01"}))
    c.project("pf08-blank", "PF-08", fund_bridging=None)
    c.project("pf08-nothing", fund_bridging=0, allocated=(), paid=0, payments=())
    c.project("pf08-nothing-allocated", "PF-08", allocated=(), paid=0, payments=())


def _days(c: Cases) -> None:
    c.project("pf09", payments=(), paid=8)
    c.project("pf09-accepted", payments=(), paid=2, accept_date=date(2022, 8, 1))
    for code, project, rules, cells in (
        ("same-day", "pf09", (), {"pay_date": date(2022, 2, 1)}),
        ("day-before", "pf09", ("PF-09",), {"pay_date": date(2022, 1, 31)}),
        ("no-date", "pf09", ("PF-09",), {"pay_date": None}),
        ("settled", "pf09", ("PF-09",), {"pay_kind": "结算款"}),
        ("advance", "pf09", (), {"pay_kind": "预付款"}),
        ("no-kind", "pf09", (), {"pay_kind": None}),
        ("settled-that-day", "pf09-accepted", (), {"pay_kind": "结算款", "pay_date": date(2022, 8, 1)}),
        (
            "settled-before",
            "pf09-accepted",
            ("PF-09",),
            {"pay_kind": "结算款", "pay_date": date(2022, 7, 31)},
        ),
        ("no-project", None, ("PF-09",), {"doc_no": "doc-pf09-rest"}),
        ("nobody", "pf09-nobody", ("PF-09",), {"doc_no": "doc-pf09-rest"}),
    ):
        c.city.payment(f"pf09-{code}", project, amount=1, **cells)
        c.expect(f"pf09-{code}", *rules)
    c.city.rows["xm01"][-2]["fund_paid"] = 6  # what the six payments of pf09 come to
    c.city.allocation("doc-pf09-rest", 1, amount=2)


def _industry(c: Cases) -> None:
    """Central money without a project beside the 50 万元 that each unit's own project has."""
    central = {"fund_level": "中央"}
    c.city.allocation("pf16", 1, NEIGHBOUR, amount=41, **central)
    c.expect(f"{NEIGHBOUR}|2022", "PF-16")
    for unit, rest, rules in (("411221", 45, ()), ("411224", "45.01", ("PF-16",))):
        c.project(
            f"pf16-{unit}",
            unit=unit,
            project_type="养殖业",
            fund_bridging=5,
            allocated=(),
            paid=0,
            payments=(),
        )
        c.city.allocation("pf16", 1, unit, amount=5, project_code=f"pf16-{unit}", **central)
        c.city.allocation("pf16", 2, unit, amount=rest, **central)
        c.expect(f"{unit}|2022", *rules)
    for line, day in enumerate((date(2021, 12, 31), date(2022, 9, 1), None), 1):
        c.city.allocation("pf16-other-day", line, amount=0 if day is None else 900, doc_date=day, **central)
    # More was taken back than given, to the last yuan: of nothing there is no share.
    for unit, taken, left, rules in (("411202", -55, 50000, ()), ("4112SF", -50, 1, ("PF-16",))):
        back = {"fund_bridging": taken, "fund_other_fiscal": -taken, "fund_payable": 0}
        own = {"allocated": (taken,), "paid": 0, "payments": (), "beneficiaries": ()}
        kind = "养殖业" if unit == "411202" else None
        c.project("pf16-back", unit=unit, project_type=kind, **back, **own, **STARTED)
        c.city.rows["zj01"][-1] |= central
        c.city.allocation("pf16", 1, unit, money_factor=1, amount=left, **central)
        c.expect(f"{unit}|2022", *rules)
    next(r for r in c.city.rows["xm01"] if r["project_code"] == "4112SF-project")["project_type"] = None
    # Money of a project that does not say its type is not known to be industry.
    c.project("pf16-no-type", unit="411281", allocated=(), paid=0, payments=())
    c.city.allocation("pf16", 1, "411281", amount=50, project_code="pf16-no-type", **central)
    # What was paid from it is no second allocation: counted as one, it would lift the share over the bound.
    for row in c.city.rows["zj02"]:
        if row["project_code"] == "411281-project":
            row["fund_level"] = "中央"
    c.expect("411281|2022", "PF-16")


def _carried(c: Cases) -> None:
    old = {"doc_date": date(2020, 8, 30)}
    c.city.allocation("pf20-two-years", 1, amount=9, doc_date=date(2020, 8, 31))
    c.city.allocation("pf20-day-after", 1, amount=9, **old)
    c.city.allocation("pf20-second-line", 1, amount=9)
    c.city.allocation("pf20-second-line", 2, amount=9, **old)
    c.city.allocation("pf20-50-yuan", 1, amount=50, money_factor=1, **old)
    c.city.allocation("pf20-50-yuan-1-fen", 1, amount="50.01", money_factor=1, **old)
    c.city.allocation("pf20-taken-back", 1, amount=9, **old)
    c.city.allocation("pf20-taken-back", 2, amount=-9)
    c.city.allocation("pf20-no-date", 1, amount=9, doc_date=None)
    c.city.allocation("pf20-after-d", 1, amount=9, doc_date=date(2022, 9, 1))
    for name in ("day-after", "second-line", "50-yuan-1-fen", "no-date"):
        c.expect(f"pf20-{name}|1", "PF-20")
    c.project("pf20-spent")
    c.city.rows["zj01"][-1] |= old
    c.project("pf20-spent-undated")
    c.city.rows["zj01"][-1] |= old
    c.city.rows["zj02"][-1]["pay_date"] = None
    c.expect(c.city.rows["zj02"][-1]["payment_no"], "PF-09")
    c.project("pf20-spent-tomorrow")
    c.city.rows["zj01"][-1] |= old
    c.city.rows["zj02"][-1]["pay_date"] = date(2022, 9, 1)
    c.expect("doc-pf20-spent-tomorrow|1", "PF-20")
    c.project("pf20-left", payments=(30,), paid=30)
    c.city.rows["zj01"][-1] |= old
    c.expect("doc-pf20-left|1", "PF-20")


BUILDERS = (
    _paid,
    _limits,
    _sources,
    _days,
    _industry,
    _carried,
)
