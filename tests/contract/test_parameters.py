"""Parameters: the kind that a unit demands, what the bureau lays over the project's own, what is refused."""

import re
from datetime import date
from pathlib import Path

import pytest

from lingcha.contract.kinds import unit_name, value_problem
from lingcha.contract.override import load_parameters, read_override
from lingcha.contract.parameters import Parameter, value_on
from lingcha.errors import LingchaError
from lingcha.project import ROOT, read_reference

UNIT = "411282"
HEADER = "param_id,scope_code,valid_from,valid_to,value,unit,status,confirmed,source\n"
GOOD = "income_tol,100000,2022-01-01,2022-12-31,0.02,元,letter,Y,letter 1\n"


def written(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "parameters.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_without_a_file_the_projects_own_hold(tmp_path: Path) -> None:
    assert read_override(tmp_path / "none.csv") == []
    assert value_on(load_parameters(tmp_path / "none.csv"), "income_tol", date(2022, 8, 31), UNIT) == "0.01"


def test_a_header_alone_changes_nothing(tmp_path: Path) -> None:
    assert read_override(written(tmp_path, HEADER)) == []


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2021, 12, 31), "0.01"),
        (date(2022, 1, 1), "0.02"),
        (date(2022, 12, 31), "0.02"),
        (date(2023, 1, 1), "0.01"),
    ],
)
def test_a_later_row_holds_for_its_days(tmp_path: Path, day: date, value: str) -> None:
    parameters = load_parameters(written(tmp_path, HEADER + GOOD, "utf-8-sig"))
    assert value_on(parameters, "income_tol", day, UNIT) == value


