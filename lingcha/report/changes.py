"""How the findings changed since the release before: one line per reporting unit and one of the city."""

from lingcha.report.facts import CITY, Facts, Row

COLUMNS = {
    "findings_new": "新增",
    "findings_known": "上次已有",
    "findings_returned": "改后复现",
    "findings_fixed": "已改正",
    "status_open": "待整改",
    "status_assigned": "已交办",
    "status_verified_true": "核实属实",
    "status_verified_false": "核实不属实",
    "status_exempt": "豁免",
    "status_overdue": "逾期",
}


def change_lines(facts: Facts, names: dict[str, str]) -> list[Row]:
    """Counts in the order of ``COLUMNS``, all targets together; the city first."""
    lines = []
    for unit, name in {CITY: "全市", **names}.items():
        rows = [r for r in facts.changes if r["reporting_unit_code"] == unit]
        if rows:
            lines.append({"name": name, "counts": [sum(r[c] for r in rows) for c in COLUMNS]})
    return lines
