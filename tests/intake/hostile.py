"""Files that are broken or meant to harm, made small."""

import io
import struct
import zipfile

from tests.intake.making import repacked

SHEET = "xl/worksheets/sheet1.xml"


def encrypted_ole(stream: str = "EncryptedPackage") -> bytes:
    """The smallest OLE container with one named stream, as Excel wraps an encrypted workbook."""
    free, end, fat_sector, no = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0)
    header += struct.pack("<109I", 0, *([free] * 108))
    fat = struct.pack("<128I", fat_sector, end, *([free] * 126))
    entries = _entry("Root Entry", 5, 1, end) + _entry(stream, 2, no, end) + _entry("", 0, no, 0) * 2
    return header + fat + entries


def _entry(name: str, kind: int, child: int, start: int) -> bytes:
    text = name.encode("utf-16-le") + b"\x00\x00" if name else b""
    none = 0xFFFFFFFF
    return (
        text.ljust(64, b"\x00")
        + struct.pack("<HBBIII", len(text), kind, 1, none, none, child)
        + b"\x00" * 36
        + struct.pack("<IQ", start, 0)
    )


def far_cell(xml: bytes) -> bytes:
    """A stray value in the last cell that Excel has."""
    return xml.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')


def entity_bomb(content: bytes) -> bytes:
    """Entities that would grow a thousandfold."""
    bomb = b'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    return repacked(content, {"xl/sharedStrings.xml": bomb + b"<sst><si><t>&b;</t></si></sst>"})


def spaces_bomb(content: bytes, megabytes: int) -> bytes:
    """A worksheet of blanks that packs a thousand to one."""
    return repacked(
        content, {SHEET: lambda xml: xml.replace(b"</sheetData>", b" " * (megabytes << 20) + b"</sheetData>")}
    )


def newer_error(xml: bytes) -> bytes:
    """An error value that the reader of the workbook does not know."""
    return xml.replace(b"</row></sheetData>", b'<c r="M4" t="e"><v>#SPILL!</v></c></row></sheetData>')


def with_duration(content: bytes, cell: str) -> bytes:
    """A cell that holds a time of day: the format h:mm becomes one more style."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        formats = archive.read("xl/styles.xml").partition(b"<cellXfs")[2].partition(b"</cellXfs>")[0]
    marked = f'<c r="{cell}" s="{formats.count(b"<xf ")}"><v>0.5</v></c>'.encode()

    def put(xml: bytes) -> bytes:
        start = xml.index(f'<c r="{cell}"'.encode())
        return xml[:start] + marked + xml[xml.index(b"</c>", start) + 4 :]

    def styles(xml: bytes) -> bytes:
        return xml.replace(
            b"</cellXfs>", b'<xf numFmtId="20" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
        )

    return repacked(content, {SHEET: put, "xl/styles.xml": styles})


def added(content: bytes, name: str, data: bytes = b"x", mode: int = 0) -> bytes:
    """The container with one more entry, under any name (also one that exists already)."""
    stream = io.BytesIO(content)
    with zipfile.ZipFile(stream, "a") as archive:
        info = zipfile.ZipInfo(name)
        info.external_attr = mode << 16
        archive.writestr(info, data)
    return stream.getvalue()
