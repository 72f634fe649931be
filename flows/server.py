"""A Prefect server on loopback that ends when whoever started it ends, even by kill -9.

Prefect would start one by itself for a flow without a server; that one imports the whole server a second
time in the client, takes 11 s for an empty flow (20 s for the first) and outlives a killed client. Run as
``python -m flows.server one-command|standing PORT``: prints its port at once, serves, and stops when its
standard input closes. ``python -m flows.server template`` makes the database that spares a first run the
migrations.
"""

import asyncio
import os
import shutil
import socket
import sqlite3
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from flows.settings import TEMPLATE_DATABASE

if TYPE_CHECKING:
    import uvicorn


def serve(for_one_command: bool, port: int) -> None:
    """Serves on 127.0.0.1 until standard input closes. ``port`` 0 takes a free one; the one taken is
    printed.
    """
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen()  # who connects while the server is being imported waits, and nobody else gets the port
    taken = listener.getsockname()[1]
    print(taken, flush=True)
    # The screens ask the API where they were told to, which is port 4200 unless somebody says otherwise.
    os.environ["PREFECT_UI_API_URL"] = f"http://127.0.0.1:{taken}/api"

    import uvicorn
    from prefect.server.api.server import create_app

    app = create_app(ephemeral=for_one_command, final=True)
    # On a full disk a server prints a page for every event that it cannot keep; the command says a sentence.
    level = "critical" if for_one_command else "error"
    server = uvicorn.Server(uvicorn.Config(app, log_level=level, lifespan="on", timeout_graceful_shutdown=5))
    threading.Thread(target=_end_with_parent, args=(server,), daemon=True).start()
    asyncio.run(server.serve(sockets=[listener]))
    os._exit(0)  # all services have stopped and flushed; the interpreter's own farewell takes another second


def make_template() -> None:
    """Writes the migrated, empty database that new homes start from."""
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["PREFECT_HOME"] = scratch
        os.environ["PREFECT_SERVER_LOGGING_LEVEL"] = "ERROR"

        from prefect.server.database import provide_database_interface

        asyncio.run(provide_database_interface().create_db())
        database = Path(scratch) / "prefect.db"
        with sqlite3.connect(database) as connection:
            connection.execute("pragma wal_checkpoint(truncate)")
        connection.close()
        TEMPLATE_DATABASE.parent.mkdir(parents=True, exist_ok=True)
        draft = TEMPLATE_DATABASE.with_suffix(".draft")
        shutil.copyfile(database, draft)
        draft.replace(TEMPLATE_DATABASE)


def _end_with_parent(server: "uvicorn.Server") -> None:
    sys.stdin.buffer.read()
    server.should_exit = True


if __name__ == "__main__":
    if sys.argv[1] == "template":
        make_template()
    else:
        serve(sys.argv[1] == "one-command", int(sys.argv[2]))
