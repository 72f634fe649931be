"""``lingcha serve``: the flows on their schedules."""

import click

from lingcha.home import open_home
from lingcha.landing.expected import day_after_monthly_due

RELEASE_CRON = f"0 6 {day_after_monthly_due()} * *"


@click.command("serve")
@click.option("--port", default=4200, show_default=True, help="Prefect 界面的本机端口")
@click.option(
    "--inbox-seconds", default=600, show_default=True, type=click.IntRange(min=5), help="每隔多少秒收取一次"
)
@click.option(
    "--release-cron",
    default=RELEASE_CRON,
    show_default=True,
    help="发布的时间（cron，北京时间）；默认：月报报送截止的次日 6 时",
)
def command(port: int, inbox_seconds: int, release_cron: str) -> None:
    """Run the flows on their schedules until stopped (Ctrl-C). 按计划收取和发布，直到停止。

    The inbox is read every ten minutes, a release is made monthly, the day after the monthly ledgers are due;
    both, and `run`, can be started on Prefect's screens at http://127.0.0.1:4200. A Prefect server that runs
    already is used when PREFECT_API_URL names it. Keep it alive with a service manager: schedules pause when
    it stops.
    """
    from flows.serve import Schedule, screens, serve_flows

    home = open_home()
    with screens(home, port) as url:
        click.echo(f"Prefect 界面：{url.removesuffix('/api')}")
        serve_flows(home, Schedule(inbox_seconds, release_cron))
