"""Where the token key comes from: outside, or random; never a short one, never in SQL."""

import duckdb
import pytest

from lingcha.errors import LingchaError
from lingcha.warehouse.token_plugin import Plugin, set_token_key, token_key


def key_of(connection: duckdb.DuckDBPyConnection) -> str:
    (value,) = connection.execute("select getvariable('lingcha_token_key')").fetchall()[0]
    return str(value)


def test_key_from_outside_reaches_every_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINGCHA_TOKEN_KEY", "it's a key of more than thirty-two characters")
    connection = duckdb.connect()
    plugin = Plugin("token_plugin", {})
    for cursor in (connection.cursor(), connection.cursor()):
        plugin.configure_cursor(cursor)
        assert key_of(cursor) == "it's a key of more than thirty-two characters"


@pytest.mark.parametrize("absent", ["", None])
def test_without_a_key_one_random_key_serves_the_process(
    monkeypatch: pytest.MonkeyPatch, absent: str | None
) -> None:
    monkeypatch.delenv("LINGCHA_TOKEN_KEY", raising=False)
    if absent is not None:
        monkeypatch.setenv("LINGCHA_TOKEN_KEY", absent)
    connection = duckdb.connect()
    set_token_key(connection)
    assert key_of(connection) == token_key()
    assert len(token_key()) == 64


def test_short_key_is_refused_without_showing_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINGCHA_TOKEN_KEY", "tiny-secret")
    with pytest.raises(LingchaError, match="E_TOKEN_KEY") as caught:
        token_key()
    assert "tiny-secret" not in str(caught.value)
