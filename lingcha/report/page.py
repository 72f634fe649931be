"""From facts to what each part of the page says. Every number of the page passes through here once."""

from collections import defaultdict
from datetime import date, datetime
from typing import Any

from lingcha.contract.forms import load_forms
from lingcha.project import read_reference
from lingcha.report import pictures
from lingcha.report.facts import CITY, Facts, Row

VERDICT_ZH = {"met": "达标", "not_met": "未达标", "not_evaluated": "未评估"}
STATUS_ZH = {
    "open": "待整改",
    "assigned": "已交办",
    "verified_true": "核实属实",
    "overdue": "逾期未核实",
}
LEDGER = {"target": "ledger", "name_zh": "资产与资金"}


def thousands(number: int) -> str:
    return f"{int(number):,}"


def day(value: date | datetime | str | None) -> str:
    return "—" if value is None else str(value)[:10]


def moment(value: datetime | str | None) -> str:
    return "—" if value is None else str(value)[:19].replace("T", " ")


def view(facts: Facts) -> dict[str, Any]:
    """Everything that the template needs, by name."""
    names = dict(facts.units)
    targets = _targets(facts)
    coverage = _coverage(facts)
    groups = _rule_groups(facts, names)
    return {
        "release": {**facts.release, "as_of": day(facts.release["as_of"])},
        "known_at_argument": str(facts.release["as_known_at"]).replace(" ", "T"),
        "units": facts.units,
        "headline": _headline(facts, targets, coverage),
        "meta": _meta(facts, coverage),
        "targets": targets,
        "reasons": _reasons(facts, names),
        "units_reported": _units_reported(coverage, facts),
        "heat_map": _heat_map(coverage, facts),
        "bars": _bars(facts),
        "rejected": [{**r, "unit": _folder(r, names)} for r in facts.receipts],
        "board": _board(coverage, facts),
        "rule_groups": groups,
        "findings_lead": _findings_lead(facts),
        "quarantine": _quarantine(facts, names),
        "gate": _gate(facts),
        "gate_lead": _gate_lead(facts),
        "terms": read_reference("zero_error_target"),
        "verdict_zh": VERDICT_ZH,
    }


def _headline(facts: Facts, targets: list[Row], coverage: dict[tuple[str, str], Row]) -> Row:
    if facts.official:
        sentence = f"四项零差错目标全部达标，{len(facts.units)} 个填报单位应报报表全部报齐。"
        return {"state": "official", "word": "正式发布", "sentence": sentence, "reasons": []}
    if not facts.sound:
        failed = [r["description"] for r in facts.gate["integrity"] if not r["success"]]
        return {"state": "held", "word": "拒绝发布", "sentence": "完整性核对不通过，数据没有发布。", "reasons": failed}
    reasons = []
    for target in targets:
        for verdict in ("not_met", "not_evaluated"):
            where = [n for n, c in target["by_unit"] if c["verdict"] == verdict]
            city = target["cells"][0]["verdict"] == verdict
            if where or city:
                reasons.append(f"{target['name']}：{'、'.join(where) or '全市'}{VERDICT_ZH[verdict]}")
    missing = defaultdict(list)
    for (form, unit), row in coverage.items():
        if not row["delivered"]:
            missing[dict(facts.units)[unit]].append(form)
    reasons += [f"{unit} 未报 {'、'.join(forms)}" for unit, forms in missing.items()]
    judged = {"integrity", "coverage", "zero_error", "counted_findings", "rules_evaluated"}
    others = {name: rows for name, rows in facts.gate.items() if name not in judged}
    reasons += [r["description"] for rows in others.values() for r in rows if not r["success"]]
    met = sum(t["cells"][0]["verdict"] == "met" for t in targets)
    sentence = f"四项零差错目标 {met} 项达标、{len(targets) - met} 项未达标或未评估，本期只发布为暂行。"
    return {"state": "held", "word": "暂缓", "sentence": sentence, "reasons": reasons}


