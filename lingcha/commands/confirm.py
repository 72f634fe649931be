"""``lingcha confirm``: somebody answers for a correction that waits."""

import click

from lingcha.archive.confirm import confirm
from lingcha.home import open_home


@click.command("confirm")
@click.argument("submission_id")
@click.option("--by", "confirmed_by", required=True, metavar="NAME", help="确认人")
@click.option("--reason", required=True, metavar="TEXT", help="为什么行数减少，例如：重复登记已清理")
def command(submission_id: str, confirmed_by: str, reason: str) -> None:
    """Accept a correction that waits because it shrank. 确认缩减的更正。

    `lingcha status` lists what waits. The name and the reason stay in the archive; nothing else is changed,
    and the next release uses the correction.
    """
    one = confirm(open_home(), submission_id, confirmed_by, reason)
    click.echo(f"已确认报送 {one.submission_id}，下次发布时生效。")
