"""The flows on their schedules, for a machine that stays on."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from flows.api import started_server
from flows.settings import apply_settings
from lingcha.home import DataHome

if TYPE_CHECKING:
    from prefect.deployments.runner import RunnerDeployment


@dataclass(frozen=True)
class Schedule:
    """When the flows run. release_cron: five fields, Beijing time."""

    collect_every_seconds: int = 600
    release_cron: str = "0 6 5 * *"


@contextmanager
def screens(home: DataHome, port: int) -> Iterator[str]:
    """A Prefect server with its screens: the one named by ``PREFECT_API_URL``, else one started on
    loopback; gives its URL.
    """
    apply_settings(home)
    running = os.environ.get("PREFECT_API_URL")
    if running:
        yield running
        return
    with started_server(home, for_one_command=False, port=port) as server:
        server.wait()
        os.environ["PREFECT_API_URL"] = server.url
        yield server.url


def serve_flows(home: DataHome, schedule: Schedule) -> None:
    """Serves collect and release until interrupted; each run is a process of its own. Missed runs are made
    up for at the next.
    """
    from prefect import serve
    from prefect.deployments.runner import EntrypointType
    from prefect.schedules import Cron

    from flows.collect import collect
    from flows.release import release
    from flows.run import run

    where = {"home_dir": str(home.root)}
    module = EntrypointType.MODULE_PATH
    monthly = Cron(schedule.release_cron, timezone="Asia/Shanghai")
    deployments = [
        collect.to_deployment(
            "inbox", interval=schedule.collect_every_seconds, parameters=where, entrypoint_type=module
        ),
        release.to_deployment("monthly", schedules=[monthly], parameters=where, entrypoint_type=module),
        run.to_deployment("on-demand", parameters=where, entrypoint_type=module),
    ]
    serve(*cast("list[RunnerDeployment]", deployments), print_starting_message=False, limit=1)
