"""What a step lets out: sentences, never the message of some library, which may quote a row."""

import sqlite3
from contextlib import closing

import pytest

from flows.api import prefect_api
from lingcha.errors import LingchaError
from lingcha.home import DataHome

SECRET = "411202199001019915"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ValueError(f"Could not convert {SECRET}"), "E_UNEXPECTED"),
        (LingchaError("E_OWN", "自己的话"), "E_OWN"),
        (PermissionError(13, "Permission denied", "/some/file"), "E_FILE"),
    ],
)
def test_errors_leave_as_sentences(home: DataHome, error: Exception, code: str) -> None:
    with prefect_api(home):
        from prefect import flow

        from flows.steps import step

        @step("失败的一步")
        def fail() -> None:
            raise error

        @flow(name="失败")
        def failing() -> None:
            fail()

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
