"""Which tests share a worker when several run at once (``-n 2``).

What a room builds once for all its tests (a candidate, a published city) would be built by every worker. So
such a room stays together; of the others each file does.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

BUILT_ONCE = {"quality", "release", "sample"}
# Begun first, longest first: a long one begun last is waited for by a worker that has nothing left to do.
LONGEST = (
    "release",
    "quality",
    "sample",
    "test_demo.py",
    "flows/test_run.py",
    "models/test_fresh_clone.py",
    "test_network.py",
    "hostile/test_corpus.py",
    "flows/test_serve.py",
    "flows/test_steps.py",
)


@pytest.fixture(scope="session", autouse=True)
def _key_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test uses, or makes, the key of whoever runs it."""
    if "LINGCHA_KEY_FILE" in os.environ or "LINGCHA_KEY" in os.environ:
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LINGCHA_KEY_FILE", str(tmp_path_factory.mktemp("key") / "key"))
        yield


def scope_of(nodeid: str) -> str:
    """What is given to a worker as one: a room of ``BUILT_ONCE``, else a file."""
    file = nodeid.partition("::")[0].removeprefix("tests/")
    room = file.partition("/")[0]
    return room if room in BUILT_ONCE else file


class RoomScheduling(LoadScopeScheduling):
    """Gives out whole scopes, in the order in which the tests were collected."""

    def _split_scope(self, nodeid: str) -> str:
        return scope_of(nodeid)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest scopes first; within a scope nothing moves."""
    ranks = {scope: rank for rank, scope in enumerate(LONGEST)}
    items.sort(key=lambda item: ranks.get(scope_of(item.nodeid), len(ranks)))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> RoomScheduling:
    # Groups by marker (--dist loadgroup) are lost: pytest 9.2 no longer lets a plugin rename its tests.
    config.option.loadscopereorder = False  # by number of tests, which says little of their length
    return RoomScheduling(config, log)
