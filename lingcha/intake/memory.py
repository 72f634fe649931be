"""How much memory the child that reads a file may take: as much as a file of its real size can need.

A small file that needs much is no table: one long text that two hundred thousand cells name, for instance.
"""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_BASE = 64 << 20  # beyond what the child has when it begins to read cells
_PER_BYTE = 8  # of the inflated workbook; the largest register measured needs 4
_limits: list[int] = []  # the limit of this process, in a child that has one


def limit(address_space: int) -> None:
    """Limits this process for good. Only a throw-away child does that."""
    resource.setrlimit(resource.RLIMIT_AS, (address_space, address_space))
    _limits.append(address_space)


@contextmanager
def fitting(content: int) -> Iterator[None]:
    """Within the block a limited process has what ``content`` real bytes may need; another has no limit."""
    if not _limits:
        yield
        return
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    lower = min(_limits[0], pages * resource.getpagesize() + _BASE + _PER_BYTE * content)
    resource.setrlimit(resource.RLIMIT_AS, (lower, _limits[0]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, (_limits[0], _limits[0]))
