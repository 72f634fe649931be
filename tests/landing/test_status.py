"""`lingcha status` and `lingcha confirm`: every state of a form has a case."""

import io
import json
import subprocess
import sys
from datetime import date, timedelta

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from lingcha.archive.resolve import resolve
from lingcha.cli import cli
from lingcha.commands.outcome import tell_collected
from lingcha.commands.status import change_matrix
from lingcha.durable import point
from lingcha.errors import LingchaError
from lingcha.release.changes import CHANGES_ZH, latest_changes
from lingcha.status import Standing, reporting_status
from tests.archive.fake_intake import City, numbered, sheet

D = date(2022, 8, 31)


def of(city: City, unit: str, day: date = D) -> Standing:
    """The standing of ZJ02, due on 2022-09-10."""
    return next(
        s
        for s in reporting_status(city.home, day).standings
        if (s.expected.form_code, s.expected.reporting_unit_code) == ("ZJ02", unit)
    )


def invoke(city: City, *arguments: str) -> Result:
    return CliRunner(env={"LINGCHA_HOME": str(city.home.root), "COLUMNS": "240"}).invoke(cli, arguments)


def test_received_with_its_rows(city: City) -> None:
    city.send("411282/a.xlsx", sheet(numbered(1, 10), bad=2))
    standing = of(city, "411282")
    assert (standing.state, standing.accepted, standing.quarantined) == ("received", 10, 2)
    assert (standing.parts, standing.late) == (1, False)


def test_another_period_is_not_this_one(city: City) -> None:
    city.send("411282/a.xlsx", sheet(numbered(1, 10), period=("2022-07-01", "2022-07-31")))
    assert of(city, "411282").state == "open"


def test_missing_only_after_the_due_date(city: City) -> None:
    # At D = 09-30 the period that is due is September, at D = 09-11 still August.
    assert of(city, "411282", date(2022, 9, 10)).state == "open"
    assert of(city, "411282", date(2022, 9, 11)).state == "missing"


def test_late_counts_the_first_version_not_its_correction(city: City) -> None:
    city.time += timedelta(days=8)  # 2022-09-09
    city.send("411282/a.xlsx", sheet(numbered(1, 10)))
    city.time += timedelta(days=5)
    city.send("411282/b.xlsx", sheet(numbered(1, 11)))
    city.send("411224/a.xlsx", sheet(numbered(1, 10), unit="411224"))
    assert not of(city, "411282").late
    assert of(city, "411224").late


def test_one_late_township_makes_the_unit_late(city: City) -> None:
    city.send("411282/1.xlsx", sheet(numbered(1, 4), part="朱阳镇"))
    assert not of(city, "411282").late
    city.time += timedelta(days=30)
    city.send("411282/2.xlsx", sheet(numbered(5, 9), part="阳平镇"))
    standing = of(city, "411282")
    assert (standing.late, standing.parts, standing.accepted) == (True, 2, 9)


