"""A scheduled run really fires: with some versions of SQLAlchemy it never does, and nothing says so."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.api import started_server
from flows.serve import screens, until_told
from lingcha.home import DataHome
from tests.flows.conftest import ask


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])  # by hand; by a service manager
def test_the_inbox_is_read_on_schedule(home: DataHome, tmp_path: Path, number: int) -> None:
    with started_server(home, for_one_command=False) as server:
        server.wait()
        command = [sys.executable, "-m", "lingcha", "serve", "--inbox-seconds", "5"]
        environment = {**os.environ, "PREFECT_API_URL": server.url}
        said = (tmp_path / "said").open("w+b")
        serving = subprocess.Popen(command, env=environment, stdout=said, stderr=said)
        try:
            runs = _wait_for_a_completed_run(server.url, serving)
            deployments = ask(server.url, "/deployments/filter", {})
            tasks = ask(server.url, "/task_runs/filter", {})
        finally:
            serving.send_signal(number)
            serving.wait(timeout=180)  # a busy machine: the run under way is ended first
            said.close()
        paused = ask(server.url, "/deployments/filter", {})
    assert {d["name"] for d in deployments} == {"inbox", "monthly", "on-demand"}
    schedules = {d["name"]: [s["schedule"] for s in d["schedules"]] for d in deployments}
    assert [s["interval"] for s in schedules["inbox"]] == [5.0]
    assert [(s["cron"], s["timezone"]) for s in schedules["monthly"]] == [("0 6 11 * *", "Asia/Shanghai")]
    assert schedules["on-demand"] == []
    assert any(r["auto_scheduled"] and r["state_type"] == "COMPLETED" for r in runs)
    assert any(t["name"].startswith("收取与读取") for t in tasks)
    assert all(d["paused"] for d in paused)


def _wait_for_a_completed_run(url: str, serving: "subprocess.Popen[bytes]") -> list[dict[str, object]]:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and serving.poll() is None:
        runs: list[dict[str, object]] = ask(url, "/flow_runs/filter", {})
        if any(r["state_type"] == "COMPLETED" for r in runs):
            return runs
        time.sleep(0.5)
    raise AssertionError("no scheduled run completed within two minutes")


def test_a_server_that_runs_already_is_used(home: DataHome, monkeypatch) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    with screens(home, port=0) as url:
        assert url == "http://127.0.0.1:9/api"


class Runner:
    """Stands for Prefect's: does not hear the first ``deaf`` times that it is told, then ends its run."""

    def __init__(self, deaf: int) -> None:
        self.deaf, self.started, self.heard, self.run_ended = deaf, True, 0, False

    async def start(self) -> None:
        while True:
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                self.heard += 1
                if self.heard > self.deaf:
                    break
        self.started = False
        await asyncio.sleep(0.5)
        self.run_ended = True
        raise asyncio.CancelledError


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("deaf", [0, 2])
def test_who_does_not_hear_is_told_again_and_who_hears_is_not_disturbed(deaf: int, number: int) -> None:
    async def told() -> None:
        asyncio.get_running_loop().call_later(0.2, os.kill, os.getpid(), number)
        await until_told(runner.start, lambda: runner.started, ask_again=0.1)

    runner = Runner(deaf)
    asyncio.run(told())
    assert (runner.heard, runner.run_ended) == (deaf + 1, True)


def test_a_runner_that_fails_is_not_waited_for() -> None:
    async def fail() -> None:
        raise OSError("no server")

    with pytest.raises(OSError, match="no server"):
        asyncio.run(until_told(fail, lambda: True))
