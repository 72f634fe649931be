"""The blank official workbook of a form."""

from datetime import date, datetime, time
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from lingcha.contract.forms import Form
from lingcha.durable import appearing
from lingcha.template.layout import FIRST_DATA_ROW, Formula, Row, SheetStyle, total_fields, write_form_sheet

BLANK_ROWS = 20
_NOTES = (
    "橙色底纹的列必填，其他列按批注填写；鼠标停在表头上可看说明。",
    "不要改动、合并或删除表头的列；空行不够时在合计行以上插入行。",
    "证件号码、电话、编号按文本填写；年月写作 202208，日期写作 2022-08-31。",
)


def write_template(form: Form, target: Path, unit_name: str = "", cutoff: date | None = None) -> None:
    """Write the workbook; the same arguments give the same bytes. unit_name and cutoff may be left open."""
    with appearing(target) as file:
        workbook = Workbook(file, {"in_memory": True})
        # The form's version dates the file: a template must not differ from day to day.
        workbook.set_properties(
            {"title": form.title, "created": datetime.combine(date(int(form.version), 1, 1), time.min)}
        )
        style = SheetStyle(entry_aids=True, blank_rows=BLANK_ROWS, notes=_NOTES)
        write_form_sheet(workbook, form, unit_name, "", cutoff, totals=_totals(form), style=style)
        workbook.close()
    target.chmod(0o644)  # nothing in it is personal, and it is made to be passed on


def _totals(form: Form) -> Row | None:
    """Sums over the blank rows, which grow with inserted rows; None when the form has no 合计 row."""
    if form.totals == "none":
        return None
    last = FIRST_DATA_ROW + BLANK_ROWS - 1
    names = [c.name for c in form.columns]
    letters = {name: xl_col_to_name(names.index(name)) for name in total_fields(form)}
    return {n: Formula(f"=SUM({x}{FIRST_DATA_ROW}:{x}{last})") for n, x in letters.items()}
