"""From facts to what each part of the page says. Every number of the page passes through here once."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from lingcha.contract.forms import load_forms
from lingcha.contract.kinds import unit_name
from lingcha.project import read_reference
from lingcha.report import pictures
from lingcha.report.changes import COLUMNS, change_lines
from lingcha.report.facts import CITY, Facts, Row, thousands
from lingcha.report.findings import findings_lead, gate_lead, integrity_checks, quarantine, rule_groups

VERDICT_ZH = {"met": "达标", "not_met": "未达标", "not_evaluated": "未评估"}


def day(value: date | datetime | str | None) -> str:
    return "—" if value is None else str(value)[:10]


def moment(value: datetime | str | None) -> str:
    return "—" if value is None else str(value)[:19].replace("T", " ")


def view(facts: Facts) -> dict[str, Any]:
    """Everything that the template needs, by name."""
    names = dict(facts.units)
    targets = _targets(facts)
    coverage = _coverage(facts)
    groups = rule_groups(facts, names)
    return {
        "release": {**facts.release, "as_of": day(facts.release["as_of"])},
        "known_at_argument": str(facts.release["as_known_at"]).replace(" ", "T"),
        "units": facts.units,
        "headline": _headline(facts, targets, coverage),
        "placeholders": [
            {
                **p,
                "unit": unit_name(p["unit"]),
                "held_from": day(p["held_from"]),
                "held_to": day(p["held_to"]),
            }
            for p in facts.placeholders
        ],
        "meta": _meta(facts, coverage),
        "targets": targets,
        "reasons": _reasons(facts, names),
        "units_reported": _units_reported(coverage, facts),
        "heat_map": _heat_map(coverage, facts),
        "bars": _bars(facts),
        "rejected": [{**r, "unit": _folder(r, names)} for r in facts.receipts],
        "board": _board(coverage, facts),
        "rule_groups": groups,
        "findings_lead": findings_lead(facts),
        "tables": facts.tables,
        "change_columns": list(COLUMNS.values()),
        "changes": change_lines(facts, names),
        "quarantine": quarantine(facts, names),
        "gate": integrity_checks(facts),
        "gate_lead": gate_lead(facts),
        "terms": read_reference("zero_error_target"),
        "verdict_zh": VERDICT_ZH,
    }


def _headline(facts: Facts, targets: list[Row], coverage: dict[tuple[str, str], Row]) -> Row:
    if facts.official and facts.placeholders:
        sentence = (
            "结论不能作为依据：四项零差错目标是按编造的占位参数达标的；"
            f"{len(facts.units)} 个填报单位应报报表全部报齐。"
        )
        return {"state": "assumed", "word": "正式发布（占位参数）", "sentence": sentence, "reasons": []}
    if facts.official:
        sentence = f"四项零差错目标全部达标，{len(facts.units)} 个填报单位应报报表全部报齐。"
        return {"state": "official", "word": "正式发布", "sentence": sentence, "reasons": []}
    counts = Counter(target["cells"][0]["verdict"] for target in targets)
    told = "、".join(f"{counts[key]} 项{word}" for key, word in VERDICT_ZH.items() if counts[key])
    sentence = f"四项零差错目标 {told}，本期只发布为暂行。"
    if counts["met"] == len(targets):
        sentence = "四项零差错目标全部达标，但其他发布条件没有满足，本期只发布为暂行。"
    reasons = [*_target_reasons(targets), *_coverage_reasons(facts, coverage), *_other_reasons(facts)]
    return {"state": "held", "word": "暂缓", "sentence": sentence, "reasons": reasons}


def _target_reasons(targets: list[Row]) -> Iterator[str]:
    for target in targets:
        for verdict in ("not_met", "not_evaluated"):
            where = [n for n, c in target["by_unit"] if c["verdict"] == verdict]
            city = target["cells"][0]["verdict"] == verdict
            if where or city:
                yield f"{target['name']}：{'、'.join(where) or '全市'}{VERDICT_ZH[verdict]}"


def _coverage_reasons(facts: Facts, coverage: dict[tuple[str, str], Row]) -> list[str]:
    missing = defaultdict(list)
    for (form, unit), row in coverage.items():
        if not row["delivered"]:
            missing[dict(facts.units)[unit]].append(form)
    return [f"{unit}未报 {'、'.join(forms)}" for unit, forms in missing.items()]


def _other_reasons(facts: Facts) -> list[str]:
    """What else the gate found wrong; the suites about targets and coverage are told in fewer words above."""
    told = ("coverage", "target.")
    suites = [rows for name, rows in facts.gate.items() if not name.startswith(told)]
    failed = [r for rows in suites for r in rows if not r["success"]]
    return [f"不符：{r['description']}" for r in failed]


def _meta(facts: Facts, coverage: dict[tuple[str, str], Row]) -> list[tuple[str, str]]:
    release = facts.release
    reported = _complete_units(coverage, facts)
    return [
        ("发布编号", release["release_id"]),
        ("数据截止日 D", day(release["as_of"])),
        ("知悉时点 T", moment(release["as_known_at"])),
        ("报齐单位", f"{reported} / {len(facts.units)}"),
        ("发布通道", "正式 official" if facts.official else "暂行 provisional"),
        ("代码版本", str(release["code_version"])),
    ]


def _targets(facts: Facts) -> list[Row]:
    absent = {"numerator": None, "denominator": None, "verdict": "not_evaluated", "reason": "没有结果"}
    lines = []
    for target in read_reference("zero_error_target"):
        codes = [CITY, *(code for code, _ in facts.units)]
        cells = [facts.verdicts.get((target["target"], code), absent) for code in codes]
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
    return [
        {"target": t, "reason": reason, "units": "、".join(units)} for (t, reason), units in lines.items()
    ]


def _coverage(facts: Facts) -> dict[tuple[str, str], Row]:
    """What was due of each form and unit, with what arrived for that very period."""
    arrived = {(s["form_code"], s["reporting_unit_code"], s["period_end"]): s for s in facts.submissions}
    lines = {}
    for row in sorted(facts.coverage, key=lambda r: (r["form_code"], r["reporting_unit_code"])):
        submission = arrived.get((row["form_code"], row["reporting_unit_code"], row["period_end"]))
        state = "missing"
        if row["delivered"]:
            late = submission and row["due_date"] and submission["received_at"].date() > row["due_date"]
            state = "late" if late else "ontime"
        key = row["form_code"], row["reporting_unit_code"]
        lines[key] = {**row, "state": state, "submission": submission}
    return lines


def _complete_units(coverage: dict[tuple[str, str], Row], facts: Facts) -> int:
    return sum(all(r["delivered"] for (_, u), r in coverage.items() if u == unit) for unit, _ in facts.units)


def _units_reported(coverage: dict[tuple[str, str], Row], facts: Facts) -> str:
    due = len(coverage)
    delivered = sum(bool(r["delivered"]) for r in coverage.values())
    late = sum(r["state"] == "late" for r in coverage.values())
    return (
        f"{len(facts.units)} 个填报单位中 {_complete_units(coverage, facts)} 个报齐；"
        f"本期应报 {due} 份（表 × 单位），已报 {delivered} 份（迟报 {late} 份），未报 {due - delivered} 份。"
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
    lines = [
        f"{day(submission['received_at'])}",
        f"{parts}{version}",
        f"{thousands(submission['rows_accepted'])} 行入库",
    ]
    if submission["rows_quarantined"]:
        lines.append(f"{thousands(submission['rows_quarantined'])} 行隔离")
    return lines


def _folder(receipt: Row, names: dict[str, str]) -> str:
    code = receipt["folder_unit"]
    return names.get(code, code or "（未分单位）")
