"""A step is a Prefect task around one function of ``lingcha``; here are what all steps share: errors,
retries, progress.
"""

import contextvars
import functools
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, ParamSpec, TypeVar, cast
from uuid import UUID

from prefect import task
from prefect.artifacts import create_progress_artifact, update_progress_artifact
from prefect.cache_policies import NO_CACHE
from rich.console import Console
from rich.progress import Progress

from lingcha.disk import disk_failure, failing_disk
from lingcha.durable import remove_tree
from lingcha.errors import LingchaError, unexpected
from lingcha.home import DataHome
from lingcha.release.plan import Plan

P = ParamSpec("P")
R = TypeVar("R")

RETRY_DELAY_SECONDS = 5
ProgressCallback = Callable[[int, int, str], None]


def step(name: str, retries: int = 0) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Makes a function a task with this name. ``retries``: only for steps that read what others write, and
    only for file errors.

    Prefect keeps the message of an exception in its database, and a message may quote a row. So whatever is
    not a LingchaError leaves a step as E_UNEXPECTED with its kind and place; LINGCHA_TRACEBACK=1 lets it
    through for debugging.
    """

    def wrap(function: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(function)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                with _emptied_on_failure(args):
                    return function(*args, **kwargs)
            except LingchaError:
                raise
            except Exception as error:
                if os.environ.get("LINGCHA_TRACEBACK") and not isinstance(error, OSError):
                    raise
                raise as_sentence(error, _home(args)) from None

        settings = task(
            name=name,
            retries=retries,
            retry_delay_seconds=RETRY_DELAY_SECONDS,
            retry_condition_fn=_is_file_error,
            cache_policy=NO_CACHE,
        )
        return settings(guarded)

    return wrap


@contextmanager
def progress(title: str) -> Iterator[ProgressCallback]:
    """A callback (done, total, what) that moves a bar in the terminal and a progress artifact in Prefect."""
    artifact = cast(UUID, create_progress_artifact(progress=0.0, description=title))
    told = 0.0
    context = contextvars.copy_context()  # dbt reports from a thread of its own, which knows no server
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bars:
        bar = bars.add_task(title, total=None)

        def report(done: int, total: int, what: str) -> None:
            nonlocal told
            bars.update(bar, total=total, completed=done, description=f"{title} {what}")
            # A second between two calls to the server: a city has hundreds of files and models.
            if time.monotonic() - told >= 1.0:
                share = 100.0 * done / max(total, 1)
                context.run(update_progress_artifact, artifact, progress=share)
                told = time.monotonic()

        yield report
    update_progress_artifact(artifact, progress=100.0)


def _is_file_error(_task: Any, _run: Any, state: Any) -> bool:
    error = state.result(raise_on_failure=False)
    return isinstance(error, LingchaError) and error.code == "E_FILE"


def as_sentence(error: Exception, home: DataHome | None) -> LingchaError:
    """What may be told of any exception. A full or read-only disk is named even when the exception does not
    name it: Prefect's server only answers that something went wrong.
    """
    full = home and (disk_failure(error, home.root) or failing_disk(home.work))
    return full or (_file_error(error) if isinstance(error, OSError) else unexpected(error))


@contextmanager
def _emptied_on_failure(arguments: tuple[Any, ...]) -> Iterator[None]:
    """A run that ends without a release leaves no rows in the clear. On a full disk it also leaves the room
    that Prefect needs to write down why.
    """
    try:
        yield
    except BaseException:
        if not os.environ.get("LINGCHA_TRACEBACK"):
            for plan in (a for a in arguments if isinstance(a, Plan)):
                with suppress(OSError):
                    remove_tree(plan.run_dir)
        raise


def _home(arguments: tuple[Any, ...]) -> DataHome | None:
    """The home on which a step works: it gets the home itself, or a plan with the folder of a run in it."""
    for one in arguments:
        if isinstance(one, DataHome):
            return one
        if isinstance(one, Plan):
            return DataHome(one.run_dir.parent.parent)
    return None


def _file_error(error: OSError) -> LingchaError:
    return LingchaError(
        "E_FILE",
        f"读写文件失败：{error.filename or ''}（{error.strerror}）。请检查磁盘与权限后重试。",
        exit_code=1,
    )
