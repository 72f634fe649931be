"""Readers that outlive a killed run for a moment: they write by name, and must not reach the next run."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lingcha.archive.store import private_stage
from lingcha.durable import remove_abandoned
from lingcha.home import open_home


def test_no_stage_has_the_name_of_an_earlier_one(tmp_path: Path) -> None:
    home = open_home(tmp_path / "home")
    killed = private_stage(home)
    (killed / "411282-ab").mkdir()
    stage = private_stage(home)
    assert stage != killed and list(home.work.iterdir()) == [stage]
    assert list(stage.iterdir()) == []


def test_what_is_still_written_into_is_removed_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever knows the old name finds nothing there as soon as the removal begins."""
    left = tmp_path / "left"
    (left / "a").mkdir(parents=True)
    real = Path.iterdir

    def orphan_writes(folder: Path) -> Iterator[Path]:
        assert not left.exists()
        return real(folder)

    monkeypatch.setattr(Path, "iterdir", orphan_writes)
    remove_abandoned(left)
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []
