"""Write the page of one release."""

from pathlib import Path

import jinja2
from markupsafe import Markup

from lingcha.report.facts import read_facts, thousands
from lingcha.report.page import view

# The page must stay light enough for a phone; every place stands in the warehouse and in the returns.
PLACES_PER_RULE = 40
_HERE = Path(__file__).parent


def write_report(release_dir: Path, evidence_dir: Path | None = None) -> Path:
    """Write ``report.html`` into the evidence folder (default ``<release_dir>/evidence``).

    release_dir holds ``warehouse.duckdb``; the evidence folder holds ``gx/*.json``, the gate's own results.
    Raises E_REPORT_NO_GATE when these are missing: a report never states a verdict that nobody reached.
    """
    evidence = evidence_dir or release_dir / "evidence"
    facts = read_facts(release_dir / "warehouse.duckdb", evidence / "gx", PLACES_PER_RULE)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["thousands"] = thousands
    css = Markup((_HERE / "page.css").read_text(encoding="utf-8"))
    page = environment.get_template("page.html.j2").render(css=css, **view(facts))
    target = evidence / "report.html"
    target.write_text(page, encoding="utf-8")
    return target
