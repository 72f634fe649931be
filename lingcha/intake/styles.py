"""The styles of an .xlsx that show a number as something else; most workbooks have none, and cost nothing."""

import xml.parsers.expat
from collections.abc import Iterable

from lingcha.intake.formats import Shown, shown_by
from lingcha.intake.issues import Rejected

MAX_STYLES = 100_000  # Excel keeps 65,490
_BUILT_IN = {9: "0%", 10: "0.00%"}  # ECMA-376 18.8.30: all others show the number itself, or a day


def read_styles(pieces: Iterable[bytes]) -> dict[int, Shown]:
    """Style number, as cells name it, to what it shows, from the inflated styles part.

    Raises E_WORKBOOK_UNREADABLE: with broken styles nobody knows what the clerk saw.
    """
    reader = _Reader()
    try:
        for piece in pieces:
            reader.parser.Parse(piece, False)
        reader.parser.Parse(b"", True)
    except xml.parsers.expat.ExpatError as error:
        raise Rejected("E_WORKBOOK_UNREADABLE") from error
    telling = {number: shown for number, code in reader.codes.items() if (shown := shown_by(code))}
    return {style: telling[number] for style, number in enumerate(reader.styles) if number in telling}


class _Reader:
    """Format codes by number, and the numbers of the cell styles in order."""

    def __init__(self) -> None:
        self.codes: dict[int, str] = dict(_BUILT_IN)
        self.styles: list[int] = []
        self._inside: list[str] = []
        self.parser = xml.parsers.expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        parent = self._inside[-1] if self._inside else ""
        self._inside.append(tag)
        number = attributes.get("numFmtId", "")
        if (parent, tag) == ("numFmts", "numFmt") and number.isdecimal():
            self.codes[int(number)] = attributes.get("formatCode", "")
        elif (parent, tag) == ("cellXfs", "xf"):
            self.styles.append(int(number) if number.isdecimal() else 0)
            if len(self.styles) > MAX_STYLES:
                raise Rejected("E_ZIP_UNSAFE", what=f"超过 {MAX_STYLES} 种单元格格式")

    def _end(self, _: str) -> None:
        self._inside.pop()
