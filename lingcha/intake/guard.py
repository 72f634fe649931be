"""The pass over an .xlsx container before any reader sees it: size, structure, checksums, entities,
worksheets.

Every part is inflated once and its real bytes are counted (a directory may lie about sizes); worksheets go
through
the pre-scan on the way. Limits are several times what the largest honest register needs.
"""

import io
import posixpath
import re
import stat
import xml.parsers.expat
import zipfile
import zlib
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from lingcha.intake.exact_scan import ExactScanner
from lingcha.intake.formats import Shown
from lingcha.intake.issues import Rejected
from lingcha.intake.prescan import NotPlain, PlainScanner, SheetScan, check_addresses
from lingcha.intake.styles import read_styles

_MIB = 1 << 20
MAX_FILE = 100 * _MIB  # the largest legitimate workbook measured (450,000 x 20) is 74 MB
MAX_ENTRIES = 2_000  # largest real workbook seen: 1,033
MAX_PART = 1024 * _MIB
MAX_TOTAL = 1536 * _MIB
MAX_RATIO = 100  # beyond the first 16 MiB; largest real ratio of one part: 31.7
FREE_OF_RATIO = 16 * _MIB
MAX_SHEETS = 256
_PIECE = 4 * _MIB
_DECLARATIONS = tuple(
    m.encode(e) for m in ("<!DOCTYPE", "<!ENTITY") for e in ("ascii", "utf-16-le", "utf-16-be")
)
_ENCODING = re.compile(rb"""^(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding=["']([^"']*)""")
# LookupError: an encoding that nobody knows.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    LookupError,
    NotImplementedError,
    ValueError,
    ParseError,
)
_MAIN = "xl/workbook.xml"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass
class Container:
    """What the guard learnt. ``scans``: sheet to its scan, its refusal, or None for broken XML. inflated: the
    real bytes of all parts.
    """

    scans: dict[str, SheetScan | Rejected | None] = field(default_factory=dict)
    date1904: bool = False
    inflated: int = 0


def check_size(size: int) -> None:
    """Raises E_TOO_LARGE for any kind of file beyond the limit, before a byte of it is read."""
    if size > MAX_FILE:
        raise Rejected("E_TOO_LARGE", limit=f"{MAX_FILE // _MIB} MB")


def inspect(content: bytes) -> Container:
    """Check an .xlsx or .xlsm; raises Rejected when no reader should open it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_ends(content, archive)
            entries = _entries(archive)
            main = fromstring(_small_part(archive, entries[_MAIN]))
            sheets = _sheet_parts(archive, entries, main)
            container = Container(date1904=_date1904(main))
            budget = _Budget(archive)
            formats = _formats(archive, entries)
            scans = _inflate_all(budget, entries, set(sheets.values()), formats)
    except DefusedXmlException as error:  # a ValueError itself, so it comes first
        raise Rejected("E_ZIP_UNSAFE", what="XML 中声明了实体") from error
    except _DAMAGE as error:
        raise Rejected("E_ZIP_DAMAGED") from error
    container.scans = {name: scans[part] for name, part in sheets.items()}
    container.inflated = budget.total
    return container


def _check_ends(content: bytes, archive: zipfile.ZipFile) -> None:
    """The container must be the whole file: with something before or behind it, two readers may find two
    directories and read two different workbooks.
    """
    end = content.rfind(b"PK\x05\x06") + 22 + len(archive.comment)
    first = min((info.header_offset for info in archive.infolist()), default=0)
    if end != len(content) or first != 0:
        raise Rejected("E_ZIP_DAMAGED")


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name to the name of its part, in workbook order, of a workbook that has passed ``inspect``."""
    entries = _entries(archive)
    return _sheet_parts(archive, entries, fromstring(_small_part(archive, entries[_MAIN])))


def check_cells(content: bytes, sheet: str) -> None:
    """Raises Rejected when two cells of a sheet share a place; for a sheet of the fast lane in which a reader
    found fewer values than there are. Costs a second look, which most sheets do not need.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        scanner = PlainScanner(check_addresses)
        with archive.open(_entries(archive)[sheet_parts(archive)[sheet]]) as part:
            while piece := part.read(_PIECE):
                scanner.feed(piece)
        scanner.close()


def _entries(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Parts by their normalised name; raises when the structure is not one that Excel or WPS writes."""
    infos = archive.infolist()
    if len(infos) > MAX_ENTRIES:
        raise Rejected("E_ZIP_UNSAFE", what=f"超过 {MAX_ENTRIES} 个部件")
    entries: dict[str, zipfile.ZipInfo] = {}
    seen: set[str] = set()
    for info in infos:
        name = info.filename.replace("\\", "/")
        if info.flag_bits & 1:
            raise Rejected("E_ENCRYPTED")
        if name.startswith("/") or ":" in name or ".." in name.split("/"):
            raise Rejected("E_ZIP_UNSAFE", what="部件路径指向文件之外")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Rejected("E_ZIP_UNSAFE", what="部件的压缩方式不常用")
        if stat.S_ISLNK(info.external_attr >> 16):
            raise Rejected("E_ZIP_UNSAFE", what="部件是链接")
        if name.lower() in seen:
            raise Rejected("E_ZIP_UNSAFE", what="部件重名")  # readers disagree about which one counts
        seen.add(name.lower())
        entries[name] = info
    return entries


