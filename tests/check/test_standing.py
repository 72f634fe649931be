"""Every file that the city would not count is told, with the reason; one that counts is not."""

from pathlib import Path

import pytest

from lingcha.archive.arrivals import read_arrivals
from lingcha.archive.resolve import resolve
from lingcha.check.standing import not_counted, repeated
from lingcha.home import open_home
from lingcha.returns.problem import Problem
from tests.archive.fake_intake import City, numbered, sheet


@pytest.fixture
def city(tmp_path: Path) -> City:
    return City(open_home(tmp_path / "home"))


def told(city: City) -> list[Problem]:
    return not_counted(read_arrivals(city.home), resolve(city.home), "报送前")


def test_what_is_in_force_is_not_told(city: City) -> None:
    city.send("411282/1.xlsx", sheet(numbered(1, 4), part="朱阳镇"))
    city.send("411282/2.xlsx", sheet(numbered(5, 9), part="阳平镇"))
    assert told(city) == []
    assert repeated(read_arrivals(city.home), resolve(city.home)) == []


def test_a_township_beside_the_whole_unit_is_not_adopted(city: City) -> None:
    city.send("411282/all.xlsx", sheet(numbered(1, 10)))
    city.send("411282/1.xlsx", sheet(numbered(1, 4), part="朱阳镇"))
    (problem,) = told(city)
    assert (problem.code, problem.file_name, problem.kind) == ("E_SCOPE_OVERLAP", "1.xlsx", "rejected")
    assert "朱阳镇" in problem.what and "全县一张表已在用" in problem.what and "[" not in problem.what
    assert problem.remedy.startswith("请把改正并入全县的表")


def test_a_file_that_a_later_one_replaced_names_the_later(city: City) -> None:
    city.send("411282/a.xlsx", sheet(numbered(1, 10)))
    city.send("411282/b.xlsx", sheet(numbered(2, 11)))
    (problem,) = told(city)
    assert problem.file_name == "a.xlsx" and "后面的“b.xlsx”整表替换了它" in problem.what


def test_refused_files_and_sheets_are_told_once_each(city: City) -> None:
    city.put("411282/junk.xlsx").write_bytes(b"junk")
    city.collect()
    city.send("411282/half.xlsx", sheet(numbered(1, 4)), sheet([], state="rejected", name="续表"))
    assert [(p.file_name, p.code) for p in told(city)] == [
        ("junk.xlsx", "E_FORMAT_UNKNOWN"),
        ("half.xlsx", "E_COLUMN_MISSING"),
    ]


def test_the_same_again_is_a_remark(city: City) -> None:
    city.send("411282/a.xlsx", sheet(numbered(1, 10)))
    city.send("411282/copy.xlsx", sheet(numbered(1, 10)))
    city.send("411282/saved.xlsx", sheet(numbered(1, 10)), salt="saved anew")
    assert told(city) == []
    said = repeated(read_arrivals(city.home), resolve(city.home))
    assert [(n.file_name, n.code) for n in said] == [("copy.xlsx", ""), ("saved.xlsx", "")]
    assert "与“a.xlsx”内容完全相同" in said[0].message_zh and "第 1 版内容相同" in said[1].message_zh
