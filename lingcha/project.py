"""Where the project itself lies: seeds, models and suites are read from here, never written."""

import csv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FORMS_DIR = ROOT / "seeds" / "forms"
REFERENCE_DIR = ROOT / "seeds" / "reference"


def read_reference(name: str) -> list[dict[str, str]]:
    """Rows of ``seeds/reference/<name>.csv`` as text, in file order."""
    with (REFERENCE_DIR / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))
