"""The documentation is one page that needs nothing else, and knows the tables with their columns."""

import re
from pathlib import Path

from lingcha.home import open_home
from lingcha.warehouse.docs import write_docs


def test_the_page_stands_alone(tmp_path: Path) -> None:
    home = open_home(tmp_path / "home")
    page = write_docs(home).read_text(encoding="utf-8")
    assert re.findall(r"""<(?:script|link|img)[^>]*(?:src|href)=["']?(?:https?:)?//""", page) == []
    # From the manifest (a description of a column) and from the catalog (the type that DuckDB gave it).
    assert "model.lingcha.fct_finding" in page and '"reporting_unit_code"' in page
    assert re.search(r'"name": ?"release_id", ?"comment": ?"[^"]+"|"type": ?"VARCHAR"', page)
    assert list(home.work.iterdir()) == []
