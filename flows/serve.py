"""The flows on their schedules, for a machine that stays on."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from flows.api import started_server
from flows.settings import apply_settings
from lingcha.home import DataHome

if TYPE_CHECKING:
    from prefect.deployments.runner import RunnerDeployment


ASK_AGAIN_SECONDS = 30.0


@dataclass(frozen=True)
class Schedule:
    """When the flows run. release_cron: five fields, Beijing time."""

    collect_every_seconds: int
    release_cron: str


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
    from prefect.deployments.runner import EntrypointType
    from prefect.runner import Runner
    from prefect.schedules import Cron

    from flows.collect import collect
    from flows.release import release
    from flows.run import run

    where = {"home_dir": str(home.root)}
    module = EntrypointType.MODULE_PATH
    monthly = Cron(schedule.release_cron, timezone="Asia/Shanghai")
    runner = Runner(limit=1)  # pauses the schedules when it stops
    for deployment in (
        collect.to_deployment(
            "inbox", interval=schedule.collect_every_seconds, parameters=where, entrypoint_type=module
        ),
        release.to_deployment("monthly", schedules=[monthly], parameters=where, entrypoint_type=module),
        run.to_deployment("on-demand", parameters=where, entrypoint_type=module),
    ):
        runner.add_deployment(cast("RunnerDeployment", deployment))
    asyncio.run(until_told(runner.start, lambda: runner.started))


async def until_told(
    start: Callable[[], Awaitable[None]], goes_on: Callable[[], bool], ask_again: float = ASK_AGAIN_SECONDS
) -> None:
    """Runs ``start`` until SIGINT or SIGTERM. It is asked again while it ``goes_on`` as if nothing had been
    said: on a busy machine Prefect's runner lost a first Ctrl-C and served for good. Its schedules have
    ``ask_again`` seconds to be paused; the run under way ends undisturbed.
    """
    serving, told = asyncio.ensure_future(start()), asyncio.Event()
    await asyncio.sleep(0)  # the runner installs a handler of its own as it starts
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    waiting = asyncio.ensure_future(told.wait())
    await asyncio.wait({serving, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    serving.cancel()
    while not (await asyncio.wait({serving}, timeout=ask_again))[0]:
        if goes_on():
            serving.cancel()
    if not serving.cancelled():
        serving.result()  # what it failed of
