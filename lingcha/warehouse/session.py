"""dbt in this process, for one private folder: silent, and gone without a trace when the block ends."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from lingcha import quiet
from lingcha.project import ROOT

Invoke = Callable[..., Any]


@contextmanager
def dbt_session(run_dir: Path, token_key: str) -> Iterator[Invoke]:
    """``invoke(arguments, manifest=None, callbacks=())`` runs a dbt command on the databases in ``run_dir``.

    The token key is in the environment of this process only within the block.
    """
    quiet.silence()
    before = dict(os.environ)
    os.environ.update(LINGCHA_CANDIDATE=str(run_dir), LINGCHA_TOKEN_KEY=token_key)
    target = run_dir / "dbt"
    # No log at all: after a failed load dbt would write the row that failed into it.
    silent = ["--log-level", "none", "--log-level-file", "none", "--no-print"]
    places = ["--project-dir", str(ROOT), "--profiles-dir", str(ROOT)]
    flags = [*places, "--target-path", str(target), "--log-path", str(target), *silent]

    def invoke(arguments: list[str], manifest: Any = None, callbacks: tuple[Any, ...] = ()) -> Any:
        from dbt.adapters.duckdb.connections import DuckDBConnectionManager
        from dbt.cli.main import dbtRunner

        try:
            return dbtRunner(manifest=manifest, callbacks=list(callbacks)).invoke([*arguments, *flags])
        finally:
            # dbt keeps the file open, and locked, as long as the process lives.
            DuckDBConnectionManager.close_all_connections()

    try:
        yield invoke
    finally:
        for name in ("LINGCHA_CANDIDATE", "LINGCHA_TOKEN_KEY"):
            del os.environ[name]
            if name in before:
                os.environ[name] = before[name]
