"""Marking with only the changed rows loaded gives what marking the whole workbook gives."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from xlsxwriter.workbook import Workbook

from lingcha.intake.guard import sheet_parts
from lingcha.intake.prescan import NotPlain
from lingcha.returns import splice
from lingcha.returns.mark import mark_workbook
from lingcha.returns.marks import SheetMarks, lay_out
from lingcha.returns.problem import Problem
from lingcha.returns.splice import mark_sparingly
from lingcha.returns.summary import Summary

HEADER = (2, 3)


def _problem(row: int, code: str = "PF-02") -> Problem:
    texts = dict.fromkeys(("title", "what", "remedy", "policy", "owner", "deadline"), "某")
    return Problem(unit="411282", kind="finding", code=code, sheet="台账", row_no=row, fields=("a",), **texts)


def _marks(*rows: int, code: str = "PF-02") -> dict[str, SheetMarks]:
    return {"台账": lay_out([_problem(row, code) for row in rows], {"a": "B"}, HEADER)}


def _summary() -> Summary:
    return Summary("灵宝市", "2022-08-31-r001", "2022-08-31", "2022-09-23", "台账.xlsx", [_problem(9)])


def _by_excel(extra: Callable[[Any, Any], None] = lambda book, sheet: None) -> bytes:
    """Spelled as Excel spells it: texts in shared strings."""
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    red, money = book.add_format({"font_color": "red"}), book.add_format({"num_format": "0.000"})
    sheet = book.add_worksheet("台账")
    other = book.add_worksheet("说明")
    sheet.merge_range("A1:D1", "标题")
    sheet.write_row("A2", ["名称", "金额", "备注"])
    for row in range(3, 30):
        sheet.write_string(row, 0, f"项目{row}", red if row % 2 else None)
        sheet.write_number(row, 1, row / 7, money)
        sheet.write_string(row, 2, " 两端有空 " if row % 3 else "甲&<>")
    sheet.merge_range("C20:C24", "合并")
    sheet.set_row(10, 33, red)
    sheet.set_row(11, None, None, {"hidden": True})
    other.write_string("A1", "照抄")
    other.write_formula("A2", "=1+1", None, 2)
    extra(book, sheet)
    book.close()
    return out.getvalue()


def _far_formula(book: Any, sheet: Any) -> None:
    sheet.write_formula("B26", "=SUM(1,2)", None, 3)
    sheet.write_string("C27", "=HYPERLINK(1)")
    sheet.write_string("C28", "&-某")
    sheet.write_string("G29", "最宽的一行")
    sheet.write_comment("A28", "县里的批注")


def _rich(book: Any, sheet: Any) -> None:
    sheet.write_rich_string("A25", "半", book.add_format({"bold": True}), "粗")


def _by_openpyxl() -> bytes:
    """Spelled as openpyxl spells it: texts in the cells, styles that stand twice."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "台账"
    sheet.append(["标题"])
    sheet.append(["名称", "金额", "备注"])
    sheet.append(["名称", "金额", "备注"])
    for row in range(4, 20):
        sheet.append([f"项目{row}", row, True, "@某" if row == 15 else "平常"])
        sheet.cell(row, 1).font = Font(bold=bool(row % 2), color="00FF0000")
    sheet["A16"].fill = PatternFill("solid", start_color="00FF00")
    sheet["A17"].comment = Comment("县里的批注", "县")
    sheet["A18"] = CellRichText("半", TextBlock(InlineFont(b=True), "粗"))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


FILES = {
    "plain": _by_excel,
    "formulas and texts that look like them": lambda: _by_excel(_far_formula),
    "rich text": lambda: _by_excel(_rich),
    "openpyxl": _by_openpyxl,
}


def _looks(content: bytes | Path) -> dict[str, Any]:
    """All that a reader sees: values, looks, notes, merged areas, heights, hidden rows."""
    book = openpyxl.load_workbook(content if isinstance(content, Path) else io.BytesIO(content))
    seen: dict[str, Any] = {"sheets": book.sheetnames}
    for sheet in book.worksheets:
        seen[sheet.title] = sheet.dimensions, sorted(map(str, sheet.merged_cells.ranges))
        for row, dimension in sheet.row_dimensions.items():
            seen[f"{sheet.title} {row}"] = dimension.height, dimension.hidden
        for cell in (c for row in sheet.iter_rows() for c in row):
            looks = cell.font, cell.fill, cell.border, cell.alignment, cell.number_format, cell.quotePrefix
            note = cell.comment and cell.comment.text
            seen[f"{sheet.title}!{cell.coordinate}"] = cell.value, cell.data_type, repr(looks), note
    return seen


