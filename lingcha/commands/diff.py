"""``lingcha diff``: what changed from one release to another, and why."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich import box
from rich.table import Table
from rich.text import Text

from lingcha.commands.screen import wide_console
from lingcha.errors import LingchaError
from lingcha.home import open_home
from lingcha.project import read_reference

if TYPE_CHECKING:
    from lingcha.release.compare import TableChange, UnitChange
    from lingcha.release.diff import Difference

_KINDS = {"added": "新增", "removed": "删除", "changed": "改动"}
_STATES = {"new": "新表", "gone": "已取消的表"}
_CIRCUMSTANCES = {
    "as_of": "截止日",
    "as_known_at": "知悉时点",
    "code": "程序",
    "engines": "引擎版本",
    "parameters": "参数文件",
}


@click.command("diff")
@click.argument("before")
@click.argument("after")
@click.option("--keys", type=click.IntRange(min=0), default=5, help="每张表列出的记录数（默认 5；0 不列）")
@click.option(
    "--json", "json_file", type=click.Path(dir_okay=False, path_type=Path), help="同时写出 JSON 文件"
)
def command(before: str, after: str, keys: int, json_file: Path | None) -> None:
    """Say what changed from release BEFORE to release AFTER, and which submissions caused it. 比较两次发布。

    \b
    lingcha diff 2022-08-31-r001 2022-08-31-r002
    lingcha diff official provisional --json changes.json

    A release is an id, or official or provisional. A record is known by its key, not by its row: a corrected
    workbook in which one cell differs is one changed record. Equal tables are not read.
    """
    from lingcha.release.channels import find_release
    from lingcha.release.diff import compare_releases

    home = open_home()
    found = compare_releases(find_release(home, before), find_release(home, after))
    if json_file:
        _write(json_file, found)
    console = wide_console()
    console.print(Text(_headline(found)), soft_wrap=True)
    if found.tables:
        console.print(_summary(found))
    for line in (*_reasons(found), *_examples(found, keys)):
        console.print(Text(line), soft_wrap=True)


def _write(path: Path, found: "Difference") -> None:
    try:
        path.write_text(json.dumps(as_dict(found), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise LingchaError(
            "E_FILE", f"无法写入 {path}（{error.strerror}）。请检查文件夹是否存在、是否可写。"
        ) from error


def _headline(found: "Difference") -> str:
    if not found.tables:
        return f"{found.before} 与 {found.after} 的内容完全相同（{found.same} 张表）。"
    return f"从 {found.before} 到 {found.after}：{len(found.tables)} 张表有变化，{found.same} 张表相同。"


def _units() -> dict[str, str]:
    return {r["reporting_unit_code"]: r["name_zh"] for r in read_reference("reporting_unit")} | {
        "4112": "全市"
    }


def _summary(found: "Difference") -> Table:
    """One line per table and unit."""
    units = _units()
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("表", "单位", *_KINDS.values(), "改动的列", "金额（元）", "起因"):
        table.add_column(name, justify="right" if name in _KINDS.values() else "left", overflow="fold")
    numbers = {c: str(i) for i, c in enumerate(found.causes, 1)}
    for change in found.tables:
        if change.state != "changed":
            table.add_row(
                change.table, _STATES[change.state], str(change.rows_after), str(change.rows_before)
            )
        for unit in change.units:
            causes = " ".join(numbers[c] for c in found.causes_of(unit))
            counts = (str(getattr(unit, kind)) if getattr(unit, kind) else "" for kind in _KINDS)
            columns = " ".join(f"{c}×{n}" for c, n in unit.columns.items())
            place = units.get(unit.unit, unit.unit)
            table.add_row(change.table, place, *counts, columns, "\n".join(_amounts(unit)), causes)
    return table


def _amounts(unit: "UnitChange") -> Iterator[str]:
    for column, (before, after) in unit.amounts.items():
        yield f"{column} {before:,} → {after:,}（{after - before:+,}）"


def _reasons(found: "Difference") -> Iterator[str]:
    """The submissions that came, numbered as in the table, and what else differs."""
    units = _units()
    for number, cause in enumerate(found.causes.values(), 1):
        replaced = f"，更正 {'、'.join(cause.replaced)}" if cause.replaced else ""
        yield (
            f"起因 {number}：{units.get(cause.unit, cause.unit)}{cause.part} {cause.form_code} "
            f"第 {cause.version_no} 版（{cause.submission_id}），"
            f"{cause.received_at:%Y-%m-%d %H:%M} 收到 {cause.file_name}{replaced}。"
        )
    if found.dropped:
        yield f"不再计入的报送：{'、'.join(found.dropped)}。"
    for name, (before, after) in found.circumstances.items():
        yield f"{_CIRCUMSTANCES[name]}不同：{before or '无'} → {after or '无'}。"
    for change in found.tables:
        for what, columns in (("新增的列", change.new_columns), ("取消的列", change.gone_columns)):
            if columns:
                yield f"{change.table} {what}：{'、'.join(columns)}。"


def _examples(found: "Difference", keys: int) -> Iterator[str]:
    units = _units()
    for change in found.tables if keys else ():
        for row in change.rows[:keys]:
            columns = f"：{'、'.join(row.columns)}" if row.columns else ""
            place = units.get(row.unit, row.unit)
            yield f"{change.table} {_KINDS[row.kind]} {place} {'|'.join(row.key)}{columns}"
        left = change.row_changes - min(keys, len(change.rows))
        if left > 0:
            yield f"{change.table} 另有 {left} 条，见 --json 或加大 --keys。"


def as_dict(found: "Difference") -> dict[str, Any]:
    """The difference for other programs; amounts are text, so that no fen is lost."""
    return {
        "before": found.before,
        "after": found.after,
        "same_tables": found.same,
        "circumstances": {k: {"before": b, "after": a} for k, (b, a) in found.circumstances.items()},
        "causes": [
            vars(c) | {"received_at": c.received_at.isoformat(), "replaced": list(c.replaced)}
            for c in found.causes.values()
        ],
        "dropped_submissions": list(found.dropped),
        "tables": [_table_dict(found, change) for change in found.tables],
    }


def _table_dict(found: "Difference", change: "TableChange") -> dict[str, Any]:
    return {
        "table": change.table,
        "state": change.state,
        "rows": {"before": change.rows_before, "after": change.rows_after},
        "key": list(change.key),
        "new_columns": list(change.new_columns),
        "gone_columns": list(change.gone_columns),
        "units": [
            {
                "reporting_unit_code": unit.unit,
                **{kind: getattr(unit, kind) for kind in _KINDS},
                "columns": unit.columns,
                "amounts": {
                    c: {"before": str(b), "after": str(a), "difference": str(a - b)}
                    for c, (b, a) in unit.amounts.items()
                },
                "causes": found.causes_of(unit),
            }
            for unit in change.units
        ],
        "records": [
            {
                "kind": row.kind,
                "reporting_unit_code": row.unit,
                "key": list(row.key),
                "columns": list(row.columns),
                "submission_id": row.submission_id,
            }
            for row in change.rows
        ],
        "records_left_off": change.row_changes - len(change.rows),
    }
