"""The exact lane of the pre-scan (``prescan``): for worksheets whose XML is spelled otherwise."""

import re
import xml.parsers.expat
from collections.abc import Mapping

from lingcha.intake.formats import Shown
from lingcha.intake.issues import Rejected
from lingcha.intake.prescan import EMPTY_FORMULA, ERROR, MAX_COLUMNS, TWICE, SheetScan, column_index

_ADDRESS = re.compile("([A-Z]{1,3})([0-9]{1,7})")


class ExactScanner:
    """The exact lane: several times slower, reads any well-formed XML; expat's error passes through.

    Raises Rejected for what readers drop or alter unseen, or die of: a row or cell that is there twice, a
    second list of rows, a comment or CDATA within a value, an address that no sheet has.
    """

    def __init__(self, formats: Mapping[int, Shown] | None = None) -> None:
        self.scan = SheetScan()
        self._formats = {str(style): shown for style, shown in (formats or {}).items()}
        self._style = ""
        self._row = 0
        self._column = -1
        self._fixed = False  # the row's number is stated
        self._lists = 0
        self._rows: set[int] = set()
        self._columns: set[int] = set()
        self._kind = ""
        self._formula = self._value = self._filled = self._result = False
        parser = xml.parsers.expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.CommentHandler = self._mangled
        parser.StartCdataSectionHandler = self._mangled
        parser.ProcessingInstructionHandler = self._mangled
        self._parser = parser

    def feed(self, piece: bytes) -> None:
        """Parse on."""
        self._parser.Parse(piece, False)

    def close(self) -> SheetScan:
        """The result; raises expat's error when the XML ended too early."""
        self._parser.Parse(b"", True)
        self.scan.check_density()
        return self.scan

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "sheetData":
            self._lists += 1
            if self._lists > 1:
                raise Rejected("E_SHEET_UNREADABLE", what="（数据区有两处）")
        elif tag == "row":
            self._fixed = attributes.get("r", "").isdecimal()
            self._row = int(attributes["r"]) if self._fixed else self._row + 1
            self._column = -1
            self._columns.clear()
            self.scan.rows = max(self.scan.rows, self._row)
            if attributes.get("hidden") in ("1", "true"):
                self.scan.hidden.append(self._row)
        elif tag == "c":
            stated = attributes.get("r", "")
            address = _ADDRESS.fullmatch(stated)
            if stated and not address:
                raise Rejected("E_SHEET_UNREADABLE", what="（单元格地址不成立）")
            self._column = column_index(address[1]) if address else self._column + 1
            if address and not self._fixed:
                self._row, self._fixed = int(address[2]), True
            if (address and int(address[2]) != self._row) or self._column in self._columns:
                raise Rejected("E_SHEET_UNREADABLE", what=TWICE)
            self._columns.add(self._column)
            self.scan.rows = max(self.scan.rows, self._row)
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
            self._formula = self._value = self._filled = self._result = False
        elif tag == "f":
            self._formula = True
        elif tag in ("v", "t"):
            self._value = self._result = True

    def _mangled(self, *_: str) -> None:
        if self._value:
            raise Rejected("E_SHEET_UNREADABLE", what="（单元格的值中夹有注释或 CDATA）")

    def _text(self, text: str) -> None:
        self._filled = self._filled or self._value

    def _end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        if tag in ("v", "t"):
            self._value = False
        elif tag == "row":
            if self._row in self._rows:
                raise Rejected("E_SHEET_UNREADABLE", what=TWICE)
            self._rows.add(self._row)
        elif tag == "c":
            if self._filled or self._column < MAX_COLUMNS:
                self.scan.reach(self._row, self._column)
            if self._filled:
                self.scan.filled += 1
                self.scan.last = max(self.scan.last, self._row)
                if self._style in self._formats:
                    self.scan.shown[self._row - 1, self._column] = self._formats[self._style]
            if self._kind == "e":
                self.scan.broken[self._row - 1, self._column] = ERROR
            elif self._formula and not self._filled and not (self._result and self._kind == "str"):
                self.scan.broken[self._row - 1, self._column] = EMPTY_FORMULA
