"""``lingcha keep``: a release that pruning must leave alone."""

import click

from lingcha.home import open_home
from lingcha.lock import hold


@click.command("keep")
@click.argument("release")
@click.option("--by", "by", default="", metavar="NAME", help="决定人")
@click.option("--reason", default="", metavar="TEXT", help="为什么保留，例如：考核依据")
@click.option("--no-longer", is_flag=True, help="取消标记")
def command(release: str, by: str, reason: str, no_longer: bool) -> None:
    """Mark RELEASE so that `lingcha prune` leaves it alone. 标记须保留的发布。"""
    from lingcha.release.channels import find_release
    from lingcha.release.kept import mark_kept, unmark_kept

    home = open_home()
    with hold(home):
        found = find_release(home, release)
        if no_longer:
            unmark_kept(home, found.release_id)
        else:
            mark_kept(home, found.release_id, by, reason)
    click.echo(f"发布 {found.release_id} {'不再标记为保留' if no_longer else '已标记为保留'}。")
