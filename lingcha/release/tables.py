"""Small tables for people who watch the runs: counts and verdicts, nothing about a person."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from lingcha.archive.resolve import SubmissionRecord
from lingcha.project import read_reference

VERDICT_ZH = {"met": "达标", "not_met": "未达标", "not_evaluated": "未评估"}
_STATUS_ZH = {
    "in_force": "有效",
    "superseded": "已更正",
    "unchanged": "重复",
    "waiting": "待确认",
    "rejected": "拒收",
}


def submission_table(records: Iterable[SubmissionRecord]) -> list[dict[str, Any]]:
    """One row per unit, form and status: how many submissions, how many rows."""
    units = _units()
    submissions: Counter[tuple[str, str, str]] = Counter()
    accepted: Counter[tuple[str, str, str]] = Counter()
    quarantined: Counter[tuple[str, str, str]] = Counter()
    for record in records:
        cell = (record.reporting_unit_code, record.form_code, record.status)
        submissions[cell] += 1
        accepted[cell] += record.rows_accepted
        quarantined[cell] += record.rows_quarantined
    return [
        {
            "填报单位": units.get(unit, unit),
            "报表": form,
            "状态": _STATUS_ZH[status],
            "份数": number,
            "可用行": accepted[unit, form, status],
            "隔离行": quarantined[unit, form, status],
        }
        for (unit, form, status), number in sorted(submissions.items())
    ]


def verdict_table(verdicts: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """One row per target and unit. ``verdicts``: as in ``release.json``."""
    units = _units() | {"4112": "全市"}
    targets = {t["target"]: t["name_zh"] for t in read_reference("zero_error_target")}
    return [
        {
            "目标": targets[v["target"]],
            "单位": units[v["reporting_unit_code"]],
            "分子": v["numerator"],
            "分母": v["denominator"],
            "结论": VERDICT_ZH[v["verdict"]],
            "说明": v["reason"] or "",
        }
        for v in verdicts
    ]


def _units() -> dict[str, str]:
    return {u["reporting_unit_code"]: u["name_zh"] for u in read_reference("reporting_unit")}
