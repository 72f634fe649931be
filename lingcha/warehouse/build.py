"""One landed state of the archive becomes a candidate warehouse: dbt in this process, in a private folder
of one run.

dbt's own start is most of its cost, so the project is parsed once, the parsed state is kept between runs,
and all seeds and models are built in one invocation. Tests of the models belong to `make test`; what must
hold for a release is a table of the candidate itself (``quality.fct_integrity_check``) and is judged by the
gate.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from lingcha.disk import disk_failure
from lingcha.errors import LingchaError
from lingcha.quality.before_build import check_before_build
from lingcha.warehouse.manifest import read_manifest, said
from lingcha.warehouse.session import Invoke, dbt_session

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Candidate:
    """A built, not yet judged warehouse. ``warehouse`` may be published; ``restricted`` holds personal data:
    the Parquet file of each restricted table, by its name.

    outcomes: what dbt says of each seed and model, by its unique id. keys: the key columns of each published
    table, by ``schema.table``, as its contract states them.
    """

    warehouse: Path
    restricted: dict[str, Path]
    outcomes: dict[str, str]
    keys: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class BuildSettings:
    """What the models are told from outside. ``parsed`` keeps dbt's parsed project between runs."""

    as_of: date
    as_known_at: datetime
    release_id: str
    code_version: str
    token_key: str
    parsed: Path

    def variables(self, landing: Path) -> str:
        """The variables of the dbt project, as the command line of dbt takes them."""
        return json.dumps(
            {
                "as_of": self.as_of.isoformat(),
                "as_known_at": f"{self.as_known_at:%Y-%m-%d %H:%M:%S.%f}",
                "landing_dir": str(landing),
                "release_id": self.release_id,
                "code_version": self.code_version,
            }
        )


def build_candidate(
    landing: Path, run_dir: Path, settings: BuildSettings, on_progress: Progress | None = None
) -> Candidate:
    """Loads what landed and builds every model into ``run_dir``.

    on_progress(done, total, node name) is called after each seed and model. Raises E_RULES (rules and
    models disagree), E_PARAMETERS (D is before the first parameter), E_REGIONS (region tables unsound, or no
    region holds at D), E_MODELS (the project does not parse), E_BUILD (a node failed), E_DISK_FULL,
    E_DISK_READ_ONLY.
    """
    check_before_build(settings.as_of, landing)
    run_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    with dbt_session(run_dir, settings.token_key) as invoke:
        manifest = read_manifest(invoke, run_dir, settings.parsed)
        outcomes = _build(invoke, manifest, settings.variables(landing), run_dir, on_progress)
    return Candidate(run_dir / "warehouse.duckdb", _restricted(manifest, run_dir), outcomes, _keys(manifest))


def _build(
    invoke: Invoke, manifest: Any, variables: str, run_dir: Path, on_progress: Progress | None
) -> dict[str, str]:
    what = ["--resource-type", "seed", "--resource-type", "model", "--fail-fast", "--no-write-json"]
    callbacks = (_Reporter(on_progress),) if on_progress else ()
    outcome = invoke(["build", *what, "--vars", variables], manifest, callbacks)
    results: list[Any] = getattr(outcome.result, "results", [])
    failed = [r for r in results if r.status in ("error", "fail")]
    if failed or not outcome.success:
        for said_of_disk in (outcome.exception, *(r.message for r in failed)):
            if full := disk_failure(said_of_disk, run_dir):
                raise full
        causes = "；".join(map(_named, failed)) or said(outcome.exception)
        raise LingchaError("E_BUILD", f"数据仓库构建失败，未发布：{causes}", exit_code=4)
    return {r.node.unique_id: str(r.status) for r in results}


def _keys(manifest: Any) -> dict[str, tuple[str, ...]]:
    """Key columns by published table; all columns where a contract states none."""
    models = [n for n in manifest.nodes.values() if n.resource_type == "model" and n.database == "warehouse"]
    return {f"{m.schema}.{m.name}": tuple(m.config.meta.get("key") or m.columns) for m in models}


def _restricted(manifest: Any, run_dir: Path) -> dict[str, Path]:
    """Where macros/materializations/parquet.sql wrote the restricted tables."""
    nodes = [n for n in manifest.nodes.values() if n.resource_type == "model" and n.schema == "restricted"]
    return {n.name: run_dir / f"{n.schema}.{n.name}.parquet" for n in sorted(nodes, key=lambda n: n.name)}


class _Reporter:
    """Turns dbt's events into progress."""

    def __init__(self, on_progress: Progress) -> None:
        self._on_progress = on_progress

    def __call__(self, event: Any) -> None:
        if event.info.name in ("LogModelResult", "LogSeedResult"):
            node = event.data.node_info.node_name
            self._on_progress(event.data.index, event.data.total, node)


def _named(result: Any) -> str:
    return f"{result.node.resource_type} {result.node.name}（{said(result.message)}）"
