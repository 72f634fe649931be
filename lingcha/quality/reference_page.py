"""Writes ``docs/rules.md`` from the rule reference, so that the page cannot tell another story.

After a change of ``seeds/reference/rule.csv``: ``python -m lingcha.quality.reference_page``.
"""

from pathlib import Path

from lingcha.project import ROOT, read_reference

PAGE = ROOT / "docs" / "rules.md"
_HARD = {"hard": "硬性：发现即计入", "suspect": "疑点：核实为真或超期未核实才计入"}
_OPTIONAL = "；首批目录以外，参数 `rule_switch:{rule_id}` 为 on 时才启用"

_INTRO = """# 规则说明

本页由规则表 `seeds/reference/rule.csv` 生成，请改规则表，不要改本页。
每条规则是一个模型：`models/quality/rules/<类别>/rule_<编号>.sql` 每行是一条违反规则的记录；
它只在自己的总体 `models/quality/populations/` 内核查。

- 一切按截止日 D 判断，不看系统时钟；参数取 D 当日离填报单位最近的一级（单位、市、省、全国）。
- 空白不等于没有问题：规则要比较的结果项为空，即为问题；相加的分项为空，按 0 计。
- 按记录所在年月取值的参数（监测线）取那一天的值，不取 D 当日的值。
- 缺报表或缺参数的规则标为“未评估”，不显示为 0，也不能正式发布；没有启用的规则不核查，也不影响发布。
- 规则表中没有的规则没有实现；规则表、模型、汇总宏三者不一致时，运行停止。
"""


def render() -> str:
    """The whole page as Markdown."""
    targets = {t["target"]: t["name_zh"] for t in read_reference("zero_error_target")} | {
        "ledger": "台账核对（不计入四项目标）"
    }
    rules = read_reference("rule")
    parts = [_INTRO]
    for target, name in targets.items():
        own = [r for r in rules if r["target"] == target]
        parts.append(f"## {name}\n\n" + "\n".join(_rule(r) for r in own))
    return "\n".join(parts)


def _rule(rule: dict[str, str]) -> str:
    rows = [
        ("查什么", rule["message_zh"]),
        ("怎么改", rule["remedy_zh"]),
        ("为什么", rule["basis_zh"]),
        ("谁来改", rule["owner_zh"]),
        ("性质", _HARD[rule["severity"]] + ("" if rule["core"] == "Y" else _OPTIONAL.format(**rule))),
        ("分子 / 分母", f"{rule['numerator_zh']} / {rule['denominator_zh']}"),
        ("所需报表", rule["forms_required"].replace(";", "、")),
        ("涉及字段", rule["fields"].replace(";", "、")),
        ("参数", rule["parameters"].replace(";", "、") or "无"),
        ("可能误报", rule["false_positive_zh"] or "未见"),
        ("总体", f"`{rule['population']}`"),
    ]
    table = "\n".join(f"| {label} | {text} |" for label, text in rows)
    return f"### {rule['rule_id']} {rule['name_zh']}\n\n{rule['name_en']}\n\n| | |\n|---|---|\n{table}\n"


def write(page: Path = PAGE) -> None:
    page.write_text(render(), encoding="utf-8")


if __name__ == "__main__":
    write()
