"""What the page says of findings, quarantined cells and checks: counts by unit, texts, places to look."""

from lingcha.project import read_reference
from lingcha.report.facts import CITY, Facts, Row, thousands

STATUS_ZH = {
    "open": "待整改",
    "assigned": "已交办",
    "verified_true": "核实属实",
    "overdue": "逾期未核实",
}
LEDGER = {"target": "ledger", "name_zh": "资产与资金"}


def rule_groups(facts: Facts, names: dict[str, str]) -> list[Row]:
    results = {(r["rule_id"], r["reporting_unit_code"]): r for r in facts.results}
    groups = []
    for target in [*read_reference("zero_error_target"), LEDGER]:
        rules = [
            _rule(rule, facts, results, names)
            for rule in read_reference("rule")
            if rule["target"] == target["target"]
        ]
        groups.append({"name": target["name_zh"], "rules": rules})
    return groups


def _rule(rule: Row, facts: Facts, results: dict[tuple[str, str], Row], names: dict[str, str]) -> Row:
    rule_id = rule["rule_id"]
    units = [_count_cell(results.get((rule_id, u)), facts.finding_counts.get((rule_id, u))) for u in names]
    found = [facts.finding_counts[rule_id, u] for u in [*names, CITY] if (rule_id, u) in facts.finding_counts]
    evaluated = [results[rule_id, u] for u in names if (rule_id, u) in results]
    city = results.get((rule_id, CITY))
    # The city's row counts the units' records and those of the city as a whole.
    whole = [city] if city and city["state"] == "evaluated" else evaluated
    checked = [r["checked"] for r in whole if r["state"] == "evaluated"]
    total = {
        "counted": sum(f["counted"] for f in found),
        "suspect": sum(f["found"] - f["counted"] for f in found),
    }
    skipped = all(c["state"] == "skipped" for c in units)
    total["state"] = _state(total["counted"], total["suspect"], skipped)
    total["text"] = "未评估" if skipped else f"计入 {thousands(total['counted'])} 处"
    if total["suspect"]:
        total["text"] += f"，疑点 {thousands(total['suspect'])} 处"
    places = [_place(p, names) for p in facts.places.get(rule_id, [])]
    return {
        **rule,
        "checked": sum(checked) if checked else None,
        "cells": [total, *units],
        "total": total,
        "skipped": _skipped(evaluated, names),
        "places": places,
        "remainder": total["counted"] + total["suspect"] - len(places),
    }


def _count_cell(result: Row | None, found: Row | None) -> Row:
    counted = found["counted"] if found else 0
    suspect = found["found"] - counted if found else 0
    skipped = result is None or result["state"] != "evaluated"
    return {"counted": counted, "suspect": suspect, "state": _state(counted, suspect, skipped)}


def _state(counted: int, suspect: int, skipped: bool) -> str:
    if skipped:
        return "skipped"
    return "counted" if counted else "suspected" if suspect else "zero"


def _skipped(results: list[Row], names: dict[str, str]) -> list[str]:
    reasons: dict[str, list[str]] = {}
    for row in results:
        if row["state"] != "evaluated":
            reasons.setdefault(row["skipped_reason"] or "没有说明原因", []).append(
                names[row["reporting_unit_code"]]
            )
    return [f"{'、'.join(units)}：{reason}" for reason, units in reasons.items()]


def _place(place: Row, names: dict[str, str]) -> Row:
    status = STATUS_ZH[place["status"]] if place["counted"] or place["status"] != "open" else "疑点待核实"
    file = " / ".join(filter(None, (place["file_name"], place["sheet"])))
    unit = names.get(place["reporting_unit_code"], "全市")
    # A sum of a whole unit or of the city has no record of its own: it goes by the place's code.
    record = {**names, CITY: "全市"}.get(place["record_key"], place["record_key"])
    return {
        **place,
        "unit": unit,
        "file": file or "不在单个文件中",
        "row": place["row_no"] or "",
        "record_key": record,
        "what": detail_zh(place["message_zh"]),
        "status": status,
    }


def detail_zh(message: str) -> str:
    """What a rule says of this very record; the rule's own sentence before it stands above the list."""
    return message.partition("本条：")[2] or message


def findings_lead(facts: Facts) -> str:
    counted = sum(r["counted"] for r in facts.finding_counts.values())
    suspect = sum(r["found"] - r["counted"] for r in facts.finding_counts.values())
    rules = len(read_reference("rule"))
    skipped = {r["rule_id"] for r in facts.results if r["state"] != "evaluated"}
    return (
        f"{rules} 条规则共报出 {thousands(counted + suspect)} 处问题，其中计入 {thousands(counted)} 处、"
        f"待核实疑点 {thousands(suspect)} 处；{len(skipped)} 条规则在一个或多个单位未评估。"
    )


def quarantine(facts: Facts, names: dict[str, str]) -> list[Row]:
    counts = {(r["code"], r["reporting_unit_code"]): r["cells"] for r in facts.quarantine_counts}
    lines = []
    for code in sorted({code for code, _ in counts}):
        cells = [counts.get((code, unit), 0) for unit in names]
        places = [
            {**p, "unit": names[p["reporting_unit_code"]], "file": f"{p['file_name']} / {p['sheet']}"}
            for p in facts.quarantine_places
            if p["code"] == code
        ]
        total = sum(cells)
        lines.append(
            {"code": code, "cells": [total, *cells], "places": places, "remainder": total - len(places)}
        )
    return lines


def integrity_checks(facts: Facts) -> list[Row]:
    """The integrity checks: how many subjects each compared, how many differ, what follows if any does."""
    known = {r["check_id"]: r for r in facts.integrity}
    effects = {"refuse": "不通过则拒绝发布", "hold": "不通过则暂缓", "inform": "只作提示，不影响发布"}
    lines = []
    for check in read_reference("integrity_check"):
        row = known.get(check["check_id"], {"subjects": 0, "failed": 0})
        passed = row["failed"] == 0 and row["subjects"] > 0
        state = "met" if passed else "not_met" if check["consequence"] != "inform" else "not_evaluated"
        counts = f"核对 {thousands(row['subjects'])} 项，不符 {thousands(row['failed'])} 项"
        detail = f"{check['explanation_zh']}。{counts}。"
        word = "通过" if passed else "提示" if check["consequence"] == "inform" else "未通过"
        lines.append(
            {
                "state": state,
                "word": word,
                "name": check["name_zh"],
                "detail": detail,
                "effect": effects[check["consequence"]],
            }
        )
    return lines


def gate_lead(facts: Facts) -> str:
    results = [r for rows in facts.gate.values() for r in rows]
    failed = sum(not r["success"] for r in results)
    return (
        f"结论由 Great Expectations 的 {len(facts.gate)} 套、{thousands(len(results))} 条检查决定，"
        f"{thousands(len(results) - failed)} 条通过，{thousands(failed)} 条未通过；"
        "逐条结果见佐证包 gx 目录。下表是完整性核对。"
    )
