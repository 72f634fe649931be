"""The command line. Each command is a module below ``lingcha/commands``, imported only when it is called."""

import atexit
import importlib
import logging
import os
import sys
from pathlib import Path

import click

from lingcha import quiet
from lingcha.disk import disk_failure
from lingcha.errors import LingchaError, unexpected

COMMANDS = {
    "run": "collect + release: the main job  收取并发布",
    "collect": "read what is new in the inbox  收取新报送",
    "release": "build, judge and publish  构建、校验、发布",
    "status": "units x forms x period  报送情况一览",
    "check": "a county's own files before it submits  报送前自查",
    "explain": "where a published figure comes from  公开数字的来历",
    "verify": "re-check a release  复核一次发布",
    "diff": "what changed between releases  比较两次发布",
    "returns": "write the workbooks that go back  生成退回表",
    "template": "blank official workbook of a form  空白报表模板",
    "confirm": "accept a correction that shrank  确认缩减的更正",
    "sample": "a synthetic city as workbooks  合成样例城市",
    "demo": "a small city end to end  小城市全流程演示",
    "serve": "run the flows on their schedules  按计划运行",
    "docs": "dbt documentation as one page  数据仓库文档",
    "rollback": "point a channel at an older release  回退到旧发布",
    "sign": "sign a release  给发布签名",
    "keep": "mark a release that must stay  标记须保留的发布",
    "prune": "remove old releases  清理旧发布",
    "backup": "copy the data home, with checksums  备份数据目录",
    "restore": "put a backup into a new home  从备份恢复",
    "disclose": "open personal data, noted down  查看个人信息（留痕）",
}


class LazyGroup(click.Group):
    """Imports a command's module on first use: `lingcha status` must not pay for Great Expectations."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"lingcha.commands.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="lingcha")
def cli() -> None:
    """零差 lingcha: county ledgers in, an official release out.

    Start with `lingcha demo`. The data home is LINGCHA_HOME (default ./var).

    Exit codes: 0 official release; 3 held (provisional only); 4 refused; 2 wrong use; 1 unexpected.
    """


def _say_warnings() -> None:
    """Warnings of our own go to the terminal as sentences, whatever Prefect does to the root logger."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("lingcha")
    logger.addHandler(handler)
    logger.propagate = False


def main() -> None:
    """Entry point: turns a LingchaError into its sentence and exit code."""
    quiet.silence()
    _say_warnings()
    ended = [1]
    atexit.register(_leave, ended)  # the first to be registered is the last to be called
    try:
        cli(standalone_mode=True)
    except LingchaError as error:
        ended[0] = _say(error)
    except Exception as error:
        if os.environ.get("LINGCHA_TRACEBACK"):
            raise
        full = disk_failure(error, Path(os.environ.get("LINGCHA_HOME", "var")))
        ended[0] = _say(full or unexpected(error))
    except SystemExit as leaving:
        ended[0] = leaving.code if isinstance(leaving.code, int) else 0
    sys.exit(ended[0])


def _say(error: LingchaError) -> int:
    click.secho(str(error), fg="red", err=True)
    return error.exit_code


def _leave(ended: list[int]) -> None:
    """Ends a process that used Prefect: its threads outlive the interpreter's farewell, which makes DuckDB
    print a page of "leaked" objects. Everything that had to be closed has been closed by then.
    """
    if "prefect" in sys.modules:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(ended[0])
