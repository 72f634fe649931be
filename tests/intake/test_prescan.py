"""The two lanes of the pre-scan say the same; the fast one hands over what it cannot prove."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lingcha.intake.exact_scan import ExactScanner
from lingcha.intake.issues import Rejected
from lingcha.intake.prescan import (
    EMPTY_FORMULA,
    ERROR,
    NotPlain,
    PlainScanner,
    SheetScan,
    check_addresses,
    column_index,
    column_letters,
)

CELLS = {
    "value": '<c r="{a}"><v>1</v></c>',
    "text": '<c r="{a}" s="1" t="s"><v>0</v></c>',
    "styled": '<c r="{a}" s="1"/>',
    "error": '<c r="{a}" s="1" t="e"><v>#REF!</v></c>',
    "formula": '<c r="{a}"><f>A1+1</f><v>2</v></c>',
    "empty formula": '<c r="{a}"><f>A1+1</f></c>',
    "empty value": '<c r="{a}"><f t="shared" si="0"/><v></v></c>',
    "no value of a text": '<c r="{a}" t="str"><f>A1&amp;""</f></c>',
    "blank result": '<c r="{a}" s="2" t="str"><f>IF(A1&gt;5,"x","")</f><v></v></c>',
    "blank shared result": '<c r="{a}" t="str"><f t="shared" si="0"/><v/></c>',
    "shared formula": '<c r="{a}"><f t="shared" si="0"/><v>3</v></c>',
    "empty text": '<c r="{a}" t="inlineStr"><is><t></t></is></c>',
    "inline": '<c r="{a}" t="inlineStr"><is><t>文 &lt;c r</t></is></c>',
}
ROW_CELLS = st.lists(
    st.tuples(st.integers(0, 250), st.sampled_from(sorted(CELLS))), max_size=6, unique_by=lambda cell: cell[0]
)
ROWS = st.lists(
    st.tuples(st.integers(1, 40), st.booleans(), ROW_CELLS), max_size=8, unique_by=lambda row: row[0]
)
REPEATABLE = settings(derandomize=True, deadline=None, database=None)


def sheet_xml(rows: list[tuple[int, bool, list[tuple[int, str]]]]) -> bytes:
    body = ""
    for number, hidden, cells in rows:
        inside = "".join(CELLS[kind].format(a=f"{column_letters(c)}{number}") for c, kind in cells)
        mark = ' hidden="1"' if hidden else ""
        body += f'<row r="{number}" spans="1:9"{mark}>{inside}</row>'
    ns = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    head = f'<worksheet xmlns="{ns}"><cols><col min="1" max="1"/></cols><sheetData>'
    return f"{head}{body}</sheetData><conditionalFormatting/></worksheet>".encode()


def scan(scanner: PlainScanner | ExactScanner, xml: bytes, size: int = 10_000) -> SheetScan:
    for start in range(0, len(xml), size):
        scanner.feed(xml[start : start + size])
    return scanner.close()


@REPEATABLE
@given(ROWS, st.integers(1, 400))
def test_both_lanes_agree_wherever_the_pieces_are_cut(rows: list, size: int) -> None:
    xml = sheet_xml(sorted(rows))
    exact = scan(ExactScanner(), xml)
    fast = scan(PlainScanner(), xml, size)
    assert (fast.rows, fast.hidden, fast.broken) == (exact.rows, exact.hidden, exact.broken)


def test_what_is_found() -> None:
    kinds = [(i, kind) for i, kind in enumerate(sorted(CELLS))]
    found = scan(PlainScanner(), sheet_xml([(2, False, kinds), (7, True, [])]))
    broken = {sorted(CELLS)[column]: code for (_, column), code in found.broken.items()}
    assert broken == {
        "error": ERROR,
        "empty formula": EMPTY_FORMULA,
        "empty value": EMPTY_FORMULA,
        "no value of a text": EMPTY_FORMULA,
    }
    assert (found.rows, found.hidden) == (7, [7])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<c r="A2"', b'<c ph="1" r="A2"'),
        (b'<c r="A2"', b"<c r='A2'"),
        (b'<c r="A2"', b"<c"),
        (b'<c r="A2"', b'<c\nr="A2"'),
        (b'<row r="2"', b"<row"),
        (b"<sheetData>", b"<sheetData><!-- c -->"),
    ],
)
def test_other_spellings_go_to_the_exact_lane(old: bytes, new: bytes) -> None:
    xml = sheet_xml([(2, False, [(0, "error")]), (3, False, [(1, "value")])])
    changed = xml.replace(old, new, 1)
    assert changed != xml
    with pytest.raises(NotPlain):
        scan(PlainScanner(), changed)
    assert len(scan(ExactScanner(), changed).broken) == 1


def test_empty_texts_are_counted_apart() -> None:
    """A reader shows them as blank; they are no sign that it lost a value."""
    xml = sheet_xml([(1, False, [(0, "inline"), (1, "empty text")]), (2, False, [(0, "empty text")])])
    found = scan(PlainScanner(), xml, 150)
    assert (found.filled, found.empty) == (3, 2)


@REPEATABLE
@given(ROWS)
def test_rows_out_of_order_are_left_to_the_exact_lane(rows: list) -> None:
    if rows == sorted(rows):
        return
    with pytest.raises(NotPlain):
        scan(PlainScanner(), sheet_xml(rows))
    ordered, found = scan(ExactScanner(), sheet_xml(sorted(rows))), scan(ExactScanner(), sheet_xml(rows))
    assert (found.rows, found.filled, found.broken) == (ordered.rows, ordered.filled, ordered.broken)


@pytest.mark.parametrize(
    ("old", "new", "twice"),
    [
        (b'<row r="3"', b'<row r="3"', False),
        (b'<row r="3"', b'<row r="2"', True),
        (b'<c r="B3"', b'<c r="A2"', True),
        (b'<c r="B3"', b'<c r="A3"', True),
        (b'<c r="B3"', b'<c r="C3"', False),
    ],
)
def test_nothing_may_be_there_twice(old: bytes, new: bytes, twice: bool) -> None:
    """Each lane by its own means; the fast one only when a reader gave less than there is."""
    xml = sheet_xml([(2, False, [(0, "value")]), (3, False, [(0, "value"), (1, "value")])])
    changed = xml.replace(old, new)
    for look in (
        lambda: scan(ExactScanner(), changed),
        lambda: check_addresses(changed, SheetScan()),
    ):
        if twice:
            with pytest.raises(Rejected, match="E_SHEET_UNREADABLE"):
                look()
        else:
            look()


def test_prefixed_names_go_to_the_exact_lane() -> None:
    xml = sheet_xml([(2, True, [(3, "error")])])
    prefixed = re.sub(
        rb"<(/?)(worksheet|sheetData|row|c|v|cols|col|conditionalFormatting)\b", rb"<\1x:\2", xml
    ).replace(b"xmlns=", b"xmlns:x=")
    with pytest.raises(NotPlain):
        scan(PlainScanner(), prefixed)
    assert scan(ExactScanner(), prefixed).broken == {(1, 3): ERROR}


@pytest.mark.parametrize("scanner", [PlainScanner, ExactScanner])
@pytest.mark.parametrize("address", ["IW2", "XFD2", "AAA2"])
def test_far_columns(scanner: type, address: str) -> None:
    xml = sheet_xml([(2, False, [(0, "value")])]).replace(b'r="A2"', f'r="{address}"'.encode())
    with pytest.raises(Rejected) as refused:
        scan(scanner(), xml)
    assert refused.value.slots == {"cell": address}


@pytest.mark.parametrize(("letters", "index"), [("A", 0), ("Z", 25), ("AA", 26), ("IV", 255), ("XFD", 16383)])
def test_column_letters(letters: str, index: int) -> None:
    assert column_index(letters) == index
    assert column_letters(index) == letters
