"""``lingcha explain``: where a published figure comes from."""

from collections.abc import Iterator
from typing import Any

import click
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from lingcha.commands.screen import wide_console
from lingcha.home import open_home

VERDICTS = {
    "reproduced": "按原文复算一致",
    "reproduced_with_reading": "按所述口径复算一致",
    "contradicts_itself": "原文自相矛盾",
    "differs": "与台账不一致",
    "not_evaluated": "未评估",
    "not_computable": "台账无法计算",
}


@click.command("explain")
@click.argument("figure_id")
@click.option("--release", "release", default="provisional", show_default=True, help="发布编号或通道")
@click.option("--rows", "limit", default=10, show_default=True, type=click.IntRange(0), help="列出的明细行数")
def command(figure_id: str, release: str, limit: int) -> None:
    """Follow a published FIGURE to its rows: sentence, formula, SQL, submissions. 公开数字的来历。

    \b
    lingcha explain J12                  拨付率：两个分母、SQL、明细和报送文件
    lingcha explain R03 --rows 50
    lingcha explain A01 --release official
    """
    from lingcha.explain.figure import Explanation, explain
    from lingcha.release.channels import find_release

    found = find_release(open_home(), release)
    explanation: Explanation = explain(found.folder / "warehouse.duckdb", figure_id.upper(), limit)
    console = wide_console()
    figure = explanation.figure
    console.print(
        Text(f"{figure['figure_id']}  公布：{figure['published_text']} {figure['unit']}", style="bold")
    )
    console.print(Text(f"原文：{figure['quote']}"))
    console.print(Text(f"截止日：{figure['as_of_date'] or '未注明'}    发布：{found.release_id}"))
    verdict = VERDICTS[figure["verdict"]]
    value = (
        "" if figure["computed_value"] is None else f"    复算：{figure['computed_value']} {figure['unit']}"
    )
    console.print(Text(f"结论：{verdict}{value}", style="bold"))
    if figure["note"]:
        console.print(Text(f"说明：{figure['note']}"))
    for reading in explanation.readings:
        for line, style in _lines(reading, figure["unit"]):
            console.print(Text(line, style=style))
    for check in explanation.checks:
        told = f"{check['arithmetic_zh']}（{check['verdict']}）{check['note_zh'] or ''}"
        console.print(Text(f"\n核对 {check['check_id']}：{told}"))
    _table(console, "明细（前几行）", explanation.rows)
    _table(console, "来自的报送", explanation.submissions)


def _lines(reading: Any, unit: str) -> Iterator[tuple[str, str]]:
    """What is told about one reading, line by line with its style."""
    yield f"\n口径 {reading.reading_no}：{reading.reading_zh or '按原文字面'}", "bold"
    parts = {"分子": reading.numerator, "分母": reading.denominator, "明细行": reading.rows_read}
    yield "    ".join(f"{name} {_number(value)}" for name, value in parts.items()), ""
    rounding = "去尾" if reading.rounding == "truncated" else "四舍五入"
    yield f"结果 {_number(reading.computed_value)} {unit}（{rounding}）", ""
    yield reading.sql, "dim"
    if not reading.holds:
        yield "警告：现在用同一条 SQL 算出的结果与发布时登记的不同，请运行 lingcha verify。", "red"


def _number(value: object) -> str:
    return (
        "—" if value is None else f"{value:,}".rstrip("0").rstrip(".") if "." in str(value) else f"{value:,}"
    )


def _table(console: Console, title: str, rows: list[dict[str, object]]) -> None:
    if not rows:
        return
    table = Table(title=title, box=box.SIMPLE_HEAD)
    for name in rows[0]:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*("" if v is None else str(v) for v in row.values()))
    console.print(table)
