"""The example of a rule: invented records of its own unit test, with those that it reports."""

import csv
import io
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from lingcha.contract.forms import load_forms
from lingcha.project import ROOT

Row = dict[str, Any]

SHOWN = 8
# What a test row carries so that it can be told apart; it says nothing about the record.
_PLUMBING = {
    "submission_id",
    "sheet",
    "row_no",
    "form_code",
    "reporting_unit_code",
    "household_key",
    "episode_key",
    "person_key",
    "record_key",
}


@cache
def _tests(path: Path) -> dict[str, Any]:
    """Unit tests by model, the first of each: the one that says what the rule reports."""
    found: dict[str, Any] = {}
    for test in yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))["unit_tests"]:
        found.setdefault(test["model"], test)
    return found


def example_of(rule: dict[str, str], tests: Path) -> str:
    """The population's rows of the unit test as a table, reported ones marked, and what the test is about."""
    test = _tests(tests)[f"rule_{rule['rule_id'].lower().replace('-', '_')}"]
    given = {_ref(g["input"]): _rows(g) for g in test["given"]}
    name = rule["population"] if given.get(rule["population"]) else next(n for n, r in given.items() if r)
    rows, expected = given[name], _rows(test["expect"])
    others = [r for n, r in given.items() if n != name and not n.startswith("int_parameter")]
    marked = [(row | _beside(row, others), any(_same(row, e) for e in expected)) for row in rows]
    columns = _columns([row for row, _ in marked]) or ["household_key"]
    forms = dict.fromkeys([rule["form_code"], *(f.partition(".")[0] for f in rule["fields"].split(";"))])
    heads = [_label(list(forms), c) for c in columns]
    lines = [f"| 记录 | {' | '.join(heads)} | 结果 |", f"|{'---|' * (len(columns) + 2)}"]
    for row, reported in _chosen(marked):
        cells = [_cell(row.get(c)) for c in columns]
        lines.append(
            f"| {_cell(row.get('record_key'))} | {' | '.join(cells)} | {'报出' if reported else '不报'} |"
        )
    more = (
        f"\n\n（单元测试共 {len(rows)} 条记录，此处列出 {len(lines) - 2} 条。）" if len(rows) > SHOWN else ""
    )
    return (
        f"编造的记录，取自单元测试 `{test['name']}`：{test['description'].strip()}\n\n"
        + "\n".join(lines)
        + more
    )


def _ref(text: str) -> str:
    return text.removeprefix("ref('").removesuffix("')")


def _rows(part: Row) -> list[Row]:
    rows = part.get("rows") or []
    if isinstance(rows, str):
        return [{k: v or None for k, v in row.items()} for row in csv.DictReader(io.StringIO(rows.strip()))]
    return list(rows)


def _same(row: Row, expected: Row) -> bool:
    """Whether an expected finding is about this record: all columns that both name are equal."""
    shared = [c for c in ("record_key", "reporting_unit_code", "row_no") if c in row and c in expected]
    return bool(shared) and all(str(row[c]) == str(expected[c]) for c in shared)


def _beside(row: Row, others: list[list[Row]]) -> Row:
    """What other tables of the test say of a record that says too little itself: the first row of its key."""
    if len(_columns([row])) > 1:
        return {}
    found: Row = {}
    for rows in others:
        for key in ("record_key", "household_key", "episode_key", "person_key"):
            match = next((r for r in rows if row.get(key) and str(r.get(key)) == str(row[key])), None)
            if match is not None:
                found = {c: v for c, v in match.items() if c not in row} | found
                break
    return found


def _columns(rows: list[Row]) -> list[str]:
    return [c for c in dict.fromkeys(c for row in rows for c in row) if c not in _PLUMBING]


def _chosen(marked: list[tuple[Row, bool]]) -> list[tuple[Row, bool]]:
    """The first records; at least one of each kind where there is one."""
    if len(marked) <= SHOWN:
        return marked
    chosen = marked[:SHOWN]
    for kind in (True, False):
        if all(reported is not kind for _, reported in chosen):
            chosen[-1:] = [m for m in marked if m[1] is kind][:1] or chosen[-1:]
    return chosen


def _label(forms: list[str], column: str) -> str:
    """The header of the first form that has the column; what a model works out keeps its own name."""
    name = column.removesuffix("_yuan").removesuffix("_mu")
    for contract in (load_forms().get(form) for form in forms):
        labels = {c.name: c.label for c in contract.columns} if contract else {}
        if name in labels:
            return f"{labels[name]}{'（元）' if column.endswith('_yuan') else ''}"
    return f"`{column}`"


def _cell(value: Any) -> str:
    return "（空）" if value is None else str(value).replace("|", "\\|")
