""".csv and .txt: a strict ladder of encodings, strict quotes, the separator that gives a header."""

import codecs
import csv
import re
from collections.abc import Iterator

from lingcha.intake.grid import Cell, Grid
from lingcha.intake.header import best_match
from lingcha.intake.issues import Rejected
from lingcha.intake.prescan import MAX_ROWS

SHEET = "csv"
MAX_LINE = 1 << 20
MAX_CELLS = 12_000_000  # 450,000 rows of 20 columns are 9 million
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_UNBROKEN = re.compile(rb"[^\r\n]{%d}" % MAX_LINE)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def read(content: bytes) -> Grid:
    """The file as one sheet named ``csv``; one record is one row, as Excel shows it."""
    _check_extent(content)
    text = decode(content)
    grids = [_parse(text, delimiter) for delimiter in ",\t" if delimiter in text] or [_parse(text, ",")]
    return max(grids, key=lambda g: best_match(g.rows, g.merges)[0])


def decode(content: bytes) -> str:
    """Byte order mark, else UTF-8, else GB18030, each strictly. Detectors guess Big5 for short GBK files."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content[len(mark) :], (encoding,))
    if b"\x00" in content:
        raise Rejected("E_FORMAT_UNKNOWN")
    return _strict(content, ("utf-8", "gb18030"))


def _strict(content: bytes, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Rejected("E_ENCODING")


def _check_extent(content: bytes) -> None:
    """Raises E_TEXT_TOO_LARGE, E_TEXT_BROKEN before a character is decoded. In UTF-16 a byte may look like a
    separator, so its counts are too high; that matters for files beyond any honest size only.
    """
    lines = content.count(b"\n") + content.count(b"\r") - content.count(b"\r\n")
    if lines > MAX_ROWS:
        raise Rejected("E_TEXT_TOO_LARGE", limit=f"{MAX_ROWS} 行")
    if lines + max(content.count(b","), content.count(b"\t")) > MAX_CELLS:
        raise Rejected("E_TEXT_TOO_LARGE", limit=f"{MAX_CELLS} 个单元格")
    endless = _UNBROKEN.search(content)
    if endless:
        before = content[: endless.start()]
        line = before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n") + 1
        raise Rejected("E_TEXT_BROKEN", line=line)


def _lines(text: str) -> Iterator[str]:
    """Lines with their ends; unlike io.StringIO this keeps no second copy of four bytes a character."""
    return (line[0] for line in _LINE.finditer(text))


def _parse(text: str, delimiter: str) -> Grid:
    csv.field_size_limit(MAX_LINE)
    reader = csv.reader(_lines(text), delimiter=delimiter, strict=True)
    rows: list[list[Cell]] = []
    try:
        for record in reader:
            rows.append(list(record))
    except csv.Error as error:
        raise Rejected("E_TEXT_BROKEN", line=reader.line_num) from error
    lengths = [len(row) for row in rows]
    width = max(lengths, default=0)
    for row in rows:
        row.extend([""] * (width - len(row)))
    ended = text.endswith(("\n", "\r"))
    return Grid(name=SHEET, rows=rows, physical=len(rows), typed=False, lengths=lengths, ended=ended)
