"""Says of every row under the header what it is: data, 小计, 合计, footer or blank; always one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lingcha.intake.grid import Cell, Grid
from lingcha.intake.header import Header
from lingcha.intake.telling import is_whole_sum, label_pattern, signature_patterns, sum_kind
from lingcha.intake.words import squeezed, words

PLACE_FIELDS = ("county_name", "township_name", "village_name")
FEW_ROWS = 1000  # each of so few can be looked at
LEAD_COLUMNS = 8  # 合计, 小计 and signatures stand in one of the leftmost columns
_DATE = re.compile(r"[0-9]{4}[年/.\-][0-9]{1,2}[月/.\-][0-9]{1,2}日?(?:00:00:00)?")

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
        self._places = [header.columns[name] for name in PLACE_FIELDS if name in header.columns]
        self._merged = merged
        self._seq = header.columns.get("seq")
        self._questionnaire = header.form.layout == "key_value"
        self._signatures, self._names = signature_patterns(header.form.footer)
        self._notes = label_pattern(tuple(words("note_word")))
        self._label = {squeezed(h[-1]) for h in (header.form.column(n).header for n in header.columns)}
        self._blank = {"", *words("null_mark")}

    def suspects(self, columns: Sequence[tuple[Cell, ...]], start: int) -> set[int]:
        """Rows without a key or a serial number, or with a telling word in a leading column; ``start`` is the
        first row.
        """
        if not columns:
            return set()
        everything = set(range(start, start + len(columns[0])))
        if self._questionnaire:  # its key stands in the first column, where notes and sections begin, too
            return everything
        keyless = everything.copy()
        for k in self._keys:
            blank = {v for v in set(columns[k]) if isinstance(v, str) and self._is_blank(v)}
            keyless &= {i for i, v in enumerate(columns[k], start) if v in blank} if blank else set()
        found = keyless | self._unnumbered(columns, start)
        for c in {*range(min(LEAD_COLUMNS, len(columns))), *self._keys, *self._places}:
            # Every telling word is Chinese; codes and numbers need no closer look.
            words_here = (v for v in set(columns[c]) if isinstance(v, str) and not v.isascii())
            telling = {v for v in words_here if self._tells(squeezed(v))}
            if telling:
                found |= {i for i, v in enumerate(columns[c], start) if v in telling}
        return found

    def _unnumbered(self, columns: Sequence[tuple[Cell, ...]], start: int) -> set[int]:
        """Rows without a serial number, as a signature row is, which may begin in any column; none when most
        rows have no number: then it tells nothing.
        """
        if self._seq is None:
            return set()
        numbered = {v for v in set(columns[self._seq]) if _has_number(v)}
        found = {i for i, v in enumerate(columns[self._seq], start) if v not in numbered}
        return found if 2 * len(found) <= len(columns[0]) or len(columns[0]) < FEW_ROWS else set()

    def _is_blank(self, text: str) -> bool:
        return text in self._blank or (not text.isalnum() and squeezed(text) in self._blank)

    def _tells(self, text: str) -> bool:
        return (
            sum_kind(text) != ""
            or text in self._label
            or self._signatures.match(text) is not None
            or self._notes.match(text) is not None
        )

    def kind(self, row: Row, r: int, after_footer: bool) -> str:
        """The class of one row."""
        filled = [(c, text) for c, v in enumerate(row) if v != "" and (text := squeezed(str(v))) != ""]
        texts = [(c, t) for c, t in filled if c != self._seq or not _is_number(t)]
        if not [t for _, t in texts if t not in self._blank]:
            return "blank"
        if sum(t in self._label for _, t in texts) >= 3:
            return "header"
        # A questionnaire has no serial numbers: there only the key tells.
        serial = self._questionnaire if self._seq is None else _has_number(row[self._seq])
        keyless = all(self._says_no_key(k, squeezed(str(row[k])), serial) for k in self._keys)
        first = texts[0][1]
        sums = self._sums(texts, filled[0][0], keyless, serial)
        if sums:
            return sums
        if self._is_signature([t for _, t in texts], serial):
            return "footer"
        if self._notes.match(first) and (keyless or not serial):
            return "footer"
        if self._questionnaire and len(filled) == 1 and not first.isascii():
            return "footer"  # a section or a note; a code alone is an item without its answer
        if keyless and r not in self._merged:
            if after_footer and len(texts) <= 2:
                return "footer"
            if len(filled) == 1 and not _is_number(first):
                return "footer"
        return "data"

    def _says_no_key(self, c: int, text: str, serial: bool) -> bool:
        """Whether a key is blank or a total; the project 一期合计 with a serial number of its own is none."""
        if text in self._blank:
            return True
        return sum_kind(text) != "" and (not serial or c in self._places or is_whole_sum(text))

    def _sums(self, texts: list[tuple[int, str]], leftmost: int, keyless: bool, serial: bool) -> str:
        """What a row adds up; nothing for a record, also for one that speaks of totals in a remark."""
        c, first = texts[0]
        if sum_kind(first) and (keyless or not serial or (c == leftmost and is_whole_sum(first))):
            return sum_kind(first)
        for position, (c, text) in enumerate(texts):
            # 小计 stands where the village would, with township and round filled down.
            telling = c in self._places and (not serial or is_whole_sum(text))
            telling = telling or (c in self._keys and not serial)
            if (telling or (keyless and position < LEAD_COLUMNS)) and sum_kind(text):
                return sum_kind(text)
        return ""

    def _is_signature(self, texts: list[str], serial: bool) -> bool:
        """Whether people sign here, with or without a colon, from any column on.

        Names and telephones of 制表人 and 联系人 below a table were once taken for codes.
        """
        if self._signatures.match(texts[0]) and (not serial or ":" in texts[0]):
            return True
        if serial:
            return False
        signed = [self._signatures.match(t) is not None for t in texts]
        if not any(signed):
            return all(map(self._names.fullmatch, texts))
        # Beside signatures stand their values (制表人 | 王小明), the date, and at most the office.
        alone = [
            not (own or (i and signed[i - 1]) or _DATE.fullmatch(texts[i])) for i, own in enumerate(signed)
        ]
        return sum(alone) <= 1


def _has_number(cell: Cell) -> bool:
    """Whether a cell of 序号 holds a number: 3, 3.0, （3）, 3、; 一 numbers a section."""
    if isinstance(cell, float):
        return True
    return re.fullmatch(r"\(?[0-9]+(?:[.\-][0-9]+)*\)?[.、]?", squeezed(str(cell))) is not None


def _is_number(text: str) -> bool:
    return re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", text) is not None
