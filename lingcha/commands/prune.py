"""``lingcha prune``: old releases make room."""

import click

from lingcha.home import open_home
from lingcha.lock import hold


@click.command("prune")
@click.option("--keep", required=True, type=click.IntRange(min=1), metavar="N", help="保留最近几个发布")
def command(keep: int) -> None:
    """Remove all releases but the latest N. 清理旧发布。

    Never removed: what a channel shows, and what `lingcha keep` marked. A removed release can be made again
    from the archive: `lingcha release --as-of D --as-known-at T`.
    """
    from lingcha.release.channels import list_releases, prune

    home = open_home()
    with hold(home):
        removed = prune(home, keep)
        left = [r.release_id for r in list_releases(home)]
    click.echo(
        f"已清理 {len(removed)} 个发布{'：' if removed else ''}{'、'.join(removed)}。现有 {'、'.join(left)}。"
    )
