"""The sheet 问题汇总: all problems of a unit or of one of its workbooks, for the desk that must act."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

from lingcha.contract.forms import load_forms
from lingcha.returns import style
from lingcha.returns.problem import KINDS, RULE_KINDS, Problem, in_order

_SECTIONS = {
    "missing": "应报未报：本期必须报送而没有收到的报表",
    "rejected": "整份退收：收到但不能读取的文件或工作表，其中数据均未入库",
    "waiting": "待确认的更正：行数大幅减少，经确认后才会替换原报送",
    "unread": "隔离：读不出的单元格（红色），所在行未入库",
    "gap": "缺填错填：必填而空白、或不在代码表内的单元格（橙色），有一处即不能正式发布",
    "exemption": "豁免不成立：列入豁免清单但不起作用的记录，改正或删去前不能正式发布",
    "finding": "问题：已入库但不符合规定（橙色），必须整改",
    "suspect": "疑点：需要核实（黄色），填错的改正单元格，属实的整改，属实而无须更改的按“怎样改”答复；"
    "过了各条期限仍无结果的，截止日在其后的发布按逾期计入",
}
_COLUMNS = {
    "序号": 6,
    "规则": 14,
    "由谁整改": 16,
    "文件": 26,
    "表": 18,
    "工作表": 12,
    "行": 7,
    "列": 18,
    "记录主键": 18,
    "哪里不对": 40,
    "依据": 28,
    "怎样改": 36,
    "期限": 12,
}


@dataclass(frozen=True)
class Summary:
    """What one summary sheet says. deadline: a date as text; file_name: empty for a unit's overview;
    changes: the unit's findings as _CHANGES of read.py counts them, where they are told.
    """

    unit_name: str
    release_id: str
    as_of: str
    deadline: str
    file_name: str
    problems: list[Problem]
    changes: dict[str, Any] | None = None


def write_summary(sheet: Any, summary: Summary) -> None:
    """Fill an empty worksheet, ordinary or write-only. No merged cells, no links: it can be filtered."""
    for position, width in enumerate(_COLUMNS.values(), 1):
        sheet.column_dimensions[get_column_letter(position)].width = width
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    row = _Rows(sheet)
    row.add([f"{summary.unit_name}　{style.SUMMARY_SHEET}"], font=style.TITLE, height=30)
    for line in _preamble(summary):
        row.add([line], font=style.MUTED)
    row.add([])
    _write_counts(row, summary.problems)
    for kind, heading in _SECTIONS.items():
        chosen = [p for p in in_order(summary.problems) if p.kind == kind]
        if chosen:
            row.add([])
            row.add([f"{heading}（{len(chosen)} 处）"], font=style.BOLD)
            row.add(list(_COLUMNS), font=style.BOLD, fill=style.HEAD_FILL, box=True)
            for number, problem in enumerate(chosen, 1):
                _write_problem(row, number, problem)


def _preamble(summary: Summary) -> list[str]:
    lines = [
        f"发布编号：{summary.release_id}　　数据截止日：{summary.as_of}　　整改期限：{summary.deadline}"
        "（疑点的核实期限逐条写明）",
        "请在标色的单元格直接改正，保存后整本重新报送；本页和最右侧的“问题说明”“整改要求”两列不必删除，收取时不读。",
    ]
    if summary.changes:
        lines[1:1] = changes_zh(summary.changes)
    if summary.file_name:
        lines.insert(
            1,
            f"本工作簿：{summary.file_name}。本页只列本工作簿中的单元格和行；全单位的见“问题汇总.xlsx”。",
        )
    return lines


def changes_zh(changes: Mapping[str, int]) -> list[str]:
    """What the rules reported of a unit, how it changed, and how much of it is listed: sums that add up."""
    listed = changes["reported"] - changes["exempt"] - changes["verified_false"]
    lines = [
        "规则报出 {reported} 处 = 新增 {new} + 上次已有 {known} + 改后复现 {returned}；".format(**changes)
        + "其中豁免 {exempt} 处、核实不属实 {verified_false} 处不需整改，".format(**changes)
        + f"其余 {listed} 处列在下面（问题和疑点）。",
        "与上次发布相比，已改正 {fixed} 处，不再报出、不在下面。".format(**changes),
    ]
    if changes["unjudged"]:
        lines[1] += f"上次报出而本次规则未能核查的 {changes['unjudged']} 处，保持原状，也不在下面。"
    return lines


def _write_counts(row: "_Rows", problems: list[Problem]) -> None:
    """A line for each kind and rule, and sums: what the rules reported, what was found without them, both."""
    counts = Counter((p.kind, p.code, p.title) for p in problems)
    order = list(KINDS)
    row.add(["序号", "类别", "规则", "名称", "处数"], font=style.BOLD, fill=style.HEAD_FILL, box=True)
    for number, (key, count) in enumerate(
        sorted(counts.items(), key=lambda e: (order.index(e[0][0]), e[0][1])), 1
    ):
        kind, code, title = key
        height = style.height_of((title, _COLUMNS["由谁整改"] - 2), (code, _COLUMNS["规则"] - 2))
        row.add([number, KINDS[kind], code, title, count], box=True, height=height)
    by_rules = sum(p.kind in RULE_KINDS for p in problems)
    listed = "、".join(KINDS[kind] for kind in order if any(p.kind == kind for p in problems))
    if 0 < by_rules < len(problems):
        row.add(["", "小计", "", "规则报出（问题、疑点）", by_rules], font=style.BOLD, box=True)
        row.add(["", "小计", "", "规则以外", len(problems) - by_rules], font=style.BOLD, box=True)
    row.add(["", "合计", "", f"以下逐条列出（{listed}）", len(problems)], font=style.BOLD, box=True)


def _write_problem(row: "_Rows", number: int, problem: Problem) -> None:
    form = load_forms().get(problem.form)
    values = [
        number,
        problem.code,
        problem.owner,
        problem.file_name,
        f"{problem.form} {form.title}" if form else problem.form,
        problem.sheet,
        problem.row_no if problem.row_no is not None else "",
        _columns(problem),
        problem.record_key,
        problem.what,
        problem.policy,
        problem.remedy,
        problem.deadline,
    ]
    pairs = [(str(value), width - 2) for value, width in zip(values, _COLUMNS.values(), strict=True)]
    row.add(values, box=True, height=style.height_of(*pairs))


def _columns(problem: Problem) -> str:
    """The columns to look at, and those of other forms that the rule read, in the words of their headers."""
    forms = load_forms()
    form = forms.get(problem.form)
    labels = {c.name: c.label for c in form.columns} if form else {}
    columns = "、".join(labels.get(name, name) for name in problem.fields)
    if problem.cell:
        columns = f"{columns}（{problem.cell}）" if columns else problem.cell
    others: dict[str, list[str]] = {}
    for each in problem.elsewhere:
        code, _, name = each.partition(".")
        if code in forms:
            others.setdefault(code, []).append(forms[code].column(name).label)
    told = "；".join(f"{code} {'、'.join(names)}" for code, names in others.items())
    return "；另核对 ".join(filter(None, (columns, told)))


class _Rows:
    """Appends styled rows. In write-only mode a row's height must be known before the row is written."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self.count = 0

    def add(
        self,
        values: list[Any],
        font: Any = style.FONT,
        fill: Any = None,
        box: bool = False,
        height: float | None = None,
    ) -> None:
        self.count += 1
        if height is not None:
            self.sheet.row_dimensions[self.count].height = height
        cells = []
        for value in values:
            cell = WriteOnlyCell(self.sheet)
            style.put(cell, value)
            cell.font = font
            if fill is not None:
                cell.fill = fill
            if box:
                # Numbers to the left as well: 行 would else touch the text of the next column.
                cell.border = style.BOX
                cell.alignment = style.TOP_LEFT if isinstance(value, int) else style.TOP_WRAP
            cells.append(cell)
        self.sheet.append(cells)
