"""``lingcha status``: who delivered what, and how the findings changed. Starts fast: it reads the journal and
the latest ``release.json`` and nothing else.
"""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import click
from rich import box
from rich.table import Table
from rich.text import Text

from lingcha.archive.noticed import Noticed
from lingcha.commands.outcome import as_known_at_option, as_of_option
from lingcha.commands.screen import wide_console
from lingcha.contract.forms import load_forms
from lingcha.home import open_home
from lingcha.project import read_reference
from lingcha.release.changes import CHANGES_ZH, latest_changes
from lingcha.status import Standing, Status, reading_remarks, reporting_status

_STATES = {
    "received": "已报",
    "partial": "未报齐",
    "waiting": "待确认",
    "rejected": "被拒收",
    "missing": "缺报",
    "open": "未到期",
}
_COLOURS = {
    "received": "green",
    "partial": "red",
    "waiting": "yellow",
    "rejected": "red",
    "missing": "red",
    "open": "dim",
}


@click.command("status")
@as_of_option
@as_known_at_option
@click.option("--remarks", "with_remarks", is_flag=True, help="列出读取提示：未读入的列、推定的金额单位等")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON，供其他程序读取")
def command(as_of: date | None, as_known_at: datetime | None, with_remarks: bool, as_json: bool) -> None:
    """Show who delivered what: units x forms for the periods that are due. 报送情况一览。

    \b
    lingcha status                       at the latest reported period
    lingcha status --as-of 2022-08-31    at this date
    lingcha status --remarks             also what was odd about the files that count
    lingcha status --json                for other programs
    """
    home = open_home()
    status, changes = reporting_status(home, as_of, as_known_at), latest_changes(home)
    noticed = reading_remarks(home, as_known_at) if with_remarks else []
    if as_json:
        told = as_dict(status) | ({"findings": changes} if changes else {})
        told |= {"remarks": [_sheet_as_dict(n) for n in noticed]} if with_remarks else {}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    console = wide_console()
    console.print(matrix(status))
    console.print(sentence(status), soft_wrap=True)
    for line in remarks(status):
        console.print(Text(line), soft_wrap=True)
    for each in noticed:
        line = f"提示 {each.path} 工作表“{each.sheet}”：{each.message_zh}"
        console.print(Text(line), soft_wrap=True)
    if changes:
        console.print(change_matrix(changes))


def change_matrix(changes: dict[str, Any]) -> Table:
    """One row per unit and the city: what the latest release found new, again, and no more."""
    names = {r["reporting_unit_code"]: r["name_zh"] for r in read_reference("reporting_unit")}
    table = Table(title=f"问题变化（发布 {changes['release_id']}）", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("单位")
    for name in CHANGES_ZH.values():
        table.add_column(name, justify="right", no_wrap=True)
    for row in changes["units"]:
        name = names.get(row["reporting_unit_code"], "全市")
        table.add_row(name, *(str(row[each]) for each in CHANGES_ZH))
    return table


def matrix(status: Status) -> Table:
    """Rows are forms with their period, columns are units; narrow enough for a terminal of 80 columns."""
    names = {r["reporting_unit_code"]: r["name_zh"] for r in read_reference("reporting_unit")}
    units = list(dict.fromkeys(s.expected.reporting_unit_code for s in status.standings))
    table = Table(title=f"报送情况（截止日 {status.as_of}）", box=box.SIMPLE_HEAD, leading=1, pad_edge=False)
    table.add_column("报表", min_width=16, overflow="fold")
    for unit in units:
        table.add_column(names[unit], justify="right", no_wrap=True)
    for code in dict.fromkeys(s.expected.form_code for s in status.standings):
        row = {s.expected.reporting_unit_code: s for s in status.standings if s.expected.form_code == code}
        first = next(iter(row.values())).expected
        head = f"{code} {load_forms()[code].title}\n{first.period.end} 期\n{first.due_date} 截止"
        table.add_row(head, *(_cell(row[u]) for u in units))
    return table


def _cell(standing: Standing) -> Text:
    """State, rows that count, and what is wrong with them, one below the other."""
    lines = [_STATES[standing.state]]
    if standing.state == "partial":
        lines.append(f"缺{len(standing.missing_townships)}个乡镇")
    if standing.parts:
        lines.append(f"{standing.accepted}行")
    if standing.late:
        lines.append("迟报")
    if standing.quarantined:
        lines.append(f"隔离{standing.quarantined}")
    colour = "yellow" if standing.late or standing.quarantined else _COLOURS[standing.state]
    return Text("\n".join(lines), style=colour)


def sentence(status: Status) -> str:
    """The totals in one line."""
    standings = status.standings
    late = sum(s.late for s in standings)
    return (
        f"应报 {len(standings)} 份：已报 {status.count('received')}（其中迟报 {late}），"
        f"未报齐 {status.count('partial')}，"
        f"待确认 {status.count('waiting')}，被拒收 {status.count('rejected')}，"
        f"缺报 {status.count('missing')}，未到期 {status.count('open')}。"
        f"收下 {sum(s.accepted for s in standings)} 行，隔离 {sum(s.quarantined for s in standings)} 行。"
    )


def remarks(status: Status) -> Iterable[str]:
    """What somebody has to act on, one line each."""
    for s in status.standings:
        if s.missing_townships:
            names = "、".join(s.missing_townships)
            yield f"未报齐 {s.expected.reporting_unit_code} {s.expected.form_code}：缺{names}"
    for r in status.to_confirm:
        yield f"待确认 {r.submission_id}（{r.reporting_unit_code} {r.form_code}，{r.file_name}）：{r.note_zh}"
    for r in status.rejected:
        yield f"未采用 {r.reporting_unit_code} {r.form_code}（{r.file_name}）：{r.note_zh}"
    for a in status.refused:
        yield f"拒收 {a.path} [{a.code}]：{a.message_zh}"
    for n in status.refused_sheets:
        yield f"拒收 {n.path} 工作表“{n.sheet}” [{n.code}]：{n.message_zh}"


def as_dict(status: Status) -> dict[str, object]:
    """The status for other programs; states are the English names of ``lingcha.status``."""
    return {
        "as_of": status.as_of.isoformat(),
        "submissions": [
            {
                "form_code": s.expected.form_code,
                "reporting_unit_code": s.expected.reporting_unit_code,
                "period_start": s.expected.period.start.isoformat(),
                "period_end": s.expected.period.end.isoformat(),
                "due_date": s.expected.due_date.isoformat(),
                "state": s.state,
                "missing_townships": list(s.missing_townships),
                "late": s.late,
                "parts": s.parts,
                "rows_accepted": s.accepted,
                "rows_quarantined": s.quarantined,
            }
            for s in status.standings
        ],
        "to_confirm": [{"submission_id": r.submission_id, "note_zh": r.note_zh} for r in status.to_confirm],
        "rejected": [{"submission_id": r.submission_id, "note_zh": r.note_zh} for r in status.rejected],
        "refused": [{"path": a.path, "code": a.code, "message_zh": a.message_zh} for a in status.refused],
        "refused_sheets": [_sheet_as_dict(n) | {"code": n.code} for n in status.refused_sheets],
    }


def _sheet_as_dict(noticed: Noticed) -> dict[str, str]:
    return {"path": noticed.path, "sheet": noticed.sheet, "message_zh": noticed.message_zh}
