"""``lingcha verify``: re-check a release."""

from pathlib import Path

import click

from lingcha.home import open_home


@click.command("verify")
@click.argument("release", default="provisional")
@click.option("--public", "public_file", type=click.Path(path_type=Path), help="要求有此公钥的签名")
def command(release: str, public_file: Path | None) -> None:
    """Compute again all hashes of a RELEASE and compare them with what was published. 复核一次发布。

    RELEASE is an id such as 2022-08-31-r001, or official or provisional (default: the latest).
    Compared: every file, every table of the warehouse, the received workbooks it was made of, the encrypted
    tables, the chains of receipts, confirmations, findings and accesses, the releases before, and the
    signature. Names the first thing that changed and ends with exit code 4.
    """
    from lingcha.release.channels import find_release
    from lingcha.release.verify import verify

    home = open_home()
    verified = verify(home, find_release(home, release), public_file)
    click.echo(
        f"发布 {verified.release_id} 与发布时完全一致："
        f"{verified.files} 个文件，{verified.tables} 张表，{verified.inputs} 份报送文件。"
    )
    if verified.signature:
        signed = verified.signature
        click.echo(f"签名有效：{signed.by}，{signed.signed_at}，公钥 {signed.public_key[:16]}。")
