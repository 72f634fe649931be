"""Number formats that show something else than the number: codes, percentages, amounts in another unit."""

import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
import xlwt

from lingcha.contract.forms import load_forms
from lingcha.intake import guard, styles
from lingcha.intake.exact_scan import ExactScanner
from lingcha.intake.formats import shown_by
from lingcha.intake.issues import Rejected
from lingcha.intake.prescan import PlainScanner
from lingcha.intake.styles import read_styles
from tests.intake.making import NOTE, Desk, payment, payments, repacked, workbook

SCALING = ['0!.0000"万元"', '0!.0,"万"', "#,##0,", "0,.0", '[>=10000]0!.0,"万";0', '0.0,"千"', '0"."00']
HARMLESS = [
    "General", "", "@", "0", "#,##0.00", "0.00E+00", "# ?/?", "yyyy.mm.dd", 'yyyy"年"m"月"', "mm:ss.0",
    '0.00"days"', 'General"亩"', "[$¥-804]#,##0.00", "\\¥#,##0.00", "0.00_ ;[Red]\\-0.00\\ ", "0_);\\(0\\)",
    '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "[DBNum2][$-804]General", "0;;;@", '0.00"; m2,"',
]  # fmt: skip
CODES = [("00000", 12, "00012"), ('"XM"0000', 12, "XM0012"), ("000\\-0000", 12345, "001-2345")]
CODES += [("00000", 1234567, "1234567"), ('0"号"', 12, "12号"), ("XM", 1, None), ("00000", 1.5, None)]


@pytest.mark.parametrize("code", SCALING)
def test_formats_that_move_the_point(code: str) -> None:
    shown = shown_by(code)
    assert shown and shown.scaled and not shown.mask


@pytest.mark.parametrize("code", HARMLESS)
def test_formats_that_show_the_number(code: str) -> None:
    assert shown_by(code) is None


@pytest.mark.parametrize(("code", "number", "text"), CODES)
def test_formats_of_codes(code: str, number: float, text: str | None) -> None:
    shown = shown_by(code)
    assert (shown.code_of(number) if shown else None) == text


@pytest.mark.parametrize(
    ("code", "percent", "money"),
    [("0%", 100, 0), ('0.0"%"', 1, 0), ('0.00"元"', 0, 1), ('0"万元"', 0, 10_000)],
)
def test_formats_with_a_unit(code: str, percent: int, money: int) -> None:
    shown = shown_by(code)
    assert shown and (shown.percent, shown.money) == (percent, money)


def formatted(rows: list[list[Any]], formats: dict[str, str]) -> bytes:
    """A workbook with the formats of single cells."""
    book = openpyxl.load_workbook(io.BytesIO(workbook({"a": rows})))
    for address, code in formats.items():
        book.active[address].number_format = code
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def progress(*cells: tuple[Any, str]) -> bytes:
    """Projects whose progress stands in cells of these values and formats."""
    form = load_forms()["XM01"]
    place = [c.name for c in form.columns].index("progress_pct")
    rows = [[form.title], NOTE, ["".join(c.header) for c in form.columns]]
    for number, (value, _) in enumerate(cells, 1):
        row = {"seq": number, "county_name": "灵宝市", "project_code": f"XM{number}", "progress_pct": value}
        rows.append([row.get(c.name, "") for c in form.columns])
    letters = openpyxl.utils.get_column_letter(place + 1)
    return formatted(rows, {f"{letters}{r}": code for r, (_, code) in enumerate(cells, 4)})


PERCENTS = [
    ([(0.3, "0%"), (1, "0%"), (42, "General"), (100, "General")], ["30", "100", "42", "100"]),
    ([(0.3, "0%"), (0.95, "0.00%"), (0.29, "0%")], ["30", "95", "29"]),
    ([(1, "0%")], ["100"]),
    ([(0.5, '0.0"%"'), (30, "General")], ["0.5", "30"]),
    ([(0.3, "0%"), (0.5, "General")], ["30", "50"]),
    ([("30%", "0%"), ("", "0%"), (0, "0%")], ["30", None, "0"]),
    ([(0.5, "General"), (0.3, "General")], ["50", "30"]),
]


@pytest.mark.parametrize(("cells", "values"), PERCENTS)
def test_a_percentage_is_what_its_cell_shows(desk: Desk, cells: list[Any], values: list[Any]) -> None:
    desk.sheet(progress(*cells))
    found = [row["progress_pct"] for row in desk.rows()]
    assert found == [None if value is None else Decimal(value) for value in values]


@pytest.mark.parametrize("code", [*SCALING, "0.00%", '#,##0.00"元"'])
def test_an_amount_that_shows_as_another_is_asked_for(desk: Desk, code: str) -> None:
    content = formatted(payments(payment(1, amount=125_000), payment(2)), {"H4": code})
    sheet = desk.sheet(content)
    assert (sheet.accepted, sheet.quarantined) == (1, 1)
    (cell,) = desk.cells()
    assert (cell["cell"], cell["code"]) == ("H4", "E_SHOWN_OTHERWISE")
    assert "显示的数与实际保存的数不同" in cell["message_zh"]


