"""``lingcha backup``: a copy of the data home that proves itself."""

from pathlib import Path

import click

from lingcha.home import open_home


@click.command("backup")
@click.argument("target", type=click.Path(path_type=Path, file_okay=False))
def command(target: Path) -> None:
    """Copy the data home into a new folder below TARGET. 备份数据目录。

    Every file is hashed, copied and hashed again; files that an earlier backup in TARGET holds are linked to
    it. The key is not in the backup: keep a copy of it elsewhere. Returned workbooks are not in it either;
    `lingcha returns` makes them again.
    """
    from lingcha.archive.clock import beijing_now
    from lingcha.backup import back_up

    done = back_up(open_home(), target, beijing_now())
    click.echo(
        f"已备份到 {done.folder}：新增 {done.copied} 个文件，与上次相同 {done.linked} 个，"
        f"共 {done.bytes / 1e6:.1f} MB，逐个核对无误。密钥不在其中，请另行保管。"
    )
