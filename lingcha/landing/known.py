"""What was known about findings before a release, from the journal in the archive alone."""

from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from lingcha.archive.clock import in_beijing
from lingcha.archive.findings import FindingsEntry, read_findings_journal
from lingcha.errors import LingchaError
from lingcha.home import DataHome
from lingcha.landing.schema import table_schema

# What entries of an older lingcha do not tell; the journal is never rewritten.
LATER_COLUMNS = {"status_since", "status_submission_id", "returned_as_of", "last_seen_known_at"}


def known_findings(home: DataHome, as_of: date, as_known_at: datetime | None) -> Any:
    """The findings that a release at D and T starts from; None when there are none to start from.

    That is the last release of a D up to this one that knew less (an earlier T). Releases of the very same D
    and T only tell when they first reported what they add: built again, the release comes out the same. What
    was published with a later T is not looked at. Raises E_ARCHIVE_DAMAGED, E_KNOWN_FINDINGS.
    """
    limit = in_beijing(as_known_at) if as_known_at else None
    entries = [e for e in read_findings_journal(home) if e.as_of <= as_of]
    before = [e for e in entries if limit is None or e.as_known_at < limit]
    base = max(before, key=lambda e: (e.as_known_at, e.number), default=None)
    tables = [_checked(base)] if base else []
    for again in (e for e in entries if e.as_known_at == limit and e.as_of == as_of):
        tables.append(_reported_first(again, tables))
    tables = [t for t in tables if t.num_rows]
    return pa.concat_tables(tables) if tables else None


def _reported_first(entry: FindingsEntry, told: list[Any]) -> Any:
    """Findings of an entry that it reported itself and that no table before tells."""
    table = _checked(entry)
    ids = [i for t in told for i in t.column("finding_id").to_pylist()]
    fresh = pc.and_(
        pc.equal(table.column("first_seen_release"), entry.release_id),
        pc.invert(pc.is_in(table.column("finding_id"), pa.array(ids, pa.string()))),
    )
    table = table.filter(fresh)
    # No status: the finding is not known from before, only its first release is.
    status = table.schema.get_field_index("status")
    return table.set_column(status, "status", pa.nulls(table.num_rows, pa.string()))


def _checked(entry: FindingsEntry) -> Any:
    """The table in the columns of the seed; an entry may have more, and lack those that came later."""
    schema, table = table_schema("known_finding"), entry.table()
    for name in LATER_COLUMNS - set(table.schema.names):
        table = table.append_column(name, pa.nulls(table.num_rows, schema.field(name).type))
    missing = set(schema.names) - set(table.schema.names)
    if missing:
        raise LingchaError(
            "E_KNOWN_FINDINGS", f"问题日志 {entry.path.name} 缺少列：{'、'.join(sorted(missing))}。"
        )
    return table.select(schema.names).cast(schema)
