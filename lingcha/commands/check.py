"""``lingcha check``: a county looks at its own files before it submits them."""

import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lingcha.commands.outcome import as_of_option

if TYPE_CHECKING:
    from lingcha.archive.noticed import Noticed
    from lingcha.check import CheckResult
    from lingcha.returns.problem import Problem

SHOWN = 200


@click.command("check")
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path),
)
@click.option("--unit", metavar="CODE", help="填报单位代码（默认：文件中写明的单位）")
@as_of_option
@click.option(
    "--parameters",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="市局确认的参数表 parameters.csv；没有时，需要这些参数的规则不评估",
)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="标出问题的工作簿写到这个目录")
def command(
    files: tuple[Path, ...], unit: str | None, as_of: date | None, parameters: Path | None, out: Path | None
) -> None:
    """Check FILEs of one unit as the city will, before submitting them. 报送前自查。

    Same reading, same rules, same words as the city's. Nothing is submitted or kept, and the data home is not
    touched. What needs other forms or other units' data is said to be unchecked. 提示 tells what was read
    with a doubt, such as a column left aside; it changes no exit code.

    \b
    lingcha check 项目台账.xlsx 资金拨付.xlsx
    lingcha check *.xlsx --as-of 2022-08-31 --out 自查

    Exit codes: 0 nothing found; 3 something found; 2 wrong use.
    """
    from lingcha.check import check_files

    result = check_files(files, unit, as_of, parameters, out)
    for line in report(result):
        click.echo(line)
    sys.exit(3 if result.found else 0)


def report(result: "CheckResult") -> Iterator[str]:
    """The whole answer, line by line: problems, remarks, what was not checked, verdicts, the sum."""
    yield f"{result.unit_name}（{result.unit}）报送前自查，截止日 {result.as_of or '未知'}"
    for number, problem in enumerate(result.problems[:SHOWN], 1):
        yield ""
        yield from _problem(number, problem, result.addresses[number - 1])
    if len(result.problems) > SHOWN:
        yield f"\n其余 {len(result.problems) - SHOWN} 处没有列出，用 --out 生成标出全部问题的工作簿。"
    yield from _remarks(result.remarks)
    yield ""
    yield from _verdict(result)
    for path in result.written:
        yield f"已生成 {path}"


def _problem(number: int, problem: "Problem", cells: tuple[str, ...]) -> Iterator[str]:
    where = [problem.file_name, problem.sheet, "、".join(cells)]
    if not cells and problem.row_no is not None:
        where[2] = f"第 {problem.row_no} 行"
    yield f"{number}. 【{problem.kind_zh} {problem.code}】{problem.title}"
    yield f"   位置：{' / '.join(filter(None, where)) or '整个单位'}"
    yield f"   发现：{problem.what}"
    yield f"   应为：{problem.policy}"
    yield f"   怎样改：{problem.remedy}（{problem.owner}）"


def _remarks(remarks: "tuple[Noticed, ...]") -> Iterator[str]:
    """By file and sheet, in the order of reading."""
    if remarks:
        yield f"\n提示 {len(remarks)} 条（读取时注意到的，不算问题，请核对）："
    place = ("", "")
    for each in remarks:
        if (each.path, each.sheet) != place:
            place = (each.path, each.sheet)
            yield f"  {' / '.join(filter(None, (each.file_name, each.sheet)))}"
        yield f"    - {each.message_zh}"


def _verdict(result: "CheckResult") -> Iterator[str]:
    from lingcha.release.tables import verdict_table

    verdict = result.verdict
    if verdict is None:
        yield "没有一个文件能够读取，规则都没有核查。"
        return
    for row in verdict.disagreements:
        counts = f"应为 {row['expected'].normalize():f}，实为 {row['actual'].normalize():f}"
        yield f"核对不符：{row['name_zh']}（{row['subject']}）：{counts}"
    checked = sum(r["checked"] for r in verdict.evaluated)
    yield f"已核查 {len(verdict.evaluated)} 条规则，共 {checked} 条次记录。"
    reasons: dict[str, list[str]] = defaultdict(list)
    for row in verdict.unchecked:
        reasons[row["skipped_reason"]].append(row["rule_id"])
    if reasons:
        yield f"未评估 {len(verdict.unchecked)} 条规则（结果不是没有问题，是没有核查）："
        for reason, rules in sorted(reasons.items()):
            yield f"   {'、'.join(rules)}：{reason}"
    if verdict.partial:
        yield "只核查了本单位部分的规则（其余要等市里与其他单位一起核查）："
        for row in verdict.partial:
            yield f"   {row['rule_id']} {row['name_zh']}：看不到{row['unseen_zh']}"
    for row in verdict_table(verdict.targets):
        yield f"{row['目标']}：{row['分子']}/{row['分母']}，{row['结论']}"
    found = len(result.problems) + len(verdict.disagreements)
    yield f"共发现 {found} 处。" if found else "没有发现问题。"
