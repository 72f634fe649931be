""".csv and .txt: a strict ladder of encodings, strict quotes, the separator that gives a header."""

import codecs
import csv
import io

from lingcha.intake.grid import Cell, Grid
from lingcha.intake.header import best_match
from lingcha.intake.issues import Rejected

SHEET = "csv"
MAX_LINE = 1 << 20
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def read(content: bytes) -> Grid:
    """The file as one sheet named ``csv``; one record is one row, as Excel shows it."""
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


def _parse(text: str, delimiter: str) -> Grid:
    csv.field_size_limit(MAX_LINE)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
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
    return Grid(name=SHEET, rows=rows, physical=len(rows), typed=False, lengths=lengths)
