"""The job that the release is measured against: landed rows to facts and rule results, in one script.

``python benchmarks/baseline.py LANDING TARGET AS_OF`` runs ``baseline/*.sql`` in the order of their names and
leaves a database file. No dbt, no contracts, no gate, no evidence: what a careful analyst would write for
speed. The token key comes from the environment (``LINGCHA_TOKEN_KEY``), so that keys can be compared.
"""

import os
import sys
from datetime import date
from pathlib import Path

import duckdb

SCRIPT = Path(__file__).parent / "baseline"
REFERENCE = Path(__file__).parents[1] / "seeds" / "reference"


def run_script(landing: Path, target: Path, as_of: date, token_key: str) -> None:
    """Build ``target`` from ``landing``; raises duckdb.Error when a statement fails."""
    with duckdb.connect(str(target)) as connection:
        for name, value in (
            ("as_of", as_of),
            ("landing", str(landing)),
            ("reference", str(REFERENCE)),
            ("token_key", token_key),
        ):
            connection.execute(f"set variable {name} = ?", [value])
        for file in sorted(SCRIPT.glob("*.sql")):
            connection.execute(file.read_text(encoding="utf-8"))


if __name__ == "__main__":
    run_script(
        Path(sys.argv[1]), Path(sys.argv[2]), date.fromisoformat(sys.argv[3]), os.environ["LINGCHA_TOKEN_KEY"]
    )
