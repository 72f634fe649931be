"""Cases for the rule about summaries and their details: DQ-24."""

from datetime import date
from typing import Any

from mini_city.complete import SUMS

from cases.cases import Cases


def _villages(c: Cases) -> None:
    """Rounds in which nobody was screened: every figure must be nothing."""
    place = {"township_name": "朱阳镇", "village_name": "朱阳村"}
    for name in SUMS:
        for kind in ("hh", "p"):
            field = f"{name}_{kind}"
            c.city.summary(**place, screen_round=f"dq24-{field}", **{field: 1})
            c.expect(f"朱阳镇|朱阳村|dq24-{field}", "DQ-24")
    c.city.summary(**place, screen_round="dq24-nothing")
    c.city.summary(**place, screen_round="dq24-blank", screened_hh=None, self_p=None)
    c.city.summary(township_name="朱阳镇", village_name="无此村", screen_round="dq24-unknown", screened_hh=9)
    c.expect("朱阳镇|无此村|dq24-unknown", "DQ-22")


def _indicators(c: Cases) -> None:
    """Units of which no other case speaks: three households, two identified, with four members. Of assets
    (A01) the ledger of June says nothing about August.
    """
    for code, unit, value, name, rules in (
        ("A01", "411224", 10, "万元", ()),
        ("R03", "411224", 2, "户", ()),
        ("R04", "411224", 5, "人", ("DQ-24",)),
        ("R31", "411224", 1, "户", ("DQ-24",)),
        ("E04", "411224", 0, "人", ("DQ-24",)),
        ("E09", "411224", 1, "人", ()),
        ("J08", "411224", None, "个", ()),
        ("X99", "411224", 7, "个", ()),
        ("A01", "411202", "10.005", "万元", ()),
        ("A01", "411221", 999, "万元", ()),
        ("J11", "411224", "49.995", "万元", ()),
        ("J11", "411281", "49.9949", "万元", ("DQ-24",)),
    ):
        c.city.indicator(code, unit, value_cum=value, unit_name=name)
        c.expect(f"2022-08-01|{code}", *rules)
    c.city.indicator("R37", "411224", value_cum=9, month=date(2022, 7, 1))


def _village_without_a_row(c: Cases) -> None:
    """A round of which the list has one village, and the screening another one, too."""
    place = {"township_name": "朱阳镇", "village_name": "朱阳村"}
    c.city.summary(**place, screen_round="2021-2")
    for code, village in (
        ("dq24-listed", place),
        ("dq24-not-listed", {}),
        ("dq24-nowhere", {"village_name": "无此村"}),
    ):
        c.city.screening(code, screen_round="2021-2", **village)
    own = c.city.rows["pc01"][-2]
    c.expect(f"{own['township_name']}|{own['village_name']}|2021-2", "DQ-24")
    c.expect("dq24-nowhere|2021-2", "DQ-22")


def _totals(c: Cases) -> None:
    """Stated totals of sheets of which nothing else is known."""
    for sheet, column, stated, accepted, rules in (
        ("dq24-equal", "quantity", 7, 7, ()),
        ("dq24-count", "benefit_households", 8, 7, ("DQ-24",)),
        ("dq24-rounded", "original_value", "7.0149", "7", ()),
        ("dq24-not-rounded", "original_value", "7.015", "7", ("DQ-24",)),
    ):
        form = "XM01" if column == "benefit_households" else "ZC01"
        _sheet(c, form, sheet, column, stated, accepted)
        c.expect(f"合计|{sheet}", *rules)
    _sheet(c, "ZC01", "dq24-unread", "original_value", 9, 7)
    unread = {
        "submission_id": "ZC01-411282",
        "sheet": "dq24-unread",
        "column_name": "original_value",
        "row_no": 5,
    }
    c.city.rows.setdefault("quarantine_cell", []).append(
        unread | {"cell": "A5", "code": "E", "message_zh": "x"}
    )


def _sheet(c: Cases, form: str, sheet: str, column: str, stated: Any, accepted: Any) -> None:
    own = {
        "submission_id": f"{form}-411282",
        "form_code": form,
        "reporting_unit_code": "411282",
        "sheet": sheet,
    }
    sums = {
        "column_name": column,
        "stated": stated,
        "accepted": accepted,
        "quarantined": 0,
        "agrees": stated == accepted,
    }
    c.city.rows.setdefault("sheet_sum", []).append(own | sums)
    names = ("physical", "header", "data", "subtotal", "total", "footer", "blank", "accepted", "quarantined")
    rows = dict.fromkeys((f"rows_{n}" for n in names), 0) | {
        "rows_data": 2,
        "rows_accepted": 2,
        "rows_physical": 2,
    }
    c.city.rows.setdefault("sheet_ledger", []).append(own | rows)


BUILDERS = (
    _villages,
    _indicators,
    _village_without_a_row,
    _totals,
)
