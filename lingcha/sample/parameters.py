"""The parameters of the sample city: what the project leaves open, invented and marked as placeholders.

They belong into the data home as ``parameters.csv``; every report that used them says so.
"""

import csv
from pathlib import Path

from lingcha.project import read_reference

NAME = "parameters.csv"
_OWN = Path(__file__).parent / NAME


def write_parameters(directory: Path) -> Path:
    """Writes ``directory/parameters.csv``: the sample's rows that name a parameter of the project."""
    known = {row["param_id"] for row in read_reference("parameter")}
    with _OWN.open(encoding="utf-8", newline="") as handle:
        head, *lines = list(csv.reader(handle))
    target = directory / NAME
    with target.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerows([head, *(line for line in lines if line[0] in known)])
    return target
