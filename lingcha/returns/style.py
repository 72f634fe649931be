"""How a return looks, and the one way in which text enters it: always as text, never as a formula."""

from typing import Any

from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from lingcha.returns.problem import Problem

SUMMARY_SHEET = "问题汇总"
REASON_HEADER = "问题说明"
REMEDY_HEADER = "整改要求"
AUTHOR = "零差"

_COLOURS = {
    "unread": "FFC7CE",
    "gap": "FFD9B3",
    "exemption": "FFD9B3",
    "finding": "FFD9B3",
    "suspect": "FFF2CC",
}
_MARK_COLOURS = {f"00{colour}" for colour in _COLOURS.values()}
ACTIVE = ("=", "+", "-", "@", "\t", "\r")  # first characters that make Excel compute or call a text
NOTE_WIDTH = 44
FONT = Font(name="微软雅黑", size=10)
BOLD = Font(name="微软雅黑", size=10, bold=True)
TITLE = Font(name="微软雅黑", size=16, bold=True, color="1F3A5F")
MUTED = Font(name="微软雅黑", size=10, color="5A6675")
HEAD_FILL = PatternFill("solid", start_color="E8EEF5")
NOTE_FILL = PatternFill("solid", start_color="F7F9FB")
_LINE = Side(style="thin", color="BFC8D2")
BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
TOP_WRAP = Alignment(vertical="top", wrap_text=True)
TOP_LEFT = Alignment(horizontal="left", vertical="top")
CENTRE_WRAP = Alignment(horizontal="center", vertical="center", wrap_text=True)


def fill_of(problems: list[Problem]) -> PatternFill:
    """The colour of the gravest of these problems: 隔离 red, 缺填错填 and 问题 orange, 疑点 yellow."""
    kind = next(k for k in _COLOURS if any(p.kind == k for p in problems))
    return PatternFill("solid", start_color=_COLOURS[kind])


def is_mark(cell: Cell) -> bool:
    """Whether an earlier return coloured this cell."""
    return cell.fill.fill_type == "solid" and cell.fill.start_color.rgb in _MARK_COLOURS


def put(cell: Cell, value: Any) -> None:
    """Write a value so that Excel never takes text for a formula, not even after the cell is edited.

    A cell with 文字 such as ``=1+1`` or ``@某人`` is kept as text with the apostrophe prefix.
    """
    cell.value = value
    guard(cell)


def guard(cell: Cell) -> None:
    """Make a cell that holds text hold nothing but text. ``#REF!`` stays an error, never a name."""
    if isinstance(cell.value, str) and cell.data_type != "e":
        cell.data_type = "s"
        if cell.value[:1] in ACTIVE:
            cell.quotePrefix = True


def comment_of(problems: list[Problem]) -> Comment:
    """What is wrong with one cell and what to do, as a note on it."""
    text = "\n".join(f"{p.reason_zh}\n整改：{p.remedy}" for p in problems)
    comment = Comment(text, AUTHOR)
    comment.width, comment.height = 360, min(60 + 20 * lines_of(text, 50), 400)
    return comment


def lines_of(text: str, width: int) -> int:
    """Lines that a text fills in a column of that many half-width characters; Chinese takes two each."""
    fills = [sum(2 if ord(c) > 0x2E7F else 1 for c in line) for line in text.split("\n")]
    return sum(max(1, -(-fill // width)) for fill in fills)


def height_of(*texts_and_widths: tuple[str, int]) -> float:
    """Row height in points for wrapped texts: neither Excel nor LibreOffice fits rows that carry a height."""
    return min(409.0, 6 + 14.5 * max(lines_of(text, width) for text, width in texts_and_widths))
