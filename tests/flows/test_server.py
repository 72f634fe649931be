"""Our own Prefect server: fast on a new home, and gone when the one who started it is gone."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from flows.api import _database_is_current, prefect_api, started_server
from flows.settings import TEMPLATE_DATABASE
from lingcha.errors import LingchaError
from lingcha.home import DataHome

STARTER = """
import sys, time
from pathlib import Path
from flows.api import started_server
from lingcha.home import open_home
with started_server(open_home(Path(sys.argv[1])), for_one_command=True) as server:
    server.wait()
    print(server._process.pid, flush=True)
    time.sleep(300)
"""


def _alive(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def test_the_server_ends_when_its_starter_is_killed(home: DataHome) -> None:
    starter = subprocess.Popen([sys.executable, "-c", STARTER, str(home.root)], stdout=subprocess.PIPE)
    assert starter.stdout is not None
    server = int(starter.stdout.readline())
    assert _alive(server)
    starter.send_signal(signal.SIGKILL)
    starter.wait()
    starter.stdout.close()
    deadline = time.monotonic() + 30
    while _alive(server) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not _alive(server)


def test_a_flow_and_its_tasks_are_in_the_history_afterwards(home: DataHome) -> None:
    with prefect_api(home):
        from prefect import flow, task

        @task(name="第一步")
        def first() -> int:
            return 41

        @flow(name="试运行")
        def small() -> int:
            return first() + 1

        assert small() == 42
    with closing(sqlite3.connect(home.prefect / "prefect.db")) as history:
        flows = history.execute("select state_type from flow_run").fetchall()
        tasks = history.execute("select name, state_type from task_run").fetchall()
    assert flows == [("COMPLETED",)]
    assert [(name.startswith("第一步"), state) for name, state in tasks] == [(True, "COMPLETED")]


def test_a_new_home_starts_from_the_template_of_the_set_up(home: DataHome) -> None:
    assert TEMPLATE_DATABASE.exists(), "`make setup` makes it"
    home.prefect.mkdir()
    assert _database_is_current(home.prefect / "prefect.db")
    assert (home.prefect / "prefect.db").exists()


@pytest.mark.parametrize("version", ["0000", None])
def test_a_database_of_another_version_is_migrated_by_the_server(home: DataHome, version: str | None) -> None:
    home.prefect.mkdir()
    database = home.prefect / "prefect.db"
    assert _database_is_current(database)
    with closing(sqlite3.connect(database)) as connection:
        if version:
            connection.execute("update alembic_version set version_num = ?", [version])
        else:
            connection.execute("drop table alembic_version")
        connection.commit()
    assert not _database_is_current(database)


def test_a_taken_port_is_a_sentence(home: DataHome) -> None:
    with started_server(home, for_one_command=True) as first:
        port = int(first.url.rsplit(":", 1)[1].split("/")[0])
        with pytest.raises(LingchaError) as caught, started_server(home, for_one_command=True, port=port):
            pass
    assert caught.value.code == "E_PREFECT_START"


def test_the_screens_ask_the_server_that_shows_them(home: DataHome) -> None:
    with started_server(home, for_one_command=False) as server:
        server.wait()
        with urllib.request.urlopen(server.url.replace("/api", "/ui-settings"), timeout=60) as answer:
            told = json.load(answer)
    assert told["api_url"] == server.url


def test_settings_reach_a_fresh_process(home: DataHome) -> None:
    """What is set is what Prefect reads: names of settings change between its versions, silently."""
    script = """
import json, os, sys
from pathlib import Path
from flows.settings import apply_settings, server_environment
from lingcha.home import open_home
apply_settings(open_home(Path(sys.argv[1])))
os.environ.update(server_environment(for_one_command=True, migrate=False))
from prefect.settings import get_current_settings
settings = get_current_settings()
server = settings.server
services = server.services
print(json.dumps([
    server.analytics_enabled, server.ui.enabled,
    server.database.migrate_on_start, server.register_blocks_on_start,
    services.triggers.enabled, services.event_persister.enabled, services.task_run_recorder.enabled,
    str(settings.home),
]))
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(home.root)], capture_output=True, check=True, env=dict(os.environ)
    )
    assert json.loads(done.stdout) == [False, False, False, False, False, False, True, str(home.prefect)]
