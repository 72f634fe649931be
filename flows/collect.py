"""The flow that takes what is new in the inbox."""

from pathlib import Path

from prefect import flow
from prefect.artifacts import create_table_artifact

from flows.steps import progress, step
from lingcha.archive.receive import CollectResult, receive
from lingcha.archive.resolve import resolve
from lingcha.home import DataHome, open_home
from lingcha.lock import hold
from lingcha.release.tables import submission_table


@flow(name="collect", description="收取：归档并读取收件目录中的新报表")
def collect(home_dir: str, inbox_dir: str | None = None) -> CollectResult:
    """Archives and reads everything new below the inbox (default: the home's own)."""
    home = open_home(Path(home_dir))
    with hold(home):
        result = take_in(home, Path(inbox_dir) if inbox_dir else home.inbox)
        show_submissions(home)
    return result


# An inbox is often a network share: a file that could not be read now may be readable in a moment.
@step("收取与读取", retries=2)
def take_in(home: DataHome, inbox: Path) -> CollectResult:
    with progress("收取与读取") as report:
        return receive(home, inbox, report)


@step("报送一览")
def show_submissions(home: DataHome) -> None:
    create_table_artifact(submission_table(resolve(home)), key="submissions", description="报送一览")
