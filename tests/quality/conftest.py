"""Candidates that are built once and judged by many tests."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from cases import Cases, all_cases
from mini_city import AS_OF, City, clean_city

from lingcha.warehouse.build import BuildSettings, build_candidate

Build = Callable[..., Path]


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Lands a city and builds it; gives the candidate file. dbt's parsed project is kept between builds."""
    base = tmp_path_factory.mktemp("quality")

    def run(
        name: str,
        city: City,
        missing: tuple[tuple[str, str], ...] = (),
        release: str = "2022-08-31-r001",
        parts: dict[tuple[str, str], str] | None = None,
    ) -> Path:
        city.parts = parts or {}
        landing = city.land(base / name / "landing", missing)
        settings = BuildSettings(
            AS_OF, datetime(2022, 9, 1), release, "tests", "k" * 64, base / "parsed.msgpack"
        )
        return build_candidate(landing, base / name / "run", settings).warehouse

    return run


@pytest.fixture(scope="session")
def cases() -> Cases:
    return all_cases()


@pytest.fixture(scope="session")
def judged_cases(build: Build, cases: Cases) -> Path:
    return build("cases", cases.city)


@pytest.fixture(scope="session")
def clean(build: Build) -> Path:
    return build("clean", clean_city().complete())
