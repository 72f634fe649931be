"""The flow that builds, judges and publishes a release."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prefect import flow
from prefect.artifacts import create_table_artifact

from flows.steps import progress, step
from lingcha.durable import remove_tree
from lingcha.home import DataHome, open_home
from lingcha.lock import hold
from lingcha.release.channels import Release, prune
from lingcha.release.plan import Plan, plan_release
from lingcha.release.tables import verdict_table

# Rooms that take long to import are imported by the step that needs them: a run without news needs none.
if TYPE_CHECKING:
    from expectations.gate import GateResult
    from lingcha.landing.land import LandingSummary
    from lingcha.release.assemble import Assembled
    from lingcha.warehouse.build import Candidate


@dataclass(frozen=True)
class ReleaseOutcome:
    """What a run ended with. unchanged: nothing was built, because this release is what would have been
    built.
    """

    release: Release
    unchanged: bool

    @property
    def exit_code(self) -> int:
        """0 official, 3 held."""
        return 0 if self.release.manifest["channel"] == "official" else 3


@flow(name="release", description="发布：构建、校验、发布数据仓库")
def release(
    home_dir: str, as_of: date | None = None, as_known_at: datetime | None = None, keep: int | None = None
) -> ReleaseOutcome:
    """Publishes what counts at D and T, unless the latest release is exactly that.

    ``keep``: how many releases stay; None keeps all.
    Raises LingchaError with exit code 4 when the candidate is refused; then nothing was published.
    """
    home = open_home(Path(home_dir))
    with hold(home):
        plan = make_plan(home, as_of, as_known_at)
        published = plan.unchanged or _make(home, plan)
        if keep:  # also without news: the run before may have been killed ahead of this step
            remove_old(home, keep)
    return ReleaseOutcome(published, unchanged=plan.unchanged is not None)


def _make(home: DataHome, plan: Plan) -> Release:
    """The steps from a plan to a published release."""
    landing = land_submissions(home, plan)
    candidate = build_warehouse(home, plan, landing)
    gate = judge_warehouse(plan, candidate)
    assembled = assemble_release(home, plan, landing, candidate, gate)
    show_verdicts(assembled.manifest["verdicts"])
    return_problems(home, assembled)
    return publish_release(home, plan, assembled)


@step("计划")
def make_plan(home: DataHome, as_of: date | None, as_known_at: datetime | None) -> Plan:
    return plan_release(home, as_of, as_known_at)


@step("落地")
def land_submissions(home: DataHome, plan: Plan) -> "LandingSummary":
    from lingcha.release.candidate import land_inputs

    return land_inputs(home, plan)


@step("构建")
def build_warehouse(home: DataHome, plan: Plan, landing: "LandingSummary") -> "Candidate":
    from lingcha.release.candidate import build

    with progress("构建数据仓库") as report:
        return build(home, plan, landing, report)


@step("校验")
def judge_warehouse(plan: Plan, candidate: "Candidate") -> "GateResult":
    from lingcha.release.candidate import judge_candidate

    return judge_candidate(plan, candidate)


@step("整理与佐证")
def assemble_release(
    home: DataHome, plan: Plan, landing: "LandingSummary", candidate: "Candidate", gate: "GateResult"
) -> "Assembled":
    from lingcha.release.assemble import assemble

    return assemble(home, plan, landing, candidate, gate)


@step("结论一览")
def show_verdicts(verdicts: list[dict[str, Any]]) -> None:
    create_table_artifact(verdict_table(verdicts), key="verdicts", description="四项零差错结论")


# Before publishing: a run killed in between makes both again under the same number, and no release stays
# without returns.
@step("退回")
def return_problems(home: DataHome, assembled: "Assembled") -> int:
    from lingcha.returns.write import write_returns

    return len(write_returns(home, assembled.folder))


@step("发布")
def publish_release(home: DataHome, plan: Plan, assembled: "Assembled") -> Release:
    from lingcha.release.publish import publish

    published = publish(home, assembled)
    remove_tree(plan.run_dir)
    return published


@step("清理旧发布")
def remove_old(home: DataHome, keep: int) -> list[str]:
    return prune(home, keep)
