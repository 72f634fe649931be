"""What changed from one release to another: by table, unit and key, and which submissions caused it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lingcha.errors import LingchaError
from lingcha.release.channels import Release
from lingcha.release.compare import Comparison, TableChange, UnitChange


@dataclass(frozen=True)
class Cause:
    """A submission that counts in the later release and not in the earlier one.

    replaced: what it superseded. Read from core.dim_submission, so no person is named.
    """

    submission_id: str
    form_code: str
    unit: str
    part: str
    version_no: int
    received_at: datetime
    file_name: str
    replaced: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """tables: those that differ, in the order of their names. same: how many are equal.

    circumstances: what else differs (as_of, as_known_at, code, parameters), value before and after.
    causes: submissions that came; dropped: submissions that no longer count, by id.
    """

    before: str
    after: str
    circumstances: dict[str, tuple[str, str]]
    causes: dict[str, Cause]
    dropped: tuple[str, ...]
    tables: tuple[TableChange, ...]
    same: int

    def causes_of(self, change: UnitChange) -> list[str]:
        """The submissions behind a change: those its rows stand in; for tables of results, all of the unit.

        Empty: not a submission, but another date, code or parameter.
        """
        named = {s for s in change.submissions if s in self.causes}
        named |= {c.submission_id for c in self.causes.values() if change.submissions & set(c.replaced)}
        if not change.submissions:
            named = {c.submission_id for c in self.causes.values() if change.unit in (c.unit, "4112")}
        return sorted(named)


def compare_releases(before: Release, after: Release, limit: int = 1000) -> Difference:
    """The difference of two releases; per table the first ``limit`` rows are named, all are counted.

    Tables whose content hashes are equal are not read. Raises E_DIFF_SAME, E_RELEASE_DAMAGED.
    """
    if before.release_id == after.release_id:
        raise LingchaError(
            "E_DIFF_SAME", f"要比较的两次发布是同一个：{before.release_id}。请给出两个不同的发布编号。"
        )
    old, new = before.manifest, after.manifest
    tables: list[TableChange] = []
    with Comparison(before.folder / "warehouse.duckdb", after.folder / "warehouse.duckdb") as comparison:
        for label in sorted(old["tables"].keys() | new["tables"].keys()):
            one, other = old["tables"].get(label), new["tables"].get(label)
            if one is None or other is None:
                state, rows = ("new", (0, other["rows"])) if one is None else ("gone", (one["rows"], 0))
                tables.append(TableChange(label, state, *rows))
            elif one != other:
                found = comparison.compare(label, (one["rows"], other["rows"]), limit)
                tables += [found] if found else []
        causes = _causes(comparison, old, new)
    return Difference(
        before.release_id,
        after.release_id,
        _circumstances(old, new),
        causes,
        tuple(sorted(_counted(old) - _counted(new))),
        tuple(tables),
        len(old["tables"].keys() & new["tables"].keys()) - sum(t.state == "changed" for t in tables),
    )


def _counted(manifest: dict[str, Any]) -> set[str]:
    return {s["submission_id"] for s in manifest["inputs"]["submissions"]}


def _causes(comparison: Comparison, old: dict[str, Any], new: dict[str, Any]) -> dict[str, Cause]:
    come = sorted(_counted(new) - _counted(old))
    rows = comparison.query(
        "select submission_id, form_code, reporting_unit_code, part, version_no, received_at, file_name,"
        " supersedes from after.core.dim_submission where list_contains(?::varchar[], submission_id)"
        " order by arrival_no, submission_id",
        come,
    )
    causes = [Cause(*(*row[:7], tuple(filter(None, (row[7] or "").split(","))))) for row in rows]
    return {cause.submission_id: cause for cause in causes}


def _circumstances(old: dict[str, Any], new: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """What a release depends on beside submissions, where it differs."""

    def facts(manifest: dict[str, Any]) -> dict[str, str]:
        return {
            "as_of": manifest["as_of"],
            "as_known_at": manifest["as_known_at"],
            "code": manifest["code"]["content_sha256"][:12],
            "engines": " ".join(f"{k} {v}" for k, v in sorted(manifest["code"]["engines"].items())),
            "parameters": (manifest["inputs"]["parameters_sha256"] or "")[:12],
        }

    one, other = facts(old), facts(new)
    return {name: (one[name], other[name]) for name in one if one[name] != other[name]}
