"""The bureau's own ``parameters.csv``, laid over the project's parameters.

What its columns say is told in docs/parameters.md. A row of the bureau replaces the project's row with
the same (param_id, scope_code, valid_from) or stands beside it. Columns are known by name, in any order.
"""

import csv
import re
from dataclasses import astuple, fields
from datetime import date
from itertools import combinations
from pathlib import Path

from lingcha.contract.kinds import value_problem
from lingcha.contract.parameters import Parameter
from lingcha.errors import LingchaError
from lingcha.project import read_reference

_COLUMNS = [f.name for f in fields(Parameter)]
_OTHER_NAMES = {"scope": "scope_code"}
_NOBODY_SAID = {"confirmed": "N"}  # a column that may be absent, and what its absence means
_IGNORED = {"note"}


def load_parameters(override: Path) -> list[Parameter]:
    """All parameters with the bureau's file laid over them; the file may be absent.

    Raises E_PARAMETERS listing every problem of the file.
    """
    own = [Parameter.of_row(row) for row in read_reference("parameter")]
    merged = {(p.param_id, p.scope_code, p.valid_from): p for p in own}
    merged.update({(p.param_id, p.scope_code, p.valid_from): p for p in read_override(override)})
    return sorted(merged.values(), key=lambda p: astuple(p)[:3])


def read_override(path: Path) -> list[Parameter]:
    """Rows of the bureau's ``parameters.csv``; none without a file. Raises E_PARAMETERS with all problems."""
    if not path.exists():
        return []
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LingchaError(
            "E_PARAMETERS", f"{path.name} 不是 UTF-8 编码，请在表格软件中另存为“CSV UTF-8”。"
        ) from error
    head, *lines = list(csv.reader(text.splitlines())) or [[]]
    names = _column_names(path, head)
    problems: list[str] = []
    rows: list[tuple[int, Parameter]] = []
    for number, line in enumerate(lines, 2):
        if not any(line):
            continue
        if len(line) != len(names):
            problems.append(f"第 {number} 行：应有 {len(names)} 列，实际 {len(line)} 列")
            continue
        row = _NOBODY_SAID | dict(zip(names, line, strict=True))
        found_here = _problems(row)
        problems += [f"第 {number} 行：{p}" for p in found_here]
        if not found_here:
            rows.append((number, Parameter.of_row(row)))
    problems += _overlaps(rows)
    if problems:
        raise LingchaError("E_PARAMETERS", f"{path.name} 有 {len(problems)} 处问题：\n" + "\n".join(problems))
    return [parameter for _, parameter in rows]


def _column_names(path: Path, head: list[str]) -> list[str]:
    """Our names of the columns of a header, each once, none unknown, none that is needed left out."""
    names = [_OTHER_NAMES.get(name, name) for name in head]
    needed = set(_COLUMNS) - set(_NOBODY_SAID)
    if len(set(names)) < len(names) or not needed <= set(names) <= {*_COLUMNS, *_IGNORED}:
        raise LingchaError(
            "E_PARAMETERS",
            f"{path.name} 的表头应为 {','.join(_COLUMNS)}（scope_code 也可写作 scope，confirmed 可以没有，"
            f"可以另有 note），实际为：{'、'.join(head) or '空文件'}。",
        )
    return names


def _problems(row: dict[str, str]) -> list[str]:
    """What is wrong with one line on its own; a line may have several problems."""
    known = [r for r in read_reference("parameter") if r["param_id"] == row["param_id"]]
    problems = [] if known else [f"不认识的参数 {row['param_id']}"]
    days = {name: _day(row[name]) for name in ("valid_from", "valid_to")}
    if days["valid_from"] is None:
        problems.append("valid_from 应为日期，如 2022-01-01")
    if row["valid_to"] and days["valid_to"] is None:
        problems.append("valid_to 应为日期或空白")
    if days["valid_from"] and days["valid_to"] and days["valid_to"] < days["valid_from"]:
        problems.append("valid_to 早于 valid_from")
    if row["scope_code"] not in _scopes():
        problems.append("scope_code 应为填报单位代码或上级区划代码：" + "、".join(_scopes()))
    if row["confirmed"] not in ("Y", "N"):
        problems.append("confirmed 应为 Y 或 N")
    if known:
        problems += _value_problems(row, known[0])
    return problems


def _value_problems(row: dict[str, str], known: dict[str, str]) -> list[str]:
    """The value must stand in the unit of the project's own parameter and be of that unit's kind."""
    if row["unit"] != known["unit"]:
        return [f"{row['param_id']} 的 unit 应为“{known['unit']}”"]
    problem = value_problem(row["value"], known["unit"])
    return [f"{row['param_id']} 的 value {problem}"] if problem else []


def _scopes() -> list[str]:
    units = [r["reporting_unit_code"] for r in read_reference("reporting_unit")]
    return [*units, *(r["scope_code"] for r in read_reference("parameter_scope"))]


def _overlaps(rows: list[tuple[int, Parameter]]) -> list[str]:
    """Pairs of lines that give one parameter two values on one day."""
    return [
        f"第 {a_line} 行与第 {b_line} 行：{a.param_id} 的有效期重叠"
        for (a_line, a), (b_line, b) in combinations(rows, 2)
        if (a.param_id, a.scope_code) == (b.param_id, b.scope_code)
        and a.valid_from <= (b.valid_to or date.max)
        and b.valid_from <= (a.valid_to or date.max)
    ]


def _day(text: str) -> date | None:
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