def _small_part(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as part:
        content = part.read(FREE_OF_RATIO + 1)
    if len(content) > FREE_OF_RATIO:
        raise Rejected("E_ZIP_UNSAFE", what="目录部件过大")
    return content


def _sheet_parts(
    archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo], main: Element
) -> dict[str, str]:
    """Sheet name to the name of its part, in workbook order."""
    relations = {relation: part for relation, _, part in _relations(archive, entries)}
    sheets: dict[str, str] = {}
    for sheet in main.iter():
        if sheet.tag.rpartition("}")[2] == "sheet":
            if sheet.get("name", "") in sheets:  # a reader asks for a sheet by its name, and gets the first
                raise Rejected("E_ZIP_UNSAFE", what="工作表重名")
            part = relations.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION) or "")
            if part in entries:
                sheets[sheet.get("name", "")] = part
    if len(sheets) > MAX_SHEETS:
        raise Rejected("E_ZIP_UNSAFE", what=f"超过 {MAX_SHEETS} 张工作表")
    return sheets


def _relations(archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> list[tuple[str, str, str]]:
    """Name, type and part of everything that the workbook refers to."""
    found = []
    if "xl/_rels/workbook.xml.rels" in entries:
        for relation in fromstring(_small_part(archive, entries["xl/_rels/workbook.xml.rels"])):
            target = relation.get("Target", "").replace("\\", "/")
            part = target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            found.append((relation.get("Id", ""), relation.get("Type", ""), part))
    return found


def _formats(archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> dict[int, Shown]:
    """The styles that show a number as something else; cells name them, so they are read first."""
    parts = [part for _, kind, part in _relations(archive, entries) if kind.endswith("/styles")]
    known = [part for part in parts if part in entries]
    return read_styles(_Budget(archive).pieces(known[0], entries[known[0]])) if known else {}


def _date1904(main: Element) -> bool:
    """Whether day 0 of the workbook is 1904-01-01 (old Macs): bare serial numbers then mean other days."""
    return any(
        e.tag.rpartition("}")[2] == "workbookPr" and e.get("date1904") in ("1", "true") for e in main.iter()
    )


class _Budget:
    """Counts the real bytes of all parts: what the directory of the container says is only a claim."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.total = 0

    def pieces(self, name: str, info: zipfile.ZipInfo) -> Iterator[bytes]:
        """The inflated part, checked on the way; the last piece has passed the checksum."""
        size = 0
        tail = b""
        markup = name.lower().endswith((".xml", ".rels", ".vml"))
        with self._archive.open(info) as part:
            while piece := part.read(_PIECE):
                size += len(piece)
                self.total += len(piece)
                if size > MAX_PART or self.total > MAX_TOTAL:
                    raise Rejected("E_ZIP_UNSAFE", what="解压后过大")
                if size > FREE_OF_RATIO and size > MAX_RATIO * max(info.compress_size, 1):
                    raise Rejected("E_ZIP_UNSAFE", what="压缩比异常")
                if markup:
                    _check_markup(tail, piece)
                    tail = piece[-32:]
                yield piece


def _check_markup(tail: bytes, piece: bytes) -> None:
    """No entities, and UTF-8 only: a reader that takes other encodings for UTF-8 shows other texts, or none.

    tail: the end of the piece before, empty for the first one.
    """
    text = tail + piece
    if any(mark in text for mark in _DECLARATIONS):
        raise Rejected("E_ZIP_UNSAFE", what="XML 中声明了实体")
    if not tail:
        declared = _ENCODING.match(piece[:200])
        if b"\x00" in piece[:4] or (declared and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii")):
            raise Rejected("E_WORKBOOK_UNREADABLE")


def _inflate_all(
    budget: _Budget,
    entries: dict[str, zipfile.ZipInfo],
    sheets: set[str],
    formats: Mapping[int, Shown],
) -> dict[str, SheetScan | Rejected | None]:
    """Inflate every part and pre-scan the worksheets."""
    scans: dict[str, SheetScan | Rejected | None] = {}
    for name, info in entries.items():
        pieces = budget.pieces(name, info)
        if name in sheets:
            try:
                scans[name] = _scan(PlainScanner(formats=formats), pieces)
            except NotPlain:
                scans[name] = _scan(ExactScanner(formats), budget.pieces(name, info))
        deque(pieces, maxlen=0)  # whatever was not scanned is checked all the same
    return scans


def _scan(scanner: PlainScanner | ExactScanner, pieces: Iterator[bytes]) -> SheetScan | Rejected | None:
    """What is known about one sheet; None for broken XML. A sheet that is too large, or that no two
    readers would read alike, costs only itself.
    """
    try:
        for piece in pieces:
            scanner.feed(piece)
        return scanner.close()
    except xml.parsers.expat.ExpatError:
        return None
    except Rejected as refused:
        if refused.code not in ("E_SHEET_TOO_LARGE", "E_SHEET_UNREADABLE"):
            raise
        return refused
