"""Where tables of a command go."""

import sys

from rich.console import Console

PAPER_COLUMNS = 160  # a pipe or a log has no width of its own, and 80 would cut every table into slivers


def wide_console() -> Console:
    """As wide as the terminal, or as paper where there is none."""
    return Console(width=None if sys.stdout.isatty() else PAPER_COLUMNS)
