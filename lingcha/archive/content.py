"""When are two submissions equal? When they say the same, whatever the file looks like.

The hash covers the accepted rows in any order, what was quarantined, and the totals that the sheet states: a
correction of nothing but a wrong 合计 cell is a correction, a file saved anew by another program is none.
"""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

_POSITION = {
    "submission_id",
    "sheet",
    "row_no",
}  # where a row stood and in which file; the rest is what it says


def content_sha256(reading: Path, submission_id: str, sheets: list[dict[str, Any]]) -> str:
    """Hash of one submission of a reading folder as intake wrote it; ``sheets`` are its entries in
    reading.json.
    """
    quarantined = sum(sheet["quarantined"] for sheet in sheets)
    said = {
        "rows": _rows_hash(reading / "rows" / f"{submission_id}.parquet"),
        "quarantined": quarantined,
        # Most submissions have no bad cell, and opening a file to see that costs more than hashing the rows.
        "cells": _quarantined_cells(reading / "quarantine.parquet", submission_id) if quarantined else [],
        "totals": sorted([s["field"], str(s["stated"])] for sheet in sheets for s in sheet["sums"]),
    }
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@cache
def _engine() -> duckdb.DuckDBPyConnection:
    """One engine for all submissions of a run: starting one takes longer than hashing a small ledger."""
    return duckdb.connect()


def _rows_hash(path: Path) -> str:
    """Hash over the multiset of rows. Cells hold no control characters, so they can part the values."""
    names = [n for n in pq.read_schema(path).names if n not in _POSITION]
    values = ", ".join(f"""coalesce("{name}"::varchar, chr(30))""" for name in names)
    query = f"""
        select sha256(coalesce(string_agg(row_hash, '' order by row_hash), ''))
        from (select md5(concat_ws(chr(31), {values})) as row_hash from read_parquet(?))
    """
    row = _engine().execute(query, [str(path)]).fetchone()
    assert row is not None  # an aggregate without grouping has one row
    return str(row[0])


def _quarantined_cells(path: Path, submission_id: str) -> list[list[str]]:
    """Kinds of bad cells: column and code, sorted; the address is where, not what."""
    table = pq.read_table(
        path, columns=["column_name", "code"], filters=[("submission_id", "=", submission_id)]
    )
    return sorted([row["column_name"], row["code"]] for row in table.to_pylist())
