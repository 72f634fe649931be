"""Header labels with remarks of the bureau or of a county around the name of the column."""

import io

import openpyxl
import pytest

from lingcha.contract.forms import load_forms
from lingcha.intake.label import bare_label
from tests.intake.making import HEADER, NOTE, Desk, payment, payments, workbook
from tests.intake.test_layouts import KEY_VALUES, official


def relabelled(label: str, new: str) -> bytes:
    header = [new if h == label else h for h in HEADER]
    return workbook({"a": payments(payment(1), header=header)})


def annotated(code: str, before: str, behind: str) -> bytes:
    """A form in its official layout, something before or behind every label of its columns."""
    form = load_forms()[code]
    row = {"seq": 1, "county_name": "灵宝市"} | {c.name: KEY_VALUES.get(c.type, 1) for c in _keys(code)}
    part = "朱阳镇" if form.split_by == "township" else ""
    book = openpyxl.load_workbook(io.BytesIO(official(code, [row], part)))
    for cells in book.active.iter_rows(3, 4):
        for cell in cells:
            if isinstance(cell.value, str):
                cell.value = before + cell.value + behind
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _keys(code: str) -> list[object]:
    return [c for c in load_forms()[code].columns if c.name in load_forms()[code].key]  # type: ignore[misc]


@pytest.mark.parametrize("code", sorted(load_forms()))
@pytest.mark.parametrize(("before", "behind"), [("", "（必填）"), ("★", "\n（选填）："), ("3.", "*必填")])
def test_every_form_with_remarks_in_its_labels(desk: Desk, code: str, before: str, behind: str) -> None:
    sheet = desk.sheet(annotated(code, before, behind))
    assert (sheet.state, sheet.accepted, len(sheet.columns)) == ("read", 1, len(load_forms()[code].columns))
    assert sheet.header_rows[0] == 3


@pytest.mark.parametrize(
    "label",
    [
        "拨付金额（万元）（必填）",
        "拨付金额\n（单位：万元）",
        "拨付金额（保留两位小数）",
        "拨付金额（万元，保留两位小数）",
        "*拨付金额：",
        "拨付金额*必填",
        "拨付金额/万元",
        "拨付金额 万元",
    ],
)
def test_remarks_beside_an_amount(desk: Desk, label: str) -> None:
    sheet = desk.sheet(relabelled("拨付金额", label))
    assert (sheet.accepted, sheet.money_factor, sheet.columns["amount"]) == (1, 10000, "H")


@pytest.mark.parametrize(
    "label", ["资金级次（下拉选择（中央、省））", "资金级次（中央/省/市/县）", "资金级次："]
)
def test_remarks_beside_a_text(desk: Desk, label: str) -> None:
    assert desk.sheet(relabelled("资金级次", label)).columns["fund_level"] == "E"


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("拨付金额（亩）", "E_COLUMN_UNIT"),
        ("拨付金额（其中中央）", "E_COLUMN_BRACKET"),
        ("（必填）", "E_COLUMN_MISSING"),
    ],
)
def test_another_unit_or_another_meaning_is_no_remark(desk: Desk, label: str, code: str) -> None:
    assert desk.sheet(relabelled("拨付金额", label)).code == code


@pytest.mark.parametrize(
    "label", ["县（市、区）", "就业类型（四个一批）", "其中：低保金", "耕地面积（亩）", "1", ""]
)
def test_labels_of_the_forms_stay_as_they_are(label: str) -> None:
    assert bare_label(label) == label.replace("（", "(").replace("）", ")").replace("：", ":")


def test_merged_notes_above_are_no_group_of_the_labels(desk: Desk) -> None:
    rows = [
        ["拨付表"],
        [NOTE[0], "", "", "", NOTE[1], "", "", NOTE[2]],
        [h + "（单列）" for h in HEADER],
        payment(1),
    ]
    rows[2][7] = "拨付金额"
    content = workbook({"a": rows}, merges={"a": [(0, 0, 0, 10), (1, 0, 1, 3), (1, 4, 1, 6), (1, 7, 1, 10)]})
    sheet = desk.sheet(content)
    assert (sheet.unit, sheet.period_end, sheet.header_rows) == ("411282", "2022-08-31", [3, 3])
