"""Containers and worksheets that no office program writes, made from an honest workbook."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.intake.making import repacked

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
MIB = 1 << 20


def in_sheet(content: bytes, more: bytes | Callable[[], bytes]) -> bytes:
    """The workbook with more rows at the end of its first sheet."""
    rows = more if isinstance(more, bytes) else more()
    return repacked(content, {SHEET: lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>")})


def packed_zeros(content: bytes, part: str, head: bytes, filler: bytes, size: int, tail: bytes) -> bytes:
    """The workbook with one part of ``size`` bytes of filler between head and tail, packed piece by piece."""
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            if name != part:
                out.writestr(name, source.read(name))
        piece = filler * (MIB // len(filler))
        with out.open(part, "w", force_zip64=True) as handle:
            handle.write(head)
            for _ in range(size // len(piece)):
                handle.write(piece)
            handle.write(tail)
    return target.getvalue()


def lying_directory(content: bytes, size: int) -> bytes:
    """A sheet of ``size`` blanks of which the directory says that it holds 100 bytes."""
    bomb = bytearray(
        packed_zeros(content, SHEET, b"<worksheet><sheetData>", b" ", size, b"</sheetData></worksheet>")
    )
    at = bomb.rfind(SHEET.encode()) - 46
    bomb[at + 24 : at + 28] = struct.pack("<I", 100)
    return bytes(bomb)


def overlapping(content: bytes, copies: int) -> bytes:
    """Entries of the directory that all point at the same packed bytes, so that little holds much."""
    body, directory = _split(content)
    entries = _entries(directory)
    last = entries[-1]
    name_at = 46
    length = struct.unpack_from("<H", last, 28)[0]
    name = last[name_at : name_at + length]
    more = b"".join(
        last[:name_at] + name[:-4] + b"%04d" % n + last[name_at + length :] for n in range(copies)
    )
    return _joined(body, b"".join(entries) + more, len(entries) + copies)


def _split(content: bytes) -> tuple[bytes, bytes]:
    end = content.rfind(b"PK\x05\x06")
    size, start = struct.unpack_from("<II", content, end + 12)
    return content[:start], content[start : start + size]


def _entries(directory: bytes) -> list[bytes]:
    return [b"PK\x01\x02" + e for e in directory.split(b"PK\x01\x02")[1:]]


def _joined(body: bytes, directory: bytes, count: int) -> bytes:
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), 0)
    return body + directory + end


def declared(content: bytes, part: str, doctype: str, encoding: str = "utf-8") -> bytes:
    """A part that begins with a document type declaration, in any encoding."""

    def put(xml: bytes) -> bytes:
        text = xml.decode()
        head, _, body = text.partition("?>")
        return f'<?xml version="1.0" encoding="{encoding}"?>{doctype}{body}'.encode(encoding) if head else xml

    return repacked(content, {part: put})


def recoded(content: bytes, part: str, encoding: str) -> bytes:
    """A part in another encoding, as its declaration says."""
    return declared(content, part, "", encoding)


def many_sheets(content: bytes, count: int) -> bytes:
    """A workbook of ``count`` sheets, all on the same part."""

    def put(xml: bytes) -> bytes:
        sheet = re.search(rb"<sheet [^>]*/>", xml)
        assert sheet
        more = b"".join(
            sheet[0].replace(b'sheetId="1"', b'sheetId="%d"' % n).replace(b'name="', b'name="%d' % n)
            for n in range(2, count + 1)
        )
        return xml.replace(b"</sheets>", more + b"</sheets>")

    return repacked(content, {"xl/workbook.xml": put})


def with_merges(content: bytes, areas: list[str]) -> bytes:
    """A sheet with these merged areas."""
    merges = b'<mergeCells count="%d">' % len(areas)
    merges += b"".join(b'<mergeCell ref="%s"/>' % area.encode() for area in areas) + b"</mergeCells>"
    return repacked(content, {SHEET: lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + merges)})


def one_text_everywhere(content: bytes, length: int, cells: int) -> bytes:
    """One long shared text that many cells name: the file is small, the cells are not."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        index = archive.read(STRINGS).count(b"<si>")
    text = b"<si><t>" + b"x" * length + b"</t></si>"
    rows = b"".join(
        b'<row r="%d"><c r="K%d" t="s"><v>%d</v></c></row>' % (r, r, index) for r in range(9, 9 + cells)
    )
    return repacked(
        content,
        {
            STRINGS: lambda xml: xml.replace(b"</sst>", text + b"</sst>"),
            SHEET: lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>"),
        },
    )


def wrong_checksum(content: bytes) -> bytes:
    """The checksum of the sheet in the directory is another one."""
    broken = bytearray(content)
    at = broken.rfind(SHEET.encode()) - 46
    broken[at + 16] ^= 0xFF
    return bytes(broken)


def empty_deflate(content: bytes) -> bytes:
    """A sheet whose packed bytes end early within the container, sizes and checksum as if nothing were so."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        info = archive.getinfo(SHEET)
        data = archive.read(SHEET)
    packed = zlib.compress(data)[2:-4]
    at = content.find(packed[:20], info.header_offset)
    broken = bytearray(content)
    broken[at + len(packed) // 2 : at + len(packed)] = b"\x00" * (len(packed) - len(packed) // 2)
    return bytes(broken)
