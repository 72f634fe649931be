"""How Prefect is set up for a data home. Applied to the environment before Prefect is imported."""

import os
import sys
from pathlib import Path

from lingcha import quiet
from lingcha.home import DataHome

# Made once at set-up: an empty Prefect database with all of its migrations, which take 8 s when a first run
# has to do them.
TEMPLATE_DATABASE = Path(sys.prefix) / "share" / "lingcha" / "prefect.db"

_COMMON = {
    "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
    # A flow that starts outside `prefect_api` is a mistake, not a reason to wait for a hidden server.
    "PREFECT_SERVER_EPHEMERAL_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
}

# A server that lives for one command needs neither the screens nor the services that watch over servers of
# many weeks. The task run recorder stays: without it the history would show flows without their tasks.
_ONE_COMMAND = {
    "PREFECT_UI_ENABLED": "false",
    "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
    "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_ENABLED": "false",
    "PREFECT_SERVER_EVENTS_STREAM_OUT_ENABLED": "false",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
}


def apply_settings(home: DataHome) -> None:
    """Settings of every process that runs flows: state below the home, nothing reported to anybody, little
    said.
    """
    home.prefect.mkdir(exist_ok=True, mode=0o700)
    quiet.silence()
    os.environ.update(_COMMON)
    os.environ["PREFECT_HOME"] = str(home.prefect)
    # An office's web proxy must not be asked for what runs on this machine.
    for name in ("NO_PROXY", "no_proxy"):
        os.environ[name] = ",".join(filter(None, [os.environ.get(name), "127.0.0.1", "localhost"]))


def server_environment(for_one_command: bool, migrate: bool) -> dict[str, str]:
    """The environment of a Prefect server of our own (see ``flows.server``), on top of ``apply_settings``."""
    environment = dict(os.environ)
    environment.pop("PREFECT_API_URL", None)
    if for_one_command:
        environment.update(_ONE_COMMAND)
    environment["PREFECT_API_DATABASE_MIGRATE_ON_START"] = str(migrate).lower()
    return environment
