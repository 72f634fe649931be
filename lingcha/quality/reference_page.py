"""Writes ``docs/rules.md`` and a page per rule below ``docs/rules/``, from the rule reference and the models.

After a change of a rule: ``python -m lingcha.quality.reference_page``.
"""

from pathlib import Path

from lingcha.project import ROOT, read_reference
from lingcha.quality.rule_page import TARGETS, render_rule

PAGE = ROOT / "docs" / "rules.md"
PAGES = ROOT / "docs" / "rules"
_KIND = {"hard": "硬性", "suspect": "疑点"}

_INTRO = """# 规则说明

本页和每条规则的说明页由规则表 `seeds/reference/rule.csv`、模型和单元测试生成，请改它们，不要改这些页。
每条规则是一个模型：`models/quality/rules/<类别>/rule_<编号>.sql` 每行是一条违反规则的记录；
它只在自己的总体 `models/quality/populations/` 内核查。

- 一切按截止日 D 判断，不看系统时钟；参数取 D 当日离填报单位最近的一级（单位、市、省、全国）。
- 空白不等于没有问题：规则要比较的结果项为空，即为问题；相加的分项为空，按 0 计。
- 按记录所在年月取值的参数（监测线）取那一天的值，不取 D 当日的值。
- 缺报表或缺参数的规则标为“未评估”，不显示为 0，也不能正式发布；没有启用的规则不核查，也不影响发布。
- 规则表中没有的规则没有实现；规则表、模型、汇总宏三者不一致时，运行停止。

## 问题的状态

| 状态 | 含义 | 计入 |
|---|---|---|
| 待整改 open | 规则报出，没有人答复 | 硬性计入，疑点不计入 |
| 已交办 assigned | 有关该户的预警已派发（BM01），还没有核实结果 | 不计入 |
| 核实属实 verified_true | 入户（PC01，须签字）或预警核实（BM01）认为属实 | 计入 |
| 核实不属实 verified_false | 入户或预警核实认为不属实 | 不计入 |
| 豁免 exempt | 市级批准的豁免（HM01）在截止日有效 | 不计入 |
| 逾期 overdue | 待整改或已交办超过 `alert_verify_days` 天 | 计入 |
| 已改正 fixed | 不再报出；此后再报出即为“改后复现” | 不计入 |

状态全部由报送推算，不由人工登记：入户和预警要在问题报出之后才算答复（记录自己的核实结果除外）；豁免自批准日起，
到期次日自动恢复；批准人是填报单位或市级以下单位的，豁免不起作用，并暂缓正式发布。
"""


def render() -> str:
    """The index of all rules as Markdown."""
    targets = {t["target"]: t["name_zh"] for t in read_reference("zero_error_target")} | TARGETS
    parts = [_INTRO]
    for target, name in targets.items():
        lines = ["| 规则 | 查什么 | 性质 | 谁来改 |", "|---|---|---|---|"]
        for rule in read_reference("rule"):
            if rule["target"] == target:
                switch = "" if rule["core"] == "Y" else "，另有开关"
                link = f"[{rule['rule_id']} {rule['name_zh']}](rules/{rule['rule_id']}.md)"
                kind = f"{_KIND[rule['severity']]}{switch}"
                lines.append(f"| {link} | {rule['message_zh']} | {kind} | {rule['owner_zh']} |")
        parts.append(f"## {name}\n\n" + "\n".join(lines) + "\n")
    return "\n".join(parts)


def render_pages() -> dict[str, str]:
    """Every page below ``docs/rules`` by file name."""
    return {f"{rule['rule_id']}.md": render_rule(rule) for rule in read_reference("rule")}


def write(page: Path = PAGE, pages: Path = PAGES) -> None:
    page.write_text(render(), encoding="utf-8")
    pages.mkdir(exist_ok=True)
    wanted = render_pages()
    for old in pages.glob("*.md"):
        if old.name not in wanted:
            old.unlink()
    for name, text in wanted.items():
        (pages / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
