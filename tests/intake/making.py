"""Makes county files for the tests and checks the account of every file that is read."""

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyarrow.parquet as pq
import xlsxwriter

from lingcha.contract.forms import load_forms
from lingcha.intake.columns import schema_of
from lingcha.intake.file import Job, read_file
from lingcha.intake.issues import ISSUES
from lingcha.intake.reading import QUARANTINE, Reading, SheetReading

UNIT = "411282"
NOTE = ["填报单位：灵宝市（盖章）", "截止日期：2022年8月31日", "单位：万元"]
HEADER = [
    "序号",
    "县（市、区）",
    "支付凭证号",
    "项目编号",
    "资金级次",
    "指标文号",
    "拨付日期",
    "拨付金额",
    "收款单位",
    "款项性质",
    "备注",
]
TITLE = "项目资金拨付明细表"


def payment(number: int, **changes: Any) -> list[Any]:
    """A data row of ZJ02; ``changes`` by field."""
    row = {
        "seq": number,
        "county_name": "灵宝市",
        "payment_no": f"ZF{number:04}",
        "project_code": "XM01",
        "fund_level": "中央",
        "doc_no": "灵财〔2022〕1号",
        "pay_date": "2022-08-01",
        "amount": 10.5,
        "payee": "某合作社",
        "pay_kind": "进度款",
        "remark": "",
    }
    assert not set(changes) - set(row)
    return list((row | changes).values())


def payments(*rows: list[Any], note: Sequence[Any] = NOTE, header: Sequence[Any] = HEADER) -> list[list[Any]]:
    """A whole ZJ02 sheet: title, note row, header, rows."""
    return [[TITLE], list(note), list(header), *rows]


def workbook(sheets: Mapping[str, Sequence[Sequence[Any]]], **how: Any) -> bytes:
    """An .xlsx with plain sheets. how: merges and hidden_rows by sheet, hidden_sheets, options."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, **how.get("options", {})})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if isinstance(value, date | datetime):
                    sheet.write_datetime(r, c, value, day)
                elif isinstance(value, tuple):
                    sheet.write_formula(r, c, value[0], None, value[1])
                elif value != "" and value is not None:
                    sheet.write(r, c, value)
        for r0, c0, r1, c1 in how.get("merges", {}).get(name, ()):
            value = rows[r0][c0]
            sheet.merge_range(r0, c0, r1, c1, "" if isinstance(value, tuple) else value)
            if isinstance(value, tuple):
                sheet.write_formula(r0, c0, value[0], None, value[1])
        for r in how.get("hidden_rows", {}).get(name, ()):
            sheet.set_row(r, None, None, {"hidden": True})
        if name in how.get("hidden_sheets", ()):
            sheet.hide()
    book.close()
    return stream.getvalue()


def repacked(content: bytes, change: Mapping[str, Any]) -> bytes:
    """The same container with some parts replaced (bytes), edited (function), added, or dropped (None)."""
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            new = change.get(name, source.read(name))
            if new is not None:
                out.writestr(name, new(source.read(name)) if callable(new) else new)
        for name in set(change) - set(source.namelist()):
            out.writestr(name, change[name])
    return target.getvalue()


class Desk:
    """Reads files in this process, each into a folder of its own, and checks the account of each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0
        self.out = folder

    def read(self, content: bytes, folder_unit: str = UNIT) -> Reading:
        """Write the bytes to a file called ``original``, read it, check that nothing vanished."""
        self._count += 1
        path = self._folder / f"{self._count}" / "original"
        path.parent.mkdir()
        path.write_bytes(content)
        self.out = path.parent / "out"
        reading = read_file(Job(path, folder_unit, self.out, "某表.xlsx"))
        assert Reading.load(self.out) == reading
        assert_conserved(reading, self.out, content)
        return reading

    def sheet(self, content: bytes, folder_unit: str = UNIT) -> SheetReading:
        """The only sheet of a file."""
        (sheet,) = self.read(content, folder_unit).sheets
        return sheet

    def rows(self) -> list[dict[str, Any]]:
        """Accepted rows of the last file."""
        return [r for p in sorted((self.out / "rows").glob("*")) for r in pq.read_table(p).to_pylist()]

    def cells(self) -> list[dict[str, Any]]:
        """Quarantined cells of the last file."""
        return pq.read_table(self.out / "quarantine.parquet").to_pylist()


