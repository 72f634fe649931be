"""``lingcha demo``: what the whole thing does, on an invented small city."""

import os
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lingcha.commands.outcome import tell_collected, tell_released
from lingcha.durable import remove_tree
from lingcha.errors import LingchaError
from lingcha.home import DataHome, make_private, open_home
from lingcha.lock import hold
from lingcha.sample import write_city, write_corrections

if TYPE_CHECKING:
    from flows.release import ReleaseOutcome

SCALE = "0.002"
SEED = 1


@click.command("demo")
def command() -> None:
    """A small city end to end: a round held for errors, the corrected one, the official release. 小城市演示。

    Writes below var/demo only (or $LINGCHA_HOME/demo) and starts clean each time. People are invented.
    """
    from flows.api import prefect_api
    from lingcha.sample.defects import DEMO, read_defects

    home = _fresh_home(Path(os.environ.get("LINGCHA_HOME", "var")).resolve())
    city = (SCALE, SEED)
    defects = read_defects(DEMO)
    corrected = home.root / "corrected"
    _heading("一、七个单位报送，其中有差错")
    # The counties' part is played by a process of its own, while Prefect starts and the first round runs.
    with hold(home), ProcessPoolExecutor(1, mp_context=get_context("spawn")) as counties:
        planted = counties.submit(write_city, home.inbox, *city, defects=defects)
        corrections = counties.submit(write_corrections, corrected, *city, defects=defects)
        with prefect_api(home):
            _say_what_was_planted(home, planted.result())
            first = _round(home)
            _heading("二、各单位按退回表改正后重报")
            click.echo(f"重报 {len(corrections.result())} 个文件。")
            _send(corrected, home.inbox)
            second = _round(home)
    _expect(first.exit_code, 3, "第一轮应暂缓")
    _expect(second.exit_code, 0, "第二轮应正式发布")
    _say_where_to_look(home, first.release.release_id)
    sys.exit(0)


def _say_what_was_planted(home: DataHome, truth: dict[str, Any]) -> None:
    # The list of what was planted is for us, not a ledger of some unit.
    (home.inbox / "truth.json").rename(home.root / "truth.json")
    (home.inbox / "parameters.csv").rename(home.parameters)
    click.echo(f"应查出的问题 {len(truth['findings'])} 条，无法读取的单元格 {len(truth['quarantined'])} 个。")


def _round(home: DataHome) -> "ReleaseOutcome":
    """Collects what lies in the inbox and releases what then counts; says what came of it."""
    from flows.run import run

    outcome = run(str(home.root))
    tell_collected(home, outcome.collected)
    tell_released(home, outcome.released)
    return outcome.released


def _send(corrected: Path, inbox: Path) -> None:
    for path in sorted(corrected.glob("*/*")):
        path.rename(inbox / path.parent.name / path.name)
    remove_tree(corrected)


def _fresh_home(parent: Path) -> DataHome:
    root, marker = parent / "demo", parent / "demo" / "demo.txt"
    if root.exists() and not marker.exists():
        raise LingchaError("E_DEMO_HOME", f"{root} 已存在且不是演示目录。请移走后重试，演示会清空该目录。")
    remove_tree(root)
    make_private(root)
    marker.write_text("演示数据，可随时删除；lingcha demo 每次重建本目录。\n", encoding="utf-8")
    # A key of its own, beside the home as the rules want it: a look around must not touch the real one.
    os.environ.pop("LINGCHA_KEY", None)
    os.environ["LINGCHA_KEY_FILE"] = str(parent / "demo.key")
    return open_home(root)


def _expect(exit_code: int, wanted: int, sentence: str) -> None:
    if exit_code != wanted:
        raise LingchaError("E_DEMO", f"演示结果与预期不符：{sentence}。", exit_code=1)


def _heading(text: str) -> None:
    click.secho(f"\n{text}", bold=True)


def _say_where_to_look(home: DataHome, held: str) -> None:
    official = home.channel("official")
    returned = sorted(p for p in home.returns.glob(f"*/{held}/*") if p.name != "问题汇总.xlsx")
    _heading("看这里")
    click.echo(f"审计人员  {official / 'evidence' / 'report.html'}")
    click.echo(f"退回表    {returned[0] if returned else home.returns}")
    click.echo(
        f"BI        duckdb:///{official / 'warehouse.duckdb'}"
        "?access_mode=read_only&enable_external_access=false&lock_configuration=true"
    )
    click.echo(f"工程人员  {official / 'release.json'}")
    key = os.environ["LINGCHA_KEY_FILE"]
    click.echo(f"继续试用  export LINGCHA_HOME={home.root} LINGCHA_KEY_FILE={key}，然后 lingcha status")
