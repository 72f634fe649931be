"""The Prefect server that a flow talks to: the user's own, or one that is started beside the command and
ends with it.
"""

import logging
import os
import shutil
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from flows.settings import TEMPLATE_DATABASE, apply_settings, server_environment
from lingcha.disk import failing_disk
from lingcha.errors import LingchaError
from lingcha.home import DataHome
from lingcha.lock import hold

START_TIMEOUT_SECONDS = 120
LOCK_SECONDS = 20.0  # a server that runs beside us writes for moments only


@contextmanager
def prefect_api(home: DataHome) -> Iterator[None]:
    """Within the block flows can run. A server named by ``PREFECT_API_URL`` is used; else one is started,
    with no screens.

    Raises E_PREFECT_START when the server does not answer, E_DISK_FULL, E_DISK_READ_ONLY. Whatever else
    goes wrong in the block leaves it as a sentence, too.
    """
    _make_room(home)
    apply_settings(home)
    os.environ["PREFECT_LOGGING_LEVEL"] = "CRITICAL"  # the command itself says what happened, in a sentence
    if os.environ.get("PREFECT_API_URL"):
        yield
        return
    with started_server(home, for_one_command=True) as server:
        # The import takes 1 s and the server needs 3 s: on two cores they pass side by side.
        from prefect.settings import PREFECT_API_URL, PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

        server.wait()
        # A heartbeat tells a server that watches that a run is alive, and costs up to 1 s at the end of
        # each flow. The server that goes away with this command watches nothing.
        with temporary_settings({PREFECT_API_URL: server.url, PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
            try:
                yield
            except Exception as error:  # noqa: BLE001 - it leaves as a sentence
                raise _said(error, home) from None
            finally:
                _deliver()


def _said(error: Exception, home: DataHome) -> Exception:
    """The sentence of a flow that could not end in order, because Prefect could not write down how a step
    ended: the step's own when there was one.
    """
    behind: BaseException | None = error
    while behind is not None and not isinstance(behind, LingchaError):
        behind = behind.__cause__ or behind.__context__
    if behind is not None:
        return behind
    from flows.steps import as_sentence

    return error if os.environ.get("LINGCHA_TRACEBACK") else as_sentence(error, home)


def _make_room(home: DataHome) -> None:
    """Raises E_DISK_FULL or E_DISK_READ_ONLY before anything is begun. What a killed run left may be what
    fills the disk.
    """
    if failing_disk(home.work):
        from lingcha.release.plan import clear_leftovers

        with hold(home):
            clear_leftovers(home)
        if full := failing_disk(home.work):
            raise full


def _deliver() -> None:
    """Waits until the server has what the tasks reported: Prefect sends it in the background, past the end
    of a flow.
    """
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogWorker

    logging.getLogger("EventsWorker").setLevel(logging.ERROR)  # it would count aloud what is left to send
    EventsWorker.drain_all(timeout=30, at_exit=False)
    APILogWorker.drain_all(timeout=30, at_exit=False)


class Server:
    """A started server process. ``wait`` returns when it answers."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self._process = process
        self.url = f"http://127.0.0.1:{port}/api"

    def wait(self) -> None:
        """Returns when the server answers; raises E_PREFECT_START when it ended or stays silent."""
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        deadline = time.monotonic() + START_TIMEOUT_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                with direct.open(f"{self.url}/health", timeout=START_TIMEOUT_SECONDS):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        raise LingchaError(
            "E_PREFECT_START",
            f"流程服务（Prefect）未能在 {START_TIMEOUT_SECONDS} 秒内启动。请重试。",
            exit_code=1,
        )


@contextmanager
def started_server(home: DataHome, for_one_command: bool, port: int = 0) -> Iterator[Server]:
    """A server of our own on loopback, keeping its history in the home; ended with the block. ``port`` 0
    takes a free one.
    """
    apply_settings(home)
    migrate = not _database_is_current(home.prefect / "prefect.db")
    _wait_until_writable(home.prefect / "prefect.db")
    process = subprocess.Popen(
        [sys.executable, "-m", "flows.server", "one-command" if for_one_command else "standing", str(port)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,  # Ctrl-C is for us: the server must still take our last words
        env=server_environment(for_one_command, migrate),
    )
    assert process.stdin is not None and process.stdout is not None
    try:
        line = process.stdout.readline()
        if not line:
            raise LingchaError(
                "E_PREFECT_START", f"流程服务（Prefect）无法使用端口 {port}。请换一个端口。", exit_code=1
            )
        yield Server(process, int(line))
    finally:
        process.stdin.close()
        process.wait(timeout=30)
        process.stdout.close()


def _database_is_current(database: Path) -> bool:
    """Whether the migrations can be skipped: the home's database is as far as the one made at set-up (or is
    a copy of it).
    """
    _set_aside_if_damaged(database)
    if not TEMPLATE_DATABASE.exists():
        return False
    if not database.exists():
        draft = database.with_suffix(".draft")
        shutil.copyfile(TEMPLATE_DATABASE, draft)
        draft.replace(database)
    return _migration(database) == _migration(TEMPLATE_DATABASE)


def _set_aside_if_damaged(database: Path) -> None:
    """Prefect's history is no truth of ours: a damaged one must not stop a run, nor be lost unseen."""
    if not database.exists():
        return
    with closing(sqlite3.connect(database)) as connection:
        try:
            connection.execute("pragma schema_version").fetchone()
            return
        except sqlite3.OperationalError:  # locked: the server that holds it, or ours, waits
            return
        except sqlite3.DatabaseError:
            pass
    aside = database.with_name(f"prefect-damaged-{time.time_ns()}.db")
    for suffix in ("", "-wal", "-shm"):
        part = database.with_name(database.name + suffix)
        if part.exists():
            part.rename(aside.with_name(aside.name + suffix))
    logging.getLogger("lingcha").warning("Prefect 的运行历史已损坏，移到 %s，另建新库。", aside)


def _wait_until_writable(database: Path) -> None:
    """Raises E_PREFECT_LOCKED when another program keeps the history locked: Prefect would try for minutes,
    and end in the middle of a step.
    """
    if not database.exists():
        return
    with closing(sqlite3.connect(database, timeout=LOCK_SECONDS)) as connection:
        try:
            connection.execute("begin immediate")
            connection.rollback()
        except sqlite3.OperationalError as error:
            raise LingchaError(
                "E_PREFECT_LOCKED",
                f"运行历史 {database} 被另一个程序锁住或不可写（{error}），未开始。"
                "请关闭该程序、检查磁盘后重试。",
                exit_code=1,
            ) from None


def _migration(database: Path) -> str | None:
    with closing(sqlite3.connect(database)) as connection:
        try:
            row = connection.execute("select version_num from alembic_version").fetchone()
        except sqlite3.DatabaseError:
            return None
    return str(row[0]) if row else None
