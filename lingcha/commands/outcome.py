"""What the commands that run flows share: their options, and how they say what came out."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

import click

from lingcha.home import DataHome

if TYPE_CHECKING:
    from flows.release import ReleaseOutcome
    from lingcha.archive.receive import CollectResult


class Day(click.ParamType):
    """A date written YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value} 不是日期，应写作 2022-08-31。", param, ctx)


class Moment(click.ParamType):
    """A date (meaning its end) or a date with a time; Beijing time unless a zone is given."""

    name = "YYYY-MM-DD[ HH:MM[:SS]]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value} 不是时点，应写作 2022-09-05 或 2022-09-05 18:00。", param, ctx)
        return datetime.combine(moment.date(), time.max) if len(value) == len("2022-09-05") else moment


inbox_option = click.option(
    "--inbox",
    type=click.Path(exists=True, file_okay=False, resolve_path=True),
    help="收件目录（默认 $LINGCHA_HOME/inbox）",
)
as_of_option = click.option("--as-of", type=Day(), help="截止日 D：以哪一天评判（默认：最晚的报告期末）")
as_known_at_option = click.option(
    "--as-known-at", type=Moment(), help="知悉时点 T：只计此时以前收到的（默认：全部）"
)
keep_option = click.option("--keep", type=click.IntRange(min=1), help="只保留最近几个发布（默认：全部保留）")


def tell_collected(home: DataHome, result: "CollectResult") -> None:
    """What came in: one line, then what was refused, file by file and sheet by sheet."""
    from lingcha.archive.noticed import refused_sheets, remarks

    if not result.arrivals and not result.growing:
        click.echo(f"收件目录中没有新文件（共 {result.looked_at} 个）。")
        return
    read, rejected, twice = (result.count(state) for state in ("read", "rejected", "duplicate"))
    sheets, noticed = refused_sheets(home, result.arrivals), remarks(home, result.arrivals)
    within = f"已读的文件中有 {len(sheets)} 张工作表被拒收。" if sheets else ""
    click.echo(f"收到 {len(result.arrivals)} 个文件：已读 {read}，拒收 {rejected}，重复 {twice}。{within}")
    for arrival in result.arrivals:
        if arrival.state == "rejected":
            click.echo(f"  {arrival.folder_unit}/{arrival.file_name}：{arrival.message_zh}")
    for each in sheets:
        click.echo(f"  {each.path} 工作表“{each.sheet}”：{each.message_zh}")
    if noticed:
        click.echo(f"读取提示 {len(noticed)} 条，用 lingcha status --remarks 查看。")
    for name in result.growing:
        click.echo(f"  {name}：仍在写入，下次再收。")


def tell_released(home: DataHome, outcome: "ReleaseOutcome") -> None:
    """What was published, the verdicts of the city, and where to look."""
    from lingcha.release.tables import verdict_table

    release = outcome.release
    manifest = release.manifest
    official = manifest["channel"] == "official"
    if outcome.unchanged:
        click.echo(f"自发布 {release.release_id} 以来没有变化，未重新构建。")
    else:
        click.echo(
            f"已发布 {release.release_id}（{'正式' if official else '暂行'}，截止日 {manifest['as_of']}）。"
        )
    for row in verdict_table(manifest["verdicts"]):
        if row["单位"] == "全市":
            click.echo(f"  {row['目标']}：{row['分子']}/{row['分母']}，{row['结论']}")
    if not official:
        click.echo("未达到零差错，暂缓正式发布。各单位的退回表在 " + str(home.returns))
    click.echo(f"报告：{release.folder / 'evidence' / 'report.html'}")
    click.echo(f"数据仓库：{home.channel(manifest['channel']) / 'warehouse.duckdb'}")
