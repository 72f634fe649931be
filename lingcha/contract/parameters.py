"""Dated parameters: the project's own table, and the bureau's ``parameters.csv`` in its data home.

A row of the bureau replaces the project's row with the same (param_id, scope_code, valid_from) or stands
beside it; where several rows hold on a day, the one that began last counts.
"""

import csv
import re
from dataclasses import astuple, dataclass, fields
from datetime import date
from itertools import combinations
from pathlib import Path

from lingcha.contract.kinds import value_problem
from lingcha.errors import LingchaError
from lingcha.project import read_reference

COUNTRY = "100000"


@dataclass(frozen=True)
class Parameter:
    """One value of one parameter for one region over one span of days; valid_to None: it still holds.

    value: empty when the parameter is known and its value is not.
    """

    param_id: str
    scope_code: str
    valid_from: date
    valid_to: date | None
    value: str
    unit: str
    status: str
    confirmed: str
    source: str

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


_COLUMNS = [f.name for f in fields(Parameter)]


def load_parameters(override: Path) -> list[Parameter]:
    """All parameters with the bureau's file laid over them; the file may be absent.

    Raises E_PARAMETERS listing every problem of the file.
    """
    own = [_parameter(row) for row in read_reference("parameter")]
    merged = {(p.param_id, p.scope_code, p.valid_from): p for p in own}
    merged.update({(p.param_id, p.scope_code, p.valid_from): p for p in read_override(override)})
    return sorted(merged.values(), key=lambda p: astuple(p)[:3])


def value_on(parameters: list[Parameter], param_id: str, day: date, scope_code: str = COUNTRY) -> str:
    """The value that holds on a day. Raises E_PARAMETER_MISSING when none does."""
    holding = [
        p for p in parameters if p.param_id == param_id and p.scope_code == scope_code and p.holds_on(day)
    ]
    value = max(holding, key=lambda p: p.valid_from).value if holding else ""
    if not value:
        raise LingchaError(
            "E_PARAMETER_MISSING", f"参数 {param_id} 在 {day} 没有有效值，请在 parameters.csv 中补充。"
        )
    return value


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
    lines = list(csv.reader(text.splitlines()))
    if not lines or lines[0] != _COLUMNS:
        found = "、".join(lines[0]) if lines else "空文件"
        raise LingchaError("E_PARAMETERS", f"{path.name} 的表头应为 {','.join(_COLUMNS)}，实际为：{found}。")
    problems: list[str] = []
    rows: list[tuple[int, Parameter]] = []
    for number, line in enumerate(lines[1:], 2):
        if not any(line):
            continue
        found_here = _problems(line)
        problems += [f"第 {number} 行：{p}" for p in found_here]
        if not found_here:
            rows.append((number, _parameter(dict(zip(_COLUMNS, line, strict=True)))))
    problems += _overlaps(rows)
    if problems:
        raise LingchaError("E_PARAMETERS", f"{path.name} 有 {len(problems)} 处问题：\n" + "\n".join(problems))
    return [parameter for _, parameter in rows]


def _parameter(row: dict[str, str]) -> Parameter:
    return Parameter(
        row["param_id"],
        row["scope_code"],
        date.fromisoformat(row["valid_from"]),
        date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        row["value"],
        row["unit"],
        row["status"],
        row["confirmed"],
        row["source"],
    )


def _problems(line: list[str]) -> list[str]:
    """What is wrong with one line on its own; a line may have several problems."""
    if len(line) != len(_COLUMNS):
        return [f"应有 {len(_COLUMNS)} 列，实际 {len(line)} 列"]
    row = dict(zip(_COLUMNS, line, strict=True))
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
