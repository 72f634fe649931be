"""``lingcha disclose``: the one way from the command line to what is personal, and it leaves a trace."""

from pathlib import Path

import click

from lingcha.errors import LingchaError
from lingcha.home import DataHome, open_home
from lingcha.lock import hold


@click.command("disclose")
@click.argument("what")
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--by", "by", required=True, metavar="NAME", help="查看人")
@click.option("--reason", required=True, metavar="TEXT", help="用途，例如：核实信访件")
@click.option("--release", "release", default="provisional", show_default=True, help="发布编号或通道")
def command(what: str, target: Path, by: str, reason: str, release: str) -> None:
    """Open WHAT into the new file TARGET, readable by you alone. 打开个人信息并留痕。

    WHAT is a restricted table of a release (person_identity, ...) or the sha256 of a received workbook, as
    core.dim_submission names it. Who, when and why is written to access/ in the data home first.
    """
    from lingcha.access import note_access
    from lingcha.vault import open_vault

    home = open_home()
    if target.exists():
        raise LingchaError("E_TARGET_EXISTS", f"{target} 已存在，不会覆盖。请换一个文件名。")
    with hold(home):
        sealed, name = _find(home, what, release)
        number = note_access(home, name, by, reason)
        open_vault(home).open(sealed, target)
    click.echo(f"已打开到 {target}（仅本人可读），查看记录第 {number} 号。用完请删除。")


def _find(home: DataHome, what: str, release: str) -> tuple[Path, str]:
    """The sealed file, and how the access log calls it."""
    from lingcha.archive.store import original_path
    from lingcha.release.channels import find_release

    if len(what) == 64 and original_path(home, what).exists():
        return original_path(home, what), f"archive/{what}"
    found = find_release(home, release)
    tables = {
        p.name.removesuffix(".parquet.enc"): p for p in (home.restricted / found.release_id).glob("*.enc")
    }
    if what not in tables:
        raise LingchaError(
            "E_DISCLOSE_UNKNOWN",
            f"没有名为 {what} 的受限表或报送文件。"
            f"发布 {found.release_id} 的受限表有：{'、'.join(sorted(tables))}。",
        )
    return tables[what], f"{found.release_id}/{what}"
