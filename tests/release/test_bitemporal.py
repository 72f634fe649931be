"""A release can be made again from its two dates, whatever was received and built since."""

from datetime import date, datetime
from pathlib import Path

import pytest

from lingcha.home import DataHome
from lingcha.lock import hold
from lingcha.release.assemble import assemble
from lingcha.release.candidate import build, judge_candidate, land_inputs
from lingcha.release.channels import Release, find_release
from lingcha.release.diff import compare_releases
from lingcha.release.plan import plan_release
from lingcha.release.publish import publish
from tests.release.conftest import AS_OF, correct, make_release

# Tables with a column that names the release or its code; see meta.published_table.build_columns.
NAMING = {"meta.release", "quality.fct_finding"}


def again(home: DataHome, as_of: date, known_at: datetime) -> Release:
    """What `lingcha release --as-of --as-known-at` does."""
    with hold(home):
        plan = plan_release(home, as_of, known_at)
        landing = land_inputs(home, plan)
        candidate = build(home, plan, landing)
        return publish(home, assemble(home, plan, landing, candidate, judge_candidate(plan, candidate)))


def known_at(release: Release) -> datetime:
    return datetime.fromisoformat(release.manifest["as_known_at"])


def assert_same_world(first: Release, second: Release) -> None:
    one, other = first.manifest, second.manifest
    assert one["inputs"] == other["inputs"] and one["as_of"] == other["as_of"]
    assert one["as_known_at"] == other["as_known_at"]
    assert {t for t in one["tables"] if one["tables"][t] != other["tables"][t]} <= NAMING
    assert one["verdicts"] == other["verdicts"]
    found = compare_releases(first, second)
    assert (found.tables, found.circumstances, found.causes, found.dropped) == ((), {}, {}, ())
    assert found.same == len(one["tables"])


@pytest.mark.long
def test_an_earlier_release_comes_out_again_after_a_correction(official: DataHome) -> None:
    """T lies before the correction; what came later and what was built of it leaves no trace."""
    first, corrected = (find_release(official, f"2022-08-31-r00{n}") for n in (1, 2))
    assert first.manifest["tables"] != corrected.manifest["tables"]
    assert_same_world(first, again(official, AS_OF, known_at(first)))
    assert_same_world(corrected, again(official, AS_OF, known_at(corrected)))


@pytest.mark.long
def test_an_earlier_date_comes_out_again_after_later_ones(city: DataHome, tmp_path: Path) -> None:
    """D is moved back, then corrections come; the earlier D at the earlier T is the same as before."""
    first = find_release(city, "provisional")
    july = again(city, date(2022, 7, 31), known_at(first))
    assert july.manifest["tables"]["core.fct_person"] != first.manifest["tables"]["core.fct_person"] or (
        july.manifest["verdicts"] != first.manifest["verdicts"]
    )
    correct(city, tmp_path / "later")
    make_release(city)
    assert_same_world(july, again(city, date(2022, 7, 31), known_at(first)))


def test_the_moment_of_a_release_can_be_given_on_the_command_line(city: DataHome) -> None:
    """release.json prints T to the microsecond; the option reads what is printed."""
    from lingcha.commands.outcome import Moment

    first = find_release(city, "provisional")
    assert Moment().convert(first.manifest["as_known_at"], None, None) == known_at(first)


@pytest.mark.parametrize("offset", [-1, 0])
def test_t_is_exact_to_the_arrival(official: DataHome, offset: int) -> None:
    """At the moment of the first corrected arrival it counts; one microsecond before it does not."""
    from datetime import timedelta

    from lingcha.archive.resolve import resolve

    every = resolve(official)
    first = min(r.received_at for r in every if r.supersedes)
    counted = resolve(official, first + timedelta(microseconds=offset))
    assert any(r.supersedes for r in counted) == (offset == 0)
