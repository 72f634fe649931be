"""The files of a city: layout and places, what the truth says about them, and that intake reads them."""

import csv
import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook
from xlsxwriter.utility import xl_cell_to_rowcol

from lingcha.intake import read_submission_file
from lingcha.sample import DEMO, read_defects, write_city, write_corrections

SCALE = "0.002"
# What a unit of a small city may have nothing of.
_ON_EVENT = ("GY01", "HM01", "HZ01", "JN01", "JN02", "JY02", "SF01", "ZC03")


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("clean")
    write_city(directory, SCALE)
    return directory


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("planted")
    write_city(directory, SCALE, defects=read_defects(DEMO))
    return directory


def digests(directory: Path) -> dict[str, str]:
    files = sorted(p for p in directory.rglob("*") if p.is_file())
    return {str(p.relative_to(directory)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def truth_of(directory: Path) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads((directory / "truth.json").read_text(encoding="utf-8"))
    return truth


@cache
def rows_of(path: Path, sheet: str) -> list[list[Any]]:
    if path.suffix == ".csv":
        return list(csv.reader(path.read_bytes().decode("utf-8-sig").splitlines()))
    return CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def row(directory: Path, item: dict[str, Any]) -> list[Any]:
    return rows_of(directory / item["reporting_unit_code"] / item["file"], item["sheet"])[item["row_no"] - 1]


def cell(directory: Path, item: dict[str, Any], address: str) -> object:
    number, column = xl_cell_to_rowcol(address)
    assert number == item["row_no"] - 1
    return row(directory, item)[column]


def test_a_clean_city_has_nothing_to_find(clean: Path) -> None:
    truth = truth_of(clean)
    # The published totals hold 到户类 assets that are not at a household; an exemption explains them.
    assert {f["rule_id"] for f in truth["findings"]} <= {"AS-05"}
    assert truth["quarantined"] == []
    assert (truth["scale"], truth["seed"], truth["as_of"]) == ("1/500", 1, "2022-08-31")


def test_seven_folders_of_workbooks_and_two_text_files(clean: Path) -> None:
    names = [p.name for p in sorted(clean.rglob("*.*")) if p.parent != clean]
    assert len({p.parent.name for p in clean.rglob("*.xlsx")}) == 7
    assert [n for n in names if n.endswith(".csv")] == [
        "湖滨区_ZJ02_项目资金拨付明细表_202208_v1.csv",
        "渑池县_ZJ02_项目资金拨付明细表_202208_v1.csv",
    ]
    assert "灵宝市_XM01_产业帮扶项目台账_202208_v1.xlsx" in names
    # A small city has no village in some townships: the register comes in one workbook of the whole unit.
    assert "灵宝市_HJ01-HJ02-SZ01-PC01_农户基本信息台账_202208_v1.xlsx" in names


def test_the_text_files_are_gb18030_and_utf8_with_a_mark(clean: Path) -> None:
    first = (clean / "411202" / "湖滨区_ZJ02_项目资金拨付明细表_202208_v1.csv").read_bytes()
    second = (clean / "411221" / "渑池县_ZJ02_项目资金拨付明细表_202208_v1.csv").read_bytes()
    assert first.decode("gb18030").startswith("项目资金拨付明细表")
    with pytest.raises(UnicodeDecodeError):
        first.decode("utf-8")
    assert second.startswith(b"\xef\xbb\xbf")
    # In 元 in one unit, in 万元 in the other, and the note says so.
    rows = list(csv.reader(first.decode("gb18030").splitlines()))
    assert rows[1] == ["填报单位：湖滨区", "截止日期：2022年8月31日", "单位：元"]
    assert "单位：万元" in second.decode("utf-8-sig").splitlines()[1]


def test_the_layout_of_a_register(clean: Path) -> None:
    book = openpyxl.load_workbook(next((clean / "411282").glob("*HJ01*")))
    assert book.sheetnames == [
        "农户基本信息台账",
        "家庭成员信息台账",
        "入户算账2021",
        "入户算账2022-1",
        "入户算账2022-2",
        "集中排查",
        "集中排查汇总",
        "防返贫网格台账",
        "脱贫人口（监测对象）务工就业台账",
        "应就业未就业劳动力帮扶台账",
        "乡村公益性岗位台账",
    ]
    notes = [[c.value for c in book[s][2] if c.value] for s in book.sheetnames]
    assert notes[0][:2] == ["填报单位：灵宝市（盖章）", "截止日期：2022年8月31日"]
    assert [n[1] for n in notes[:7]] == [
        f"截止日期：{d}日"
        for d in (
            "2022年8月31",
            "2022年8月31",
            "2021年9月30",
            "2022年3月31",
            "2022年6月30",
            "2022年8月31",
            "2022年8月31",
        )
    ]
    assert [c.value for c in book["农户基本信息台账"][5]][:3] == [1, 2, 3]


def test_the_same_city_again_has_the_same_bytes(clean: Path, tmp_path: Path) -> None:
    units = ["411202", "411221"]
    write_city(tmp_path, SCALE, only_units=units)
    again, before = digests(tmp_path), digests(clean)
    assert again.pop("truth.json") and before.pop("truth.json")  # lists what was written: fewer units here
    assert again == {n: d for n, d in before.items() if n[:6] in units or "/" not in n}


def test_another_seed_is_another_city(clean: Path, tmp_path: Path) -> None:
    write_city(tmp_path, SCALE, seed=2, only_units=["411202"])
    other, same = digests(tmp_path), digests(clean)
    assert not any(same.get(name) == digest for name, digest in other.items() if name != "parameters.csv")
    assert len(other) > 2


def test_one_unit_alone_is_the_same_as_in_the_whole_city(clean: Path, tmp_path: Path) -> None:
    write_city(tmp_path, SCALE, only_units=["411224"])
    alone, whole = digests(tmp_path), digests(clean)
    assert {n for n in alone if "/" in n} == {n for n in whole if n.startswith("411224")}
    assert all(whole[n] == d for n, d in alone.items() if "/" in n)


def test_progress_counts_the_files(tmp_path: Path) -> None:
    calls: list[tuple[int, int]] = []
    write_city(tmp_path, "0.0005", only_units=["411281"], progress=lambda *call: calls.append(call))
    assert calls == [(n, 8) for n in range(1, 9)]


def test_the_truth_points_at_the_cells(planted: Path) -> None:
    truth = truth_of(planted)
    by_rule = {f["rule_id"]: f for f in truth["findings"]}
    assert cell(planted, by_rule["WE-07"], by_rule["WE-07"]["cells"][0]) == "自然消除"
    assert cell(planted, by_rule["MI-08"], by_rule["MI-08"]["cells"][0]) == ""
    for item in truth["findings"]:
        if item["row_no"]:
            # Codes stand in the row as they are; numbers too; dates in many ways.
            texts = {str(int(v)) if isinstance(v, float) else str(v) for v in row(planted, item)}
            parts = {
                p for p in item["record_key"].split("|") if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", p)
            }
            assert parts and parts <= texts, item["rule_id"]
    codes = {q["code"]: q for q in truth["quarantined"]}
    assert cell(planted, codes["E_NOT_A_NUMBER"], codes["E_NOT_A_NUMBER"]["cell"]) == "约2万元"
    assert isinstance(cell(planted, codes["E_DIGITS_LOST"], codes["E_DIGITS_LOST"]["cell"]), float)
    assert isinstance(cell(planted, codes["E_MONTH_AMBIGUOUS"], codes["E_MONTH_AMBIGUOUS"]["cell"]), float)
    wrong = codes["E_ERROR_CELL"]
    book = openpyxl.load_workbook(planted / wrong["reporting_unit_code"] / wrong["file"], data_only=True)
    assert book[wrong["sheet"]][wrong["cell"]].value == "#REF!"


def test_the_truth_is_sorted_and_names_units_and_the_city(planted: Path) -> None:
    findings = truth_of(planted)["findings"]
    assert [f["rule_id"] for f in findings] == sorted(f["rule_id"] for f in findings)
    margins = [
        (f["reporting_unit_code"], f["record_key"], f["row_no"]) for f in findings if f["rule_id"] == "AS-14"
    ]
    assert margins == [("4112", "4112", None), ("411281", "411281", None)]
    twice = [f for f in findings if f["rule_id"] == "WI-11"]
    assert len(twice) == 2
    duplicates = {f["record_key"] for f in findings if f["rule_id"] == "DQ-04"}
    assert {f["record_key"] for f in twice} < duplicates


def test_corrections_are_the_clean_files_of_those_that_had_a_defect(
    clean: Path, planted: Path, tmp_path: Path
) -> None:
    files = write_corrections(tmp_path, SCALE, defects=read_defects(DEMO))
    before, wrong = digests(clean), digests(planted)
    corrected = {str(p.relative_to(tmp_path)).replace("_v2.", "_v1."): p for p in files}
    assert set(corrected) == {n for n in before if "/" in n and before[n] != wrong[n]}
    for name, path in corrected.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == before[name]
    assert len(files) == len(list(tmp_path.rglob("*_v2.*")))


def test_without_defects_there_is_nothing_to_correct(tmp_path: Path) -> None:
    assert write_corrections(tmp_path, "0.0005") == []


def test_intake_reads_every_row_and_agrees_with_every_total(clean: Path, tmp_path: Path) -> None:
    unit, forms = "411202", set()
    for number, path in enumerate(sorted((clean / unit).iterdir())):
        reading = read_submission_file(path, unit, tmp_path / str(number))
        assert reading.state == "read", reading.message_zh
        for sheet in reading.sheets:
            notes = [] if sheet.accepted else ["零报告：表内没有数据行"]
            assert (sheet.state, sheet.unit, sheet.quarantined, sheet.notes) == ("read", unit, 0, notes), (
                path.name
            )
            assert sheet.accepted > 0 or sheet.form in _ON_EVENT, sheet.form
            assert all(s.agrees for s in sheet.sums)
            forms.add(sheet.form)
    assert len(forms) == 28


def test_intake_puts_exactly_the_planted_cells_into_quarantine(planted: Path, tmp_path: Path) -> None:
    wanted = truth_of(planted)["quarantined"]
    got = []
    for number, item in enumerate(wanted):
        out = tmp_path / str(number)
        path = planted / item["reporting_unit_code"] / item["file"]
        read_submission_file(path, item["reporting_unit_code"], out)
        got += [
            {**{k: row[k] for k in item if k != "file"}, "file": item["file"]}
            for row in pq.read_table(out / "quarantine.parquet").to_pylist()
        ]
    assert got == wanted
