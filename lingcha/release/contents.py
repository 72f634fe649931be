"""What a warehouse file holds: its tables, a hash of each table's content, and the tables as Parquet.

The content hash does not depend on the order of rows, on the file, or on the version of DuckDB: equal
hashes mean equal tables.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

# What a reader's connection must have: without these a read-only connection can still read and write other
# files.
HARDENED = {"enable_external_access": "false", "lock_configuration": "true"}


@dataclass(frozen=True)
class Table:
    """One table. key: its primary key; all columns when it has none. columns: in their order."""

    database: str
    schema: str
    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]

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


def list_tables(
    connection: duckdb.DuckDBPyConnection, database: str, schema: str | None = None
) -> list[Table]:
    """All tables of a database (or of one of its schemas) in the order of their names."""
    columns = connection.execute(
        "select schema_name, table_name, list(column_name order by column_index) from duckdb_columns()"
        " where database_name = $1 and not internal and ($2 is null or schema_name = $2)"
        " and table_oid in (select table_oid from duckdb_tables() where database_name = $1)"
        " group by all order by all",
        [database, schema],
    ).fetchall()
    keys = connection.execute(
        "select schema_name, table_name, constraint_column_names from duckdb_constraints()"
        " where database_name = $1 and constraint_type = 'PRIMARY KEY'",
        [database],
    ).fetchall()
    by_table = {(schema_name, table): tuple(names) for schema_name, table, names in keys}
    return [
        Table(database, in_schema, name, tuple(names), by_table.get((in_schema, name), tuple(names)))
        for in_schema, name, names in columns
    ]


def list_views(connection: duckdb.DuckDBPyConnection, database: str) -> list[str]:
    """Views; a published file must have none: they would point into files that readers do not have."""
    found = connection.execute(
        "select schema_name || '.' || view_name from duckdb_views()"
        " where database_name = $1 and not internal order by 1",
        [database],
    ).fetchall()
    return [name for (name,) in found]


def read_content(connection: duckdb.DuckDBPyConnection, table: Table) -> Content:
    """Rows and content hash of a table. Lengths stand before the values, so that no two different rows read
    alike.
    """
    row_text = " || ".join(
        f"coalesce(length({text}) || ':' || {text}, 'N')"
        for text in (f"cast({_quoted(c)} as varchar)" for c in table.columns)
    )
    counted = connection.execute(
        f"select count(*), coalesce(sum(cast(md5_number_lower({row_text}) as hugeint)), 0) from {table.sql}"
    ).fetchone()
    assert counted is not None  # an aggregate always has its row
    rows, total = counted
    return Content(rows, f"{int(total):032x}")


def write_parquet(connection: duckdb.DuckDBPyConnection, table: Table, target: Path) -> None:
    """The table as one Parquet file, rows in the order of the key."""
    order = ", ".join(_quoted(c) for c in table.key)
    connection.execute(
        f"copy (select * from {table.sql} order by {order}) to '{_escaped(target)}'"
        " (format parquet, compression zstd)"
    )


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _escaped(path: Path) -> str:
    return str(path).replace("'", "''")
