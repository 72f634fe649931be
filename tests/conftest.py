"""Which tests share a worker when several run at once (``-n 2``).

What a room builds once for all its tests (a candidate, a published city) would be built by every worker. So
such a room stays together; of the others each file does.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

BUILT_ONCE = {"quality", "release", "sample"}


@pytest.fixture(scope="session", autouse=True)
def _key_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test uses, or makes, the key of whoever runs it."""
    if "LINGCHA_KEY_FILE" in os.environ or "LINGCHA_KEY" in os.environ:
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LINGCHA_KEY_FILE", str(tmp_path_factory.mktemp("key") / "key"))
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        file = item.path.relative_to(Path(__file__).parent)
        group = file.parts[0] if file.parts[0] in BUILT_ONCE else str(file)
        item.add_marker(pytest.mark.xdist_group(group))
