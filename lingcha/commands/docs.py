"""``lingcha docs``: dbt's documentation as one page."""

import click

from lingcha.home import open_home


@click.command("docs")
def command() -> None:
    """Write the documentation of all tables as one offline page. 生成数据仓库文档（可离线打开）。"""
    from lingcha.warehouse.docs import write_docs

    click.echo(f"文档：{write_docs(open_home())}")
