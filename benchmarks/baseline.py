"""The job that the release is measured against: landed rows to facts and rule results, in one script.

``python benchmarks/baseline.py LANDING TARGET AS_OF`` runs ``baseline/*.sql`` in the order of their names and
leaves a database file. No dbt, no contracts, no gate, no evidence: what a careful analyst would write for
speed. Files below 70 build the facts, the others judge the rules; the CPU seconds of both parts are printed,
one line each. The token key comes from the environment (``LINGCHA_TOKEN_KEY``), so that keys can be compared.
"""

import os
import sys
import time
from datetime import date
from pathlib import Path

import duckdb

SCRIPT = Path(__file__).parent / "baseline"
REFERENCE = Path(__file__).parents[1] / "seeds" / "reference"
FIRST_OF_RULES = "70"


def run_script(landing: Path, target: Path, as_of: date, token_key: str) -> dict[str, float]:
    """Build ``target`` from ``landing``; raises duckdb.Error when a statement fails.

    Returns the CPU seconds of the two parts, ``facts`` and ``rules``.
    """
    spent = {"facts": 0.0, "rules": 0.0}
    with duckdb.connect(str(target)) as connection:
        for name, value in (
            ("as_of", as_of),
            ("landing", str(landing)),
            ("reference", str(REFERENCE)),
            ("token_key", token_key),
        ):
            connection.execute(f"set variable {name} = ?", [value])
        for file in sorted(SCRIPT.glob("*.sql")):
            before = time.process_time()
            connection.execute(file.read_text(encoding="utf-8"))
            spent["facts" if file.name < FIRST_OF_RULES else "rules"] += time.process_time() - before
    return spent


if __name__ == "__main__":
    key = os.environ["LINGCHA_TOKEN_KEY"]
    for part, cpu in run_script(
        Path(sys.argv[1]), Path(sys.argv[2]), date.fromisoformat(sys.argv[3]), key
    ).items():
        print(f"{part}\t{cpu}")
