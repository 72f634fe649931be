"""``lingcha release``: publish what was collected."""

import sys
from datetime import date, datetime

import click

from lingcha.commands.outcome import as_known_at_option, as_of_option, keep_option, tell_released
from lingcha.home import open_home
from lingcha.lock import hold


@click.command("release")
@as_of_option
@as_known_at_option
@keep_option
def command(as_of: date | None, as_known_at: datetime | None, keep: int | None) -> None:
    """Build, judge and publish what was collected. 用已收取的报送构建、校验并发布。

    Nothing is built when the latest release already is what would be built.
    Exit codes: 0 official release; 3 held (provisional only); 4 refused, nothing published.
    """
    from flows.api import prefect_api

    home = open_home()
    with hold(home), prefect_api(home):
        from flows.release import release

        outcome = release(str(home.root), as_of, as_known_at, keep)
    tell_released(home, outcome)
    sys.exit(outcome.exit_code)
