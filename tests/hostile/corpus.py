"""Broken and hostile files of every kind, made by this script: ``python -m tests.hostile.corpus DIR``.

A kind is decided by its bytes alone. What lies in an inbox without being a file of bytes (pipes, links, odd
names, files that still grow) is in ``test_corpus``. Nothing in here is anybody's data.
"""

import io
import random
import stat
import struct
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import olefile
import xlwt

from tests.hostile import twofold
from tests.hostile.containers import (
    MIB,
    SHEET,
    STRINGS,
    declared,
    empty_deflate,
    in_sheet,
    lying_directory,
    many_sheets,
    one_text_everywhere,
    overlapping,
    packed_zeros,
    recoded,
    with_merges,
    wrong_checksum,
)
from tests.intake import hostile
from tests.intake.making import NOTE, TITLE, payment, payments, repacked, workbook

ROWS = payments(*(payment(n) for n in range(1, 6)))
GOOD = workbook({"拨付": ROWS})
TEXT = "\r\n".join(",".join(map(str, row)) for row in ROWS) + "\r\n"
READ = "read"


@dataclass(frozen=True)
class Kind:
    """One file. codes: what it may be decided as (``read``: taken, with every row accounted).

    large: one of the two kinds that may cost 20 s and 500 MB instead of 5 s and 300 MB.
    """

    make: Callable[[], bytes]
    codes: tuple[str, ...]
    suffix: str = ".xlsx"
    large: bool = False


