"""What a step lets out: sentences, never the message of some library, which may quote a row."""

import sqlite3
from contextlib import closing
from datetime import date

import duckdb
import pytest

from flows.api import prefect_api
from lingcha.archive.clock import beijing_now
from lingcha.errors import LingchaError
from lingcha.home import DataHome
from lingcha.release.code import code_version
from lingcha.release.plan import Plan

SECRET = "411202199001019915"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ValueError(f"Could not convert {SECRET}"), "E_UNEXPECTED"),
        (LingchaError("E_OWN", "自己的话"), "E_OWN"),
        (PermissionError(13, "Permission denied", "/some/file"), "E_FILE"),
        (OSError(28, "No space left on device", "/some/file"), "E_DISK_FULL"),
        (OSError(30, "Read-only file system", "/some/file"), "E_DISK_READ_ONLY"),
    ],
)
def test_errors_leave_as_sentences(home: DataHome, error: Exception, code: str) -> None:
    with prefect_api(home):
        from prefect import flow

        from flows.steps import step

        @step("失败的一步")
        def fail(_: DataHome) -> None:
            raise error

        @flow(name="失败")
        def failing() -> None:
            fail(home)

        with pytest.raises(LingchaError) as caught:
            failing()
    assert caught.value.code == code
    assert SECRET not in str(caught.value)
    with closing(sqlite3.connect(home.prefect / "prefect.db")) as history:
        kept = "\n".join(history.iterdump())
    assert code in kept and SECRET not in kept


def test_only_file_errors_are_tried_again(home: DataHome, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[str] = []
    with prefect_api(home):
        from prefect import flow

        from flows import steps

        monkeypatch.setattr(steps, "RETRY_DELAY_SECONDS", 0)

        @steps.step("网络盘", retries=2)
        def shaky() -> str:
            tries.append("file")
            if len(tries) < 3:
                raise OSError(5, "Input/output error", "/share/a.xlsx")
            return "read"

        @steps.step("算错", retries=2)
        def wrong() -> None:
            tries.append("wrong")
            raise ValueError

        @flow(name="重试")
        def trying() -> str:
            return shaky()

        @flow(name="不重试")
        def failing() -> None:
            wrong()

        assert trying() == "read"
        with pytest.raises(LingchaError):
            failing()
    assert tries == ["file", "file", "file", "wrong"]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ValueError(SECRET), "E_UNEXPECTED"),
        (duckdb.IOException(f"IO Error: Could not write {SECRET}: No space left on device"), "E_DISK_FULL"),
    ],
)
def test_what_prefect_or_a_flow_raises_leaves_as_a_sentence_too(
    home: DataHome, error: Exception, code: str
) -> None:
    with pytest.raises(LingchaError) as caught, prefect_api(home):
        raise error
    assert (caught.value.code, caught.value.exit_code) == (code, 1)
    assert SECRET not in str(caught.value)


def test_the_sentence_of_a_step_is_told_though_prefect_could_not_keep_it(home: DataHome) -> None:
    """On a full disk the server answers 500 to the news that a step failed."""
    with pytest.raises(LingchaError) as caught, prefect_api(home):
        try:
            raise LingchaError("E_OWN", "自己的话", exit_code=4)
        except LingchaError:
            raise RuntimeError("Server error 500")  # noqa: B904 - as Prefect does
    assert (caught.value.code, caught.value.exit_code) == ("E_OWN", 4)


def test_a_step_that_fails_empties_the_folder_of_its_run(home: DataHome) -> None:
    run_dir = home.work / "2022-08-31-r001"
    (run_dir / "landing").mkdir(parents=True)
    (run_dir / "landing" / "rows.parquet").write_text(SECRET, encoding="utf-8")
    plan = Plan("2022-08-31-r001", date(2022, 8, 31), beijing_now(), "", code_version(), run_dir, None, None)
    with prefect_api(home):
        from prefect import flow

        from flows.steps import step

        @step("失败的一步")
        def refuse(plan: Plan, good: bool) -> None:
            if not good:
                raise LingchaError("E_GATE", "不符", exit_code=4)

        @flow(name="失败")
        def run(good: bool) -> None:
            refuse(plan, good)

        run(good=True)
        assert run_dir.exists()
        with pytest.raises(LingchaError, match="E_GATE"):
            run(good=False)
    assert not run_dir.exists()
