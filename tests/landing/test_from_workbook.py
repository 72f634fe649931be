"""From a county's workbook to the landing with the real intake: the rooms fit together."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
from xlsxwriter import Workbook

from lingcha.archive.receive import receive
from lingcha.contract.forms import load_forms
from lingcha.landing.land import land
from lingcha.status import reporting_status
from lingcha.template.layout import Row, SheetStyle, write_form_sheet
from lingcha.template.write import write_template
from tests.archive.fake_intake import City

D = date(2022, 8, 31)
ZJ02 = load_forms()["ZJ02"]


def payment(number: int, amount: str) -> Row:
    return {
        "seq": number,
        "county_name": "灵宝市",
        "project_code": "411282-2022-001",
        "payment_no": f"ZF{number:04d}",
        "pay_date": date(2022, 8, 1),
        "amount": Decimal(amount),
    }


def send(city: City, name: str, rows: list[Row], total: str, style: SheetStyle | None = None) -> None:
    path = city.home.inbox / "411282" / name
    path.parent.mkdir(exist_ok=True)
    with Workbook(path, {"constant_memory": True}) as workbook:
        totals: Row = {"amount": Decimal(total)}
        write_form_sheet(workbook, ZJ02, "灵宝市", "", D, rows=rows, totals=totals, style=style)
    receive(city.home, city.home.inbox, settle_seconds=0)


def test_workbooks_become_rows_ledgers_and_a_status(city: City, tmp_path: Path) -> None:
    send(city, "a.xlsx", [payment(1, "10.00"), payment(2, "20.50")], "30.50")
    send(
        city, "again.xlsx", [payment(2, "20.50"), payment(1, "10.00")], "30.50", SheetStyle(number_row=False)
    )
    summary = land(city.home, D, None, tmp_path / "first")
    assert [r.status for r in summary.records] == ["in_force", "unchanged"]

    wrong: Row = {**payment(3, "1.00"), "amount": "约三万"}
    send(city, "b.xlsx", [payment(1, "10.00"), payment(2, "21.50"), wrong], "31.50")
    summary = land(city.home, D, None, tmp_path / "second")
    assert [r.status for r in summary.records] == ["superseded", "unchanged", "in_force"]
    rows = pq.read_table(tmp_path / "second/zj02").to_pylist()
    assert [(r["payment_no"], r["amount"], r["money_factor"]) for r in rows] == [
        ("ZF0001", Decimal("10.00"), 10000),
        ("ZF0002", Decimal("21.50"), 10000),
    ]
    (cell,) = pq.read_table(tmp_path / "second/quarantine_cell").to_pylist()
    letter = "ABCDEFGHIJK"[[c.name for c in ZJ02.columns].index("amount")]
    assert (cell["cell"], cell["column_name"]) == (f"{letter}8", "amount")
    (ledger,) = pq.read_table(tmp_path / "second/sheet_ledger").to_pylist()
    assert (ledger["rows_data"], ledger["rows_accepted"], ledger["rows_quarantined"]) == (3, 2, 1)
    sums = pq.read_table(tmp_path / "second/sheet_sum").to_pylist()
    assert [(s["column_name"], s["stated"], s["agrees"]) for s in sums] == [("amount", Decimal("31.5"), True)]
    standing = next(
        s
        for s in reporting_status(city.home, D).standings
        if (s.expected.form_code, s.expected.reporting_unit_code) == ("ZJ02", "411282")
    )
    assert (standing.state, standing.accepted, standing.quarantined) == ("received", 2, 1)


def test_a_blank_template_does_not_replace_a_full_form(city: City) -> None:
    send(city, "a.xlsx", [payment(1, "10.00")], "10.00")
    write_template(ZJ02, city.home.inbox / "411282/blank.xlsx", "灵宝市", D)
    arrivals = receive(city.home, city.home.inbox, settle_seconds=0).arrivals
    assert [a.code for a in arrivals] == ["E_EMPTY_FORM"]
    assert sum(s.accepted for s in reporting_status(city.home, D).standings) == 1


def test_a_zero_report_in_place_of_a_full_form_waits_for_confirmation(city: City) -> None:
    send(city, "a.xlsx", [payment(1, "10.00")], "10.00")
    send(city, "zero.xlsx", [], "0.00", SheetStyle(notes=("本表零报告。",)))
    status = reporting_status(city.home, D)
    assert [r.file_name for r in status.to_confirm] == ["zero.xlsx"]
    assert sum(s.accepted for s in status.standings) == 1


def test_a_file_that_is_no_workbook_is_refused_by_the_real_intake(city: City) -> None:
    (city.home.inbox / "411282").mkdir()
    (city.home.inbox / "411282/a.xlsx").write_bytes(b"")
    (arrival,) = receive(city.home, city.home.inbox, settle_seconds=0).arrivals
    assert (arrival.state, arrival.code, arrival.submissions) == ("rejected", "E_EMPTY_FILE", ())
