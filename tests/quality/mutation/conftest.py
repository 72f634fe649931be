"""The bench on which mutants run, and the table of what was broken (shown by `pytest -vv`)."""

from pathlib import Path

import pytest
from mutation.bench import Bench


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-told", action="store_true", help="what rules tell now is what they should")


@pytest.fixture(scope="session")
def bench(judged_cases: Path, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(judged_cases, tmp_path_factory.mktemp("bench"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if terminalreporter.verbosity < 1:
        return
    reports = [r for kind in ("passed", "failed") for r in terminalreporter.stats.get(kind, [])]
    lines = sorted(value for r in reports for name, value in r.user_properties if name == "mutants")
    if lines:
        terminalreporter.section("mutants: broken, noticed, same result")
        for line in lines:
            terminalreporter.write_line(line)
