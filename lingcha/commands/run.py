"""``lingcha run``: the main job."""

import sys
from datetime import date, datetime

import click

from lingcha.commands.outcome import (
    as_known_at_option,
    as_of_option,
    inbox_option,
    keep_option,
    tell_collected,
    tell_released,
)
from lingcha.home import open_home
from lingcha.lock import hold


@click.command("run")
@inbox_option
@as_of_option
@as_known_at_option
@keep_option
def command(inbox: str | None, as_of: date | None, as_known_at: datetime | None, keep: int | None) -> None:
    """Take what is new in the inbox, then build, judge and publish. 收取新报送，构建、校验并发布。

    \b
    lingcha run                          inbox of the data home, latest period
    lingcha run --as-of 2022-08-31       judge the world at this date
    lingcha run --as-known-at 2022-09-05 as it was known at the end of that day

    Exit codes: 0 official release; 3 held (provisional only); 4 refused, nothing published.
    """
    from flows.api import prefect_api

    home = open_home()
    with hold(home), prefect_api(home):
        from flows.run import run

        outcome = run(str(home.root), inbox, as_of, as_known_at, keep)
    tell_collected(home, outcome.collected)
    tell_released(home, outcome.released)
    sys.exit(outcome.released.exit_code)
