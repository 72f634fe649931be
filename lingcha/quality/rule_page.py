"""One page of documentation for one rule, made from the reference tables, its model and its unit test.

Nothing on it is written by hand, so that it cannot tell another story than the rule.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lingcha.contract.forms import load_forms
from lingcha.contract.kinds import unit_name
from lingcha.project import ROOT, read_reference
from lingcha.quality.rule_example import example_of

Row = dict[str, str]

TARGETS = {"ledger": "台账核对（不计入四项目标）"}
SEVERITY = {
    "hard": "硬性：发现即计入，豁免的除外",
    "suspect": "疑点：核实属实或超期未核实才计入，核实不属实和豁免的不计入",
}
_STATUS = {"verified_true": "核实属实", "verified_false": "核实不属实", "assigned": "已交办"}
_SOURCE = {
    "letter": "市局公开答复",
    "seen": "公开资料所见",
    "memory": "记忆，未证实",
    "design": "设计值，待市级确认",
    "status": "设计值，待市级确认",
    "unknown": "没有找到来源",
}
_VERIFY_DAYS = "alert_verify_days"


@dataclass(frozen=True)
class RuleFiles:
    """Where a rule lives, relative to the project: its model and the file with its unit tests."""

    model: Path
    tests: Path


def rule_files(rule_id: str) -> RuleFiles:
    name = f"rule_{rule_id.lower().replace('-', '_')}.sql"
    (model,) = (ROOT / "models" / "quality" / "rules").glob(f"*/{name}")
    tests = model.parent / f"_{model.parent.name}.yml"
    return RuleFiles(model.relative_to(ROOT), tests.relative_to(ROOT))


def render_rule(rule: Row) -> str:
    """The page of one row of the rule reference as Markdown."""
    files = rule_files(rule["rule_id"])
    targets = {t["target"]: t["name_zh"] for t in read_reference("zero_error_target")} | TARGETS
    what = f"- 目标：{targets[rule['target']]}\n- 性质：{severity_zh(rule)}"
    population = f"[`{rule['population']}`](../../models/quality/populations/{rule['population']}.sql)"
    model = f"[`{files.model.name}`](../../{files.model.as_posix()})"
    sections = [
        f"# {rule['rule_id']} {rule['name_zh']}",
        f"{rule['name_en']}. 本页由规则表、模型和单元测试生成，请改它们，不要改本页。[全部规则](../rules.md)",
        f"## 查什么\n\n{rule['message_zh']}\n\n{what}",
        f"## 查谁\n\n总体 {population}：{_described(rule['population'])}",
        f"## 什么算违反\n\n模型 {model} 每行是一条违反规则的记录：\n\n> {_first_comment(files.model)}",
        f"## 分子和分母\n\n- 分子：{rule['numerator_zh']}\n- 分母：{rule['denominator_zh']}",
        f"## 参数\n\n{_parameters(rule)}",
        f"## 读哪些表和列\n\n{_fields(rule)}",
        f"## 可能误报\n\n{rule['false_positive_zh'] or '未见。'}\n\n{_answers(rule)}",
        f"## 依据\n\n{rule['basis_zh']}。",
        f"## 怎样改\n\n{rule['remedy_zh']}\n\n由谁改：{rule['owner_zh']}。",
        f"## 例子\n\n{example_of(rule, files.tests)}",
    ]
    return "\n\n".join(sections) + "\n"


def severity_zh(rule: Row) -> str:
    """How a finding of the rule counts, and whether the rule has a switch."""
    switch = f"；首批目录以外，参数 `rule_switch:{rule['rule_id']}` 为 on 时才启用"
    return SEVERITY[rule["severity"]] + ("" if rule["core"] == "Y" else switch)


@cache
def _descriptions() -> dict[str, str]:
    import yaml

    path = ROOT / "models" / "quality" / "populations" / "_populations.yml"
    models = yaml.safe_load(path.read_text(encoding="utf-8"))["models"]
    return {m["name"]: m["description"] for m in models}


def _described(population: str) -> str:
    return _descriptions()[population].strip()


def _first_comment(model: Path) -> str:
    lines = []
    for line in (ROOT / model).read_text(encoding="utf-8").splitlines():
        if not line.startswith("--"):
            break
        lines.append(line.removeprefix("--").strip())
    return " ".join(lines)


def _parameters(rule: Row) -> str:
    names = [p for p in rule["parameters"].split(";") if p]
    if rule["severity"] == "suspect":
        names.append(_VERIFY_DAYS)
    if rule["core"] != "Y":
        names.append(f"rule_switch:{rule['rule_id']}")
    if not names:
        return "没有。"
    scopes = {s["scope_code"]: s["name_zh"] for s in read_reference("parameter_scope")}
    lines = ["| 参数 | 范围 | 自 | 至 | 取值 | 单位 | 来源 | 出处 |", "|---|---|---|---|---|---|---|---|"]
    for name in dict.fromkeys(names):
        for row in read_reference("parameter"):
            if row["param_id"] == name or row["param_id"].startswith(f"{name}:"):
                confirmed = "，市局已确认" if row["confirmed"] == "Y" else ""
                cells = [
                    f"`{row['param_id']}`",
                    scopes.get(
                        row["scope_code"], "全国" if row["scope_code"] == "100000" else row["scope_code"]
                    ),
                    row["valid_from"],
                    row["valid_to"],
                    row["value"] or "**没有取值：不评估**",
                    unit_name(row["unit"]),
                    _SOURCE[row["status"]] + confirmed,
                    row["source"],
                ]
                lines.append(f"| {' | '.join(_cell(c) for c in cells)} |")
    return "\n".join(lines) + "\n\n市局 `parameters.csv` 中的取值优先；离填报单位最近的一级优先。"


def _fields(rule: Row) -> str:
    forms = load_forms()
    by_form: dict[str, list[str]] = {}
    for each in rule["fields"].split(";"):
        code, _, name = each.partition(".")
        label = forms[code].column(name).label if code in forms else name
        by_form.setdefault(code, []).append(f"{label} `{name}`")
    lines = [
        f"- {code}{f'《{forms[code].title}》' if code in forms else ''}：{'、'.join(columns)}"
        for code, columns in by_form.items()
    ]
    needed = rule["forms_required"].replace(";", "、")
    lines.append(f"\n缺这些报表中的任何一张即不评估：{needed}。")
    beyond = {r["rule_id"]: r["unseen_zh"] for r in read_reference("rule_beyond_unit")}
    if rule["rule_id"] in beyond:
        lines.append(f"\n单位自查看不到{beyond[rule['rule_id']]}，要等市里与其他单位一起核查。")
    return "\n".join(lines)


def _answers(rule: Row) -> str:
    exempt = "确属特殊情况的，列入 HM01《问题数据豁免清单》，由市级批准并写明有效期；到期自动恢复。"
    if rule["severity"] != "suspect":
        return exempt
    rows = [r for r in read_reference("verification_result") if r["target"] == rule["target"]]
    told = "；".join(f"{r['form_code']}“{r['label']}”即{_STATUS[r['status']]}" for r in rows)
    return (f"疑点由入户或预警核实：{told}。" if told else "") + exempt


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
