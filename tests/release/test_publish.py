"""Publishing is one step: whatever stops a run, readers have the old release or the new one, and the next
run goes on.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from lingcha.archive.findings import read_findings_journal
from lingcha.errors import LingchaError
from lingcha.home import DataHome, open_home
from lingcha.landing.known import known_findings
from lingcha.lock import hold
from lingcha.release.channels import complete_publication, find_release, list_releases, prune, roll_back
from lingcha.release.contents import open_hardened
from lingcha.release.plan import plan_release
from lingcha.release.verify import verify
from tests.release.conftest import AS_OF, correct, make_assembled, make_release


@pytest.fixture
def corrected(city: DataHome, tmp_path: Path) -> DataHome:
    """The held city after the corrected workbooks have come, not yet released."""
    correct(city, tmp_path)
    return city


def _shown(home: DataHome, channel: str) -> str:
    return find_release(home, channel).release_id


def test_corrections_make_it_official_on_both_channels(official: DataHome) -> None:
    assert [r.release_id for r in list_releases(official)] == ["2022-08-31-r001", "2022-08-31-r002"]
    assert _shown(official, "official") == _shown(official, "provisional") == "2022-08-31-r002"
    assert find_release(official, "official").manifest["previous"]["release_id"] == "2022-08-31-r001"


def test_nothing_new_builds_nothing(city: DataHome) -> None:
    with hold(city):
        plan = plan_release(city, AS_OF)
    assert plan.unchanged is not None and plan.unchanged.release_id == "2022-08-31-r001"


def test_new_parameters_a_new_date_or_new_workbooks_need_a_release(city: DataHome, tmp_path: Path) -> None:
    city.parameters.write_text(
        "param_id,scope_code,valid_from,valid_to,value,unit,status,confirmed,source\n", encoding="utf-8"
    )
    changed = plan_release(city, AS_OF).unchanged
    city.parameters.unlink()
    assert changed is None
    assert plan_release(city, AS_OF.replace(month=7, day=31)).unchanged is None
    correct(city, tmp_path)
    assert plan_release(city, AS_OF).unchanged is None


def test_the_default_date_is_the_latest_reported_period(city: DataHome) -> None:
    assert plan_release(city).as_of == AS_OF


def test_an_empty_home_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(LingchaError) as caught:
        plan_release(open_home(tmp_path / "new"))
    assert caught.value.code == "E_NOTHING_SUBMITTED"


def test_a_run_killed_between_rename_and_link_is_completed_by_the_next(official: DataHome) -> None:
    official.channel("official").unlink()
    official.channel("provisional").unlink()
    official.channel("provisional").symlink_to("releases/2022-08-31-r001")
    with hold(official):
        plan = plan_release(official, AS_OF)
    assert plan.unchanged is not None
    assert _shown(official, "official") == _shown(official, "provisional") == "2022-08-31-r002"


def test_a_run_killed_between_sealing_and_rename_starts_clean(corrected: DataHome) -> None:
    with hold(corrected):
        _, assembled = make_assembled(corrected)
        assembled.sealed.rename(corrected.restricted / assembled.release_id)
        (corrected.returns / "411221" / assembled.release_id).mkdir(parents=True)
        plan = plan_release(corrected, AS_OF)
    assert plan.release_id == assembled.release_id and plan.unchanged is None
    assert list(corrected.work.iterdir()) == []
    assert not (corrected.restricted / plan.release_id).exists()
    assert not (corrected.returns / "411221" / plan.release_id).exists()
    assert (corrected.restricted / "2022-08-31-r001").exists()


def test_drafts_of_killed_runs_go_wherever_they_lie(city: DataHome) -> None:
    unsent = city.returns / "411221" / ".2022-08-31-r002.draft"
    (unsent / "sub").mkdir(parents=True)
    drafts = [
        city.archive / ".seen.json.0123abcd",
        city.archive / "findings" / ".00000002.parquet.0123abcd",
        city.warehouse / ".provisional.0123abcd",
    ]
    for draft in drafts:
        draft.symlink_to("releases")  # nothing follows it
    other = city.archive / ".snapshot"  # of a file server, say
    other.mkdir()
    plan_release(city, AS_OF)
    assert not [d for d in [unsent, *drafts] if d.is_symlink() or d.exists()]
    assert other.exists() and city.releases.exists()


def test_a_clock_set_back_hides_nothing(city: DataHome, monkeypatch: pytest.MonkeyPatch) -> None:
    """Receipts and the findings of the release before stay known when the clock of the machine fell back."""
    before = find_release(city, "provisional").manifest
    known_at = datetime.fromisoformat(before["as_known_at"])
    monkeypatch.setattr("lingcha.release.plan.beijing_now", lambda: known_at - timedelta(days=3))
    plan = plan_release(city, AS_OF)
    assert timedelta() < plan.as_known_at - known_at <= timedelta(seconds=1)
    assert known_findings(city, plan.as_of, plan.as_known_at).num_rows > 0
    assert known_findings(city, plan.as_of, known_at - timedelta(days=3)) is None  # what it would have seen


def test_a_moment_that_somebody_named_is_not_taken_for_the_clock(
    city: DataHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    (entry,) = read_findings_journal(city)
    ahead = replace(entry, as_known_at=entry.as_known_at + timedelta(days=3650))
    monkeypatch.setattr("lingcha.release.plan.read_findings_journal", lambda _: [ahead])
    assert plan_release(city, AS_OF).as_known_at < entry.as_known_at + timedelta(days=1)


def test_readers_are_never_disturbed(official: DataHome) -> None:
    """Readers open the channel again and again while it is switched to and fro: always one whole release."""
    warehouse = official.channel("provisional") / "warehouse.duckdb"
    seen: set[str] = set()
    failures: list[Exception] = []
    over = threading.Event()

    def read() -> None:
        while not over.is_set():
            try:
                with open_hardened(warehouse) as connection:
                    for _ in range(3):
                        ids = connection.execute(
                            "select release_id from meta.release union"
                            " select last_seen_release from quality.fct_finding where detected"
                        ).fetchall()
                        assert len(ids) == 1
                        seen.add(ids[0][0])
            except (duckdb.Error, AssertionError) as error:
                failures.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for turn in range(40):
        roll_back(official, "provisional", f"2022-08-31-r{turn % 2 + 1:03d}")
        time.sleep(0.02)
    over.set()
    for reader in readers:
        reader.join()
    assert failures == []
    assert seen == {"2022-08-31-r001", "2022-08-31-r002"}


def test_going_back_holds_until_something_newer_is_published(official: DataHome) -> None:
    roll_back(official, "provisional", "2022-08-31-r001")
    complete_publication(official)
    assert _shown(official, "provisional") == "2022-08-31-r001"
    roll_back(official, "provisional", "2022-08-31-r002")
    complete_publication(official)
    assert _shown(official, "provisional") == "2022-08-31-r002"


def test_going_back_is_ended_by_a_newer_release(corrected: DataHome) -> None:
    roll_back(corrected, "provisional", "2022-08-31-r001")
    make_release(corrected)
    assert _shown(corrected, "provisional") == "2022-08-31-r002"


def test_a_held_release_is_never_official(official: DataHome) -> None:
    with pytest.raises(LingchaError) as caught:
        roll_back(official, "official", "2022-08-31-r001")
    assert caught.value.code == "E_CHANNEL"
    with pytest.raises(LingchaError) as caught:
        roll_back(official, "official", "2022-08-31-r009")
    assert caught.value.code == "E_RELEASE_UNKNOWN"


def test_who_names_no_release_is_told_which_there_are(official: DataHome, tmp_path: Path) -> None:
    with pytest.raises(LingchaError, match="现有发布：2022-08-31-r002、2022-08-31-r001（") as caught:
        find_release(official, "2022-08-31-r009")
    assert str(official.releases) in str(caught.value)
    with pytest.raises(LingchaError, match="还没有任何发布"):
        find_release(open_home(tmp_path / "empty"), "2022-08-31-r001")


def test_prune_keeps_what_is_shown(official: DataHome) -> None:
    roll_back(official, "provisional", "2022-08-31-r001")
    assert prune(official, keep=1) == []
    roll_back(official, "provisional", "2022-08-31-r002")
    assert prune(official, keep=1) == ["2022-08-31-r001"]
    assert [r.release_id for r in list_releases(official)] == ["2022-08-31-r002"]
    assert not (official.restricted / "2022-08-31-r001").exists()
    verify(official, find_release(official, "official"))


def test_a_second_run_waits_and_then_refuses_in_a_sentence(city: DataHome) -> None:
    script = (
        "import sys\nfrom pathlib import Path\n"
        "from lingcha.home import DataHome\nfrom lingcha.lock import hold\n"
        "with hold(DataHome(Path(sys.argv[1]))):\n    print('held', flush=True)\n    sys.stdin.read()\n"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", script, str(city.root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=dict(os.environ),
    )
    assert other.stdin is not None and other.stdout is not None
    other.stdout.readline()
    with pytest.raises(LingchaError) as caught, hold(city, wait_seconds=0.5):
        pass
    assert caught.value.code == "E_HOME_BUSY"
    other.send_signal(signal.SIGKILL)
    other.wait()
    with hold(city, wait_seconds=0.5), hold(city, wait_seconds=0.5):
        pass
    other.stdin.close()
    other.stdout.close()
