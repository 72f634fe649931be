"""What a warehouse file holds: its tables, and each of them as a Parquet file whose hash stands for it.

Rows lie in the order of the key, so the same rows give the same bytes, whatever their order in the table and
however many threads write. Why this is the hash: docs/decisions/what-a-release-costs.md.
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


def count_rows(connection: duckdb.DuckDBPyConnection, table: Table) -> int:
    """Rows of a table."""
    counted = connection.execute(f"select count(*) from {table.sql}").fetchone()
    assert counted is not None  # an aggregate always has its row
    return int(counted[0])


def write_parquet(
    connection: duckdb.DuckDBPyConnection, table: Table, target: Path, key: Sequence[str]
) -> str:
    """The table as one Parquet file, rows in the order of the key. Returns the sha256 of the file: equal
    hashes mean equal tables; unequal ones of two versions of DuckDB may still mean equal tables.
    """
    columns = ", ".join(_quoted(c) for c in key)
    connection.execute(
        f"copy (select * from {table.sql} order by {columns}) to '{_escaped(target)}'"
        " (format parquet, compression zstd)"
    )
    with target.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def has_same_rows(connection: duckdb.DuckDBPyConnection, table: Table, parquet: Path) -> bool:
    """Whether the table has the rows of the file, each as often; in whatever order."""
    of_file = f"read_parquet('{_escaped(parquet)}')"
    only_one_has = [
        f"exists (select * from {one} except all select * from {other})"
        for one, other in ((table.sql, of_file), (of_file, table.sql))
    ]
    return connection.execute(f"select {' or '.join(only_one_has)}").fetchone() == (False,)


def parquet_rows(path: Path) -> int:
    """How many rows a Parquet file has, as its footer says."""
    with duckdb.connect() as connection:
        found = connection.execute("select num_rows from parquet_file_metadata(?)", [str(path)]).fetchone()
    assert found is not None  # a Parquet file has one footer
    return int(found[0])


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _escaped(path: Path) -> str:
    return str(path).replace("'", "''")
