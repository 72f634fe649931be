"""Nothing that runs here talks to anybody but itself.

A whole run is watched from outside, system call by system call: tools that report home often swallow the
error when they cannot, so a run that merely works without a network would prove nothing.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lingcha.home import open_home
from lingcha.sample import write_city
from tests.canary import canaries_of, scan

# Where a socket is told to go: connect, or a datagram with an address.
_ADDRESS = re.compile(
    r'sin_port=htons\((?P<port>[0-9]+)\), sin_addr=inet_addr\("(?P<v4>[^"]+)"\)'
    r'|sin6_port=htons\((?P<port6>[0-9]+)\).*?inet_pton\(AF_INET6, "(?P<v6>[^"]+)"'
)


def _left_the_machine(arguments: list[str], log: Path, environment: dict[str, str]) -> tuple[int, set[str]]:
    """Exit code, and every address beyond loopback that the command or a child of it tried to reach."""
    strace = shutil.which("strace")
    assert strace, "strace is missing (.ci/run installs it); without it this proof cannot be made"
    watched = "trace=connect,sendto,sendmsg,sendmmsg"
    command = [strace, "-f", "--seccomp-bpf", "-qq", "-s", "0", "-e", watched, "-o", str(log), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=1500)
    assert log.stat().st_size > 0, f"strace saw nothing: {done.stderr[-500:]}"
    reached = set()
    for line in log.read_text(errors="replace").splitlines():
        for match in _ADDRESS.finditer(line):
            address, port = match["v4"] or match["v6"], match["port"] or match["port6"]
            local = address.startswith("127.") or address in ("::1", "::ffff:127.0.0.1")
            # A name server may be a local one that asks further: looking up a name is an attempt to leave.
            if not local or port == "53":
                reached.add(f"{address} port {port}")
    return done.returncode, reached


def test_an_attempt_to_leave_is_seen(tmp_path: Path) -> None:
    """The watch itself works: 192.0.2.1 and 2001:db8::1 are addresses of nobody."""
    script = """
import socket
socket.socket(type=socket.SOCK_DGRAM).connect(("127.0.0.53", 53))
local = socket.socket(); local.bind(("127.0.0.1", 0)); local.listen()
socket.create_connection(local.getsockname())
socket.socket(type=socket.SOCK_DGRAM).connect(("192.0.2.1", 443))
try:
    socket.socket(type=socket.SOCK_DGRAM).sendto(b"x", ("192.0.2.2", 443))
except OSError:
    pass
try:
    socket.socket(socket.AF_INET6, socket.SOCK_DGRAM).connect(("2001:db8::1", 443))
except OSError:
    pass
"""
    code, reached = _left_the_machine([sys.executable, "-c", script], tmp_path / "log", dict(os.environ))
    assert code == 0
    assert reached == {
        "127.0.0.53 port 53",
        "192.0.2.1 port 443",
        "192.0.2.2 port 443",
        "2001:db8::1 port 443",
    }


def test_a_whole_run_stays_on_this_machine_and_names_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Collect, dbt, Great Expectations, Prefect's server and client, returns and report; then every file that
    the run left, Prefect's database among them, is searched for everybody who was submitted.
    """
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    write_city(tmp_path / "city", "0.0005")
    (tmp_path / "city" / "truth.json").unlink()
    (tmp_path / "city" / "parameters.csv").rename(home / "parameters.csv")
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PREFECT_", "DBT_", "GX_", "LINGCHA_")) and name != "DO_NOT_TRACK"
    }
    environment |= {"LINGCHA_HOME": str(home), "LINGCHA_KEY_FILE": str(tmp_path / "key")}
    command = [sys.executable, "-m", "lingcha", "run", "--inbox", str(tmp_path / "city")]
    code, reached = _left_the_machine(command, tmp_path / "log", environment)
    assert code == 0, "the sample city without defects becomes an official release"
    assert reached == set()
    monkeypatch.setenv("LINGCHA_KEY_FILE", environment["LINGCHA_KEY_FILE"])
    canaries = canaries_of(open_home(home))
    assert len(canaries.numbers) > 500 and len(canaries.names) > 100
    assert (home / "prefect" / "prefect.db").exists()
    assert list((home / "work").iterdir()) == []
    assert scan(home, canaries, skip=("returns/",)) == {}
