"""What a run has to do: which dates hold, whether anything changed, and what a killed run left behind."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from lingcha.archive.arrivals import read_arrivals
from lingcha.archive.clock import beijing_now, in_beijing
from lingcha.archive.findings import read_findings_journal
from lingcha.archive.resolve import resolve
from lingcha.durable import remove_abandoned, remove_drafts, remove_tree
from lingcha.errors import LingchaError
from lingcha.home import DataHome
from lingcha.landing.land import inputs_digest
from lingcha.release.channels import Release, complete_publication, list_releases, next_number
from lingcha.release.code import CodeVersion, code_version


@dataclass(frozen=True)
class Plan:
    """One release to build. ``unchanged``: the release that already is what would be built.

    previous: the release before in the chain of releases. digest: all that the result depends on.
    """

    release_id: str
    as_of: date
    as_known_at: datetime
    digest: str
    code: CodeVersion
    run_dir: Path
    previous: Release | None
    unchanged: Release | None


def plan_release(home: DataHome, as_of: date | None = None, as_known_at: datetime | None = None) -> Plan:
    """The plan of a run; the caller holds the home.

    as_of: default the latest end of a reported period. as_known_at: default everything received until now.
    Raises E_NOTHING_SUBMITTED when there is nothing to make a warehouse of.
    """
    clear_leftovers(home)
    complete_publication(home)
    known_at = in_beijing(as_known_at) if as_known_at else _now(home)
    day = as_of or _latest_period_end(home, known_at)
    code = code_version()
    inputs = {
        "home": inputs_digest(home, day, known_at),
        "code": code.content_sha256,
        "engines": code.engines,
    }
    digest = hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()
    releases = list_releases(home)
    release_id = _removed_before(home, day, known_at) or f"{day.isoformat()}-r{next_number(home):03d}"
    return Plan(
        release_id=release_id,
        as_of=day,
        as_known_at=known_at,
        digest=digest,
        code=code,
        run_dir=home.work / release_id,
        previous=next((r for r in reversed(releases) if r.as_of <= day), None),
        unchanged=releases[-1] if releases and releases[-1].manifest["inputs"]["digest"] == digest else None,
    )


def _removed_before(home: DataHome, day: date, known_at: datetime) -> str | None:
    """The id under which this very (D, T) was published before its folder was removed: made again, it is that
    release again.
    """
    published = {r.release_id for r in list_releases(home)}
    same = [e for e in read_findings_journal(home) if (e.as_of, e.as_known_at) == (day, known_at)]
    return next((e.release_id for e in same if e.release_id not in published), None)


def clear_leftovers(home: DataHome) -> None:
    """Removes what killed runs left: only the holder of the home writes here, so nobody else's work is
    lost.
    """
    for left in list(home.work.iterdir()):
        remove_abandoned(left)
    for folder in (home.archive, home.archive / "findings", home.warehouse):
        remove_drafts(folder)
    for draft in home.returns.glob("*/.*.draft"):
        remove_tree(draft)
    # The number of a release that was never published is given again: what was made for it goes.
    unpublished = f"*-r{next_number(home):03d}"
    for made in [*home.restricted.glob(unpublished), *home.returns.glob(f"*/{unpublished}")]:
        remove_tree(made)


def _now(home: DataHome) -> datetime:
    """Now, but not before the last arrival and after every release: a clock that was set back must hide
    neither what was received nor what is known about findings.
    """
    now = max([beijing_now(), *(a.received_at for a in read_arrivals(home)[-1:])])
    ahead = {e.release_id: e.as_known_at for e in read_findings_journal(home) if e.as_known_at >= now}
    for release in list_releases(home):
        if known_at := ahead.get(release.release_id):
            built_at = datetime.fromisoformat(release.manifest["built_at"])  # in whole seconds
            # A T later than its own release was named by somebody and says nothing of the clock.
            if known_at < built_at + timedelta(seconds=1):
                now = max(now, known_at + timedelta(microseconds=1))
    return now


def _latest_period_end(home: DataHome, known_at: datetime) -> date:
    ends = [r.period_end for r in resolve(home, known_at) if r.status == "in_force"]
    if not ends:
        raise LingchaError(
            "E_NOTHING_SUBMITTED",
            "还没有任何可用的报送，无从发布。请先把报表放入收件目录并执行 lingcha collect。",
        )
    return max(ends)
