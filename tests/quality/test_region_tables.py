"""Region tables that contradict themselves stop the build, and every line at fault is named."""

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest

from lingcha.errors import LingchaError
from lingcha.project import REFERENCE_DIR, read_reference
from lingcha.quality.regions import LONGEST_CHAIN, check_regions

TABLES = ("region_village", "region_succession", "region_scope", "scope", "reporting_unit")
VILLAGE = "411203001202"
OLD = "411222001202"
HERE = ("region_village", {"village_code": VILLAGE})
THERE = ("region_village", {"village_code": OLD})
STEP = ("region_succession", {"from_code": "411222"})
LISTED = ("region_scope", {"scope_id": "rural_township", "region_code": "411203001"})
SCREENED = ("region_scope", {"scope_id": "screened_village", "region_code": VILLAGE})
SCOPE = ("scope", {"scope_id": "screened_village"})
UNIT = ("reporting_unit", {"reporting_unit_code": "4112SF"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for table in TABLES:
        shutil.copyfile(REFERENCE_DIR / f"{table}.csv", tmp_path / f"{table}.csv")
    return tmp_path


def change(folder: Path, table: str, where: dict[str, str], **cells: str) -> int:
    """Sets cells of the one line that fits; returns its number."""
    return edit(folder, table, where, cells, added=False)


def add(folder: Path, table: str, where: dict[str, str], **cells: str) -> int:
    """Appends a copy of the one line that fits, with other cells; returns its number."""
    return edit(folder, table, where, cells, added=True)


def edit(folder: Path, table: str, where: dict[str, str], cells: dict[str, str], added: bool) -> int:
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    (place,) = [i for i, r in enumerate(rows) if all(r[k] == v for k, v in where.items())]
    assert set(cells) <= set(rows[0])
    if added:
        rows.append(rows[place] | cells)
        place = len(rows) - 1
    else:
        rows[place] |= cells
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return place + 2


def problems(folder: Path, as_of: date | None = None) -> str:
    with pytest.raises(LingchaError) as caught:
        check_regions(as_of, folder)
    assert caught.value.code == "E_REGIONS" and caught.value.exit_code == 2
    return caught.value.message_zh


def test_the_project_is_sound_on_both_sides_of_the_change_of_county() -> None:
    assert check_regions() == len(read_reference("region_village")) == 1656
    assert check_regions(date(2016, 1, 5)) == check_regions(date(2016, 1, 6)) == 1381


def test_two_lines_of_one_village_on_one_day(folder: Path) -> None:
    line = add(
        folder,
        "region_village",
        {"village_code": VILLAGE},
        village_name="另名村委会",
        valid_from="2020-01-01",
    )
    found = problems(folder)
    assert f"与第 {line} 行" in found and VILLAGE in found and "有效期重叠，2020-01-01" in found


def test_lines_that_follow_each_other_do_not_overlap(folder: Path) -> None:
    change(folder, *HERE, valid_to="2019-12-31")
    add(folder, *HERE, valid_from="2020-01-01", valid_to="")
    assert check_regions(date(2019, 12, 31), folder) == check_regions(date(2020, 1, 1), folder) == 1381


@pytest.mark.parametrize(
    ("table", "where", "cells", "named"),
    [
        (*HERE, {"valid_from": "2016-1-6"}, "2016-1-6 至"),
        (*HERE, {"valid_to": "2015-01-01"}, "止期早于起期"),
        (*HERE, {"valid_from": "2017-01-01"}, "承接代码 411203001202 在 2016-01-06 无效"),
        (*HERE, {"valid_to": "2021-12-31"}, "没有主要承接代码"),
        (*HERE, {"township_code": "411203100"}, "乡级代码应为 411203001"),
        (*HERE, {"reporting_unit_code": "411222"}, "填报单位 411222"),
        (*HERE, {"reporting_unit_code": "411202"}, "两个填报单位"),
        (*THERE, {"valid_to": "2015-12-31"}, "没有主要承接代码"),
        (*STEP, {"to_code": "411299"}, "代码 411299 在 2016-01-06 无效"),
        (*STEP, {"to_code": "411203001"}, "应为同一级"),
        (*STEP, {"kind": "renamed"}, "kind 应为"),
        (*STEP, {"because": ""}, "缺少依据"),
        (*STEP, {"is_main": "N"}, "没有主要承接代码"),
        (*STEP, {"valid_from": "2016-01-07"}, "在 2016-01-07 的前一天无效"),
        (*SCREENED, {"region_code": OLD}, f"{OLD} 目前不是有效的区划"),
        (*LISTED, {"region_code": "411222001"}, "不是有效的区划"),
        (*LISTED, {"scope_id": "rural"}, "名单 rural"),
        (*LISTED, {"valid_to": "2020-12-31"}, "公布数为 66"),
        (*SCOPE, {"published_count": "1221"}, "现有 1220 个"),
        (*UNIT, {"valid_from": "2014-01-01"}, "填报单位 4112SF"),
    ],
)
def test_what_contradicts_itself_is_named(
    folder: Path, table: str, where: dict[str, str], cells: dict[str, str], named: str
) -> None:
    change(folder, table, where, **cells)
    assert named in problems(folder)


def test_a_region_twice_in_a_list_and_a_unit_twice_are_named(folder: Path) -> None:
    add(
        folder,
        "region_scope",
        {"scope_id": "screened_village", "region_code": VILLAGE},
        valid_from="2022-08-01",
    )
    add(folder, "reporting_unit", {"reporting_unit_code": "411281"}, name_zh="义马", valid_from="2020-01-01")
    found = problems(folder)
    assert f"screened_village、{VILLAGE} 的有效期重叠" in found and "411281 的有效期重叠" in found


def test_two_main_successors_are_named(folder: Path) -> None:
    add(folder, *STEP, from_code=OLD, to_code=VILLAGE, kind="merged")
    assert f"{OLD} 在 2016-01-05 停用，有 2 个主要承接代码" in problems(folder)


def test_a_code_that_comes_back_is_named(folder: Path) -> None:
    add(folder, *THERE, valid_from="2020-01-01", valid_to="")
    assert f"代码 {OLD} 在 2016-01-05 已经停用" in problems(folder)


@pytest.mark.parametrize("steps", [LONGEST_CHAIN, LONGEST_CHAIN + 1])
def test_a_chain_is_as_long_as_the_models_follow_it(folder: Path, steps: int) -> None:
    """The first step is the one of 2016; each further year gives the village a new code."""
    for number in range(1, steps):
        before = VILLAGE if number == 1 else f"41120300190{number - 1}"
        after, day = f"41120300190{number}", f"{2016 + number}-01-01"
        change(folder, "region_village", {"village_code": before}, valid_to=f"{2015 + number}-12-31")
        add(
            folder,
            "region_village",
            {"village_code": before},
            village_code=after,
            valid_from=day,
            valid_to="",
        )
        add(
            folder,
            "region_succession",
            {"from_code": "411222"},
            from_code=before,
            to_code=after,
            kind="moved",
            valid_from=day,
        )
    for scope, day in (("administrative_village", "2016-01-06"), ("screened_village", "2022-07-01")):
        code = {"scope_id": scope, "region_code": VILLAGE, "valid_from": day}
        change(folder, "region_scope", code, region_code=after, valid_from="2024-01-01")
    if steps <= LONGEST_CHAIN:
        assert check_regions(None, folder)
    else:
        assert f"代码 {OLD} 的沿革超过 8 步" in problems(folder)


def test_the_lists_differ_by_exactly_the_village_that_is_named() -> None:
    codes = {
        scope: {r["region_code"] for r in read_reference("region_scope") if r["scope_id"] == scope}
        for scope in ("administrative_village", "screened_village", "rural_township")
    }
    assert {name: len(found) for name, found in codes.items()} == {
        "administrative_village": 1221,
        "screened_village": 1220,
        "rural_township": 66,
    }
    (left_out,) = codes["administrative_village"] - codes["screened_village"]
    (village,) = [r for r in read_reference("region_village") if r["village_code"] == left_out]
    assert not codes["screened_village"] - codes["administrative_village"]
    scopes = {r["scope_id"]: r for r in read_reference("scope")}
    assert "常苑社区" in village["village_name"] and "常苑社区" in scopes["screened_village"]["because"]
    townships = {
        r["managing_township_code"]
        for r in read_reference("region_village")
        if r["village_code"] in codes["administrative_village"]
    }
    assert townships == codes["rural_township"]
