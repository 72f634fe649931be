"""Cases for the rules of projects."""

from datetime import date

from cases.cases import NEIGHBOUR, Cases


def _projects(c: Cases) -> None:
    day = date
    for code, cells, rules in (
        (
            "pf02-same-day",
            {
                "actual_start": day(2022, 2, 1),
                "actual_finish": day(2022, 2, 1),
                "accept_date": day(2022, 2, 1),
            },
            (),
        ),
        ("pf02-no-start", {"actual_start": None}, ("PF-02",)),
        ("pf02-no-finish", {"actual_finish": None}, ("PF-02",)),
        ("pf02-started", {"project_status": "已开工", "actual_finish": None, "progress_pct": 40}, ()),
        (
            "pf02-started-blank",
            {"project_status": "已开工", "actual_start": None, "actual_finish": None, "progress_pct": 5},
            ("PF-02",),
        ),
        (
            "pf02-tendered",
            {"project_status": "已招标", "actual_start": None, "actual_finish": None, "progress_pct": 0},
            (),
        ),
        ("pf02-start-first", {"approval_date": day(2022, 3, 2)}, ("PF-02",)),
        ("pf02-finish-first", {"actual_start": day(2022, 7, 2)}, ("PF-02",)),
        ("pf02-accept-first", {"accept_date": day(2022, 6, 30)}, ("PF-02",)),
        ("pf02-no-approval", {"approval_date": None}, ("PF-02",)),
        ("pf02-today", {"accept_date": day(2022, 8, 31)}, ()),
        ("pf02-tomorrow", {"accept_date": day(2022, 9, 1)}, ("PF-02",)),
        ("pf02-99", {"progress_pct": 99}, ("PF-02",)),
        ("pf02-blank-progress", {"progress_pct": None}, ("PF-02",)),
        ("pf02-100-started", {"project_status": "已开工", "actual_finish": None}, ("PF-02",)),
        ("pf02-100-blank-status", {"project_status": None}, ("PF-02",)),
        (
            "pf02-terminated",
            {"project_status": "已终止", "actual_start": None, "actual_finish": None, "progress_pct": 20},
            (),
        ),
        ("pf02-terminated-order", {"project_status": "已终止", "approval_date": day(2022, 3, 2)}, ("PF-02",)),
        ("pf02-handed-over", {"project_status": "资产已移交", "actual_finish": None}, ("PF-02",)),
    ):
        c.city.project(code, **cells)
        c.expect(code, *rules)


def _payments(c: Cases) -> None:
    for code, paid, payments, rules in (
        ("pf05-refund", 20, (30, -10), ()),
        ("pf05-none", 0, (), ()),
        ("pf05-none-but-paid", 1, (), ("PF-05",)),
        ("pf05-more", "50.01", (30, 20), ("PF-05",)),
        ("pf05-less", 50, (30,), ("PF-05",)),
        ("pf05-blank", None, (), ("PF-05",)),
    ):
        c.city.project(code, paid=paid, payments=payments)
        c.expect(code, *rules)
    c.city.project("pf05-50-yuan", paid=500000, payments=(30, 20), money_factor=1)
    c.city.payment("pf05-50-yuan-2", "pf05-50-yuan", money_factor=1, amount=50)
    c.city.project("pf05-elsewhere", payments=(30,))
    c.city.payment("pf05-elsewhere-1", "pf05-elsewhere", NEIGHBOUR, amount=20)
    c.expect("pf05-elsewhere", "PF-05")


BUILDERS = (
    _projects,
    _payments,
)
