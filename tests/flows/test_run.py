"""The main job from the command line, and what Prefect keeps of it."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from lingcha.project import ROOT
from lingcha.sample import write_city
from lingcha.sample.defects import Defect

ID_NUMBER = re.compile(rb"(?<![0-9A-Fa-f])[1-9][0-9]{16}[0-9Xx](?![0-9A-Fa-f])")


class Place:
    """A home and the commands that are run on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "home"
        self.home.mkdir(mode=0o700)

    def lingcha(self, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT_", "LINGCHA_"))}
        own = {"LINGCHA_HOME": str(self.home), "LINGCHA_KEY_FILE": str(self.folder / "key")}
        command = [sys.executable, "-m", "lingcha", *arguments]
        return subprocess.run(
            command,
            env=kept | own | environment,
            capture_output=True,
            text=True,
            timeout=1500,
            cwd=self.folder,
        )

    def history(self, sql: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.home / "prefect" / "prefect.db")) as connection:
            return connection.execute(sql).fetchall()

    def tasks(self) -> list[str]:
        """Names of the task runs so far, without the part that Prefect appends, in their order."""
        return [n.rsplit("-", 1)[0] for (n,) in self.history("select name from task_run order by start_time")]


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> tuple[Place, "subprocess.CompletedProcess[str]"]:
    """A first run over a city with one defect."""
    place = Place(tmp_path_factory.mktemp("run"))
    write_city(place.home / "inbox", "0.0005", defects=[Defect("DQ-02", "411221", 1)])
    (place.home / "inbox" / "truth.json").unlink()
    (place.home / "inbox" / "parameters.csv").rename(place.home / "parameters.csv")
    return place, place.lingcha("run")


def test_a_city_with_a_defect_is_held(held: tuple[Place, "subprocess.CompletedProcess[str]"]) -> None:
    place, done = held
    assert done.returncode == 3, done.stderr
    assert "数据质量差错率：1/" in done.stdout and "暂缓正式发布" in done.stdout
    assert (place.home / "warehouse" / "provisional" / "evidence" / "report.html").exists()
    assert not (place.home / "warehouse" / "official").exists()
    assert list((place.home / "returns" / "411221").glob("*/*.xlsx"))
    assert list((place.home / "work").iterdir()) == []
    assert "Traceback" not in done.stderr and "nanobind" not in done.stderr


def test_prefect_knows_flows_tasks_and_artifacts(
    held: tuple[Place, "subprocess.CompletedProcess[str]"],
) -> None:
    place, _ = held
    flows = place.history(
        "select flow.name, state_type from flow_run join flow on flow.id = flow_run.flow_id"
    )
    assert sorted(flows) == [("collect", "COMPLETED"), ("release", "COMPLETED"), ("run", "COMPLETED")]
    assert set(place.tasks()) >= {
        "收取与读取",
        "报送一览",
        "计划",
        "落地",
        "构建",
        "校验",
        "整理与佐证",
        "结论一览",
        "退回",
        "发布",
    }
    artifacts = dict(place.history("select key, data from artifact where key is not null"))
    tables = {key: json.loads(json.loads(data)) for key, data in artifacts.items()}
    assert "渑池县" in {row["填报单位"] for row in tables["submissions"]}
    assert [r["单位"] for r in tables["verdicts"] if r["结论"] == "未达标"] == ["全市", "渑池县"]
    progress = place.history("select data from artifact where type = 'progress'")
    assert [float(p) for (p,) in progress] == [100.0, 100.0]


def test_no_id_number_is_in_what_a_run_leaves_open(
    held: tuple[Place, "subprocess.CompletedProcess[str]"],
) -> None:
    place, done = held
    said = (done.stdout + done.stderr).encode()
    kept = [p for folder in ("prefect", "cache") for p in (place.home / folder).rglob("*") if p.is_file()]
    assert kept and not ID_NUMBER.search(said)
    # dbt keeps the project's own invented numbers, those of its unit tests.
    invented = {n for p in (ROOT / "models").rglob("*.yml") for n in ID_NUMBER.findall(p.read_bytes())}
    assert [p for p in kept if set(ID_NUMBER.findall(p.read_bytes())) - invented] == []


def test_nothing_new_is_said_and_nothing_built(
    held: tuple[Place, "subprocess.CompletedProcess[str]"],
) -> None:
    place, _ = held
    before = place.tasks()
    done = place.lingcha("run")
    assert done.returncode == 3, done.stderr
    assert "没有新文件" in done.stdout and "没有变化，未重新构建" in done.stdout
    assert [p.name for p in (place.home / "warehouse" / "releases").iterdir()] == ["2022-08-31-r001"]
    # A flow within a flow is a task run, too.
    assert place.tasks()[len(before) :] == ["collect", "收取与读取", "报送一览", "release", "计划"]


def test_wrong_use_is_a_sentence_and_exit_2(held: tuple[Place, "subprocess.CompletedProcess[str]"]) -> None:
    place, _ = held
    for arguments in (
        ("run", "--as-of", "2022-13-01"),
        ("run", "--as-known-at", "gestern"),
        ("verify", "2022-08-31-r077"),
        ("verify", "official"),
        ("rollback", "official", "2022-08-31-r001"),
        ("rollback", "nightly", "2022-08-31-r001"),
    ):
        done = place.lingcha(*arguments)
        assert done.returncode == 2, (arguments, done.stderr)
        assert "Traceback" not in done.stderr


def test_an_empty_home_is_a_sentence(tmp_path: Path) -> None:
    done = Place(tmp_path).lingcha("run")
    assert done.returncode == 2
    assert "E_NOTHING_SUBMITTED" in done.stderr and "Traceback" not in done.stderr


def test_an_unsound_candidate_is_refused_with_exit_4(tmp_path: Path) -> None:
    """A home without any submission, judged at a date: the counts of the integrity suite are missing."""
    place = Place(tmp_path)
    done = place.lingcha("release", "--as-of", "2022-08-31")
    assert done.returncode == 4, done.stderr
    assert "E_GATE" in done.stderr and "Traceback" not in done.stderr
    assert list((place.home / "warehouse" / "releases").iterdir()) == []
    assert not (place.home / "warehouse" / "provisional").is_symlink()
