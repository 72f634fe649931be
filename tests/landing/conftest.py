"""A data home with an inbox and a fake intake; see tests/archive/fake_intake.py."""

from pathlib import Path

import pytest

from lingcha.home import open_home
from tests.archive.fake_intake import City


@pytest.fixture
def city(tmp_path: Path) -> City:
    return City(open_home(tmp_path / "home"))
