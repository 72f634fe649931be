"""Files meant to harm are refused before a reader opens them; honest neighbours of each are read."""

import io
import random
import stat
import zipfile

import pytest
import xlwt

from lingcha.intake import guard
from tests.intake import hostile
from tests.intake.making import Desk, payment, payments, repacked, workbook

GOOD = workbook({"a": payments(payment(1))})


def test_a_stray_cell_costs_its_sheet_alone(desk: Desk) -> None:
    content = repacked(
        workbook({"a": payments(payment(1)), "b": [["说明"]]}), {"xl/worksheets/sheet2.xml": hostile.far_cell}
    )
    reading = desk.read(content)
    assert [(s.state, s.code) for s in reading.sheets] == [("read", ""), ("rejected", "E_SHEET_TOO_LARGE")]
    assert "XFD1048576" in reading.sheets[1].message_zh


def test_a_format_without_a_value_stretches_nothing(desk: Desk) -> None:
    styled = repacked(
        GOOD,
        {
            hostile.SHEET: lambda x: x.replace(
                b"</sheetData>", b'<row r="5"><c r="XFD5" s="1"/></row></sheetData>'
            )
        },
    )
    assert desk.sheet(styled).accepted == 1


def test_a_box_of_too_many_cells(desk: Desk) -> None:
    deep = repacked(
        GOOD,
        {
            hostile.SHEET: lambda x: x.replace(
                b"</sheetData>", b'<row r="1000000"><c r="AZ1000000"><v>1</v></c></row></sheetData>'
            )
        },
    )
    assert desk.read(deep).code == "E_SHEET_TOO_LARGE"


def test_blanks_that_pack_a_thousand_to_one(desk: Desk) -> None:
    assert "压缩比" in desk.read(hostile.spaces_bomb(GOOD, 40)).message_zh
    assert desk.read(hostile.spaces_bomb(GOOD, 8)).state == "read"


def test_a_part_beyond_the_limit(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_TOTAL", 4 << 20)
    assert "解压后过大" in desk.read(hostile.spaces_bomb(GOOD, 5)).message_zh


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/sharedStrings.xml", hostile.SHEET, "xl/_rels/workbook.xml.rels"]
)
def test_entities_in_any_part(desk: Desk, part: str) -> None:
    declared = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    content = repacked(GOOD, {part: lambda xml: xml.replace(b"?>", b"?>" + declared, 1)})
    reading = desk.read(content)
    assert (reading.code, "实体" in reading.message_zh) == ("E_ZIP_UNSAFE", True)


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/evil", "xl/../../evil", "C:/evil", "xl\\..\\..\\evil"])
def test_paths_that_leave_the_container(desk: Desk, name: str) -> None:
    assert "路径" in desk.read(hostile.added(GOOD, name)).message_zh


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "XL/worksheets/SHEET1.xml"])
def test_two_parts_of_one_name(desk: Desk, name: str) -> None:
    assert "重名" in desk.read(hostile.added(GOOD, name)).message_zh


def test_a_part_that_is_a_link(desk: Desk) -> None:
    assert (
        "链接" in desk.read(hostile.added(GOOD, "xl/link", b"/etc/passwd", stat.S_IFLNK | 0o777)).message_zh
    )


def test_a_harmless_extra_part(desk: Desk) -> None:
    assert (
        desk.read(hostile.added(GOOD, "xl/media/picture.png", b"<!DOCTYPE in a picture means nothing")).state
        == "read"
    )


def test_too_many_parts(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_ENTRIES", 5)
    assert "部件" in desk.read(GOOD).message_zh


def test_too_many_sheets(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_SHEETS", 0)
    assert "工作表" in desk.read(GOOD).message_zh


def test_a_changed_byte_fails_the_checksum(desk: Desk) -> None:
    stored = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as source, zipfile.ZipFile(stored, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    content = stored.getvalue()
    assert desk.read(content).state == "read"
    assert desk.read(content.replace(b"ZF0001", b"ZF0002")).code == "E_ZIP_DAMAGED"


def test_a_container_whose_tail_was_cut(desk: Desk) -> None:
    assert desk.read(GOOD[:-30]).code == "E_ZIP_DAMAGED"


def test_a_container_with_a_password(desk: Desk) -> None:
    content = bytearray(GOOD)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(mark)
        while start >= 0:
            content[start + offset] |= 1
            start = content.find(mark, start + 4)
    assert desk.read(bytes(content)).code == "E_ENCRYPTED"


def test_a_word_document_of_the_old_kind(desk: Desk) -> None:
    assert desk.read(hostile.encrypted_ole("WordDocument")).code == "E_FORMAT_WORD"
    assert desk.read(hostile.encrypted_ole("Something")).code == "E_FORMAT_UNKNOWN"
    assert desk.read(hostile.encrypted_ole("Workbook")).code == "E_XLS_DAMAGED"


def test_macros_are_not_run_and_cost_nothing(desk: Desk) -> None:
    content = hostile.added(GOOD, "xl/vbaProject.bin", b"Attribute VB_Name")
    assert desk.sheet(content).accepted == 1


def test_old_xls_with_damaged_bytes_never_raises(desk: Desk) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("拨付")
    for r, row in enumerate(payments(payment(1), payment(2))):
        for c, value in enumerate(row):
            sheet.write(r, c, value)
    stream = io.BytesIO()
    book.save(stream)
    whole = stream.getvalue()
    dice = random.Random(7)
    codes = set()
    for _ in range(60):
        broken = bytearray(whole)
        for _ in range(20):
            broken[dice.randrange(len(broken))] = dice.randrange(256)
        codes.add(desk.read(bytes(broken)).code)
    assert "E_XLS_DAMAGED" in codes