@pytest.mark.parametrize(
    ("amount", "code"),
    [(12.5, '0.00"万元"'), (12.5, "#,##0.00"), (0, '0!.0000"万元"'), ("", "0.00%"), (12.5, '"¥"#,##0.00')],
)
def test_an_amount_that_shows_as_it_is_is_taken(desk: Desk, amount: Any, code: str) -> None:
    sheet = desk.sheet(formatted(payments(payment(1, amount=amount)), {"H4": code}))
    assert (sheet.accepted, desk.rows()[0]["amount"]) == (1, None if amount == "" else Decimal(str(amount)))


def test_the_unit_of_a_format_is_held_against_that_of_the_sheet(desk: Desk) -> None:
    rows = payments(payment(1, amount=125_000), note=[*NOTE[:2], "单位：元"])
    assert desk.sheet(formatted(rows, {"H4": '0.00"元"'})).accepted == 1
    assert desk.sheet(formatted(rows, {"H4": '0.00"万元"'})).accepted == 0


def test_a_code_is_what_its_cell_shows(desk: Desk) -> None:
    rows = payments(payment(1, payment_no=12), payment(2, payment_no=12), payment(3, payment_no="12"))
    desk.sheet(formatted(rows, {"C4": "00000", "C6": "00000", "H4": "00000"}))
    assert [row["payment_no"] for row in desk.rows()] == ["00012", "12", "12"]
    assert desk.rows()[0]["amount"] == Decimal("10.50")


def test_formats_beside_the_form_cost_nothing(desk: Desk) -> None:
    rows = [[*row, 0.5] if len(row) > 5 else row for row in payments(payment(1))]
    assert desk.sheet(formatted(rows, {"L4": "0%", "H1": "0%"})).accepted == 1


def test_an_old_xls_has_formats_too(desk: Desk) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("拨付")
    codes = {(3, 2): "00000", (3, 7): "0.00", (4, 7): '0!.0000"万元"'}
    for r, row in enumerate(payments(payment(1, payment_no=12), payment(2, amount=125_000))):
        for c, value in enumerate(row):
            if value != "":
                sheet.write(r, c, value, xlwt.easyxf(num_format_str=codes.get((r, c), "General")))
    stream = io.BytesIO()
    book.save(stream)
    read = desk.sheet(stream.getvalue())
    assert (read.accepted, desk.rows()[0]["payment_no"]) == (1, "00012")
    assert [(c["cell"], c["code"]) for c in desk.cells()] == [("H5", "E_SHOWN_OTHERWISE")]


def test_both_lanes_see_the_same_cells_wherever_the_pieces_are_cut() -> None:
    cells = '<c r="A2" s="1"><v>1</v></c><c r="B2" s="1"/><c r="C2" s="11"><v>1</v></c>'
    cells += '<c r="D2" t="n" s="1" vm="2"><v>1</v></c><c r="E2"><v>1</v></c>'
    xml = f'<worksheet><sheetData><row r="2">{cells}</row></sheetData></worksheet>'.encode()
    formats = {1: shown_by("0%"), 2: shown_by("00")}
    for size in (7, 40, 10_000):
        for scanner in (PlainScanner(formats=formats), ExactScanner(formats)):  # type: ignore[arg-type]
            for start in range(0, len(xml), size):
                scanner.feed(xml[start : start + size])
            assert scanner.close().shown == {(1, 0): formats[1], (1, 3): formats[1]}


def test_styles_by_their_place_and_not_those_of_conditions() -> None:
    parts = [
        b'<x:styleSheet xmlns:x="urn:x"><x:numFmts><x:numFmt numFmtId="176" formatCode="00000"/></x:numFmts>',
        b'<x:cellStyleXfs><x:xf numFmtId="9"/></x:cellStyleXfs><x:cellXfs><x:xf numFmtId="0"/><x:xf/>',
        b'<x:xf numFmtId="176"/><x:xf numFmtId="9"/></x:cellXfs>',
        b'<x:dxfs><x:dxf><x:numFmt numFmtId="176" formatCode="0%"/></x:dxf></x:dxfs></x:styleSheet>',
    ]
    assert read_styles(parts) == {2: shown_by("00000"), 3: shown_by("0%")}
    assert read_styles([b"<styleSheet/>"]) == {}


def test_broken_styles_are_refused() -> None:
    with pytest.raises(Rejected, match="E_WORKBOOK_UNREADABLE"):
        read_styles([b"<styleSheet><cellXfs>"])


def test_more_styles_than_any_program_keeps_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    xml = b'<styleSheet><cellXfs><xf numFmtId="9"/><xf numFmtId="9"/></cellXfs></styleSheet>'
    monkeypatch.setattr(styles, "MAX_STYLES", 2)
    assert len(read_styles([xml])) == 2
    monkeypatch.setattr(styles, "MAX_STYLES", 1)
    with pytest.raises(Rejected, match="E_ZIP_UNSAFE"):
        read_styles([xml])


def test_a_workbook_without_such_formats_has_no_cell_looked_at() -> None:
    content = workbook({"a": payments(payment(1))})
    assert guard.inspect(content).scans["a"].shown == {}  # type: ignore[union-attr]
    without = repacked(content, {"xl/styles.xml": None})
    assert guard.inspect(without).scans["a"].shown == {}  # type: ignore[union-attr]
