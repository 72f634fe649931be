"""``lingcha sign``: somebody answers for a release with a key."""

from pathlib import Path

import click

from lingcha.home import open_home
from lingcha.lock import hold


@click.command("sign")
@click.argument("release", default="official")
@click.option("--key", "key_file", required=True, type=click.Path(path_type=Path), help="Ed25519 私钥文件")
@click.option("--by", "by", required=True, metavar="NAME", help="签名人")
@click.option("--create", is_flag=True, help="先新建密钥；旁边的 .pub 交给复核的人")
def command(release: str, key_file: Path, by: str, create: bool) -> None:
    """Sign RELEASE (default: the official one). 给发布签名。

    \b
    lingcha sign official --key ~/keys/lingcha-sign --by 李四 --create
    lingcha verify official --public lingcha-sign.pub      on any machine that has the home

    The signature covers release.json, and with it every file and the chain of everything before.
    """
    from lingcha.release.channels import find_release
    from lingcha.release.signatures import make_signing_key, sign

    home = open_home()
    with hold(home):
        found = find_release(home, release)
        if create:
            click.echo(f"已新建签名密钥，公钥：{make_signing_key(key_file)}")
        signature = sign(home, found, key_file, by)
    click.echo(f"{signature.by} 已给发布 {found.release_id} 签名，公钥 {signature.public_key[:16]}。")
