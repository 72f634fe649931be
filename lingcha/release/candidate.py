"""From a plan to a judged candidate: what landed, what was built of it, what the gate says."""

from typing import TYPE_CHECKING

from lingcha.home import DataHome
from lingcha.landing.land import LandingSummary, land
from lingcha.release.plan import Plan
from lingcha.vault import open_vault
from lingcha.warehouse.build import BuildSettings, Candidate, Progress, build_candidate

if TYPE_CHECKING:
    from expectations.gate import GateResult


def land_inputs(home: DataHome, plan: Plan) -> LandingSummary:
    """Lays out what counts at the plan's dates in the private folder of the run."""
    plan.run_dir.mkdir(mode=0o700)
    return land(home, plan.as_of, plan.as_known_at, plan.run_dir / "landing")


def build(
    home: DataHome, plan: Plan, landing: LandingSummary, on_progress: Progress | None = None
) -> Candidate:
    """Builds the warehouse; tokens are keyed with the home's key. Raises what ``build_candidate`` and
    ``open_vault`` raise.
    """
    settings = BuildSettings(
        as_of=plan.as_of,
        as_known_at=plan.as_known_at,
        release_id=plan.release_id,
        code_version=plan.code.label,
        token_key=open_vault(home).token_key,
        parsed=home.root / "cache" / "dbt.msgpack",
    )
    return build_candidate(landing.target, plan.run_dir, settings, on_progress)


def judge_candidate(plan: Plan, candidate: Candidate) -> "GateResult":
    """The gate's judgement; its evidence lies in ``plan.run_dir/gx`` afterwards."""
    from expectations.gate import (
        judge,
    )  # pandas and Great Expectations: 3 s that a run without news does not pay

    return judge(candidate.warehouse, plan.run_dir / "gx")
