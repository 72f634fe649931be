"""What the rules tell of the cases: the cells to mark, the words beside them, how many records were checked.

Which records are reported is said by the cases themselves. After a change of texts or cases:
`pytest tests/quality/mutation/test_told.py --rewrite-told`, and read what changed in the files.
"""

from collections import Counter
from pathlib import Path

import pytest
from mutation.bench import Bench

TOLD = Path(__file__).with_name("told.tsv")
CHECKED = Path(__file__).with_name("checked.tsv")


def compare(file: Path, head: str, lines: list[str], rewrite: bool) -> None:
    if rewrite:
        file.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    assert file.read_text(encoding="utf-8").splitlines() == [head, *lines]


@pytest.fixture
def rewrite(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--rewrite-told", default=False))


def test_rules_mark_these_cells_and_say_these_words(bench: Bench, rewrite: bool) -> None:
    lines: Counter[str] = Counter()
    for rule in sorted(n for n in bench.sql if n.startswith("rule_")):
        right = bench.right(rule)
        assert not isinstance(right, str)
        for (_, _, fields, words), times in right.items():
            lines[f"{rule}\t{fields}\t{words}"] += times
    told = [f"{line}\t{times}" for line, times in sorted(lines.items())]
    compare(TOLD, "rule\tfields\twords\trecords", told, rewrite)


def test_populations_have_these_sizes(bench: Bench, rewrite: bool) -> None:
    lines = []
    for population in sorted(n for n in bench.sql if n.startswith("pop_")):
        checked = bench.checked(bench.sql[population])
        assert not isinstance(checked, str)
        lines += sorted(f"{population}\t{unit}\t{records}" for unit, records in checked)
    compare(CHECKED, "population\tunit\trecords", lines, rewrite)
