"""The project's macros as SQL text, without a dbt run: what dbt would put into a statement for DuckDB."""

from collections.abc import Callable
from typing import Any

from jinja2 import Environment

from lingcha.project import ROOT

DAY = "2022-08-31"
FILES = (
    "as_of.sql",
    "dates.sql",
    "identity.sql",
    "money.sql",
    "quality/finding.sql",
    "ratio.sql",
    "token.sql",
)


class _Adapter:
    """dbt's adapter as far as macros need it: dispatch finds the DuckDB body of a macro."""

    def __init__(self) -> None:
        self.macros: dict[str, Callable[..., str]] = {}

    def dispatch(self, name: str) -> Callable[..., str]:
        return self.macros[f"duckdb__{name}"]


def load_macros() -> dict[str, Callable[..., str]]:
    """Every macro of these files by name; each call gives its SQL. D is ``DAY``."""
    adapter = _Adapter()

    def unwrap(value: Any) -> Any:
        return value

    source = "".join((ROOT / "macros" / name).read_text(encoding="utf-8") for name in FILES)
    environment = Environment(extensions=["jinja2.ext.do"])
    names = {"adapter": adapter, "return": unwrap, "execute": False, "var": {"as_of": DAY}.get}
    module = environment.from_string(source, globals=names).module
    found = {
        name: value for name, value in vars(module).items() if callable(value) and not name.startswith("_")
    }
    adapter.macros = found
    return found