def test_some_townships_are_not_the_unit(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    def expected_form(unit: str) -> Standing:
        status = reporting_status(city.home, D)
        return next(
            s
            for s in status.standings
            if (s.expected.form_code, s.expected.reporting_unit_code) == ("HJ01", unit)
        )

    def hj01(part: str) -> dict[str, object]:
        return sheet(numbered(1, 4), part=part, form="HJ01")

    monkeypatch.setattr("lingcha.status.expected_townships", lambda *_: ["朱阳镇", "阳平镇"])
    city.send("411282/1.xlsx", hj01("朱阳镇"))
    standing = expected_form("411282")
    assert (standing.state, standing.missing_townships) == ("partial", ("阳平镇",))
    shown = invoke(city, "status", "--as-of", "2022-08-31").output
    assert "未报齐 411282 HJ01：缺阳平镇" in shown and "未报齐 1" in shown
    city.send("411282/2.xlsx", hj01("阳平镇"))
    assert expected_form("411282").state == "received"


def test_rejected_and_waiting(city: City) -> None:
    city.send("411224/a.xlsx", sheet([], unit="411224", state="rejected"))
    city.send("411282/a.xlsx", sheet(numbered(1, 10)))
    city.send("411282/b.xlsx", sheet(numbered(1, 2)))
    status = reporting_status(city.home, D)
    assert of(city, "411224").state == "rejected"
    assert of(city, "411282").state == "received"  # the version before stays in force
    assert [r.rows_accepted for r in status.to_confirm] == [2]
    assert len(status.rejected) == 1


def test_a_refused_file_is_named_until_a_good_one_takes_its_place(city: City) -> None:
    city.put("411282/a.xlsx").write_bytes(b"junk")
    city.collect()
    assert [a.code for a in reporting_status(city.home, D).refused] == ["E_FORMAT_UNKNOWN"]
    city.send("411282/a.xlsx", sheet(numbered(1, 10)))
    assert reporting_status(city.home, D).refused == ()


BROKEN = sheet([], state="rejected", name="坏表", form="ZJ01")


def test_a_refused_sheet_of_a_file_that_was_read_is_listed_until_a_good_file_takes_its_place(
    city: City,
) -> None:
    city.send("411282/a.xlsx", sheet(numbered(1, 10)), BROKEN)
    (one,) = reporting_status(city.home, D).refused_sheets
    assert (one.path, one.sheet, one.code) == ("411282/a.xlsx", "坏表", "E_COLUMN_MISSING")
    said = invoke(city, "status").output
    assert "拒收 411282/a.xlsx 工作表“坏表” [E_COLUMN_MISSING]：缺少必填列。" in said
    assert [s["sheet"] for s in json.loads(invoke(city, "status", "--json").output)["refused_sheets"]] == [
        "坏表"
    ]
    city.send("411282/a.xlsx", sheet(numbered(1, 11)))
    assert reporting_status(city.home, D).refused_sheets == ()


def test_collect_counts_and_names_refused_sheets(city: City, capsys: pytest.CaptureFixture[str]) -> None:
    tell_collected(city.home, city.send("411282/a.xlsx", sheet(numbered(1, 10)), BROKEN))
    said = capsys.readouterr().out
    assert "收到 1 个文件：已读 1，拒收 0，重复 0。已读的文件中有 1 张工作表被拒收。" in said
    assert "  411282/a.xlsx 工作表“坏表”：缺少必填列。" in said and "提示" not in said
    tell_collected(city.home, city.send("411224/a.xlsx", sheet(numbered(1, 10), unit="411224")))
    assert capsys.readouterr().out == "收到 1 个文件：已读 1，拒收 0，重复 0。\n"


def test_remarks_are_counted_by_collect_and_listed_by_status(
    city: City, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = sheet(numbered(1, 10), notes=("未注明金额单位，按表样的“万元”读取",))
    tell_collected(city.home, city.send("411282/a.xlsx", odd))
    assert "读取提示 1 条，用 lingcha status --remarks 查看。" in capsys.readouterr().out
    line = "提示 411282/a.xlsx 工作表“Sheet1”：未注明金额单位，按表样的“万元”读取"
    assert line in invoke(city, "status", "--remarks").output
    assert "提示" not in invoke(city, "status").output
    assert len(json.loads(invoke(city, "status", "--remarks", "--json").output)["remarks"]) == 1
    city.send("411282/b.xlsx", sheet(numbered(1, 11)))  # what no longer counts is not remarked on
    assert line not in invoke(city, "status", "--remarks").output


def test_without_a_date_the_latest_period_in_force_is_meant(city: City) -> None:
    with pytest.raises(LingchaError) as error:
        reporting_status(city.home)
    assert error.value.code == "E_NOTHING_SUBMITTED"
    city.send("411282/a.xlsx", sheet(numbered(1, 10)))
    assert reporting_status(city.home).as_of == D


def test_command_tells_it_in_chinese(city: City) -> None:
    city.put("4112xx/a.xlsx").write_bytes(b"junk")
    city.put("411282/a.xlsx", sheet(numbered(1, 10), bad=1))
    city.collect()
    city.send("411282/b.xlsx", sheet(numbered(1, 2)))
    result = invoke(city, "status", "--as-of", "2022-08-31")
    assert result.exit_code == 0
    assert "应报 168 份：已报 1（其中迟报 0）" in result.output
    waiting = resolve(city.home)[1].submission_id
    assert f"待确认 {waiting}" in result.output
    assert "拒收 4112xx/a.xlsx [E_FOLDER_UNKNOWN]" in result.output
    assert "隔离1" in result.output


def test_command_fits_a_narrow_terminal(city: City) -> None:
    city.send("411282/a.xlsx", sheet(numbered(1, 10), bad=1))
    arguments = ["status", "--as-of", "2022-08-31"]
    environment = {"LINGCHA_HOME": str(city.home.root), "COLUMNS": "80"}
    table = CliRunner(env=environment).invoke(cli, arguments).output.partition("应报")[0]
    assert "…" not in table
    assert "衔接资金下达（指" in table
    assert all(word in table for word in ("湖滨区", "示范区", "10行", "隔离1"))


def test_command_speaks_json(city: City) -> None:
    city.send("411282/a.xlsx", sheet(numbered(1, 10)))
    result = invoke(city, "status", "--json")
    told = json.loads(result.output)
    assert told["as_of"] == "2022-08-31"
    received = [s for s in told["submissions"] if s["state"] == "received"]
    assert [(s["form_code"], s["reporting_unit_code"], s["rows_accepted"]) for s in received] == [
        ("ZJ02", "411282", 10)
    ]


def test_command_on_an_empty_home(city: City) -> None:
    assert invoke(city, "status", "--as-of", "2022-08-31").exit_code == 0
    assert isinstance(invoke(city, "status").exception, LingchaError)


def test_confirm_command(city: City) -> None:
    city.send("411282/a.xlsx", sheet(numbered(1, 10)))
    city.send("411282/b.xlsx", sheet(numbered(1, 2)))
    waiting = resolve(city.home)[1].submission_id
    assert invoke(city, "confirm", waiting, "--by", "值班员").exit_code == 2  # no reason
    assert invoke(city, "confirm", waiting, "--by", "值班员", "--reason", "迁出").exit_code == 0
    assert [r.status for r in resolve(city.home)] == ["superseded", "in_force"]
    assert isinstance(invoke(city, "confirm", "0" * 16, "--by", "a", "--reason", "b").exception, LingchaError)


def test_status_starts_without_the_heavy_libraries() -> None:
    code = "import sys, lingcha.commands.status; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    heavy = {"dbt", "prefect", "great_expectations", "pyarrow", "duckdb", "pandas"}
    assert "lingcha.status" in loaded.split()
    assert not heavy & set(loaded.split())


def test_status_tells_how_findings_changed_in_the_latest_release(city: City) -> None:
    assert latest_changes(city.home) is None
    release = city.home.releases / "2022-08-31-r001"
    release.mkdir()
    point(city.home.channel("provisional"), release)
    manifest: dict[str, object] = {"release_id": "2022-08-31-r001"}
    (release / "release.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert latest_changes(city.home) is None
    counts = {name: number for number, name in enumerate(CHANGES_ZH, 1)}
    manifest["changes"] = [{"reporting_unit_code": unit, **counts} for unit in ("411282", "4112")]
    (release / "release.json").write_text(json.dumps(manifest), encoding="utf-8")
    changes = latest_changes(city.home)
    assert changes is not None and changes["release_id"] == "2022-08-31-r001"
    console = Console(width=100, record=True, file=io.StringIO())
    console.print(change_matrix(changes))
    told = console.export_text()
    assert "灵宝市" in told and "全市" in told and "改后复现" in told
    (release / "release.json").write_text("{", encoding="utf-8")
    with pytest.raises(LingchaError, match="E_RELEASE_DAMAGED"):
        latest_changes(city.home)
