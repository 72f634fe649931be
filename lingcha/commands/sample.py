"""``lingcha sample``: a synthetic city as county workbooks."""

from datetime import date, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from lingcha.errors import LingchaError
from lingcha.sample.defects import read_defects
from lingcha.sample.planters import PLANTERS
from lingcha.sample.write import AS_OF, write_city

_HELP = f"""Write a synthetic city into DIR as workbooks of its seven reporting units.

DIR can be used at once: lingcha run --inbox DIR. People are invented; villages, forms and published totals
are real. At --scale 1 the city has 427,260 households; 0.002 is enough to look around.

\b
--defects FILE is a CSV; blank lines and lines that begin with # are left out:
    defect,reporting_unit_code,count
    MI-10,411224,2
    Q-LOST-DIGITS,,1
An empty unit spreads the defects over the units. DIR/truth.json lists everything that must be found. Defects:
{", ".join(PLANTERS)}.
"""


@click.command(help=_HELP)
@click.argument("directory", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--scale", required=True, help="Share of the city, 0.0005 to 1.")
@click.option("--seed", default=1, show_default=True, type=click.IntRange(min=0), help="Another city.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), default=AS_OF.isoformat(), show_default=True)
@click.option(
    "--defects", type=click.Path(dir_okay=False, exists=True, path_type=Path), help="What to plant."
)
def command(directory: Path, scale: str, seed: int, as_of: datetime, defects: Path | None) -> None:
    if directory.exists() and any(directory.iterdir()):
        raise LingchaError(
            "E_SAMPLE_DIR", f"目录 {directory} 不是空的。请换一个新目录，以免新旧报表混在一起。"
        )
    truth = _write(directory, scale, seed, as_of.date(), defects)
    files = sum(1 for p in directory.glob("*/*") if p.suffix in (".xlsx", ".csv"))
    click.echo(f"已写入 {files} 个文件：{directory}")
    click.echo(
        f"应查出的问题 {len(truth['findings'])} 条，"
        f"无法读取的单元格 {len(truth['quarantined'])} 个：truth.json"
    )
    click.echo("样本城市的参数（含占位值）：parameters.csv，请复制到数据目录，否则缺参数的规则不评估。")


def _write(
    directory: Path, scale: str, seed: int, as_of: date, defects: Path | None
) -> dict[str, list[object]]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("写工作簿", total=None)
        return write_city(
            directory,
            scale,
            seed,
            as_of,
            read_defects(defects) if defects else (),
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
