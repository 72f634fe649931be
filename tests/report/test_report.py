"""What the page says: verdicts with both numbers, what was not judged, where the problems are."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import duckdb
import pytest

from lingcha.errors import LingchaError
from lingcha.report import write
from lingcha.report.write import write_report
from tests.report.small_release import PLACEHOLDER, RELEASE_ID, TARGETS, UNITS, write_small_release


class _Text(HTMLParser):
    """Text by element: cells of tables row by row, and everything in one string."""

    def __init__(self) -> None:
        super().__init__()
        self.everything: list[str] = []
        self.rows: list[list[str]] = []
        self._skip = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._skip = tag == "style"
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th") and self.rows:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self.rows.append([])

    def handle_data(self, data: str) -> None:
        if self._skip or not data.strip():
            return
        self.everything.append(data.strip())
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] = f"{self.rows[-1][-1]} {data.strip()}".strip()


def parsed(path: Path) -> _Text:
    parser = _Text()
    parser.feed(path.read_text(encoding="utf-8"))
    return parser


@pytest.fixture
def held(tmp_path: Path) -> _Text:
    return parsed(write_report(write_small_release(tmp_path)))


def row_of(page: _Text, first: str) -> list[str]:
    return next(row for row in page.rows if row and row[0] == first)


def test_a_held_release_says_so_and_why(held: _Text) -> None:
    text = " ".join(held.everything)
    assert "暂缓" in text and "正式发布" not in text.split("口径")[0]
    assert "2 项达标、1 项未达标、1 项未评估" in text
    assert "错识率：卢氏县未达标" in text and "漏识率：义马市未评估" in text and "义马市未报 ZJ02" in text
    assert RELEASE_ID in text and "6 / 7" in text and "0.1.0+4a90a18" in text


def test_an_official_release_says_so(tmp_path: Path) -> None:
    text = " ".join(parsed(write_report(write_small_release(tmp_path, held=False))).everything)
    assert "正式发布 四项零差错目标全部达标" in text and "暂缓" not in text.split("口径")[0]


def test_the_gate_decides_and_not_the_numbers(tmp_path: Path) -> None:
    release = write_small_release(tmp_path, held=False)
    suite = release / "evidence" / "gx" / "coverage.json"
    results = json.loads(suite.read_text(encoding="utf-8"))
    results["results"][1]["success"] = False
    suite.write_text(json.dumps(results), encoding="utf-8")
    assert "暂缓" in " ".join(parsed(write_report(release)).everything)


def test_without_a_judgement_there_is_no_report(tmp_path: Path) -> None:
    release = write_small_release(tmp_path)
    for path in (release / "evidence" / "gx").iterdir():
        path.unlink()
    with pytest.raises(LingchaError, match="E_REPORT_NO_GATE"):
        write_report(release)
    assert not (release / "evidence" / "report.html").exists()


def test_every_verdict_has_mark_word_and_both_numbers(held: _Text) -> None:
    assert row_of(held, "错识率")[1:6] == [
        "✗ 未达标 60 / 427,260",
        "✓ 达标 0 / 61,037",
        "✓ 达标 0 / 61,037",
        "✓ 达标 0 / 61,037",
        "✗ 未达标 60 / 61,037",
    ]
    assert row_of(held, "漏识率")[1].startswith("– 未评估")
    assert len([r for r in held.rows if len(r) == 9 and "达标" in r[1] + r[2]]) == len(TARGETS)


def test_what_was_not_judged_is_no_zero(held: _Text) -> None:
    assert row_of(held, "MI-10 农户未排查")[3:] == ["0"] * 4 + ["– 未评估"] + ["0"] * 2


def test_counts_by_rule_and_unit(held: _Text) -> None:
    assert row_of(held, "WI-07 识别程序缺失或逆序") == [
        "WI-07 识别程序缺失或逆序",
        "16,800",
        "60",
        *"000",
        "60",
        *"000",
    ]
    assert row_of(held, "MI-07 排查发现问题未纳入")[2:4] == ["0 疑 1", "0 疑 1"]


def test_places_are_capped_and_the_rest_is_stated(held: _Text) -> None:
    listed = [r for r in held.rows if len(r) == 7 and r[2] == "JC01"]
    assert len(listed) == write.PLACES_PER_RULE
    where = ["JC01", "卢氏县_JC01.xlsx / 监测对象台账", "6", "41122400000|1"]
    assert listed[0] == ["卢氏县", "早于前一步：乡镇审核。", *where, "待整改"]
    assert f"另有 {60 - write.PLACES_PER_RULE} 处" in " ".join(held.everything)


def test_a_finding_of_the_city_says_so_and_the_sums_include_it(tmp_path: Path) -> None:
    release = write_small_release(tmp_path)
    with duckdb.connect(str(release / "warehouse.duckdb")) as connection:
        connection.execute(
            "insert into quality.fct_finding (rule_id, status, counted, detected, reporting_unit_code,"
            " form_code, record_key, message_zh)"
            " values ('AS-14', 'open', true, true, '4112', 'ZC01', '4112', '不相等。本条：按权属合计少1元。')"
        )
        connection.execute(
            "update quality.fct_rule_result set checked = 16801"
            " where rule_id = 'AS-14' and reporting_unit_code = '4112'"
        )
    page = parsed(write_report(release))
    assert ["全市", "按权属合计少1元。", "ZC01", "不在单个文件中", "", "全市", "待整改"] in page.rows
    assert row_of(page, "AS-14 类别合计与权属合计不等")[1:4] == ["16,801", "1", "0"]
    assert "含全市一级的核对" in " ".join(page.everything)


def test_every_table_that_was_read_is_named(held: _Text) -> None:
    verify = " ".join(held.everything).rpartition("本页的每个数都可由")[2]
    for table in ("quality.fct_coverage", "quality.fct_finding_change", "core.fct_receipt", "meta.release"):
        assert table in verify
    assert "quality.fct_exemption" not in verify


def test_submissions_late_missing_rejected_quarantined(held: _Text) -> None:
    text = " ".join(held.everything)
    assert "本期应报 168 份（表 × 单位），已报 167 份（迟报 1 份），未报 1 份" in text
    assert row_of(held, "ZJ02 项目资金拨付明细表")[5] == "✗ 未报 应于 2022-09-10 前"
    assert "3 行隔离" in row_of(held, "XM01 产业帮扶项目台账")[4]
    assert row_of(held, "41")[1:4] == ["义马市", "资金拨付 8月.xlsx", "E_ENCRYPTED"]
    assert row_of(held, "E_NOT_A_NUMBER") == ["E_NOT_A_NUMBER", "3", *"000", "3", *"000"]


def test_a_release_without_quarantine_says_so(tmp_path: Path) -> None:
    text = " ".join(parsed(write_report(write_small_release(tmp_path, held=False))).everything)
    assert "没有隔离的单元格" in text


def test_text_from_counties_cannot_become_markup(tmp_path: Path) -> None:
    release = write_small_release(tmp_path)
    with duckdb.connect(str(release / "warehouse.duckdb")) as connection:
        connection.execute("update core.dim_submission set file_name = '<script>alert(1)</script>.xlsx'")
    page = write_report(release).read_text(encoding="utf-8")
    assert "<script" not in page and "&lt;script&gt;alert(1)" in page


def test_it_carries_everything_with_it(tmp_path: Path) -> None:
    page = write_report(write_small_release(tmp_path)).read_text(encoding="utf-8")
    assert not re.search(r"(https?:)?//[a-z]|@import|url\(", page)
    assert len(page.encode()) < 400_000 and 'lang="zh-CN"' in page
    assert all(name in page for name in UNITS.values())


def test_the_same_release_gives_the_same_bytes(tmp_path: Path) -> None:
    release = write_small_release(tmp_path)
    first = write_report(release).read_bytes()
    assert write_report(release).read_bytes() == first


def test_a_placeholder_is_said_at_the_head_with_value_days_and_rules(tmp_path: Path) -> None:
    other = PLACEHOLDER | {"param_id": "identify_days", "value": "15", "is_placeholder": False}
    share = PLACEHOLDER | {"param_id": "yield_floor", "value": "0.02", "unit": "share", "rules": "AS-10"}
    page = parsed(write_report(write_small_release(tmp_path, False, parameters=(PLACEHOLDER, other, share))))
    text = "\n".join(page.everything)
    assert "本次发布用了占位参数，结论不能作为依据。" in text
    assert "monitor_line（4100）：6600 元/人·年，2022-01-01 至 —；用于 MI-01、WE-01" in text
    assert "yield_floor（4100）：0.02 比例，2022-01-01 至 —；用于 AS-10" in text
    assert "identify_days（" not in text


def test_an_official_release_on_placeholders_says_both_in_one_headline(tmp_path: Path) -> None:
    path = write_report(write_small_release(tmp_path, False, parameters=(PLACEHOLDER,)))
    text = path.read_text(encoding="utf-8")
    headline = re.search(r"<h1>(.*?)</h1>", text, re.DOTALL)
    assert headline and "正式发布（占位参数）" in headline[1] and "结论不能作为依据" in headline[1]
    assert '<header class="assumed">' in text and '<header class="official">' not in text


def test_an_official_release_without_them_is_plainly_official(tmp_path: Path) -> None:
    text = write_report(write_small_release(tmp_path, False)).read_text(encoding="utf-8")
    assert '<header class="official">' in text and "占位" not in text


def test_without_placeholders_nothing_is_said_of_them(held: _Text) -> None:
    assert "占位" not in "\n".join(held.everything)


def test_changes_since_the_release_before_stand_by_unit(tmp_path: Path) -> None:
    release = write_small_release(tmp_path)
    with duckdb.connect(str(release / "warehouse.duckdb")) as connection:
        for target, unit in (("ledger", "411282"), ("data_quality", "411282"), ("ledger", "4112")):
            connection.execute(
                "insert into quality.fct_finding_change values (?, ?, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)",
                [target, unit],
            )
    page = parsed(write_report(release))
    (table,) = [n for n, row in enumerate(page.rows) if row and row[:2] == ["单位", "新增"]]
    heads, city, unit = page.rows[table : table + 3]
    assert dict(zip(heads, city, strict=True)) | {"单位": ""} == {
        "单位": "",
        **{"新增": "1", "上次已有": "2", "已改正": "3", "改后复现": "4", "待整改": "5", "已交办": "6"},
        **{"核实属实": "7", "核实不属实": "8", "豁免": "9", "逾期": "10"},
    }
    assert city[0] == "全市" and unit[:2] == ["灵宝市", "2"]


def test_without_counted_changes_there_is_no_such_table(held: _Text) -> None:
    assert "与上次发布相比" not in " ".join(held.everything)
