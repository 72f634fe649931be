"""``lingcha collect``: only the inbox."""

import click

from lingcha.commands.outcome import inbox_option, tell_collected
from lingcha.home import open_home
from lingcha.lock import hold


@click.command("collect")
@inbox_option
def command(inbox: str | None) -> None:
    """Archive and read what is new in the inbox; publish nothing. 收取新报送，不发布。

    A bad file is kept and answered with a sentence; the others go on. `lingcha status` shows what came of it.
    """
    from flows.api import prefect_api

    home = open_home()
    with hold(home), prefect_api(home):
        from flows.collect import collect

        result = collect(str(home.root), inbox)
    tell_collected(home, result)
