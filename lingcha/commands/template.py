"""``lingcha template``: the blank official workbook of a form."""

from datetime import date
from pathlib import Path

import click

from lingcha.commands.outcome import Day
from lingcha.contract.forms import load_forms
from lingcha.contract.periods import due_period
from lingcha.errors import LingchaError
from lingcha.project import read_reference
from lingcha.template.write import write_template


@click.command("template")
@click.argument("form_code", metavar="FORM")
@click.option(
    "--layout",
    type=click.Choice(["table", "key_value"]),
    default="table",
    help="表格（默认），或每行一个项目的问卷式（编号、填表项目、单位、数量）",
)
@click.option("--unit", metavar="CODE", help="填报单位代码，写入“填报单位”")
@click.option("--as-of", type=Day(), help="截止日 D：填入此日应报的报告期末（默认：留空，由填报人填写）")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="输出文件（默认：当前目录，按表名命名）"
)
def command(form_code: str, layout: str, unit: str | None, as_of: date | None, out: Path | None) -> None:
    """Write the blank official workbook of FORM, for example XM01. 生成空白报表模板。

    \b
    lingcha template XM01                                    anybody's
    lingcha template XM01 --unit 411282 --as-of 2022-08-31   for 灵宝市, the period that is due at this date
    lingcha template BB01 --layout key_value                 the questionnaire of a form that has one
    """
    forms = load_forms()
    form = forms.get(form_code.upper())
    if form is None:
        raise LingchaError("E_FORM_UNKNOWN", f"没有报表 {form_code}。现有报表：{'、'.join(forms)}。")
    shown = form.as_key_value() if layout == "key_value" else form
    if shown is None:
        having = "、".join(f.code for f in forms.values() if f.key_value)
        raise LingchaError(
            "E_LAYOUT_UNKNOWN", f"报表 {form.code} 没有问卷式表样。有问卷式表样的报表：{having}。"
        )
    names = {r["reporting_unit_code"]: r["name_zh"] for r in read_reference("reporting_unit")}
    if unit is not None and unit not in names:
        known = "、".join(f"{code} {name}" for code, name in names.items())
        raise LingchaError("E_UNIT_UNKNOWN", f"没有填报单位 {unit}。现有单位：{known}。")
    period = due_period(form, as_of) if as_of else None
    name = names[unit] if unit else ""
    target = out or Path(f"{'_'.join(filter(None, (name, form.code, form.title)))}.xlsx")
    if not target.parent.is_dir():
        raise LingchaError("E_OUT_FOLDER", f"目录 {target.parent} 不存在，请先建立。")
    write_template(shown, target, name, period.end if period else None)
    click.echo(f"已生成 {target}")
