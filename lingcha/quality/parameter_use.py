"""Checks how rules use parameters that are more than one number at D: families, days, lists, switches.

Each of them would fail silently: an undeclared member of a family, a day that nobody watches for gaps, a
label that no code list has, a rule that nobody can switch on.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

_FAMILY = re.compile(r"parameter_of\(\s*'([a-z_]+)'")
_AT = re.compile(r"parameter_at\(\s*'([a-z_]+)'")
_DATED = re.compile(r"\('([A-Z]{2}-[0-9]{2})', '([a-z_]+)', '([a-z_]+)', '[a-z_]+'\)")
_COMMENT = re.compile(r"--[^\n]*|\{#.*?#\}", re.DOTALL)
SWITCH = "rule_switch"

Rows = list[dict[str, str]]


def use_problems(root: Path, rules: Rows) -> Iterator[str]:
    """Every problem, for people; ``rules``: the rows of the rule reference."""
    parameters = _table(root, "parameter")
    models = {p.stem: p.read_text(encoding="utf-8") for p in (root / "models" / "quality").rglob("*.sql")}
    yield from _undeclared_members(rules, parameters, models)
    yield from _unwatched_days(root, rules, models)
    yield from _unknown_labels(root, parameters)
    yield from _missing_switches(rules, parameters)


def _table(root: Path, name: str) -> Rows:
    with (root / "seeds" / "reference" / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _model(rule: dict[str, str], models: dict[str, str]) -> str:
    name = "rule_" + rule["rule_id"].lower().replace("-", "_")
    return _COMMENT.sub("", models.get(name, ""))


def _undeclared_members(rules: Rows, parameters: Rows, models: dict[str, str]) -> Iterator[str]:
    """A rule that reads a family needs every member of it, so that a missing one is missed."""
    known = {p["param_id"] for p in parameters}
    for rule in rules:
        for family in sorted(set(_FAMILY.findall(_model(rule, models)))):
            members = {name for name in known if name.startswith(f"{family}:")}
            if not members:
                yield f"规则 {rule['rule_id']} 使用参数族 {family}，parameter.csv 中一个也没有"
            for name in sorted(members - set(rule["parameters"].split(";"))):
                yield f"规则 {rule['rule_id']} 的模型使用了参数 {name}，规则表没有写明"


def _unwatched_days(root: Path, rules: Rows, models: dict[str, str]) -> Iterator[str]:
    """What is taken at a day of the record stands in the macro dated_parameters, and the other way round."""
    macro = (root / "macros" / "quality" / "dated_parameters.sql").read_text(encoding="utf-8")
    listed = _DATED.findall(macro)
    used = {(r["rule_id"], name) for r in rules for name in _AT.findall(_model(r, models))}
    watched = {(rule_id, name) for rule_id, name, _ in listed}
    for rule_id, name in sorted(used - watched):
        yield f"规则 {rule_id} 按记录的日期取参数 {name}，宏 dated_parameters 没有列出"
    for rule_id, name in sorted(watched - used):
        yield f"宏 dated_parameters 列出规则 {rule_id} 的参数 {name}，规则的模型没有使用"
    for relation in sorted({relation for _, _, relation in listed} - set(models)):
        yield f"宏 dated_parameters 的 {relation} 不是模型"


def _unknown_labels(root: Path, parameters: Rows) -> Iterator[str]:
    """Labels in a list-valued parameter, and behind the colon of a family, are those of the code lists."""
    labels: dict[str, set[str]] = {}
    for row in _table(root, "code_list"):
        labels.setdefault(row["code_list"], set()).add(row["label_zh"])
    units = {u["unit"]: u for u in _table(root, "parameter_unit")}
    for row in parameters:
        unit = units.get(row["unit"], {})
        for column, words in (
            ("code_list", row["value"].split("|")),
            ("key_list", [row["param_id"].partition(":")[2]]),
        ):
            code_list = unit.get(column) or ""
            for word in words if code_list else []:
                if word and word not in labels.get(code_list, set()):
                    yield f"参数 {row['param_id']} 的“{word}”不在代码表 {code_list} 中"


def _missing_switches(rules: Rows, parameters: Rows) -> Iterator[str]:
    switches = {p["param_id"] for p in parameters}
    for rule in rules:
        if rule["core"] not in ("Y", "N"):
            yield f"规则 {rule['rule_id']} 的 core 应为 Y 或 N"
        elif rule["core"] == "N" and f"{SWITCH}:{rule['rule_id']}" not in switches:
            name = f"{SWITCH}:{rule['rule_id']}"
            yield f"规则 {rule['rule_id']} 不在首批目录（core 为 N），parameter.csv 中没有它的开关 {name}"
