"""``lingcha check``: what a county is told of its own files, what it is not told, and what it is asked."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from lingcha.archive.noticed import Noticed
from lingcha.check import CheckResult, check_files
from lingcha.cli import cli
from lingcha.commands.check import report
from lingcha.errors import LingchaError
from lingcha.project import read_reference
from lingcha.template.layout import SheetStyle
from tests.returns.county import project, write_workbook

D = date(2022, 8, 31)


def workbook(path: Path, unit: str = "灵宝市", **cells: object) -> Path:
    rows = [project(1, county_name=unit), project(2, county_name=unit, **cells)]
    return write_workbook(path, [("XM01", unit, rows, SheetStyle())])


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> tuple[CheckResult, Path]:
    """One form of one unit, its name not in that of the file: a status without a date, a text in money."""
    folder = tmp_path_factory.mktemp("own")
    out = folder / "out"
    out.mkdir()
    path = workbook(folder / "台账.xlsx", project_status="已竣工", fund_paid="约三十")
    before = path.read_bytes()
    result = check_files([path], out=out)
    assert path.read_bytes() == before
    return result, out


def test_the_unit_and_the_date_are_those_of_the_file(checked: tuple[CheckResult, Path]) -> None:
    result, _ = checked
    assert (result.unit, result.unit_name, result.as_of) == ("411282", "灵宝市", D)


def test_problems_are_told_with_their_cells(checked: tuple[CheckResult, Path]) -> None:
    result, _ = checked
    told = {(p.kind, p.code): cells for p, cells in zip(result.problems, result.addresses, strict=True)}
    assert len(told["unread", "E_NOT_A_NUMBER"]) == 1
    assert any(kind == "gap" for kind, _ in told)
    assert "missing" not in {kind for kind, _ in told}
    assert all(p.deadline == "报送前" for p in result.problems)
    assert result.found


def test_what_was_not_given_is_unchecked_with_its_reason_and_never_a_zero(
    checked: tuple[CheckResult, Path],
) -> None:
    verdict = checked[0].verdict
    assert verdict is not None
    evaluated, unchecked = (
        {r["rule_id"] for r in verdict.evaluated},
        {r["rule_id"] for r in verdict.unchecked},
    )
    assert not evaluated & unchecked
    assert evaluated | unchecked == {r["rule_id"] for r in read_reference("rule")}
    for rule in read_reference("rule"):
        if rule["forms_required"] != "XM01":
            assert rule["rule_id"] in unchecked, rule["rule_id"]
    assert {"PF-02", "PF-03"} <= evaluated
    reasons = {r["rule_id"]: r["skipped_reason"] for r in verdict.unchecked}
    assert "ZJ02" in reasons["PF-05"] and all(reasons.values())
    assert {t["verdict"] for t in verdict.targets} == {"not_evaluated"}


def test_marked_workbooks_go_where_they_were_asked_for(checked: tuple[CheckResult, Path]) -> None:
    result, out = checked
    assert {p.name for p in out.iterdir()} == {"问题汇总.xlsx", "退回_台账.xlsx"}
    assert {p.name for p in result.written} == {p.name for p in out.iterdir()}
    book = openpyxl.load_workbook(out / "问题汇总.xlsx")
    text = "\n".join(str(v) for row in book.active.iter_rows(values_only=True) for v in row if v)
    assert "报送前" in text and "没有收到" not in text


def test_the_answer_is_plain_and_says_what_it_did_not_see(checked: tuple[CheckResult, Path]) -> None:
    lines = "\n".join(report(checked[0]))
    for word in (
        "位置：台账.xlsx / ",
        "发现：",
        "应为：",
        "怎样改：",
        "未评估",
        "没有本期报表ZJ02",
        "共发现",
    ):
        assert word in lines
    assert "约三十" not in lines


def test_files_of_two_units_are_asked_apart(tmp_path: Path) -> None:
    files = [workbook(tmp_path / "a.xlsx"), workbook(tmp_path / "b.xlsx", "卢氏县")]
    with pytest.raises(LingchaError, match="E_CHECK_UNITS") as error:
        check_files(files)
    assert "灵宝市" in str(error.value) and "卢氏县" in str(error.value) and error.value.exit_code == 2


def test_what_does_not_count_is_listed_and_what_was_odd_is_a_remark(tmp_path: Path) -> None:
    """A file that the next one replaces, and a sheet that is no form."""
    first, second = workbook(tmp_path / "一.xlsx"), workbook(tmp_path / "二.xlsx", fund_paid=13)
    book = openpyxl.load_workbook(second)
    book.create_sheet("说明")["A1"] = "本表由某科室填报"
    book.worksheets[0].row_dimensions[6].hidden = True
    book.save(second)
    result = check_files([first, second])
    assert [p.file_name for p in result.problems if p.kind == "rejected"] == ["一.xlsx"]
    assert result.found
    said = "\n".join(report(result))
    assert "整表替换了它" in said and "没有发现问题" not in said
    remarks = said.partition("\n提示 ")[2]
    assert "二.xlsx / 说明\n    - 整张工作表未读入" in remarks
    assert "1 行被隐藏" in remarks


def test_remarks_alone_are_no_problem(checked: tuple[CheckResult, Path]) -> None:
    odd = (Noticed("411282/a.xlsx", "a.xlsx", "表", "", "未注明金额单位"),)
    result = CheckResult("411282", "灵宝市", D, (), (), checked[0].verdict, (), odd)
    said = "\n".join(report(result))
    assert not result.found and "没有发现问题" in said
    assert "提示 1 条" in said and "  a.xlsx / 表\n    - 未注明金额单位" in said
    assert "提示" not in "\n".join(report(replace(result, remarks=())))


def test_a_file_that_nobody_can_read_is_a_finding_and_builds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "灵宝市.xlsx"
    path.write_bytes(b"not a workbook")
    result = check_files([path])
    assert result.unit == "411282" and result.verdict is None and result.found
    assert [p.kind for p in result.problems] == ["rejected"]
    assert "没有一个文件能够读取" in "\n".join(report(result))


@pytest.mark.parametrize("key", [None, "of the city"])
def test_no_key_is_needed_made_or_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str | None
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "county"))
    monkeypatch.delenv("LINGCHA_KEY_FILE", raising=False)
    monkeypatch.delenv("LINGCHA_KEY", raising=False)
    if key is not None:
        monkeypatch.setenv("LINGCHA_KEY", key)
    file = tmp_path / "义马市_ZC01_v1.xlsx"
    file.write_bytes(b"no workbook")
    assert check_files([file]).found
    assert not (tmp_path / "county").exists() and os.environ.get("LINGCHA_KEY") == key


def test_a_unit_that_was_named_is_held_to(tmp_path: Path) -> None:
    result = check_files([workbook(tmp_path / "a.xlsx")], unit="411224")
    assert [p.code for p in result.problems] == ["E_OTHER_UNIT"] and result.verdict is None


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "Missing argument"),
        (["没有.xlsx"], "does not exist"),
        (["{folder}"], "is a directory"),
        (["{file}", "--as-of", "2022/8/31"], "不是日期"),
        (["{file}", "--unit", "1"], "E_UNIT_UNKNOWN"),
        (["{file}", "--out", "{folder}/no"], "E_OUT_FOLDER"),
    ],
)
def test_wrong_use_ends_with_2(tmp_path: Path, arguments: list[str], told: str) -> None:
    file = workbook(tmp_path / "a.xlsx")
    filled = [a.format(file=file, folder=tmp_path) for a in arguments]
    home = tmp_path / "home"
    result = CliRunner(env={"LINGCHA_HOME": str(home)}).invoke(cli, ["check", *filled])
    code = result.exception.exit_code if isinstance(result.exception, LingchaError) else result.exit_code
    assert code == 2 and told in result.output + str(result.exception)
    assert not home.exists()


@pytest.mark.parametrize(("found", "code"), [(False, 0), (True, 3)])
def test_the_exit_code_says_whether_anything_was_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, checked: tuple[CheckResult, Path], found: bool, code: int
) -> None:
    problems = checked[0].problems if found else ()
    addresses = checked[0].addresses if found else ()
    result = CheckResult("411282", "灵宝市", D, problems, addresses, checked[0].verdict, ())
    monkeypatch.setattr("lingcha.check.check_files", lambda *_arguments: result)
    done = CliRunner().invoke(cli, ["check", str(workbook(tmp_path / "a.xlsx"))])
    assert done.exit_code == code
    assert ("没有发现问题" in done.output) is not found
