"""Which rows of a worksheet part are plain: they may be put back byte by byte, because nothing in them acts.

A plain row holds numbers, truth values, error values and texts, all spelled as Excel, WPS and LibreOffice
spell them. A formula, a text that Excel could take for one (``=1+1``), rich text or any other markup makes a
row not plain.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lingcha.intake.prescan import NotPlain, column_index
from lingcha.returns.style import REASON_HEADER

# A text that begins otherwise is never taken for a formula; & may spell any character.
_TEXT = rb"(?![=+\-@\t\r&])[^<]*"
_CELL = (
    rb'<c r="[A-Z]{1,3}[0-9]+"(?: s="[0-9]+")?(?:(?: t="[snbe]")?(?: ?/>|>(?:<v>[^<]*</v>)?</c>)'
    rb'|(?: t="str")><v>' + _TEXT + rb"</v></c>"
    rb'|(?: t="inlineStr")><is><t(?: xml:space="preserve")?>' + _TEXT + rb"</t></is></c>)"
)
_LOOKS = rb"spans|s|customFormat|ht|hidden|customHeight|outlineLevel|collapsed|thickTop|thickBot"
_PLAIN_ROW = re.compile(
    rb'<row r="([0-9]+)"(?: (?:' + _LOOKS + rb')="[^"<]*")*+(?: ?/>|>(?:' + _CELL + rb")*+</row>)"
)
_ANY_ROW = re.compile(rb'<row r="([0-9]+)"(?:[^>]*/>|[^>]*>.*?</row>)', re.DOTALL)
_NO_DATA = re.compile(rb"<sheetData ?/>")
# Excel's hint for line heights, in a namespace of its own, on every row of some files.
_HINT = re.compile(rb'(<row [^>]*?) x14ac:dyDescent="[0-9.]*"')
_MERGED = re.compile(rb'<mergeCell ref="\$?[A-Z]+\$?([0-9]+):\$?[A-Z]+\$?([0-9]+)"')
_STRING = re.compile(rb"<si>.*?</si>|<si ?/>", re.DOTALL)
_SAFE_STRING = re.compile(
    rb'<si><t(?: xml:space="preserve")?>' + _TEXT + rb"</t></si>|<si>(?:<t ?/>)?</si>|<si ?/>"
)
_PREFIX = re.compile(rb"</?[A-Za-z0-9]+:")
_UTF8 = re.compile(
    rb"""(?:\xef\xbb\xbf)?(?:<\?xml version=["']1.0["'](?: encoding=["'](?i:utf-8)["'])?"""
    rb"""(?: standalone=["'][a-z]+["'])? ?\?>)?\s*<[a-z]"""
)
_TEXT_CELL = re.compile(rb'<c r="([A-Z]+)[0-9]+"[^>]*>(?:<v>([0-9]+)</v>|<is><t[^>]*>([^<]*)</t></is>)')
_INDEX = re.compile(rb't="s"><v>([0-9]+)</v>')


@dataclass(frozen=True)
class Strings:
    """The texts that cells name by number. unsafe: numbers of those that are not plain. reason_header: the
    number of 问题说明.
    """

    unsafe: frozenset[bytes] = frozenset()
    reason_header: bytes | None = None


@dataclass(frozen=True)
class SheetRows:
    """A worksheet part taken apart: what stands before and behind its rows, and the rows by number."""

    head: bytes
    rows: dict[int, bytes]
    plain: frozenset[int]
    tail: bytes

    def with_rows(self, numbers: set[int]) -> bytes:
        """The part with these rows only."""
        return self.head + b"".join(row for number, row in self.rows.items() if number in numbers) + self.tail


def read_strings(xml: bytes) -> Strings:
    """The shared strings part, empty when the workbook has none. Raises NotPlain."""
    if not xml:
        return Strings()
    if not _UTF8.match(xml) or _PREFIX.search(xml) or b"<!" in xml:
        raise NotPlain
    texts = _STRING.findall(xml)
    if xml.count(b"<si") != len(texts):
        raise NotPlain
    unsafe = frozenset(b"%d" % n for n, text in enumerate(texts) if not _SAFE_STRING.fullmatch(text))
    header = f">{REASON_HEADER}<".encode()
    return Strings(unsafe, next((b"%d" % n for n, text in enumerate(texts) if header in text), None))


def take_apart(xml: bytes, strings: Strings) -> SheetRows:
    """A worksheet part as rows. Raises NotPlain when it is spelled in another way."""
    if not _UTF8.match(xml):
        raise NotPlain
    head, body, tail = _around_rows(xml)
    if b" x14ac:dyDescent=" in body:
        body = _HINT.sub(rb"\1", body)
    rows: dict[int, bytes] = {}
    plain = set()
    for number, row, is_plain in _rows(body):
        if rows and number <= next(reversed(rows)):
            raise NotPlain
        rows[number] = row
        if is_plain and (not strings.unsafe or strings.unsafe.isdisjoint(_INDEX.findall(row))):
            plain.add(number)
    return SheetRows(head, rows, frozenset(plain), tail)


def _around_rows(xml: bytes) -> tuple[bytes, bytes, bytes]:
    """What stands before, between and behind the tags of ``sheetData``."""
    empty = _NO_DATA.search(xml)
    if empty:
        return xml[: empty.start()] + b"<sheetData>", b"", b"</sheetData>" + xml[empty.end() :]
    start, end = xml.find(b"<sheetData>"), xml.rfind(b"</sheetData>")
    if start < 0 or end < start:
        raise NotPlain
    start += len(b"<sheetData>")
    return xml[:start], xml[start:end], xml[end:]


def _rows(body: bytes) -> Iterator[tuple[int, bytes, bool]]:
    position, end = 0, len(body.rstrip())
    while position < end:
        found = _PLAIN_ROW.match(body, position)
        other = None if found else _ANY_ROW.match(body, position)
        match = found or other
        if match is None:
            raise NotPlain
        yield int(match[1]), match[0], found is not None
        position = match.end()


def rows_to_mark(sheet: SheetRows, strings: Strings, marked: set[int], header_end: int) -> set[int]:
    """The rows that the marking must see: marked ones, the header, what is not plain, what an earlier return
    explained, the widest row, and where merged areas begin that reach into any of these.
    """
    wanted = {n for n in sheet.rows if n <= header_end or n in marked or n not in sheet.plain}
    earlier = _reason_letters(sheet, strings, header_end)
    if earlier:
        filled = re.compile(rb'<c r="' + earlier + rb'[0-9]+"(?:[^>]*[^>/])?>(?!</c>)')
        wanted |= {n for n, row in sheet.rows.items() if filled.search(row)}
    wanted |= _widest(sheet)
    # A marked row may lie within a merged area without being in the file: a blank row need not be written.
    for top, bottom in _MERGED.findall(sheet.tail):
        area = range(int(top), int(bottom) + 1)
        if len(area) > 1 and any(n in wanted or n in marked for n in area):
            wanted.add(int(top))
    return wanted & sheet.rows.keys()


def _reason_letters(sheet: SheetRows, strings: Strings, header_end: int) -> bytes:
    """The column of 问题说明 that an earlier return wrote; empty when there is none."""
    for number, row in sheet.rows.items():
        if number > header_end:
            break
        for letters, index, text in _TEXT_CELL.findall(row):
            if index == strings.reason_header or text == REASON_HEADER.encode():
                return bytes(letters)
    return b""


def _widest(sheet: SheetRows) -> set[int]:
    """The row with the last column that holds a value: the explanation stands behind it."""
    widest, reach = set(), -1
    for number, row in sheet.rows.items():
        start = row.rfind(b'<c r="', 0, max(row.rfind(b"</v>"), row.rfind(b"</t>"), 0))
        if start < 0:
            continue
        letters = re.match(rb"[A-Z]+", row[start + 6 : start + 9])
        assert letters  # `start` was found by the quote before a reference, which begins with its letters
        column = column_index(letters[0].decode())
        if column > reach:
            widest, reach = {number}, column
    return widest
