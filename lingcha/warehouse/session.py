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

    Without a manifest the project is parsed first, for no folder in particular: dbt takes a new path in the
    profile for a new project, and would parse all of it again in every run (11 s instead of 1).
    The token key is in the environment of this process only within the block.
    """
    quiet.silence()
    before = {name: os.environ.get(name) for name in ("LINGCHA_CANDIDATE", "LINGCHA_TOKEN_KEY")}
    target = run_dir / "dbt"
    # No log at all: after a failed load dbt would write the row that failed into it.
    silent = ["--log-level", "none", "--log-level-file", "none", "--no-print"]
    places = ["--project-dir", str(ROOT), "--profiles-dir", str(ROOT)]
    flags = [*places, "--target-path", str(target), "--log-path", str(target), *silent]

    def invoke(arguments: list[str], manifest: Any = None, callbacks: tuple[Any, ...] = ()) -> Any:
        from dbt.adapters.duckdb.connections import DuckDBConnectionManager
        from dbt.cli.main import dbtRunner

        _set(LINGCHA_CANDIDATE=None if arguments[0] == "parse" else str(run_dir), LINGCHA_TOKEN_KEY=token_key)
        try:
            return dbtRunner(manifest=manifest, callbacks=list(callbacks)).invoke([*arguments, *flags])
        finally:
            # dbt keeps the file open, and locked, as long as the process lives.
            DuckDBConnectionManager.close_all_connections()

    try:
        yield invoke
    finally:
        _set(**before)


def _set(**values: str | None) -> None:
    """Environment variables of this process; None takes one away."""
    for name, value in values.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value
