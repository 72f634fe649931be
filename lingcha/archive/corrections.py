"""What a correction dropped and added, counted by the form's key."""

from dataclasses import replace

import duckdb

from lingcha.archive.resolve import SubmissionRecord
from lingcha.contract.forms import load_forms


def note_corrections(records: list[SubmissionRecord]) -> list[SubmissionRecord]:
    """The records; those in force that supersede something say how many keys they drop and add."""
    by_id = {r.submission_id: r for r in records}
    with duckdb.connect() as connection:
        return [
            replace(r, note_zh=r.note_zh + _note(connection, r, [by_id[i] for i in r.supersedes]))
            if r.supersedes and r.status == "in_force"
            else r
            for r in records
        ]


def _note(
    connection: duckdb.DuckDBPyConnection, new: SubmissionRecord, replaced: list[SubmissionRecord]
) -> str:
    """A sentence of counts; the keys themselves stay in the archive, they may be personal."""
    key = ", ".join(load_forms()[new.form_code].key)
    before = f"select {key} from read_parquet($before)"
    after = f"select {key} from read_parquet($after)"
    counts = connection.execute(
        f"""
        select (select count(*) from ({before} except {after})),
               (select count(*) from ({after} except {before}))
        """,
        {"before": [str(r.rows_path) for r in replaced], "after": str(new.rows_path)},
    ).fetchone()
    assert counts is not None  # two counts are always one row
    return f"与所更正的版本相比，按主键减少 {counts[0]} 条、增加 {counts[1]} 条。"
