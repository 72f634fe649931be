"""The intake tables as typed Parquet; names and types come from ``seeds/intake/*.yml``, as dbt has them."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from lingcha.project import ROOT, read_yaml

_TYPES = {
    "varchar": pa.string(),
    "integer": pa.int32(),
    "bigint": pa.int64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us"),
}


@cache
def table_schema(name: str) -> Any:
    """Arrow schema of an intake table."""
    path = ROOT / "seeds" / "intake" / f"{name}.yml"
    columns = read_yaml(path)["seeds"][0]["columns"]
    return pa.schema([(c["name"], _type(c["data_type"])) for c in columns])


def _type(name: str) -> Any:
    decimal = re.fullmatch(r"decimal\(([0-9]+),([0-9]+)\)", name)
    return pa.decimal128(int(decimal[1]), int(decimal[2])) if decimal else _TYPES[name]


def write_table(target: Path, name: str, rows: Iterable[tuple[Any, ...]]) -> int:
    """Write ``target/<name>/<name>.parquet``, also when there are no rows; returns their number."""
    schema = table_schema(name)
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    table = pa.table([pa.array(v, f.type) for v, f in zip(columns, schema, strict=True)], schema=schema)
    return write_arrow(target, name, table)


def write_arrow(target: Path, name: str, table: Any) -> int:
    folder = target / name
    folder.mkdir(mode=0o700)
    pq.write_table(table, folder / f"{name}.parquet")
    return int(table.num_rows)
