"""Columns that are not read are named with what they may be; a label with a long number is not repeated."""

import pytest

from tests.intake.making import HEADER, Desk, payment, payments, workbook


def notes(desk: Desk, header: list[str]) -> list[str]:
    rows = payments([*payment(1), "某"][: len(header)], header=header)
    return [n for n in desk.sheet(workbook({"a": rows})).notes if "未读入" in n]


def test_a_header_of_the_form_is_no_note(desk: Desk) -> None:
    assert notes(desk, HEADER) == []


def test_a_column_that_is_only_left_away_is_no_note(desk: Desk) -> None:
    assert notes(desk, HEADER[:-1]) == []


def test_a_column_beside_those_of_the_form_is_named_alone(desk: Desk) -> None:
    assert notes(desk, [*HEADER, "经办人意见"]) == ["表样以外的列未读入：L列“经办人意见”"]


def test_a_column_that_was_not_found_is_named_with_its_suspects(desk: Desk) -> None:
    (note,) = notes(desk, [*HEADER[:-1], "经办人意见"])
    assert note == (
        "表样以外的列未读入：K列“经办人意见”；没有找到表样的列：备注。未读入的列若是其中之一，请改用表样的列名"
    )


def test_a_sheet_that_is_refused_for_a_column_names_the_suspects_too(desk: Desk) -> None:
    header = ["付款单据" if h == "支付凭证号" else h for h in HEADER]
    sheet = desk.sheet(workbook({"a": payments(payment(1), header=header)}))
    assert sheet.code == "E_COLUMN_MISSING"
    (note,) = sheet.notes
    assert "C列“付款单据”" in note and "没有找到表样的列：支付凭证号" in note


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("411282199001011234", "*" * 18),
        ("电话13800000000", "电话***********"),
        ("经办人意见栏附注 13800000000", "经办人意见栏附注 ***********"[:20]),
        ("2022年", "2022年"),
    ],
)
def test_long_numbers_of_a_label_are_masked(desk: Desk, label: str, shown: str) -> None:
    (note,) = notes(desk, [*HEADER, label])
    assert f"L列“{shown}”" in note
