"""A data home for flows, and a Prefect client that asks a server what really ran."""

import json
import os
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from lingcha.home import DataHome, open_home


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataHome:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.setenv("LINGCHA_KEY_FILE", str(tmp_path / "keys" / "key"))
    monkeypatch.setenv("LINGCHA_HOME", str(tmp_path / "home"))
    # `apply_settings` writes the environment; monkeypatch puts it back.
    for name, value in dict(os.environ).items():
        monkeypatch.setenv(name, value)
    return open_home(tmp_path / "home")


def ask(url: str, path: str, body: dict[str, Any]) -> Any:
    """One request to a Prefect server's API."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    request = urllib.request.Request(
        url + path, json.dumps(body).encode(), {"Content-Type": "application/json"}, method="POST"
    )
    with direct.open(request, timeout=30) as response:
        return json.load(response)
