"""dbt's own documentation of the project as one page that opens from disk."""

import shutil
from datetime import date, datetime
from pathlib import Path

from lingcha.durable import remove_tree
from lingcha.errors import LingchaError
from lingcha.home import DataHome
from lingcha.lock import hold
from lingcha.warehouse.build import BuildSettings, build_candidate
from lingcha.warehouse.session import dbt_session


def write_docs(home: DataHome) -> Path:
    """Builds the project on its empty seeds, so that the page knows all columns and holds no data; returns
    the page.
    """
    with hold(home):
        run_dir = home.work / "docs"
        remove_tree(run_dir)
        settings = BuildSettings(
            as_of=date(2022, 8, 31),
            as_known_at=datetime(2022, 8, 31),
            release_id="docs",
            code_version="docs",
            token_key="0" * 64,
            parsed=home.root / "cache" / "dbt.msgpack",
        )
        build_candidate(run_dir / "landing", run_dir, settings)
        with dbt_session(run_dir, settings.token_key) as invoke:
            invoke(["parse"])  # writes the manifest that the page embeds; a build keeps none
            outcome = invoke(["docs", "generate", "--static", "--no-compile"])
        if not outcome.success:
            raise LingchaError("E_DOCS", "数据仓库文档生成失败。", exit_code=1)
        page = home.root / "docs" / "index.html"
        page.parent.mkdir(exist_ok=True)
        shutil.copyfile(run_dir / "dbt" / "static_index.html", page)
        remove_tree(run_dir)
    return page
