"""What python-calamine does not tell about a sheet, taken from its XML while the guard inflates it.

calamine shows ``#REF!`` as blank, counts hidden rows like others and dies, uncatchably, on a stray cell at
XFD1048576; so those are found here first. This is the fast lane: byte searches on whole rows, which prove for
every chunk that they saw each cell; XML in any other spelling (prefixes, attributes in another order) goes
through expat (``exact_scan``).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

from lingcha.intake.formats import Shown
from lingcha.intake.issues import Rejected

MAX_COLUMNS = 256
MAX_BOX = 30_000_000  # rows x columns up to the last cell; 450,000 x 20 is the largest register ever expected
MAX_BETWEEN_ROWS = 32 << 20
MAX_ROWS = 1 << 19  # last row with a value
# A box of more cells than this in which so few hold a value comes from a stray one; readers keep the box.
SPARSE_BOX, SPARSE = 2_000_000, 50

TWICE = "（有两个单元格或两行占同一位置）"
ERROR, EMPTY_FORMULA = "E_ERROR_CELL", "E_FORMULA_EMPTY"

_ROW = re.compile(rb'<row r="([0-9]+)"([^>]*)>')
_HIDDEN = re.compile(rb'hidden="(?:1|true)"')
# Columns beyond IV (256), in cells that hold something: a format alone stretches nothing.
_FAR = re.compile(rb'<c r="((?:[A-Z]{3}|[J-Z][A-Z]|I[W-Z])[0-9]+)"(?:[^>]*[^/>])?>')
_ERROR = re.compile(rb'<c r="([A-Z]+)([0-9]+)"[^>]*\bt="e"')
# A formula that nobody computed yet. A result that is an empty text (t="str" with a <v>) is one:
# =IF(A4="","",...) in the rows that a template has ready.
_FORMULA = rb"<f[^>]*?(?:/>|>[^<]*</f>)"
_EMPTY = re.compile(
    rb'<c r="([A-Z]+)([0-9]+)"(?:[^>]*>%b|(?![^>]*\bt="str")[^>]*>%b(?:<v ?/>|<v></v>))</c>'
    % (_FORMULA, _FORMULA)
)
_NO_RESULT = re.compile(rb"<v ?/>|<v></v>")
_CELL = re.compile(rb'<c r="([A-Z]+)([0-9]+)"')


@dataclass
class SheetScan:
    """rows: number of the last row, last: of the last one with a value; filled: how many cells have one.
    plain: taken by the fast lane; empty: how many of its values are empty texts, as the cells that a merged
    header covers are often written, and results of formulas that show nothing.

    hidden: row numbers from 1. broken: (row, column) from 0 to code. shown: the same to what a format shows.
    """

    rows: int = 0
    last: int = 0
    filled: int = 0
    plain: bool = False
    empty: int = 0
    columns: int = 0
    hidden: list[int] = field(default_factory=list)
    broken: dict[tuple[int, int], str] = field(default_factory=dict)
    shown: dict[tuple[int, int], Shown] = field(default_factory=dict)

    def reach(self, row: int, column: int) -> None:
        """A cell at row (from 1) and column (from 0) exists: the sheet must stay within bounds."""
        self.columns = max(self.columns, column + 1)
        if row * self.columns > MAX_BOX or self.columns > MAX_COLUMNS:
            raise Rejected("E_SHEET_TOO_LARGE", cell=f"{column_letters(column)}{row}")

    def check_density(self) -> None:
        """Values that lie so far apart that a reader would need more room for blanks than for them."""
        box = self.last * self.columns
        if self.last > MAX_ROWS or (box > SPARSE_BOX and box > SPARSE * self.filled):
            raise Rejected("E_SHEET_TOO_LARGE", cell=f"A{self.last}")


def column_index(letters: str) -> int:
    """``A`` -> 0, ``AB`` -> 27."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def column_letters(index: int) -> str:
    """0 -> ``A``, 27 -> ``AB``."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@cache
def _beyond(column: int) -> re.Pattern[bytes]:
    """Finds a cell that does not lie in the columns A to this one: further right, or not plainly addressed.

    A register has millions of cells; only those that tell something new are handed to Python.
    """
    one = f"[A-{column_letters(min(column, 25))}]"
    two = "".join(f"|{column_letters(c)}" for c in range(26, column + 1))
    return re.compile(f'<c r="(?!(?:{one}{two})[0-9])([A-Z]{{0,3}})([0-9]?)'.encode())


def _widest(body: bytes, known: int) -> int:
    """The last column of any cell, at least ``known``; raises NotPlain for an address of another shape."""
    widest, found = known, _beyond(known).search(body)
    while found and widest < MAX_COLUMNS:
        if not (found[1] and found[2]):
            raise NotPlain
        widest = column_index(found[1].decode())
        found = _beyond(min(widest, MAX_COLUMNS)).search(body, found.end())
    return widest


@cache
def _later(digits: int, first: int) -> re.Pattern[bytes]:
    more = rb"[0-9]{%d,}" % (digits + 1)
    larger = rb"|[%d-9][0-9]{%d}" % (first + 1, digits - 1) if first < 9 else b""
    return re.compile(rb'<c r="[A-Z]+(?:' + more + larger + rb')"')


def _later_than(row: int) -> re.Pattern[bytes]:
    """Cells that name a row of more digits than the given one, or as many and a larger first one: at least
    all those of more than twice its number.
    """
    return _later(len(str(row)), int(str(row)[0]))


class NotPlain(Exception):
    """The XML is written in a way that the fast lane does not read: start again with ``ExactScanner``."""


class PlainScanner:
    """The fast lane. Fed with the inflated bytes of one worksheet part, piece by piece.

    formats: the styles that show a number as something else; without any, no cell is looked at for them.
    """

    def __init__(
        self,
        read: Callable[[bytes, SheetScan], None] | None = None,
        formats: Mapping[int, Shown] | None = None,
    ) -> None:
        self.scan = SheetScan(plain=True)
        self._read_rows = read or _read_plain
        self._formats = formats or {}
        self._pieces: list[bytes] = []
        self._inside = False

    def feed(self, piece: bytes) -> None:
        """Scan up to the last row that is complete; the rest waits for the next piece."""
        cut = piece.rfind(b"<row")
        if cut < 0:
            self._pieces.append(piece)
            if sum(map(len, self._pieces)) > MAX_BETWEEN_ROWS:
                raise NotPlain  # nobody writes that; the other lane keeps nothing
            return
        self._pieces.append(piece[:cut])
        chunk, self._pieces = b"".join(self._pieces), [piece[cut:]]
        self._read(chunk)

    def close(self) -> SheetScan:
        """Scan what is left and give the result."""
        self._read(b"".join(self._pieces))
        self.scan.check_density()
        return self.scan

    def _read(self, chunk: bytes) -> None:
        """Scan the part of a chunk that lies inside ``<sheetData>``."""
        lists = chunk.count(b"<sheetData")
        if lists != (not self._inside):  # it comes once, before the first row, or its name has a prefix
            raise NotPlain
        start = max(chunk.find(b"<sheetData"), 0)
        self._inside = True
        end = chunk.rfind(b"</sheetData")
        body = chunk[start : end if end >= 0 else len(chunk)]
        self._read_rows(body, self.scan)
        if self._formats:
            _note_shown(body, self.scan, self._formats)


def _read_plain(body: bytes, scan: SheetScan) -> None:
    """Read whole rows; raises NotPlain when a row or cell is not written ``<row r="1"``, ``<c r="A1"``."""
    if b"<!" in body:
        raise NotPlain
    rows, cells = _ROW.findall(body), body.count(b'<c r="')
    widest = _widest(body, max(scan.columns - 1, 0))
    complete = cells == body.count(b"<c")
    far = None if complete and widest < MAX_COLUMNS else _FAR.search(body)
    if far:
        raise Rejected("E_SHEET_TOO_LARGE", cell=far[1].decode())
    ended = body.count(b"</row>") + sum(rest.endswith(b"/") for _, rest in rows)
    if not complete or not len(rows) == body.count(b"<row") == ended:
        raise NotPlain
    last_with_cells = 0
    for number, rest in rows:
        row = int(number)
        if row <= scan.rows:
            raise NotPlain  # out of order, which is harmless, or twice
        scan.rows = row
        if not rest.endswith(b"/"):
            last_with_cells = max(last_with_cells, row)
        if b"hidden=" in rest and _HIDDEN.search(rest):
            scan.hidden.append(row)
    if cells and _later_than(scan.rows).search(body):
        raise NotPlain  # a cell far below its row: calamine would make room down to there
    if cells:
        scan.reach(last_with_cells, min(widest, MAX_COLUMNS - 1))
    _note_values(body, scan)
    if b't="e"' in body:
        _mark(scan, _ERROR.findall(body), ERROR)
    if b"<f" in body:
        _mark(scan, _EMPTY.findall(body), EMPTY_FORMULA)
        scan.empty += len(_NO_RESULT.findall(body))


def _note_values(body: bytes, scan: SheetScan) -> None:
    """How many cells have a value, and in which row the last one is."""
    filled = body.count(b"<v") + body.count(b"<is>")
    scan.filled += filled
    scan.empty += body.count(b"<is><t></t></is>")
    value = max(body.rfind(b"<v"), body.rfind(b"<is>")) if filled else 0
    last = _ROW.match(body, body.rfind(b"<row", 0, value)) if filled else None
    if last:
        scan.last = max(scan.last, int(last[1]))


def _mark(scan: SheetScan, cells: list[tuple[bytes, bytes]], code: str) -> None:
    for letters, number in cells:
        scan.broken[int(number) - 1, column_index(letters.decode())] = code


def _note_shown(body: bytes, scan: SheetScan, formats: Mapping[int, Shown]) -> None:
    """The cells with something in them in one of these styles."""
    for letters, number, style in _styled(tuple(formats)).findall(body):
        scan.shown[int(number) - 1, column_index(letters.decode())] = formats[int(style)]


@cache
def _styled(styles: tuple[int, ...]) -> re.Pattern[bytes]:
    numbers = "|".join(map(str, styles))
    return re.compile(rf'<c r="([A-Z]+)([0-9]+)"(?: [^>]*?)?\bs="({numbers})"[^>]*(?<!/)>'.encode())


def check_addresses(body: bytes, _: SheetScan) -> None:
    """Whole plain rows, as ``PlainScanner`` took them: raises Rejected when two cells have one address, or a
    cell that of another row. A reader keeps the last one, and nobody hears of the other.
    """
    found = _CELL.findall(body)
    rows = {int(number) for number, _ in _ROW.findall(body)}
    if len(set(found)) != len(found) or not {int(number) for _, number in found} <= rows:
        raise Rejected("E_SHEET_UNREADABLE", what=TWICE)
