"""Files changed at random: no crash, no hang, no row unaccounted. A seed that fails gives its file again:
``python -m tests.hostile.mutate LEVEL SEED FILE``.

``pytest -m long tests/hostile`` tries thousands; ``FUZZ_COUNT`` and ``FUZZ_FIRST`` set how many, from where.
"""

import os
import warnings
from collections import Counter
from pathlib import Path

import pytest

from lingcha.intake import worker
from lingcha.intake.file import Job
from lingcha.intake.reading import Reading
from tests.hostile.mutate import LEVELS, lists_the_same_sheets, mutated
from tests.intake.making import UNIT, assert_conserved

FEW = 40
MANY = int(os.environ.get("FUZZ_COUNT", "3000"))
FIRST = int(os.environ.get("FUZZ_FIRST", "1"))


def read_alone(content: bytes, folder: Path, name: str) -> tuple[Reading, Path]:
    """A file read in a child of its own; it must end by itself."""
    path = folder / name
    path.write_bytes(content)
    job = Job(path, UNIT, folder / f"{name}.out", name)
    assert worker.run_in_child(job) == "", name
    return Reading.load(job.out_dir), job.out_dir


def fuzz(level: str, seeds: range, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    monkeypatch.setattr(worker, "CPU_SECONDS", 10)
    monkeypatch.setattr(worker, "WALL_SECONDS", 60)
    worker.load_forms()
    decided: Counter[str] = Counter()
    for seed in seeds:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # zipfile warns of doubled names
            content = mutated(level, seed)
        reading, out = read_alone(content, folder, f"{level}{seed}")
        # A changed list of sheets may send a name to another part: then nobody else can count its rows.
        assert_conserved(reading, out, content if lists_the_same_sheets(level, seed, content) else b"")
        assert reading.code == "" or reading.message_zh.count("发现") >= 1, (level, seed)
        decided[reading.code or "read"] += 1
    print(f"{level}: {sum(decided.values())} files, {dict(decided.most_common())}")
    return decided


@pytest.mark.parametrize("level", LEVELS)
def test_changed_files_are_decided_and_accounted(
    level: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided = fuzz(level, range(1, FEW + 1), tmp_path, monkeypatch)
    assert len(decided) >= 3, "changes that change nothing prove nothing"


@pytest.mark.long
@pytest.mark.parametrize("level", LEVELS)
def test_thousands_of_changed_files(level: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fuzz(level, range(FIRST, FIRST + MANY), tmp_path, monkeypatch)
