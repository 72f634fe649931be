"""Which tests share a worker when several run at once (``-n 2``).

What a room builds once for all its tests (a candidate, a published city) would be built by every worker. So
such a room stays together; of the others each file does.
"""

from pathlib import Path

import pytest

BUILT_ONCE = {"quality", "release", "sample"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        file = item.path.relative_to(Path(__file__).parent)
        group = file.parts[0] if file.parts[0] in BUILT_ONCE else str(file)
        item.add_marker(pytest.mark.xdist_group(group))
