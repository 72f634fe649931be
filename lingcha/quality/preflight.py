"""Checks the rule reference against the models, the parameters, the forms and the code lists before a build,
and the reference tables themselves.

A misspelt column or code value in a rule does not fail by itself: the rule just never fires, and a zero comes
out. So every name that a rule uses must exist somewhere else in the project, and the other way round.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lingcha.contract.forms import load_forms
from lingcha.errors import LingchaError
from lingcha.project import ROOT
from lingcha.quality.parameter_use import use_problems
from lingcha.quality.reference_tables import reference_problems

TARGETS = {"missed_identification", "wrong_identification", "wrong_exit", "data_quality", "ledger"}
SEVERITIES = {"hard", "suspect"}
REQUIRED_TEXTS = (
    "name_zh",
    "name_en",
    "message_zh",
    "remedy_zh",
    "basis_zh",
    "owner_zh",
    "numerator_zh",
    "denominator_zh",
)

_COMMENT = re.compile(r"--[^\n]*|\{#.*?#\}", re.DOTALL)
_LISTED = re.compile(r"'([A-Z]{2}-[0-9]{2})'")
# `parameter('name', ...)`; a family, whose members are named family:member, ends with the colon.
_PARAMETER = re.compile(r"parameter(?:_at)?\(\s*'([a-z_]+(?::[^']*)?)'")
_FAMILY = re.compile(r"parameter_family\(\s*'([a-z_]+)'")
_UNTYPED = {"value", "unit", "kind"}  # columns of int_parameter that every parameter has
# A quoted value that a column is compared with: `x = '是'`, `x is distinct from '是'`, `x in ('县', '村')`.
_COMPARED = re.compile(
    r"(?P<column>[a-z_][a-z_0-9]*|\}\})\s*"
    r"(?:=|<>|!=|is\s+(?:not\s+)?distinct\s+from|(?:not\s+)?in\s*\()\s*"
    r"(?P<values>'[^']*'(?:\s*,\s*'[^']*')*)"
)
# A quoted value that is looked for: `'因病' in (risk_1, risk_2)`, `position('残疾' in health)`.
_LOOKED_FOR = re.compile(r"'([^']*)'\s+in\b")
_CHINESE = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True)
class RuleSources:
    """What is compared. Another root than the project's own is for tests only."""

    root: Path = ROOT

    @property
    def quality(self) -> Path:
        return self.root / "models" / "quality"

    def table(self, name: str) -> list[dict[str, str]]:
        with (self.root / "seeds" / "reference" / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
            return list(csv.DictReader(handle))

    def listed_rules(self) -> list[str]:
        """The rules that ``int_violation`` unions, from the macro ``rule_ids``."""
        return _LISTED.findall(
            (self.root / "macros" / "quality" / "rule_ids.sql").read_text(encoding="utf-8")
        )


def model_name(rule_id: str) -> str:
    """``MI-07`` -> ``rule_mi_07``."""
    return "rule_" + rule_id.lower().replace("-", "_")


def check_rules(root: Path = ROOT) -> int:
    """Number of rules, when everything agrees; else one LingchaError E_RULES that names every problem found.

    Whether a parameter has a value at the as-of date is not asked here: a rule without it is not evaluated.
    """
    sources = RuleSources(root)
    rules = sources.table("rule")
    problems = [
        *_disagreements(sources, rules),
        *_bad_texts(rules),
        *reference_problems(sources.root / "seeds" / "reference"),
        *_unknown_parameters(sources, rules),
        *_untyped_parameters(sources),
        *use_problems(sources.root, rules),
        *_unknown_fields(rules),
        *_unknown_codes(sources),
        *_unknown_words(sources),
    ]
    if problems:
        raise LingchaError(
            "E_RULES", "规则表与模型不一致，已停止：\n" + "\n".join(f"  · {p}" for p in problems)
        )
    return len(rules)


def _difference(
    what: str, left: str, left_names: set[str], right: str, right_names: set[str]
) -> Iterator[str]:
    for name in sorted(left_names - right_names):
        yield f"{what} {name} 在{left}中，但不在{right}中"
    for name in sorted(right_names - left_names):
        yield f"{what} {name} 在{right}中，但不在{left}中"


def _disagreements(sources: RuleSources, rules: list[dict[str, str]]) -> Iterator[str]:
    ids = [r["rule_id"] for r in rules]
    if not ids:
        yield "规则表 rule.csv 没有任何规则"
    for rule_id in sorted({i for i in ids if ids.count(i) > 1}):
        yield f"规则 {rule_id} 在规则表中重复"
    wanted = {model_name(i) for i in ids}
    models = {p.stem for p in (sources.quality / "rules").rglob("rule_*.sql")}
    yield from _difference("规则", "规则表 rule.csv ", wanted, "目录 models/quality/rules ", models)
    yield from _difference("规则", "规则表 rule.csv ", set(ids), "宏 rule_ids ", set(sources.listed_rules()))
    populations = {p.stem for p in (sources.quality / "populations").glob("pop_*.sql")}
    used = {r["population"] for r in rules}
    yield from _difference("总体", "规则表 rule.csv ", used, "目录 models/quality/populations ", populations)
    for row in sources.table("population_may_be_empty"):
        if row["population"] not in populations:
            yield f"population_may_be_empty.csv 的总体 {row['population']} 不存在"
        if not row["because_zh"].strip():
            yield f"population_may_be_empty.csv 的总体 {row['population']} 没有写明理由"


def _bad_texts(rules: list[dict[str, str]]) -> Iterator[str]:
    for rule in rules:
        if rule["target"] not in TARGETS:
            yield f"规则 {rule['rule_id']} 的目标 {rule['target']} 不存在"
        if rule["severity"] not in SEVERITIES:
            yield f"规则 {rule['rule_id']} 的严重程度 {rule['severity']} 不存在"
        for column in REQUIRED_TEXTS:
            if not rule[column].strip():
                yield f"规则 {rule['rule_id']} 缺少 {column}"


def _parts(text: str) -> list[str]:
    return [part for part in text.split(";") if part]


def _unknown_parameters(sources: RuleSources, rules: list[dict[str, str]]) -> Iterator[str]:
    known = {p["param_id"] for p in sources.table("parameter")}
    models = {p.stem: p for p in sources.quality.rglob("*.sql")}
    for rule in rules:
        declared = set(_parts(rule["parameters"]))
        for name in sorted(declared - known):
            yield f"规则 {rule['rule_id']} 的参数 {name} 不在 parameter.csv 中"
        # A name without a model is named by _disagreements.
        read = [models[n] for n in (model_name(rule["rule_id"]), rule["population"]) if n in models]
        used = {n for m in read for n in _used_parameters(m.read_text(encoding="utf-8"), known)}
        for name in sorted(used - declared):
            yield f"规则 {rule['rule_id']} 的模型使用了参数 {name}，规则表没有写明"


def _used_parameters(sql: str, known: set[str]) -> Iterator[str]:
    """Every parameter that a model reads; of a family all members, or the family itself when it has none."""
    for name in [*_PARAMETER.findall(sql), *(f"{family}:" for family in _FAMILY.findall(sql))]:
        members = {n for n in known if n.startswith(name)} if name.endswith(":") else set()
        yield from members or {name}


def _unknown_words(sources: RuleSources) -> Iterator[str]:
    """Parameters that name codes: each listed word is a label, each part of a member begins one."""
    labels = {row["label_zh"] for row in sources.table("code_list")}
    for parameter in sources.table("parameter"):
        name, member = parameter["param_id"], parameter["param_id"].partition(":")[2]
        for word in parameter["value"].split("|"):
            if _CHINESE.search(word) and word not in labels:
                yield f"参数 {name} 的取值“{word}”不在代码表中"
        for part in member.split("/"):
            if _CHINESE.search(part) and not any(label.startswith(part) for label in labels):
                yield f"参数 {name} 的“{part}”不在代码表中"


def _untyped_parameters(sources: RuleSources) -> Iterator[str]:
    """A model that reads another column than the kind of the parameter fills would compare with nothing."""
    kinds = {r["kind"]: set(_parts(r["typed_as"])) for r in sources.table("parameter_kind")}
    filled = {
        r["unit"]: kinds.get(r["kind"], set()) | ({"yuan"} if r["yuan_factor"] else set())
        for r in sources.table("parameter_unit")
    }
    unit_of = {p["param_id"]: p["unit"] for p in sources.table("parameter")}
    for path in sorted(sources.quality.rglob("*.sql")):
        sql = _COMMENT.sub("", path.read_text(encoding="utf-8"))
        for name in sorted(set(_PARAMETER.findall(sql))):
            allowed = _UNTYPED | filled.get(unit_of.get(name, ""), set())
            for column in sorted(set(re.findall(rf"\b{name}\.([a-z_]+)", sql)) - allowed - {"param_id"}):
                yield f"{path.name} 读取参数 {name} 的 {column}，而单位“{unit_of.get(name, '')}”没有这种值"


def _unknown_fields(rules: list[dict[str, str]]) -> Iterator[str]:
    columns = {code: {c.name for c in form.columns} for code, form in load_forms().items()}
    for rule in rules:
        required = _parts(rule["forms_required"])
        for form in [rule["form_code"], *required]:
            if form not in columns:
                yield f"规则 {rule['rule_id']} 的报表 {form} 不存在"
        if rule["form_code"] not in required:
            yield f"规则 {rule['rule_id']} 的主报表 {rule['form_code']} 不在所需报表中"
        for field in _parts(rule["fields"]):
            form, _, column = field.partition(".")
            if column not in columns.get(form, set()):
                yield f"规则 {rule['rule_id']} 的字段 {field} 不存在"
            elif form not in required:
                yield f"规则 {rule['rule_id']} 的字段 {field} 所在报表不在所需报表中"


def _unknown_codes(sources: RuleSources) -> Iterator[str]:
    labels: dict[str, set[str]] = {}
    for row in sources.table("code_list"):
        labels.setdefault(row["code_list"], set()).add(row["label_zh"])
    lists: dict[str, set[str]] = {}
    coded = [c for form in load_forms().values() for c in form.columns if c.code_list]
    for field in coded:
        lists.setdefault(field.name, set()).add(field.code_list)
    every = set().union(*labels.values())
    for path in sorted(sources.quality.rglob("*.sql")):
        for column, value in _compared_values(path.read_text(encoding="utf-8")):
            allowed = set().union(*(labels[name] for name in lists[column])) if column in lists else every
            if value not in allowed:
                yield f"{path.name} 把 {column} 与“{value}”比较，而代码表中没有这个值"


def _compared_values(sql: str) -> Iterator[tuple[str, str]]:
    """(column, Chinese value) for every comparison; texts of messages are not compared and so not meant."""
    for match in _COMPARED.finditer(_COMMENT.sub("", sql)):
        for value in re.findall(r"'([^']*)'", match["values"]):
            if _CHINESE.search(value):
                yield match["column"], value
    for value in _LOOKED_FOR.findall(_COMMENT.sub("", sql)):
        if _CHINESE.search(value):
            yield "列表", value
