"""A judged candidate becomes the folder of a release, complete with hashes and evidence, but not yet
published.

Everything is built in the private folder of the run, on the same file system as the releases, so that
publishing is a rename.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from lingcha.archive.clock import beijing_now
from lingcha.errors import LingchaError
from lingcha.home import DataHome
from lingcha.landing.land import LandingSummary
from lingcha.release.changes import CHANGES_ZH
from lingcha.release.contents import (
    count_rows,
    file_facts,
    list_tables,
    list_views,
    open_hardened,
    parquet_rows,
    write_parquet,
)
from lingcha.release.journals import journal_facts
from lingcha.release.plan import Plan
from lingcha.report.write import write_report
from lingcha.vault import Vault, open_vault
from lingcha.warehouse.build import Candidate

if TYPE_CHECKING:
    from expectations.gate import GateResult


@dataclass(frozen=True)
class Assembled:
    """A release that only has to be moved. ``sealed``: the encrypted person-level tables."""

    release_id: str
    channel: str
    folder: Path
    sealed: Path
    manifest: dict[str, Any]


def assemble(
    home: DataHome, plan: Plan, landing: LandingSummary, candidate: Candidate, gate: "GateResult"
) -> Assembled:
    """Builds ``plan.run_dir/release``; the gate's results lie in ``plan.run_dir/gx`` already.

    Raises E_GATE when the gate found the candidate unsound: such a candidate is never published.
    """
    if not gate.integrity_passed:
        failed = [c.description_zh for c in gate.checks if c.suite == "integrity" and not c.passed]
        raise LingchaError("E_GATE", f"完整性校验未通过，未发布。不符：{'；'.join(failed)}。", exit_code=4)
    vault = open_vault(home)
    folder = plan.run_dir / "release"
    evidence = folder / "evidence"
    (folder / "parquet").mkdir(parents=True)
    evidence.mkdir()
    candidate.warehouse.rename(folder / "warehouse.duckdb")
    tables = _export(folder, candidate.keys)
    (plan.run_dir / "gx").rename(evidence / "gx")
    _keep_dbt_evidence(plan.run_dir / "dbt", candidate.outcomes, evidence / "dbt")
    write_report(folder)
    restricted = _seal_restricted(candidate.restricted, plan.run_dir / "sealed", vault)
    channel = "official" if gate.zero_error_met else "provisional"
    manifest: dict[str, Any] = {
        "release_id": plan.release_id,
        "channel": channel,
        "as_of": plan.as_of.isoformat(),
        "as_known_at": plan.as_known_at.isoformat(),
        "built_at": beijing_now().isoformat(timespec="seconds"),
        "previous": _previous(plan),
        "code": plan.code.as_json(),
        "inputs": _inputs(home, plan, landing),
        "gate": {
            "integrity_passed": gate.integrity_passed,
            "zero_error_met": gate.zero_error_met,
            "checks": len(gate.checks),
            "failed": [c.description_zh for c in gate.checks if not c.passed],
        },
        "placeholders": _placeholders(folder / "warehouse.duckdb"),
        "verdicts": _verdicts(folder / "warehouse.duckdb"),
        "changes": _changes(folder / "warehouse.duckdb"),
        "tables": tables,
        "journals": journal_facts(home),
        "restricted": {"key_id": vault.key_id, "tables": restricted},
        "files": {
            str(p.relative_to(folder)): file_facts(p) for p in sorted(folder.rglob("*")) if p.is_file()
        },
    }
    (folder / "release.json").write_bytes(manifest_bytes(manifest))
    return Assembled(plan.release_id, channel, folder, plan.run_dir / "sealed", manifest)


def manifest_bytes(manifest: Mapping[str, Any]) -> bytes:
    """``release.json`` as it is written: its hash is what the next release and signatures hold on to."""
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()


def _export(folder: Path, keys: Mapping[str, Sequence[str]]) -> dict[str, dict[str, Any]]:
    """Writes every published table as Parquet; returns key, rows and content hash by table."""
    facts = {}
    with duckdb.connect(str(folder / "warehouse.duckdb")) as connection:
        views = list_views(connection, "warehouse")
        if views:
            raise LingchaError("E_VIEWS", f"候选库中有视图，不能发布：{'、'.join(views)}。", exit_code=4)
        for table in list_tables(connection, "warehouse"):
            key, parquet = keys[table.label], folder / "parquet" / f"{table.label}.parquet"
            facts[table.label] = {
                "key": list(key),
                "rows": count_rows(connection, table),
                "content_hash": write_parquet(connection, table, parquet, key),
            }
        connection.execute("checkpoint")
    return facts


def _seal_restricted(tables: Mapping[str, Path], target: Path, vault: Vault) -> dict[str, dict[str, Any]]:
    """Each restricted table as an encrypted Parquet file; the plain one is gone then."""
    target.mkdir(mode=0o700)
    facts = {}
    for name, plain in tables.items():
        sealed = target / f"{name}.parquet.enc"
        rows = parquet_rows(plain)
        vault.seal(plain, sealed)
        plain.unlink()
        facts[name] = {"rows": rows} | file_facts(sealed)
    return facts


def _keep_dbt_evidence(target: Path, outcomes: dict[str, str], evidence: Path) -> None:
    """The SQL that ran, and per node its outcome. dbt's own run results hold messages and machine paths."""
    evidence.mkdir()
    rows = [{"node": node, "status": status} for node, status in sorted(outcomes.items())]
    (evidence / "nodes.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    (target / "compiled" / "lingcha" / "models").rename(evidence / "sql")


def _previous(plan: Plan) -> dict[str, str] | None:
    """The release before, with the hash of its ``release.json``: releases form a chain."""
    if plan.previous is None:
        return None
    facts = file_facts(plan.previous.folder / "release.json")
    return {"release_id": plan.previous.release_id, "release_json_sha256": facts["sha256"]}


def _inputs(home: DataHome, plan: Plan, landing: LandingSummary) -> dict[str, Any]:
    parameters = file_facts(home.parameters)["sha256"] if home.parameters.exists() else None
    return {
        "digest": plan.digest,
        "parameters_sha256": parameters,
        "submissions": [
            {
                "submission_id": r.submission_id,
                "form_code": r.form_code,
                "reporting_unit_code": r.reporting_unit_code,
                "part": r.part,
                "period_start": r.period_start.isoformat(),
                "period_end": r.period_end.isoformat(),
                "version_no": r.version_no,
                "rows_accepted": r.rows_accepted,
                "rows_quarantined": r.rows_quarantined,
                "file_sha256": r.file_sha256,
            }
            for r in landing.records
            if r.status == "in_force"
        ],
    }


def _verdicts(warehouse: Path) -> list[dict[str, Any]]:
    with open_hardened(warehouse) as connection:
        names = ("target", "reporting_unit_code", "numerator", "denominator", "verdict", "reason")
        rows = connection.execute(
            f"select {', '.join(names)} from quality.fct_zero_error order by 1, 2"
        ).fetchall()
    return [dict(zip(names, row, strict=True)) for row in rows]


def _changes(warehouse: Path) -> list[dict[str, Any]]:
    """By unit, the city last: findings of all targets, and how they changed since the release before."""
    sums = ", ".join(f"cast(sum({name}) as bigint)" for name in CHANGES_ZH)
    with open_hardened(warehouse) as connection:
        rows = connection.execute(
            f"select reporting_unit_code, {sums} from quality.fct_finding_change group by 1 order by length("
            "reporting_unit_code) desc, 1"
        ).fetchall()
    return [dict(zip(("reporting_unit_code", *CHANGES_ZH), row, strict=True)) for row in rows]


def _placeholders(warehouse: Path) -> list[dict[str, Any]]:
    """Invented values that rules of this release could read; empty when every value has a source."""
    names = ("param_id", "scope_code", "held_from", "held_to", "value", "unit", "rules")
    with open_hardened(warehouse) as connection:
        rows = connection.execute(
            f"select {', '.join(f'cast({n} as varchar)' for n in names)} from quality.dim_parameter"
            " where is_placeholder order by param_id, scope_code, held_from"
        ).fetchall()
    return [dict(zip(names, row, strict=True)) for row in rows]