def assert_conserved(reading: Reading, out: Path, content: bytes) -> None:
    """Every identity of the account, for one file."""
    cells = pq.read_table(out / "quarantine.parquet")
    assert cells.schema.equals(QUARANTINE)
    cells = cells.to_pylist()
    taken = [s for s in reading.sheets if s.state == "read"]
    assert (reading.state == "read") == bool(taken)
    assert {p.stem for p in (out / "rows").glob("*.parquet")} == {s.submission_id for s in taken}
    counted = _recount(content)
    for sheet in reading.sheets:
        parts = sum(n for kind, n in sheet.rows.items() if kind != "physical")
        assert sheet.rows["physical"] == parts, sheet
        if counted is not None and sheet.code not in ("E_SHEET_UNREADABLE", "E_SHEET_TOO_LARGE"):
            last, told = counted[sheet.sheet]
            assert sheet.rows["physical"] == last
            # A serial number alone makes no row: numbers are often drawn down in advance.
            under = sum(number > sheet.rows.get("header", last) for number in told)
            assert sheet.state != "read" or last - sheet.rows["header"] - sheet.rows["blank"] >= under
        assert (sheet.state == "read") == (sheet.code == "")
        assert sheet.code == "" or sheet.code in ISSUES
    for sheet in taken:
        _assert_sheet(sheet, out, [c for c in cells if c["sheet"] == sheet.sheet])
    assert {c["sheet"] for c in cells} <= {s.sheet for s in taken}


def _assert_sheet(sheet: SheetReading, out: Path, cells: list[dict[str, Any]]) -> None:
    table = pq.read_table(out / "rows" / f"{sheet.submission_id}.parquet")
    assert table.schema.equals(schema_of(load_forms()[sheet.form]))
    rows = [r for r in table.to_pylist() if r["sheet"] == sheet.sheet]
    aside = {c["row_no"] for c in cells}
    assert sheet.rows["data"] == sheet.accepted + sheet.quarantined
    assert (sheet.accepted, sheet.quarantined) == (len(rows), len(aside))
    assert not aside & {r["row_no"] for r in rows}
    for cell in cells:
        address = re.fullmatch("([A-Z]+)([0-9]+)", cell["cell"])
        assert address and int(address[2]) == cell["row_no"] <= sheet.rows["physical"]
        assert cell["column_name"] == "" or sheet.columns[cell["column_name"]] == address[1]
        assert cell["code"] in ISSUES
        assert cell["submission_id"] == sheet.submission_id
    for total in sheet.sums:
        accepted = sum((Decimal(r[total.field]) for r in rows if r[total.field] is not None), Decimal(0))
        assert Decimal(total.accepted) == accepted
        assert total.agrees == (Decimal(total.stated) == accepted + Decimal(total.quarantined))


def _recount(content: bytes) -> dict[str, tuple[int, set[int]]] | None:
    """Of each sheet the last row and the rows with two values or more, by another XML parser; None for what
    is no workbook.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        main = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        names = [e.get("name", "") for e in main.iter() if e.tag.endswith("}sheet")]
        strings = _shared_strings(archive)
        counted = {}
        for number, name in enumerate(names, 1):
            root = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
            rows = [e for e in root.iter() if e.tag.endswith("}row")]
            told = {int(e.get("r", "0")) for e in rows if sum(_says(cell, strings) for cell in e) > 1}
            counted[name] = max((int(e.get("r", "0")) for e in rows), default=0), told
        return counted
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        RuntimeError,
        ElementTree.ParseError,
        zlib.error,
        EOFError,
        LookupError,
        NotImplementedError,
        OSError,
        lzma.LZMAError,
    ):
        return None


def _shared_strings(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    root = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
    return [_text(e) for e in root.iter() if e.tag.endswith("}si")]


def _says(cell: ElementTree.Element, strings: list[str]) -> bool:
    """Whether a cell holds anything but blanks."""
    value = _text(cell)
    return bool((strings[int(value)] if value and cell.get("t") == "s" else value).strip())


def _text(element: ElementTree.Element) -> str:
    return "".join(e.text or "" for e in element.iter() if e.tag.endswith(("}t", "}v")))
