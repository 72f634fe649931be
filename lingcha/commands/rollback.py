"""``lingcha rollback``: point a channel at another release."""

import click

from lingcha.home import open_home
from lingcha.lock import hold


@click.command("rollback")
@click.argument("channel", type=click.Choice(["official", "provisional"]))
@click.argument("release")
def command(channel: str, release: str) -> None:
    """Let readers of CHANNEL see RELEASE again. 让通道回到某个旧发布。

    Nothing is deleted. The channel stays there until a newer release is published on it; going back to the
    latest release ends it.
    """
    from lingcha.release.channels import roll_back

    home = open_home()
    with hold(home):
        shown = roll_back(home, channel, release)
    click.echo(f"{'正式' if channel == 'official' else '暂行'}通道现在指向 {shown.release_id}。")
