"""Deleting everything but the archive and building again tells the same about findings."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from lingcha.archive.findings import read_findings_journal
from lingcha.durable import remove_tree
from lingcha.home import DataHome, open_home
from lingcha.landing.schema import table_schema
from lingcha.lock import hold
from lingcha.release.assemble import assemble
from lingcha.release.candidate import build, judge_candidate, land_inputs
from lingcha.release.channels import list_releases
from lingcha.release.plan import plan_release
from lingcha.release.publish import publish
from tests.release.conftest import AS_OF, make_assembled


def findings(release: Path) -> list[dict[str, Any]]:
    table = pq.read_table(release / "parquet" / "quality.fct_finding.parquet")
    rows: list[dict[str, Any]] = table.sort_by("finding_id").to_pylist()
    return rows


def test_every_release_is_noted_once_and_without_personal_columns(official: DataHome) -> None:
    entries = read_findings_journal(official)
    assert [e.release_id for e in entries] == [r.release_id for r in list_releases(official)]
    for entry in entries:
        assert entry.table().schema.names == table_schema("known_finding").names
        assert not entry.path.stat().st_mode & 0o222
    plan_release(official, AS_OF)
    assert read_findings_journal(official) == entries


@pytest.mark.long
def test_the_archive_alone_remembers_what_was_reported(official: DataHome) -> None:
    first, second = list_releases(official)
    told = {r.release_id: findings(r.folder) for r in (first, second)}
    moments = {r.release_id: datetime.fromisoformat(r.manifest["as_known_at"]) for r in (first, second)}
    # AS-05 asks about the published 到户类 value at a village in every sample city.
    planted = {
        r: [(f["rule_id"], f["status"]) for f in t if f["rule_id"] != "AS-05"] for r, t in told.items()
    }
    assert planted == {first.release_id: [("DQ-02", "open")], second.release_id: [("DQ-02", "fixed")]}
    for path in official.root.iterdir():
        if path.name != "archive":
            remove_tree(path)
    home = open_home(official.root)

    # Made again at their dates, both releases have their old names and say the same, word for word.
    for release in (second, first):
        assert _rebuilt(home, release.release_id, moments[release.release_id]) == told[release.release_id]


def _rebuilt(home: DataHome, release_id: str, known_at: datetime) -> list[dict[str, Any]]:
    with hold(home):
        plan = plan_release(home, AS_OF, known_at)
        assert plan.release_id == release_id
        landing = land_inputs(home, plan)
        candidate = build(home, plan, landing)
        return findings(assemble(home, plan, landing, candidate, judge_candidate(plan, candidate)).folder)


def test_a_run_that_dies_before_its_note_is_noted_by_the_next(
    city: DataHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    with hold(city):
        _, assembled = make_assembled(city)

        def dies(*_arguments: object) -> None:
            raise OSError("power cut")

        with monkeypatch.context() as broken:
            broken.setattr("lingcha.release.channels.append_findings", dies)
            with pytest.raises(OSError, match="power cut"):
                publish(city, assembled)
        assert len(read_findings_journal(city)) == 1
        plan_release(city, AS_OF)
        assert [e.release_id for e in read_findings_journal(city)] == ["2022-08-31-r001", "2022-08-31-r002"]
