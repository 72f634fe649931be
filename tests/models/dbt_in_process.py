"""dbt in this process, for one project folder and one candidate folder."""

import os
from pathlib import Path
from typing import Any

from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner

from lingcha.project import ROOT

# The console stays silent; the log file is as talkative as dbt can be, because tests look for leaks in it.
LOG = ("--log-level-file", "debug")


def run_dbt(arguments: list[str], candidate: Path, project: Path = ROOT) -> Any:
    """The outcome of one dbt command. Databases, compiled SQL and log lie in ``candidate``."""
    candidate.mkdir(parents=True, exist_ok=True)
    places = ["--project-dir", str(project), "--profiles-dir", str(project)]
    outputs = ["--target-path", str(candidate / "dbt"), "--log-path", str(candidate / "log")]
    before = os.environ.get("LINGCHA_CANDIDATE")
    os.environ["LINGCHA_CANDIDATE"] = str(candidate)
    try:
        return dbtRunner().invoke([*arguments, *places, *outputs, "--log-level", "none", *LOG])
    finally:
        DuckDBConnectionManager.close_all_connections()
        if before is None:
            del os.environ["LINGCHA_CANDIDATE"]
        else:
            os.environ["LINGCHA_CANDIDATE"] = before


def messages(outcome: Any) -> dict[str, str]:
    """What each failed node says, by node name."""
    return {r.node.name: str(r.message) for r in outcome.result.results if r.status in ("error", "fail")}