def test_a_row_with_the_same_start_replaces_the_projects_own(tmp_path: Path) -> None:
    path = written(tmp_path, HEADER + "income_tol,100000,2013-01-01,2022-06-30,0.05,元,letter,Y,x\n")
    assert value_on(load_parameters(path), "income_tol", date(2022, 6, 30), UNIT) == "0.05"
    with pytest.raises(LingchaError) as error:
        value_on(load_parameters(path), "income_tol", date(2022, 7, 1), UNIT)
    assert error.value.code == "E_PARAMETER_MISSING"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("nobody,100000,2022-01-01,,1,元,letter,Y,x", "不认识的参数 nobody"),
        ("income_tol,100000,2022-13-01,,1,元,letter,Y,x", "valid_from 应为日期"),
        ("income_tol,100000,2022-1-1,,1,元,letter,Y,x", "valid_from 应为日期"),
        ("income_tol,100000,2022-01-01,soon,1,元,letter,Y,x", "valid_to 应为日期或空白"),
        ("income_tol,100000,2022-02-01,2022-01-01,1,元,letter,Y,x", "valid_to 早于 valid_from"),
        ("income_tol,100000,2022-01-01,,一分,元,letter,Y,x", "value 应为数字"),
        ("income_tol,100000,2022-01-01,,１,元,letter,Y,x", "value 应为数字"),
        ("income_tol,100000,2022-01-01,,1,万元,letter,Y,x", "unit 应为“元”"),
        ("min_months_from,100000,2022-01-01,,2022-13,month,letter,Y,x", "value 应为年月"),
        ("identify_days,100000,2022-01-01,,5.0,calendar days,letter,Y,x", "value 应为整数，如 15"),
        ("identify_days,100000,2022-01-01,,,calendar days,letter,Y,x", "value 应为整数，如 15"),
        ("shrink_confirm_share,100000,2022-01-01,,80,share,letter,Y,x", "value 应为零到一之间的数字"),
        ("income_tol,4199,2022-01-01,,1,元,letter,Y,x", "scope_code 应为填报单位代码或上级区划代码"),
        ("income_tol,全国,2022-01-01,,1,元,letter,Y,x", "scope_code"),
        ("income_tol,100000,2022-01-01,,1,元,letter,是,x", "confirmed 应为 Y 或 N"),
        ("income_tol,100000,2022-01-01", "应有 9 列，实际 3 列"),
    ],
)
def test_each_problem_is_named_with_its_line(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(LingchaError) as error:
        read_override(
            written(
                tmp_path, HEADER + GOOD.replace("income_tol", "money_tol").replace("元", "万元") + line + "\n"
            )
        )
    assert error.value.code == "E_PARAMETERS"
    assert "第 3 行：" in str(error.value)
    assert said in str(error.value)
    assert "有 1 处问题" in str(error.value)


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    bad = "nobody,100000,x,,1,元,letter,Y,x\nincome_tol,100000,2022-01-01,,x,元,letter,?,x\n"
    with pytest.raises(LingchaError, match="有 4 处问题"):
        read_override(written(tmp_path, HEADER + bad))


@pytest.mark.parametrize(
    ("second", "overlaps"),
    [
        ("2022-12-31,", True),
        ("2023-01-01,", False),
        ("2021-01-01,2022-01-01", True),
        ("2021-01-01,2021-12-31", False),
    ],
)
def test_overlapping_validity_is_refused(tmp_path: Path, second: str, overlaps: bool) -> None:
    path = written(tmp_path, HEADER + GOOD + f"income_tol,100000,{second},0.03,元,letter,Y,x\n")
    if overlaps:
        with pytest.raises(LingchaError, match="有效期重叠"):
            read_override(path)
    else:
        assert len(read_override(path)) == 2


@pytest.mark.parametrize(
    ("text", "encoding"), [("", "utf-8"), ("param_id,value\n", "utf-8"), (HEADER + GOOD, "gbk")]
)
def test_a_file_of_another_shape_is_a_sentence(tmp_path: Path, text: str, encoding: str) -> None:
    with pytest.raises(LingchaError) as error:
        read_override(written(tmp_path, text, encoding))
    assert error.value.code == "E_PARAMETERS"


@pytest.mark.parametrize(
    ("unit", "good", "bad"),
    [
        ("calendar days", "5", "5.0"),
        ("calendar days", "0", "-5"),
        ("元", "0.01", "0.01元"),
        ("share", "1.0", "1.01"),
        ("month", "2022-04", "2022-4"),
        ("month-day", "08-31", "08-32"),
        ("classes", "健康帮扶|综合保障", "健康帮扶||综合保障"),
        ("characters", "18|20|22", ""),
        ("years (inclusive)", "18..", "18"),
    ],
)
def test_the_unit_decides_how_a_value_is_written(unit: str, good: str, bad: str) -> None:
    assert value_problem(good, unit) is None
    assert "应为" in str(value_problem(bad, unit))


def test_every_unit_has_a_name_for_chinese_readers() -> None:
    units = {p["unit"] for p in read_reference("parameter")}
    assert [u for u in sorted(units) if re.search("[A-Za-z]", unit_name(u))] == []
    assert (unit_name("share"), unit_name("元/月"), unit_name("of nobody")) == ("比例", "元/月", "of nobody")


def test_a_unit_that_nobody_listed_is_a_problem() -> None:
    assert "parameter_unit.csv" in str(value_problem("1", "moons"))


def test_a_parameter_without_a_value_is_missing() -> None:
    known = Parameter("monitor_line", "100000", date(2022, 1, 1), None, "", "元/人·年", "design", "N", "x")
    with pytest.raises(LingchaError) as error:
        value_on([known], "monitor_line", date(2022, 8, 31), UNIT)
    assert error.value.code == "E_PARAMETER_MISSING"


@pytest.mark.parametrize(
    ("scopes", "unit", "value"),
    [
        (("411282", "4112", "4100"), "411282", "411282"),
        (("411282", "4112", "4100"), "411224", "4112"),
        (("4100",), "411224", "4100"),
        (("411282",), "411224", "0.01"),
    ],
)
def test_the_nearest_scope_of_the_unit_counts(
    tmp_path: Path, scopes: tuple[str, ...], unit: str, value: str
) -> None:
    lines = "".join(f"income_tol,{scope},2022-01-01,,{scope},元,letter,Y,x\n" for scope in scopes)
    parameters = load_parameters(written(tmp_path, HEADER + lines))
    assert value_on(parameters, "income_tol", date(2022, 8, 31), unit) == value


def test_where_the_nearest_has_no_value_a_farther_one_does_not_stand_in() -> None:
    known = [
        Parameter("monitor_line", scope, date(2022, 1, 1), None, value, "元/人·年", "design", "N", "x")
        for scope, value in (("4100", "6600"), (UNIT, ""))
    ]
    assert value_on(known, "monitor_line", date(2022, 8, 31), "411224") == "6600"
    with pytest.raises(LingchaError, match="E_PARAMETER_MISSING"):
        value_on(known, "monitor_line", date(2022, 8, 31), UNIT)


def test_columns_are_known_by_name_and_scope_is_another_name_of_scope_code(tmp_path: Path) -> None:
    text = (
        "param_id,scope,valid_from,valid_to,value,unit,status,source,note\n"
        "income_tol,4112,2022-01-01,,0.02,元,letter,letter 1,anything at all\n"
    )
    (read,) = read_override(written(tmp_path, text))
    assert (read.scope_code, read.value, read.source) == ("4112", "0.02", "letter 1")
    assert read.confirmed == "N"  # nobody said so


@pytest.mark.parametrize(
    "head",
    [
        HEADER.replace("value,", ""),
        HEADER.replace("source", "source,remark"),
        HEADER.replace("source", "source,scope"),
    ],
)
def test_a_column_that_is_missing_unknown_or_there_twice_is_refused(tmp_path: Path, head: str) -> None:
    with pytest.raises(LingchaError, match="的表头应为 param_id,scope_code"):
        read_override(written(tmp_path, head))


def test_the_documented_files_can_be_read(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "parameters.md").read_text(encoding="utf-8")
    examples = re.findall(r"(?:^    \S.*\n)+", page, re.MULTILINE)
    read = [read_override(written(tmp_path, example.replace("    ", ""))) for example in examples]
    assert [len(rows) for rows in read] == [2, 1]
