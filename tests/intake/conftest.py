"""Fixtures of the intake tests."""

from pathlib import Path

import pytest

from tests.intake.making import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Reads files and checks that no row of them vanished."""
    return Desk(tmp_path)
