"""Mark a workbook without loading all of it: openpyxl sees only the rows that change.

Loading and saving every cell is what makes returns dear. So the workbook is thinned to the rows that are
marked or not plain, ``mark_workbook`` does to it what it does to any workbook, and the plain rows are put
back between the marked ones, byte by byte. They keep their styles, because openpyxl keeps the numbers of the
styles that it loads, and their texts, because the county's shared strings come along: openpyxl writes its own
texts into the cells.
"""

import io
import re
import zipfile
from pathlib import Path

from lingcha.intake.guard import sheet_parts
from lingcha.intake.prescan import NotPlain
from lingcha.returns.mark import mark_workbook
from lingcha.returns.marks import SheetMarks
from lingcha.returns.plain import SheetRows, Strings, read_strings, rows_to_mark, take_apart
from lingcha.returns.summary import Summary

_STRINGS, _TYPES, _RELATIONS = "xl/sharedStrings.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
_STRINGS_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_STRINGS_RELATION = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
_DIMENSION = re.compile(rb'<dimension ref="([A-Z]+[0-9]+):([A-Z]+)([0-9]+)"')
# Deflate at its default level takes three times as long for a tenth fewer bytes.
_LEVEL = 2


def mark_sparingly(content: bytes, marks: dict[str, SheetMarks], summary: Summary, target: Path) -> None:
    """Write the marked copy of an xlsx file whose sheets all belong to the unit.

    Raises NotPlain, before anything is written, when the file is spelled in a way that only openpyxl reads.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        texts = archive.read(_STRINGS) if _STRINGS in archive.namelist() else b""
        strings, parts = read_strings(texts), sheet_parts(archive)
        sheets = {name: take_apart(archive.read(part), strings) for name, part in parts.items()}
        wanted = {name: _wanted(sheets[name], strings, marks.get(name)) for name in parts}
        thin = _thinned(archive, {parts[name]: sheets[name].with_rows(wanted[name]) for name in parts})
    marked = io.BytesIO()
    mark_workbook(thin, marks, set(), summary, marked)
    with zipfile.ZipFile(marked) as source:
        made = {part: source.read(part) for part in source.namelist()}
        for name, part in sheet_parts(source).items():
            if name in sheets:
                rest = {n: row for n, row in sheets[name].rows.items() if n not in wanted[name]}
                made[part] = _filled(made[part], rest)
    if texts:
        made |= _with_strings(made, texts)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as out:
        for part, xml in made.items():
            out.writestr(part, xml)


def _wanted(sheet: SheetRows, strings: Strings, marks: SheetMarks | None) -> set[int]:
    """Of a sheet without marks only what is not plain: formulas must not survive there either."""
    if marks is None:
        return set(sheet.rows.keys() - sheet.plain)
    return rows_to_mark(sheet, strings, set(marks.rows), marks.header_rows[1])


def _thinned(archive: zipfile.ZipFile, replaced: dict[str, bytes]) -> io.BytesIO:
    thin = io.BytesIO()
    with zipfile.ZipFile(thin, "w", zipfile.ZIP_STORED) as out:
        for name in archive.namelist():
            out.writestr(name, replaced[name] if name in replaced else archive.read(name))
    return thin


def _filled(xml: bytes, rows: dict[int, bytes]) -> bytes:
    """openpyxl's sheet with the rows that it has not seen. Where it wrote one all the same (the rest of a
    merged area) the county's row stays.
    """
    sheet = take_apart(xml, Strings())
    together = sheet.rows | rows
    xml = sheet.head + b"".join(together[number] for number in sorted(together)) + sheet.tail
    last = max(together, default=1)
    return _DIMENSION.sub(lambda m: b'<dimension ref="%s:%s%d"' % (m[1], m[2], max(last, int(m[3]))), xml, 1)


def _with_strings(made: dict[str, bytes], texts: bytes) -> dict[str, bytes]:
    """The county's shared strings as a part of the new workbook. openpyxl writes its texts into the cells."""
    if _STRINGS in made:
        raise NotPlain
    types, relations = made[_TYPES], made[_RELATIONS]
    kind = b'<Override PartName="/%s" ContentType="%s"/></Types>' % (_STRINGS.encode(), _STRINGS_TYPE)
    link = (
        b'<Relationship Id="texts" Type="%s" Target="sharedStrings.xml"/></Relationships>' % _STRINGS_RELATION
    )
    return {
        _STRINGS: texts,
        _TYPES: types.replace(b"</Types>", kind),
        _RELATIONS: relations.replace(b"</Relationships>", link),
    }
