"""What a warehouse file holds: its tables, a hash of each table's content, and the tables as Parquet.

The content hash does not depend on the order of rows, on the file, or on the version of DuckDB: equal
hashes mean equal tables. How both are kept cheap: docs/decisions/what-a-release-costs.md.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

# What a reader's connection must have: without these a read-only connection can still read and write other
# files.
HARDENED = {"enable_external_access": "false", "lock_configuration": "true"}


_WITHOUT_COLON = {"BIGINT", "BOOLEAN", "DATE", "INTEGER"}


@dataclass(frozen=True)
class Table:
    """One table. columns: name to type, in their order."""

    database: str
    schema: str
    name: str
    columns: dict[str, str]

    @property
    def label(self) -> str:
        return f"{self.schema}.{self.name}"

    @property
    def sql(self) -> str:
        return ".".join(_quoted(part) for part in (self.database, self.schema, self.name))


@dataclass(frozen=True)
class Content:
    """rows, and 32 hex digits over the text of all values of all rows."""

    rows: int
    content_hash: str


def file_facts(path: Path) -> dict[str, Any]:
    """Size and sha256 of a file, as ``release.json`` has them."""
    with path.open("rb") as handle:
        return {"bytes": path.stat().st_size, "sha256": hashlib.file_digest(handle, "sha256").hexdigest()}


def open_hardened(warehouse: Path) -> duckdb.DuckDBPyConnection:
    """Opens a warehouse as BI must open it. Raises duckdb.Error when the file is no sound database."""
    return duckdb.connect(str(warehouse), read_only=True, config=dict(HARDENED))


def attach_read_only(connection: duckdb.DuckDBPyConnection, path: Path, name: str) -> None:
    """Makes another database file readable under a name."""
    connection.execute(f"attach '{_escaped(path)}' as {name} (read_only)")


def list_tables(
    connection: duckdb.DuckDBPyConnection, database: str, schema: str | None = None
) -> list[Table]:
    """All tables and views of a database (or of one of its schemas) in the order of their names."""
    found = connection.execute(
        "select schema_name, table_name, column_name, data_type from duckdb_columns()"
        " where database_name = $1 and not internal and ($2 is null or schema_name = $2)"
        " order by schema_name, table_name, column_index",
        [database, schema],
    ).fetchall()
    columns: dict[tuple[str, str], dict[str, str]] = {}
    for in_schema, name, column, data_type in found:
        columns.setdefault((in_schema, name), {})[column] = data_type
    return [Table(database, in_schema, name, types) for (in_schema, name), types in columns.items()]


def list_views(connection: duckdb.DuckDBPyConnection, database: str) -> list[str]:
    """Views; a published file must have none: they would point into files that readers do not have."""
    found = connection.execute(
        "select schema_name || '.' || view_name from duckdb_views()"
        " where database_name = $1 and not internal order by 1",
        [database],
    ).fetchall()
    return [name for (name,) in found]


def read_content(connection: duckdb.DuckDBPyConnection, table: Table) -> Content:
    """Rows and content hash of a table."""
    row_text = f"concat({', '.join(_unmistakable(c, t) for c, t in table.columns.items())})"
    counted = connection.execute(
        f"select count(*), coalesce(sum(cast(md5_number_lower({row_text}) as hugeint)), 0) from {table.sql}"
    ).fetchone()
    assert counted is not None  # an aggregate always has its row
    rows, total = counted
    return Content(rows, f"{int(total):032x}")


def write_parquet(
    connection: duckdb.DuckDBPyConnection, table: Table, target: Path, key: Sequence[str] = ()
) -> int:
    """The table as one Parquet file, rows in the order of the key; without a key in the order in which they
    lie. Returns how many.
    """
    columns = ", ".join(_quoted(c) for c in key)
    order = f" order by {columns}" if key and not _is_in_order(connection, table, columns) else ""
    written = connection.execute(
        f"copy (select * from {table.sql}{order}) to '{_escaped(target)}' (format parquet, compression zstd)"
    ).fetchone()
    assert written is not None  # copy answers with the number of rows
    return int(written[0])


def _unmistakable(column: str, data_type: str) -> str:
    """A value in the text of its row: ``length:value`` for text, ``value:`` for what cannot hold a colon;
    NULL has neither length nor value. So no two different rows read alike.
    """
    name = _quoted(column)
    if data_type in _WITHOUT_COLON or data_type.startswith("DECIMAL"):
        return f"{name}, ':'"
    text = name if data_type == "VARCHAR" else f"cast({name} as varchar)"
    return f"strlen({text}), ':', {text}"


def _is_in_order(connection: duckdb.DuckDBPyConnection, table: Table, columns: str) -> bool:
    """Whether the rows lie in the order of these columns. Registers do: they land so. Sorting costs more than
    writing the file.
    """
    found = connection.execute(
        f"select count(*) from (select row({columns}) < lag(row({columns})) over () as falls"
        f" from {table.sql}) where falls"
    ).fetchone()
    return found == (0,)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _escaped(path: Path) -> str:
    return str(path).replace("'", "''")