@pytest.mark.parametrize("rows", [(), (9,), (9, 11, 12, 22), (4, 19)])
@pytest.mark.parametrize("kind", FILES)
def test_it_gives_what_marking_the_whole_workbook_gives(
    kind: str, rows: tuple[int, ...], tmp_path: Path
) -> None:
    content, marks = FILES[kind](), _marks(*rows) if rows else {}
    mark_sparingly(content, marks, _summary(), tmp_path / "sparing.xlsx")
    mark_workbook(io.BytesIO(content), marks, set(), _summary(), tmp_path / "whole.xlsx")
    sparing, whole = _looks(tmp_path / "sparing.xlsx"), _looks(tmp_path / "whole.xlsx")
    assert {k: (v, whole.get(k)) for k, v in sparing.items() if v != whole.get(k)} == {}
    assert sparing.keys() == whole.keys()
    with zipfile.ZipFile(tmp_path / "sparing.xlsx") as archive:
        for part in sheet_parts(archive).values():
            assert b"<f" not in archive.read(part), part


@pytest.mark.parametrize("kind", FILES)
def test_a_return_of_a_return_is_the_same_both_ways(kind: str, tmp_path: Path) -> None:
    mark_sparingly(FILES[kind](), _marks(9, 22), _summary(), tmp_path / "first.xlsx")
    content, marks = (tmp_path / "first.xlsx").read_bytes(), _marks(12, code="PF-05")
    mark_sparingly(content, marks, _summary(), tmp_path / "sparing.xlsx")
    mark_workbook(io.BytesIO(content), marks, set(), _summary(), tmp_path / "whole.xlsx")
    assert _looks(tmp_path / "sparing.xlsx") == _looks(tmp_path / "whole.xlsx")
    notes = [v[3] for k, v in _looks(tmp_path / "sparing.xlsx").items() if "!" in k and v[3]]
    assert [n for n in notes if "PF-02" in n] == [] and any("PF-05" in n for n in notes)


def test_plain_rows_are_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[int] = []

    def spy(thin: io.BytesIO, *rest: Any) -> None:
        loaded.extend(c.row for c in openpyxl.load_workbook(thin)["台账"]["A"] if c.value)
        mark_workbook(thin, *rest)

    monkeypatch.setattr(splice, "mark_workbook", spy)
    mark_sparingly(_by_excel(), _marks(9), _summary(), tmp_path / "x.xlsx")
    assert 9 in loaded and len(loaded) < 6


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<sheetData>", b"<x:sheetData>"),
        (b'<row r="9"', b"<row"),
        (b'<row r="9"', b'<row r="3"'),
        (b'encoding="UTF-8"', b'encoding="GBK"'),
    ],
)
def test_another_spelling_is_left_to_the_other_way(old: bytes, new: bytes, tmp_path: Path) -> None:
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_by_excel())) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            xml = source.read(name)
            target.writestr(name, xml.replace(old, new, 1) if name.endswith("sheet1.xml") else xml)
    with pytest.raises(NotPlain):
        mark_sparingly(changed.getvalue(), _marks(9), _summary(), tmp_path / "x.xlsx")
    assert not (tmp_path / "x.xlsx").exists()


def test_the_hint_that_excel_writes_on_rows_does_not_matter(tmp_path: Path) -> None:
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_by_excel())) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            xml = source.read(name).replace(b' spans="1:3"', b' spans="1:3" x14ac:dyDescent="0.25"')
            xml = xml.replace(b"<worksheet ", b'<worksheet xmlns:x14ac="http://example.invalid/ac" ', 1)
            target.writestr(name, xml)
    assert b"dyDescent" in zipfile.ZipFile(changed).read("xl/worksheets/sheet1.xml")
    mark_sparingly(changed.getvalue(), _marks(9), _summary(), tmp_path / "x.xlsx")
    mark_sparingly(_by_excel(), _marks(9), _summary(), tmp_path / "y.xlsx")
    assert _looks(tmp_path / "x.xlsx") == _looks(tmp_path / "y.xlsx")