def _meta(facts: Facts, coverage: dict[tuple[str, str], Row]) -> list[tuple[str, str]]:
    release = facts.release
    reported = _complete_units(coverage, facts)
    return [
        ("发布编号", release["release_id"]),
        ("数据截止日 D", day(release["as_of"])),
        ("知悉时点 T", moment(release["as_known_at"])),
        ("报齐单位", f"{reported} / {len(facts.units)}"),
        ("代码版本", str(release["code_version"])),
        ("生成时间", moment(release["built_at"])),
    ]


def _targets(facts: Facts) -> list[Row]:
    absent = {"numerator": None, "denominator": None, "verdict": "not_evaluated", "reason": "没有结果"}
    lines = []
    for target in read_reference("zero_error_target"):
        cells = [facts.verdicts.get((target["target"], u), absent) for u in [CITY, *(c for c, _ in facts.units)]]
        by_unit = list(zip([n for _, n in facts.units], cells[1:], strict=True))
        lines.append({"name": target["name_zh"], "cells": cells, "by_unit": by_unit})
    return lines


def _reasons(facts: Facts, names: dict[str, str]) -> list[Row]:
    """Reasons of every cell that is not met, cells with the same reason on one line."""
    lines: dict[tuple[str, str], list[str]] = {}
    for target in read_reference("zero_error_target"):
        for code, name in [(CITY, "全市"), *names.items()]:
            row = facts.verdicts.get((target["target"], code))
            if row is not None and row["verdict"] != "met" and row["reason"]:
                lines.setdefault((target["name_zh"], row["reason"]), []).append(name)
    return [{"target": t, "reason": reason, "units": "、".join(units)} for (t, reason), units in lines.items()]


def _coverage(facts: Facts) -> dict[tuple[str, str], Row]:
    """What was due of each form and unit, with what arrived for that very period."""
    arrived = {(s["form_code"], s["reporting_unit_code"], s["period_end"]): s for s in facts.submissions}
    lines = {}
    for row in sorted(facts.coverage, key=lambda r: (r["form_code"], r["reporting_unit_code"])):
        submission = arrived.get((row["form_code"], row["reporting_unit_code"], row["period_end"]))
        state = "missing"
        if row["delivered"]:
            received = submission["received_at"].date() if submission else None
            state = "late" if received and row["due_date"] and received > row["due_date"] else "ontime"
        lines[row["form_code"], row["reporting_unit_code"]] = {**row, "state": state, "submission": submission}
    return lines


def _complete_units(coverage: dict[tuple[str, str], Row], facts: Facts) -> int:
    return sum(all(r["delivered"] for (_, u), r in coverage.items() if u == unit) for unit, _ in facts.units)


def _units_reported(coverage: dict[tuple[str, str], Row], facts: Facts) -> str:
    due = len(coverage)
    delivered = sum(bool(r["delivered"]) for r in coverage.values())
    late = sum(r["state"] == "late" for r in coverage.values())
    return (
        f"{len(facts.units)} 个填报单位中 {_complete_units(coverage, facts)} 个报齐；本期应报 {due} 份（表 × 单位），"
        f"已报 {delivered} 份，其中迟报 {late} 份，未报 {due - delivered} 份。"
    )


def _heat_map(coverage: dict[tuple[str, str], Row], facts: Facts) -> Any:
    names = dict(facts.units)
    forms = sorted({form for form, _ in coverage})
    states = {(form, names[unit]): row["state"] for (form, unit), row in coverage.items()}
    return pictures.heat_map(forms, list(names.values()), states)


def _bars(facts: Facts) -> list[Row]:
    totals = {
        code: [
            sum(s[column] for s in facts.submissions if s["reporting_unit_code"] == code)
            for column in ("rows_accepted", "rows_quarantined")
        ]
        for code, _ in facts.units
    }
    most = max(sum(pair) for pair in totals.values())
    return [
        {
            "name": name,
            "accepted": totals[code][0],
            "quarantined": totals[code][1],
            "svg": pictures.split_bar(totals[code][0], totals[code][1], most),
        }
        for code, name in facts.units
    ]


