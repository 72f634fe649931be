"""A flow that does nothing, under the settings of every run: what Prefect itself costs.

``python benchmarks/empty_flow.py HOME``
"""

import sys
from pathlib import Path

from flows.api import prefect_api
from lingcha.home import open_home


def main() -> None:
    """Starts what every command starts, and ends."""
    with prefect_api(open_home(Path(sys.argv[1]))):
        from prefect import flow

        @flow(name="empty")
        def empty() -> None:
            return None

        empty()


if __name__ == "__main__":
    main()