def old_workbook(rows: list[list[object]] = ROWS) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("拨付")
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            sheet.write(r, c, value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _xls_with_filepass() -> bytes:
    """An old workbook with a password: its first record behind BOF says so."""
    content = bytearray(old_workbook())
    at = content.find(struct.pack("<HH", 0x0809, 16))  # BOF of the globals
    behind = at + 20
    length = struct.unpack_from("<H", content, behind + 2)[0]
    struct.pack_into("<H", content, behind, 0x002F)
    assert length < 200
    return bytes(content)


def _cyclic_ole() -> bytes:
    """A container whose chain of sectors leads back to itself."""
    content = bytearray(old_workbook())
    fat = struct.unpack_from("<I", content, 76)[0]
    start = (fat + 1) * 512
    for sector in range(1, 6):
        struct.pack_into("<I", content, start + 4 * sector, 1)
    return bytes(content)


def _xls_claiming_rows() -> bytes:
    """An old sheet with one value in its last possible cell."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("拨付")
    for r, row in enumerate(ROWS):
        for c, value in enumerate(row):
            sheet.write(r, c, value)
    sheet.write(65535, 255, 1)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _with_password_flag() -> bytes:
    content = bytearray(GOOD)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(mark)
        while start >= 0:
            content[start + offset] |= 1
            start = content.find(mark, start + 4)
    return bytes(content)


def _rows(count: int, cell: Callable[[int], bytes]) -> bytes:
    return b"".join(b'<row r="%d">%s</row>' % (r, cell(r)) for r in range(9, 9 + count))


def _styled_blanks() -> bytes:
    letters = [bytes([65 + c]) for c in range(20)]
    return in_sheet(
        GOOD, lambda: _rows(1_000_000, lambda r: b"".join(b'<c r="%s%d" s="1"/>' % (x, r) for x in letters))
    )


def _serials(count: int = 1_000_000) -> bytes:
    return in_sheet(GOOD, lambda: _rows(count, lambda r: b'<c r="A%d"><v>%d</v></c>' % (r, r)))


def _deep() -> bytes:
    return in_sheet(GOOD, b"<x>" * 200_000 + b"</x>" * 200_000)


def _deep_main() -> bytes:
    deep = b"<x>" * 100_000 + b"</x>" * 100_000
    return repacked(GOOD, {"xl/workbook.xml": lambda xml: xml.replace(b"</workbook>", deep + b"</workbook>")})


def _random(size: int) -> bytes:
    return random.Random(1).randbytes(size)


def _second_sheet(xml: bytes) -> bytes:
    """The first sheet's own entry."""
    return xml[xml.index(b"<sheet ") : xml.index(b"</sheets>")]


ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
LAUGHS = (
    "<!DOCTYPE x ["
    + '<!ENTITY l0 "ha">'
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)

CONTAINERS: dict[str, Kind] = {
    "bomb of 2 GiB of blanks": Kind(
        lambda: packed_zeros(
            GOOD, SHEET, b"<worksheet><sheetData>", b" ", 2048 * MIB, b"</sheetData></worksheet>"
        ),
        ("E_ZIP_UNSAFE",),
    ),
    "bomb in a single text of 1 GiB": Kind(
        lambda: packed_zeros(GOOD, STRINGS, b"<sst><si><t>", b"a", 1024 * MIB, b"</t></si></sst>"),
        ("E_ZIP_UNSAFE",),
    ),
    "bomb in a part that no sheet names": Kind(
        lambda: packed_zeros(GOOD, "xl/media/image1.png", b"", b"\0", 1600 * MIB, b""), ("E_ZIP_UNSAFE",)
    ),
    "directory that lies about the size": Kind(
        lambda: lying_directory(GOOD, 512 * MIB), ("E_ZIP_UNSAFE", "E_ZIP_DAMAGED")
    ),
    "entries that share their bytes": Kind(lambda: overlapping(GOOD, 500), ("E_ZIP_DAMAGED", "E_ZIP_UNSAFE")),
    "too many entries": Kind(
        lambda: repacked(GOOD, {f"xl/x{n}": b"" for n in range(3000)}), ("E_ZIP_UNSAFE",)
    ),
    "two entries of one name": Kind(lambda: hostile.added(GOOD, SHEET), ("E_ZIP_UNSAFE",)),
    "entry that leaves the container": Kind(lambda: hostile.added(GOOD, "../../evil.xml"), ("E_ZIP_UNSAFE",)),
    "entry with an absolute path": Kind(lambda: hostile.added(GOOD, "/etc/evil"), ("E_ZIP_UNSAFE",)),
    "entry that is a link": Kind(
        lambda: hostile.added(GOOD, "xl/link", b"/etc/passwd", stat.S_IFLNK | 0o777), ("E_ZIP_UNSAFE",)
    ),
    "container cut in half": Kind(lambda: GOOD[: len(GOOD) // 2], ("E_ZIP_DAMAGED",)),
    "container without its tail": Kind(lambda: GOOD[:-30], ("E_ZIP_DAMAGED",)),
    "garbage behind the container": Kind(lambda: GOOD + _random(1000), ("E_ZIP_DAMAGED",)),
    "another container behind the container": Kind(
        lambda: GOOD + workbook({"拨付": payments(payment(9))}), ("E_ZIP_DAMAGED",)
    ),
    "another container before the container": Kind(
        lambda: b"PK\x03\x04" + _random(64) + GOOD, ("E_ZIP_DAMAGED",)
    ),
    "wrong checksum": Kind(lambda: wrong_checksum(GOOD), ("E_ZIP_DAMAGED",)),
    "packed bytes cut short": Kind(lambda: empty_deflate(GOOD), ("E_ZIP_DAMAGED",)),
    "password on the container": Kind(_with_password_flag, ("E_ENCRYPTED",)),
    "zip that is no workbook": Kind(lambda: _plain_zip(), ("E_FORMAT_ARCHIVE",)),
}


def _plain_zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.xlsx", GOOD)
    return stream.getvalue()


MARKUP: dict[str, Kind] = {
    **{
        f"file named by an entity in {part.rpartition('/')[2]}": Kind(
            lambda part=part: declared(GOOD, part, ENTITY),
            ("E_ZIP_UNSAFE",),  # type: ignore[misc]
        )
        for part in ("xl/workbook.xml", STRINGS, SHEET, "xl/styles.xml", "[Content_Types].xml")
    },
    "a billion laughs": Kind(lambda: declared(GOOD, STRINGS, LAUGHS), ("E_ZIP_UNSAFE",)),
    "a billion laughs in UTF-16": Kind(lambda: declared(GOOD, STRINGS, LAUGHS, "utf-16"), ("E_ZIP_UNSAFE",)),
    "an external document type": Kind(
        lambda: declared(GOOD, SHEET, '<!DOCTYPE x SYSTEM "http://192.0.2.1/x.dtd">'), ("E_ZIP_UNSAFE",)
    ),
    "document type in UTF-16": Kind(lambda: declared(GOOD, SHEET, ENTITY, "utf-16"), ("E_ZIP_UNSAFE",)),
    "sheet in UTF-16": Kind(lambda: recoded(GOOD, SHEET, "utf-16"), ("E_WORKBOOK_UNREADABLE",)),
    "texts in GB18030": Kind(lambda: recoded(GOOD, STRINGS, "gb18030"), ("E_WORKBOOK_UNREADABLE",)),
    "workbook part in UTF-16": Kind(
        lambda: recoded(GOOD, "xl/workbook.xml", "utf-16"), ("E_WORKBOOK_UNREADABLE",)
    ),
    "200,000 elements within each other": Kind(_deep, ("E_SHEET_UNREADABLE", READ)),
    "workbook part 100,000 elements deep": Kind(
        _deep_main, ("E_ZIP_UNSAFE", "E_ZIP_DAMAGED", "E_WORKBOOK_UNREADABLE", "E_READER_CRASH", READ)
    ),
    "attribute of 30 MB": Kind(
        lambda: in_sheet(GOOD, b'<row r="9"><c r="A9" s="' + _random(15 * MIB).hex().encode() + b'"/></row>'),
        ("E_SHEET_UNREADABLE", READ),
    ),
    "broken XML in the sheet": Kind(
        lambda: repacked(GOOD, {SHEET: lambda xml: xml.replace(b"</row>", b"", 1)}), ("E_SHEET_UNREADABLE",)
    ),
    "value in the last cell of all": Kind(
        lambda: repacked(GOOD, {SHEET: hostile.far_cell}), ("E_SHEET_TOO_LARGE",)
    ),
    "blank text in the last row": Kind(
        lambda: in_sheet(GOOD, b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t> </t></is></c></row>'),
        ("E_SHEET_TOO_LARGE",),
    ),
    "value in the last column": Kind(
        lambda: in_sheet(GOOD, b'<row r="9"><c r="XFD9"><v>1</v></c></row>'), ("E_SHEET_TOO_LARGE",)
    ),
    "value in the last row of column Z": Kind(
        lambda: in_sheet(GOOD, b'<row r="1048576"><c r="Z1048576"><v>1</v></c></row>'), ("E_SHEET_TOO_LARGE",)
    ),
    "row number beyond all rows": Kind(
        lambda: in_sheet(GOOD, b'<row r="4294967295"><c r="A4294967295"><v>1</v></c></row>'),
        ("E_SHEET_TOO_LARGE", "E_SHEET_UNREADABLE"),
    ),
    "20 million formatted blanks": Kind(_styled_blanks, (READ,), large=True),
    "a million rows of serial numbers": Kind(_serials, ("E_SHEET_TOO_LARGE",)),
    "half a million rows of serial numbers": Kind(lambda: _serials(500_000), (READ,), large=True),
    "two sheets of one name": Kind(
        lambda: repacked(
            GOOD,
            {"xl/workbook.xml": lambda xml: xml.replace(b"</sheets>", _second_sheet(xml) + b"</sheets>")},
        ),
        ("E_ZIP_UNSAFE",),
    ),
    "1,000 sheets": Kind(lambda: many_sheets(GOOD, 1000), ("E_ZIP_UNSAFE",)),
    "100,000 merged areas": Kind(
        lambda: with_merges(GOOD, [f"A{r}:B{r + 1}" for r in range(10, 200_010, 2)]), ("E_TOO_MANY_MERGES",)
    ),
    "10,000 merged areas over a whole column each": Kind(
        lambda: with_merges(GOOD, ["B4:B1048576"] * 10_000), ("E_TOO_MANY_MERGES",)
    ),
    "one text of 30,000 letters in 200,000 cells": Kind(
        lambda: one_text_everywhere(GOOD, 30_000, 200_000), ("E_READER_CRASH",)
    ),
    "newer error value": Kind(lambda: repacked(GOOD, {SHEET: hostile.newer_error}), ("E_SHEET_UNREADABLE",)),
    **{
        name: Kind(lambda change=change: repacked(GOOD, {SHEET: change}), ("E_SHEET_UNREADABLE",))  # type: ignore[misc]
        for name, change in {
            "row that is there twice": twofold.row_twice,
            "row with the number of another one": twofold.row_jumps_back,
            "cell that is there twice": twofold.cell_twice,
            "cells that name another row": twofold.cells_of_another_row,
            "cell that names the last row of all": twofold.cell_far_below_its_row,
            "cell whose address no sheet has": twofold.cell_of_no_address,
            "second list of rows": twofold.second_list,
            "amounts in CDATA": twofold.in_cdata,
            "comments within amounts": twofold.with_comments,
        }.items()
    },
    "rows out of order": Kind(lambda: repacked(GOOD, {SHEET: twofold.reordered}), (READ,)),
    "sheet that is not there": Kind(
        lambda: repacked(GOOD, {SHEET: None}), ("E_WORKBOOK_UNREADABLE", "E_SHEET_UNREADABLE")
    ),
    "macros": Kind(lambda: hostile.added(GOOD, "xl/vbaProject.bin", _random(500)), (READ,), ".xlsm"),
    "link to another workbook": Kind(
        lambda: repacked(GOOD, {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}), (READ,)
    ),
}

NAMED_OTHERWISE: dict[str, Kind] = {
    "web page saved as .xls": Kind(
        lambda: b"<html><table><tr><td>" + TITLE.encode() + b"</td></tr></table></html>",
        ("E_FORMAT_HTML",),
        ".xls",
    ),
    "CSV saved as .xls": Kind(TEXT.encode, (READ,), ".xls"),
    "XML table of 2003 saved as .xls": Kind(
        lambda: b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        ("E_FORMAT_XML",),
        ".xls",
    ),
    "MHTML saved as .xls": Kind(
        lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", ("E_FORMAT_MHTML",), ".xls"
    ),
    "xlsx named .xls": Kind(lambda: GOOD, (READ,), ".xls"),
    "xls named .xlsx": Kind(lambda: old_workbook(ROWS[:-1]), (READ,)),
    "WPS table (.et)": Kind(old_workbook, (READ,), ".et"),
    "WPS letter (.wps)": Kind(lambda: hostile.encrypted_ole("WordDocument"), ("E_FORMAT_WORD",), ".wps"),
    "picture": Kind(lambda: b"\x89PNG\r\n\x1a\n" + _random(2000), ("E_FORMAT_UNKNOWN", "E_ENCODING"), ".png"),
    "PDF": Kind(lambda: b"%PDF-1.7\n" + _random(2000), ("E_FORMAT_PDF",), ".pdf"),
    "rar archive": Kind(lambda: b"Rar!\x1a\x07\x01\x00" + _random(500), ("E_FORMAT_ARCHIVE",), ".rar"),
    "nothing": Kind(lambda: b"", ("E_EMPTY_FILE",)),
    "noise": Kind(lambda: _random(100_000), ("E_FORMAT_UNKNOWN", "E_ENCODING")),
}

OLD_WORKBOOKS: dict[str, Kind] = {
    "workbook with a password (agile)": Kind(hostile.encrypted_ole, ("E_ENCRYPTED",)),
    "old workbook with a password": Kind(_xls_with_filepass, ("E_ENCRYPTED", "E_XLS_DAMAGED"), ".xls"),
    "old workbook cut in half": Kind(lambda: old_workbook()[:2600], ("E_XLS_DAMAGED",), ".xls"),
    "old container that leads in circles": Kind(_cyclic_ole, ("E_XLS_DAMAGED",), ".xls"),
    "old container of noise": Kind(lambda: olefile.MAGIC + _random(20_000), ("E_XLS_DAMAGED",), ".xls"),
    "old sheet with a value in its last cell": Kind(_xls_claiming_rows, ("E_SHEET_TOO_LARGE",), ".xls"),
}

TEXTS: dict[str, Kind] = {
    "two encodings in one text": Kind(
        lambda: TEXT.encode() + "灵宝市,测试县\r\n".encode("gb18030") + b"\xff\xff", ("E_ENCODING",), ".csv"
    ),
    "NULs in a text": Kind(
        lambda: TEXT.encode().replace(b"XM01", b"XM\x0001"), ("E_FORMAT_UNKNOWN",), ".csv"
    ),
    "quote that never ends": Kind(
        lambda: TEXT.replace("XM01", '"XM01', 1).encode(), ("E_TEXT_BROKEN",), ".csv"
    ),
    "rows of different lengths": Kind(
        lambda: TEXT.replace("某合作社", "某合作社,又一个", 1).encode(), (READ,), ".csv"
    ),
    "UTF-16 text": Kind(lambda: TEXT.encode("utf-16"), (READ,), ".csv"),
    "GB18030 text": Kind(lambda: TEXT.encode("gb18030"), (READ,), ".csv"),
    "one line of 90 MB": Kind(lambda: b"a" * (90 * MIB), ("E_TEXT_BROKEN",), ".csv"),
    "90 million commas in one line": Kind(
        lambda: TEXT.encode() + b"," * (90 * MIB), ("E_TEXT_TOO_LARGE",), ".csv"
    ),
    "45 million lines": Kind(lambda: TEXT.encode() + b"a\n" * (45 * MIB), ("E_TEXT_TOO_LARGE",), ".csv"),
    "300,000 lines of 300 commas": Kind(
        lambda: TEXT.encode() + (b"," * 300 + b"\n") * 300_000, ("E_TEXT_TOO_LARGE",), ".csv"
    ),
    "file of 101 MB": Kind(lambda: b"a,b\n" * (26 * MIB), ("E_TOO_LARGE",), ".csv"),
    "text of nothing but separators": Kind(lambda: b",,,\n" * 1000, ("E_SHEETS_NONE",), ".csv"),
    "wrong unit": Kind(lambda: TEXT.replace(NOTE[0], "填报单位：卢氏县").encode(), ("E_OTHER_UNIT",), ".csv"),
}

KINDS = CONTAINERS | MARKUP | NAMED_OTHERWISE | OLD_WORKBOOKS | TEXTS


def file_name(kind: str) -> str:
    """The name under which a kind is written."""
    return kind.replace("/", "_") + KINDS[kind].suffix


def main(folder: Path) -> None:
    """Write the corpus into a folder, for use by hand."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, kind in KINDS.items():
        (folder / file_name(name)).write_bytes(kind.make())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
