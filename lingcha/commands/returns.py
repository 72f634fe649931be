"""``lingcha returns``: write what goes back to the counties."""

import click

from lingcha.home import open_home


@click.command("returns")
@click.argument("release", default="provisional")
def command(release: str) -> None:
    """Write the marked workbooks and summaries of a RELEASE. 生成退回表。

    RELEASE is an id such as 2022-08-31-r001, or official or provisional (default: the latest).
    A release writes them itself; this command writes them again, for example after they were deleted.
    """
    from lingcha.lock import hold
    from lingcha.release.channels import find_release
    from lingcha.returns.write import write_returns

    home = open_home()
    with hold(home):
        found = find_release(home, release)
        written = write_returns(home, found.folder)
    if not written:
        click.echo(f"发布 {found.release_id} 没有需要退回的问题。")
        return
    units = sorted({path.parent.parent.name for path in written})
    click.echo(f"发布 {found.release_id}：退回 {len(units)} 个单位，{len(written)} 个文件。")
    for unit in units:
        click.echo(f"  {home.returns / unit / found.release_id}")
