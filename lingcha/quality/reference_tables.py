"""Checks the reference tables themselves before a build: one row a day for each thing, values of their kind.

Two rows that hold on one day, or one row twice, would multiply the rows of every model that joins them; a
value of the wrong kind would be compared with nothing.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from lingcha.contract.kinds import value_problem
from lingcha.project import read_yaml

Rows = list[dict[str, str]]


def reference_problems(folder: Path) -> Iterator[str]:
    """Every problem of the tables in ``folder`` (``seeds/reference``), named by table and line."""
    properties = read_yaml(folder / "_reference.yml")["seeds"]
    keys = {seed["name"]: _keys(seed) for seed in properties}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as handle:
            rows = list(csv.DictReader(handle))
        dated = bool(rows) and {"valid_from", "valid_to"} <= set(rows[0])
        if dated and not keys.get(path.stem):
            yield f"{path.name} 有有效期，但 _reference.yml 没有写明 one_at_a_time"
        misdated = set(_misdated(rows)) if dated else set()
        for number in sorted(misdated):
            yield f"{path.name} 第 {number} 行的有效期不是日期，或止期早于起期"
        for key in keys.get(path.stem, []):
            yield from _overlaps(path.name, key, rows, misdated)
    yield from _parameter_problems(folder)


def _keys(seed: dict[str, Any]) -> list[list[str]]:
    found: list[list[str]] = seed.get("config", {}).get("meta", {}).get("one_at_a_time", [])
    return found


def _misdated(rows: Rows) -> Iterator[int]:
    for number, row in enumerate(rows, 2):
        ends = [row["valid_from"] or "", row["valid_to"] or row["valid_from"] or ""]
        if not all(_is_day(end) for end in ends) or ends[1] < ends[0]:
            yield number


def _overlaps(name: str, key: list[str], rows: Rows, misdated: set[int]) -> Iterator[str]:
    """Neighbours in the order of their start of which the first has not ended; a blank key is no key."""
    spans: dict[tuple[str, ...], list[tuple[str, str, int]]] = defaultdict(list)
    for number, row in enumerate(rows, 2):
        if number not in misdated and all(row[column] for column in key):
            span = (row.get("valid_from", ""), row.get("valid_to") or "9999-12-31", number)
            spans[tuple(row[column] for column in key)].append(span)
    for what, held in spans.items():
        last = None
        for earlier, later in pairwise(sorted(held)):
            last = max(last or earlier, earlier, key=lambda span: span[1])
            if later[0] <= last[1]:
                yield f"{name} 第 {last[2]} 行与第 {later[2]} 行：{'、'.join(what)} 重复或有效期重叠"


def _parameter_problems(folder: Path) -> Iterator[str]:
    """A blank value is allowed: the parameter is known, its value is not."""
    units: dict[str, str] = {}
    with (folder / "parameter.csv").open(encoding="utf-8", newline="") as handle:
        for number, row in enumerate(csv.DictReader(handle), 2):
            named = f"parameter.csv 第 {number} 行：{row['param_id']} 的"
            if units.setdefault(row["param_id"], row["unit"]) != row["unit"]:
                yield f"{named}单位“{row['unit']}”与前面的“{units[row['param_id']]}”不同"
            problem = value_problem(row["value"] or "", row["unit"]) if row["value"] else None
            if problem:
                yield f"{named} value {problem}"


def _is_day(text: str) -> bool:
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
