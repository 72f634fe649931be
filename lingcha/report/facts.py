"""What the page states, read from a built warehouse: counts, places, and what rules say of a record.

A rule's sentence names dates, amounts, counts and labels, never who somebody is.
"""

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from lingcha.errors import LingchaError

CITY = "4112"
# Findings in these states ask somebody to act; the others are closed or accepted.
OPEN_STATES = ("open", "assigned", "verified_true", "overdue")
Row = dict[str, Any]


@dataclass(frozen=True)
class Facts:
    """Rows as dictionaries, columns as in the warehouse; ``units``: codes and names in display order;
    ``tables``: all that were read, so that a reader can find every number again.
    """

    release: Row
    units: list[tuple[str, str]]
    verdicts: dict[tuple[str, str], Row]
    results: list[Row]
    finding_counts: dict[tuple[str, str], Row]
    places: dict[str, list[Row]]
    submissions: list[Row]
    coverage: list[Row]
    receipts: list[Row]
    quarantine_counts: list[Row]
    quarantine_places: list[Row]
    integrity: list[Row]
    placeholders: list[Row]
    changes: list[Row]
    gate: dict[str, list[Row]]
    tables: list[str]

    @property
    def official(self) -> bool:
        """Whether every suite of the gate passed."""
        return all(r["success"] for results in self.gate.values() for r in results)


def thousands(number: int) -> str:
    """How the page writes counts: 427,260."""
    return f"{int(number):,}"


def read_facts(warehouse: Path, gate_dir: Path, places_per_rule: int) -> Facts:
    """Read the facts of one release and what the gate said of it.

    ``places_per_rule`` caps the lists of places; the counts are never capped.
    """
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        tables: set[str] = set()

        def rows(sql: str, *values: Any) -> list[Row]:
            tables.update(_TABLE.findall(sql))
            cursor = connection.execute(sql, values or None)
            names = [d[0] for d in cursor.description]
            return [dict(zip(names, each, strict=True)) for each in cursor.fetchall()]

        places = defaultdict(list)
        for row in rows(_PLACES, list(OPEN_STATES), places_per_rule):
            places[row["rule_id"]].append(row)
        return Facts(
            release=rows("select * from meta.release")[0],
            units=[(r["reporting_unit_code"], r["name_zh"]) for r in rows(_UNITS)],
            verdicts={
                (r["target"], r["reporting_unit_code"]): r
                for r in rows("select * from quality.fct_zero_error")
            },
            results=rows("select * from quality.fct_rule_result order by rule_id, reporting_unit_code"),
            finding_counts={
                (r["rule_id"], r["reporting_unit_code"]): r for r in rows(_FINDINGS, list(OPEN_STATES))
            },
            places=dict(places),
            submissions=rows(_SUBMISSIONS),
            coverage=rows("select * from quality.fct_coverage"),
            receipts=rows(_REJECTED),
            quarantine_counts=rows(_QUARANTINE),
            quarantine_places=rows(_QUARANTINE_PLACES, places_per_rule),
            integrity=rows(_INTEGRITY),
            placeholders=rows(_PLACEHOLDERS),
            changes=rows("select * from quality.fct_finding_change"),
            gate=_read_gate(gate_dir),
            tables=sorted(tables),
        )


def _read_gate(gate_dir: Path) -> dict[str, list[Row]]:
    """Results by suite, as the gate kept them. Suites that only compare tables with each other are no
    judgement.
    """
    suites = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(gate_dir.glob("*.json"))]
    gate = {suite["suite"]: suite["results"] for suite in suites if suite["suite"] not in _COMPARING}
    if "integrity" not in gate:
        raise LingchaError(
            "E_REPORT_NO_GATE", f"目录 {gate_dir.name} 中没有校验结果，不能写发布报告。请先完成校验。"
        )
    return gate


_COMPARING = ("recount", "agreement")
_TABLE = re.compile(r"\b(?:core|meta|quality)\.[a-z_]+")

_UNITS = "select reporting_unit_code, name_zh from core.dim_reporting_unit order by display_order"

_FINDINGS = """
select rule_id, reporting_unit_code, count(*) as found, count(*) filter (where counted) as counted
from quality.fct_finding
where detected and list_contains(?, status)
group by all
"""

_PLACES = """
select
    f.rule_id, f.reporting_unit_code, f.form_code, f.record_key, f.sheet, f.row_no, f.counted, f.status,
    f.message_zh, s.file_name
from quality.fct_finding as f
left join core.dim_submission as s on f.submission_id = s.submission_id
where f.detected and list_contains(?, f.status)
qualify row_number() over (
    partition by f.rule_id
    order by
        f.counted desc, f.reporting_unit_code, f.form_code, s.file_name nulls last, f.sheet nulls last,
        f.row_no nulls last, f.record_key
) <= ?
order by
    f.rule_id, f.counted desc, f.reporting_unit_code, f.form_code, s.file_name nulls last, f.sheet nulls last,
    f.row_no nulls last, f.record_key
"""

_SUBMISSIONS = """
select
    reporting_unit_code, form_code, period_start, period_end,
    count(*) as parts, max(received_at) as received_at, max(version_no) as version_no,
    sum(rows_accepted) as rows_accepted, sum(rows_quarantined) as rows_quarantined
from core.dim_submission
where status = 'in_force'
group by all
order by period_end desc
"""

_REJECTED = """
select * from core.fct_receipt where state in ('read', 'rejected') and code <> '' order by arrival_no
"""

_QUARANTINE = """
select q.code, q.reporting_unit_code, count(*) as cells
from core.fct_quarantine as q
inner join core.dim_submission as s on q.submission_id = s.submission_id
where s.status = 'in_force'
group by all
order by q.code
"""

_QUARANTINE_PLACES = """
select q.*, s.file_name
from core.fct_quarantine as q
inner join core.dim_submission as s on q.submission_id = s.submission_id
where s.status = 'in_force'
qualify row_number() over (
    partition by q.code order by q.reporting_unit_code, q.form_code, s.file_name, q.sheet, q.row_no, q.cell
) <= ?
order by q.code, q.reporting_unit_code, q.form_code, s.file_name, q.sheet, q.row_no, q.cell
"""

_INTEGRITY = """
select check_id, count(*) as subjects, count(*) filter (where not coalesce(passed, false)) as failed
from quality.fct_integrity_check
group by all
"""

_PLACEHOLDERS = """
select param_id, scope_code, held_from, held_to, value, unit, rules
from quality.dim_parameter
where is_placeholder
order by param_id, scope_code, held_from
"""
