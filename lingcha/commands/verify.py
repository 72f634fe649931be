"""``lingcha verify``: re-check a release."""

import click

from lingcha.home import open_home


@click.command("verify")
@click.argument("release", default="provisional")
def command(release: str) -> None:
    """Compute again all hashes of a RELEASE and compare them with what was published. 复核一次发布。

    RELEASE is an id such as 2022-08-31-r001, or official or provisional (default: the latest).
    Compared: every file, every table of the warehouse, the received workbooks it was made of, the encrypted
    tables, and the release before. Names the first thing that changed and ends with exit code 4.
    """
    from lingcha.release.channels import find_release
    from lingcha.release.verify import verify

    home = open_home()
    verified = verify(home, find_release(home, release))
    click.echo(
        f"发布 {verified.release_id} 与发布时完全一致："
        f"{verified.files} 个文件，{verified.tables} 张表，{verified.inputs} 份报送文件。"
    )
