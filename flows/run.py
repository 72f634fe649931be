"""The main job: collect, then release."""

from dataclasses import dataclass
from datetime import date, datetime

from prefect import flow

from flows.collect import collect
from flows.release import ReleaseOutcome, release
from lingcha.archive.receive import CollectResult


@dataclass(frozen=True)
class RunOutcome:
    collected: CollectResult
    released: ReleaseOutcome


@flow(name="run", description="收取并发布")
def run(
    home_dir: str,
    inbox_dir: str | None = None,
    as_of: date | None = None,
    as_known_at: datetime | None = None,
    keep: int | None = None,
) -> RunOutcome:
    """Takes what is new and publishes what then counts."""
    collected = collect(home_dir, inbox_dir)
    return RunOutcome(collected, release(home_dir, as_of, as_known_at, keep))
