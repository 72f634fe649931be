"""Hands the token key to DuckDB, so that it never stands in SQL, in the manifest or in a log.

The dbt profile names this module. Macro ``token`` reads the connection variable that is set here; variables
belong to one cursor, therefore every cursor gets it. Without ``LINGCHA_TOKEN_KEY`` it is random: fine for
tests and a look around, but tokens then differ from process to process.
"""

import os
import secrets

from dbt.adapters.duckdb.plugins import BasePlugin
from duckdb import DuckDBPyConnection

from lingcha.errors import LingchaError

VARIABLE = "lingcha_token_key"
SHORTEST = 32
_RANDOM = secrets.token_hex(32)


def token_key() -> str:
    """The key of this process. Raises E_TOKEN_KEY when the one from outside is short enough to guess."""
    key = os.environ.get("LINGCHA_TOKEN_KEY") or _RANDOM
    if len(key) < SHORTEST:
        raise LingchaError(
            "E_TOKEN_KEY", f"LINGCHA_TOKEN_KEY 太短：至少需要 {SHORTEST} 个字符。请重新生成密钥。"
        )
    return key


def set_token_key(connection: DuckDBPyConnection, key: str | None = None) -> None:
    """Sets the variable on one connection or cursor; the key travels as a bound value. Default: this
    process's key.
    """
    connection.execute(f"set variable {VARIABLE} = ?", [key or token_key()])


class Plugin(BasePlugin):
    """What dbt-duckdb looks for in a plugin module."""

    def configure_cursor(self, cursor: DuckDBPyConnection) -> None:
        set_token_key(cursor)
