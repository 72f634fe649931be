"""Says of every row under the header what it is: data, 小计, 合计, footer or blank; always one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lingcha.intake.grid import Cell, Grid
from lingcha.intake.header import Header
from lingcha.intake.words import squeezed, words

LEAD_COLUMNS = 8  # 合计, 小计 and signatures stand in one of the leftmost columns

Row = Sequence[Cell]


@dataclass
class RowClasses:
    """Row numbers from 0 by class; ``header`` includes everything above and the row of column numbers.

    columns: the cells below the header by column; ``of_data`` picks those of the data rows.
    """

    header: int = 0
    data: list[int] = field(default_factory=list)
    subtotal: list[int] = field(default_factory=list)
    total: list[int] = field(default_factory=list)
    footer: list[int] = field(default_factory=list)
    blank: list[int] = field(default_factory=list)
    second_header: int | None = None
    columns: list[tuple[Cell, ...]] = field(default_factory=list)

    def of_data(self, index: int) -> Sequence[Cell]:
        """The cells of one column in the data rows."""
        if not self.data:
            return ()
        column = self.columns[index]
        if len(self.data) == len(column):
            return column
        return [column[r - self.header] for r in self.data]


def classify(grid: Grid, header: Header) -> RowClasses:
    """Sort the rows below the header. Rows that the file has beyond the last cell are blank."""
    form = header.form
    classes = RowClasses(header=header.last + 1)
    rows = grid.rows
    # A form whose headers all have one level is merged over two rows: the second one is blank.
    below = next((r for r in range(classes.header, len(rows)) if any(v != "" for v in rows[r])), len(rows))
    if below < len(rows) and _is_number_row(rows[below]):
        classes.header = below + 1
    start = classes.header
    classes.columns = list(zip(*rows[start:], strict=True))
    keys = [header.columns[k] for k in form.key if k in header.columns]
    judge = _Judge(header, keys, _vertical_merges(grid, header))
    suspects = judge.suspects(classes.columns, start)
    after_footer = False
    for r in range(start, len(rows)):
        kind = judge.kind(rows[r], r, after_footer) if r in suspects else "data"
        if kind == "header":
            classes.second_header = r
            kind = "footer"
        after_footer = after_footer or kind == "footer"
        getattr(classes, kind).append(r)
    classes.blank += range(max(len(rows), start), grid.physical)
    return classes


def _vertical_merges(grid: Grid, header: Header) -> set[int]:
    """Rows in a merged range over several rows of a mapped column: blank there is not empty."""
    mapped = set(header.columns.values())
    return {r for r0, c0, r1, _ in grid.merges if r1 > r0 and c0 in mapped for r in range(r0, r1 + 1)}


def _is_number_row(row: Row) -> bool:
    """1 2 3 ... or 甲 乙 1 2 ... below the header: consecutive numbers and nothing else."""
    texts = [
        squeezed(str(int(v)) if isinstance(v, float) and v.is_integer() else str(v)) for v in row if v != ""
    ]
    texts = [t for t in texts if t not in words("column_number")]
    numbers = [re.fullmatch(r"\(?([0-9]{1,3})\)?(?:=.*)?", t) for t in texts]
    found = [int(n[1]) for n in numbers if n]
    return (
        len(found) >= 3 and len(found) == len(texts) and found == list(range(found[0], found[0] + len(found)))
    )


class _Judge:
    """Looks closely only at rows that may be no data: a register has hundreds of thousands."""

    def __init__(self, header: Header, keys: list[int], merged: set[int]) -> None:
        self._keys = keys
        self._merged = merged
        self._seq = header.columns.get("seq")
        self._questionnaire = header.form.layout == "key_value"
        self._footer = tuple(sorted((squeezed(w) for w in header.form.footer), key=len, reverse=True))
        self._label = {squeezed(h[-1]) for h in (header.form.column(n).header for n in header.columns)}
        self._blank = {"", *words("null_mark")}

    def suspects(self, columns: Sequence[tuple[Cell, ...]], start: int) -> set[int]:
        """Rows without a key or with a telling word in a leading column; ``start`` is the first row."""
        if not columns:
            return set()
        if self._questionnaire:  # its key stands in the first column, where notes and sections begin, too
            return set(range(start, start + len(columns[0])))
        keyless = set(range(start, start + len(columns[0])))
        for k in self._keys:
            blank = {v for v in set(columns[k]) if isinstance(v, str) and self._is_blank(v)}
            keyless &= {i for i, v in enumerate(columns[k], start) if v in blank} if blank else set()
        found = keyless
        for c in {*range(min(LEAD_COLUMNS, len(columns))), *self._keys}:
            # Every telling word is Chinese; codes and numbers need no closer look.
            words_here = (v for v in set(columns[c]) if isinstance(v, str) and not v.isascii())
            telling = {v for v in words_here if self._tells(squeezed(v))}
            if telling:
                found |= {i for i, v in enumerate(columns[c], start) if v in telling}
        return found

    def _is_blank(self, text: str) -> bool:
        return text in self._blank or (not text.isalnum() and squeezed(text) in self._blank)

    def _tells(self, text: str) -> bool:
        return (
            text.endswith(tuple(words("subtotal_end")))
            or text in words("total")
            or text in self._label
            or self._is_footer(text)
        )

    def _is_footer(self, text: str) -> bool:
        for word in (*self._footer, *words("note_word")):
            if text.startswith(word) and re.match(r"$|[:(.、0-9]|\([^)]*\):", text[len(word) :]):
                return True
        return False

    def kind(self, row: Row, r: int, after_footer: bool) -> str:
        """The class of one row."""
        filled = [(c, squeezed(str(v))) for c, v in enumerate(row) if v != "" and squeezed(str(v)) != ""]
        texts = [(c, t) for c, t in filled if c != self._seq or not _is_number(t)]
        if not [t for _, t in texts if t not in self._blank]:
            return "blank"
        keyless = all(
            squeezed(str(row[k])) in self._blank or self._sums(squeezed(str(row[k]))) for k in self._keys
        )
        first = texts[0][1]
        if sum(t in self._label for _, t in texts) >= 3:
            return "header"
        if first in words("total") and (keyless or texts[0][0] == filled[0][0]):
            return "total"
        if first.endswith(tuple(words("subtotal_end"))) and keyless:
            return "subtotal"
        for _, text in texts[:LEAD_COLUMNS]:
            if keyless and self._sums(text):
                return "total" if text in words("total") else "subtotal"
        if self._is_footer(first):
            return "footer"
        if self._questionnaire and len(filled) == 1 and not first.isascii():
            return "footer"  # a section or a note; a code alone is an item without its answer
        if keyless and r not in self._merged:
            if after_footer and len(texts) <= 2:
                return "footer"
            if len(filled) == 1 and not _is_number(first):
                return "footer"
        return "data"

    def _sums(self, text: str) -> bool:
        return text in words("total") or text.endswith(tuple(words("subtotal_end")))


def _is_number(text: str) -> bool:
    return re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", text) is not None
