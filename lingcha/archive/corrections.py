"""What a correction dropped and added, counted by the form's key."""

import io
from dataclasses import replace

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from lingcha.archive.resolve import SubmissionRecord
from lingcha.contract.forms import load_forms
from lingcha.vault import Vault


def note_corrections(records: list[SubmissionRecord], vault: Vault) -> list[SubmissionRecord]:
    """The records; those in force that supersede something say how many keys they drop and add."""
    by_id = {r.submission_id: r for r in records}
    with duckdb.connect() as connection:
        return [
            replace(r, note_zh=r.note_zh + _note(connection, vault, r, [by_id[i] for i in r.supersedes]))
            if r.supersedes and r.status == "in_force"
            else r
            for r in records
        ]


def _note(
    connection: duckdb.DuckDBPyConnection,
    vault: Vault,
    new: SubmissionRecord,
    replaced: list[SubmissionRecord],
) -> str:
    """A sentence of counts; the keys themselves stay in the archive, they may be personal."""
    key = list(load_forms()[new.form_code].key)
    connection.register("before", pa.concat_tables([_keys(vault, r, key) for r in replaced]))
    connection.register("after", _keys(vault, new, key))
    # Read to the end: a result that is not blocks the tables of the next correction.
    ((dropped, added),) = connection.execute(
        """
        select (select count(*) from (from before except from after)),
               (select count(*) from (from after except from before))
        """
    ).fetchall()
    return f"与所更正的版本相比，按主键减少 {dropped} 条、增加 {added} 条。"


def _keys(vault: Vault, record: SubmissionRecord, key: list[str]) -> pa.Table:
    return pq.read_table(io.BytesIO(vault.read_bytes(record.rows_path)), columns=key)