def _board(coverage: dict[tuple[str, str], Row], facts: Facts) -> list[Row]:
    words = {"ontime": "✓ 按期", "late": "迟报", "missing": "✗ 未报"}
    lines = []
    for form in sorted({form for form, _ in coverage}):
        cells = []
        for code, _ in facts.units:
            row = coverage.get((form, code))
            if row is None:
                cells.append({"state": "none", "word": "不要求", "lines": []})
            else:
                cells.append({"state": row["state"], "word": words[row["state"]], "lines": _board_lines(row)})
        lines.append({"form": form, "title": load_forms()[form].title, "cells": cells})
    return lines


def _board_lines(row: Row) -> list[str]:
    submission = row["submission"]
    if submission is None:
        return [f"应于 {day(row['due_date'])} 前"]
    version = f"第 {submission['version_no']} 版"
    parts = f"{submission['parts']} 份 · " if submission["parts"] > 1 else ""
    lines = [f"{day(submission['received_at'])}", f"{parts}{version}", f"{thousands(submission['rows_accepted'])} 行入库"]
    if submission["rows_quarantined"]:
        lines.append(f"{thousands(submission['rows_quarantined'])} 行隔离")
    return lines


def _folder(receipt: Row, names: dict[str, str]) -> str:
    code = receipt["folder_unit"]
    return names.get(code, code or "（未分单位）")


def _rule_groups(facts: Facts, names: dict[str, str]) -> list[Row]:
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
    checked = [r["checked"] for r in evaluated if r["state"] == "evaluated"]
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
            reasons.setdefault(row["skipped_reason"] or "没有说明原因", []).append(names[row["reporting_unit_code"]])
    return [f"{'、'.join(units)}：{reason}" for reason, units in reasons.items()]


def _place(place: Row, names: dict[str, str]) -> Row:
    status = STATUS_ZH[place["status"]] if place["counted"] or place["status"] != "open" else "疑点待核实"
    file = " / ".join(filter(None, (place["file_name"], place["sheet"])))
    unit = names.get(place["reporting_unit_code"], "全市")
    return {**place, "unit": unit, "file": file, "row": place["row_no"] or "", "status": status}


def _findings_lead(facts: Facts) -> str:
    counted = sum(r["counted"] for r in facts.finding_counts.values())
    suspect = sum(r["found"] - r["counted"] for r in facts.finding_counts.values())
    rules = len(read_reference("rule"))
    skipped = {r["rule_id"] for r in facts.results if r["state"] != "evaluated"}
    return (
        f"{rules} 条规则共报出 {thousands(counted + suspect)} 处问题，其中计入 {thousands(counted)} 处、"
        f"待核实疑点 {thousands(suspect)} 处；{len(skipped)} 条规则在一个或多个单位未评估。"
    )


def _quarantine(facts: Facts, names: dict[str, str]) -> list[Row]:
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
        lines.append({"code": code, "cells": [total, *cells], "places": places, "remainder": total - len(places)})
    return lines


def _gate(facts: Facts) -> list[Row]:
    """Integrity checks with their subjects, then each suite that decides, with the first checks that failed."""
    known = {r["check_id"]: r for r in facts.integrity}
    effects = {"refuse": "不通过则拒绝发布", "hold": "不通过则暂缓", "inform": "只作提示，不影响发布"}
    lines = []
    for check in read_reference("integrity_check"):
        row = known.get(check["check_id"], {"subjects": 0, "failed": 0})
        passed = row["failed"] == 0 and row["subjects"] > 0
        state = "met" if passed else "not_met" if check["consequence"] != "inform" else "not_evaluated"
        detail = f"{check['explanation_zh']}。核对 {thousands(row['subjects'])} 项，不符 {thousands(row['failed'])} 项。"
        word = "通过" if passed else "提示" if check["consequence"] == "inform" else "未通过"
        lines.append(
            {"state": state, "word": word, "name": check["name_zh"], "detail": detail, "effect": effects[check["consequence"]]}
        )
    return lines


def _gate_lead(facts: Facts) -> str:
    results = [r for rows in facts.gate.values() for r in rows]
    failed = sum(not r["success"] for r in results)
    return (
        f"结论由 Great Expectations 的 {len(facts.gate)} 套、{thousands(len(results))} 条检查决定，"
        f"{thousands(len(results) - failed)} 条通过，{thousands(failed)} 条未通过；逐条结果见佐证包 gx 目录。下表是完整性核对。"
    )
