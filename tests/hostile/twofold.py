"""Worksheets that two readers read differently: what stands in one place twice, or within a value.

Each takes the XML of a sheet whose last row is number 8 with an amount of 10.5, and changes it.
"""

import re

_ROW = re.compile(rb"<row .*?</row>", re.DOTALL)
LAST = 8


def _last(xml: bytes) -> bytes:
    row = _ROW.findall(xml)[-1]
    assert row.startswith(b'<row r="%d"' % LAST) and b"<v>10.5</v>" in row
    return bytes(row)


def row_twice(xml: bytes) -> bytes:
    row = _last(xml)
    return xml.replace(row, row + row.replace(b"10.5", b"99.5"))


def row_jumps_back(xml: bytes) -> bytes:
    row = _last(xml)
    return xml.replace(row, re.sub(rb'r="([A-Z]*)8"', rb'r="\g<1>7"', row))


def cell_twice(xml: bytes) -> bytes:
    cell = re.search(rb'<c r="H8".*?</c>', xml)
    assert cell
    return xml.replace(cell[0], cell[0] + cell[0].replace(b"10.5", b"77.7"))


def cells_of_another_row(xml: bytes) -> bytes:
    row = _last(xml)
    return xml.replace(row, re.sub(rb'<c r="([A-Z]+)8"', rb'<c r="\g<1>7"', row))


def cell_far_below_its_row(xml: bytes) -> bytes:
    return xml.replace(b'<c r="H8"', b'<c r="H1048576"')


def cell_of_no_address(xml: bytes) -> bytes:
    return xml.replace(b'<c r="H8"', b'<c r="B99999999999999999999"')


def second_list(xml: bytes) -> bytes:
    row = re.sub(rb'r="([A-Z]*)8"', rb'r="\g<1>9"', _last(xml))
    return xml.replace(b"</sheetData>", b"</sheetData><sheetData>" + row + b"</sheetData>")


def in_cdata(xml: bytes) -> bytes:
    return xml.replace(b"<v>10.5</v>", b"<v><![CDATA[10.5]]></v>")


def with_comments(xml: bytes) -> bytes:
    return xml.replace(b"<v>10.5</v>", b"<v>10<!-- -->.5</v>")


def reordered(xml: bytes) -> bytes:
    """The data rows from the last to the first: odd, but nothing is there twice."""
    rows = _ROW.findall(xml)
    start, end = xml.index(rows[0]), xml.rindex(b"</sheetData>")
    return xml[:start] + b"".join(rows[:3] + rows[:2:-1]) + xml[end:]
