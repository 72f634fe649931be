"""``lingcha restore``: a backup becomes the data home."""

import os
from pathlib import Path

import click


@click.command("restore")
@click.argument("backup", type=click.Path(path_type=Path, file_okay=False, exists=True))
def command(backup: Path) -> None:
    """Put a BACKUP folder into LINGCHA_HOME, which must be new or empty. 从备份恢复数据目录。

    \b
    LINGCHA_HOME=/srv/lingcha lingcha restore /mnt/backup/backup-20221001T060000
    LINGCHA_HOME=/srv/lingcha lingcha verify official      then prove it

    All checksums are compared before and after copying. The key of that time is needed to read
    what is sealed.
    """
    from lingcha.backup import restore
    from lingcha.home import DataHome, open_home

    home = DataHome(Path(os.environ.get("LINGCHA_HOME", "var")).resolve())
    files = restore(backup.resolve(), home)
    open_home(home.root)
    click.echo(f"已恢复 {files} 个文件到 {home.root}，逐个核对无误。可执行 lingcha verify 复核。")
