"""The preflight check names every disagreement; a project that agrees passes."""

import shutil
from pathlib import Path

import pytest

from lingcha.errors import LingchaError
from lingcha.project import ROOT, read_reference
from lingcha.quality.preflight import check_rules
from lingcha.quality.reference_page import PAGE, PAGES, render, render_pages


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for folder in ("models/quality", "macros/quality", "seeds/reference"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def replace(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def problems(root: Path) -> str:
    with pytest.raises(LingchaError) as caught:
        check_rules(root)
    assert caught.value.code == "E_RULES"
    return caught.value.message_zh


def test_the_project_agrees_with_itself(project: Path) -> None:
    assert check_rules() == check_rules(project) == len(read_reference("rule"))


def test_a_rule_without_a_model_and_a_model_without_a_rule_are_named(project: Path) -> None:
    rules = project / "models/quality/rules/wrong_exit"
    (rules / "rule_we_05.sql").rename(rules / "rule_we_99.sql")
    found = problems(project)
    assert "rule_we_05 在规则表" in found and "rule_we_99 在目录" in found


RULES, MACRO = "seeds/reference/rule.csv", "macros/quality/rule_ids.sql"
PARAMETER = "seeds/reference/parameter.csv"


@pytest.mark.parametrize(
    ("path", "old", "new", "named"),
    [
        (MACRO, "'DQ-13',", "", "DQ-13"),
        (MACRO, "'DQ-13',", "'DQ-13', 'DQ-99',", "DQ-99"),
        (RULES, "pop_project", "pop_projects", "pop_projects"),
        (RULES, "identify_days", "identify_day", "identify_day"),
        (RULES, "publicity_days;identify_days", "publicity_days", "identify_days"),
        (RULES, "min_months;min_months_from", "min_months", "min_months_from"),
        (RULES, "PC01.found_house", "PC01.found_hause", "PC01.found_hause"),
        (RULES, "PC01;JC01", "PC01;JC99", "JC99"),
        (RULES, "wrong_exit,hard", "wrong_exit,soft", "soft"),
        (RULES, "MI-08,missed_identification", "MI-08,missed", "missed"),
        (RULES, "WI-01,", "MI-08,", "MI-08 在规则表中重复"),
        ("models/quality/rules/projects/rule_pf_02.sql", "'已开工'", "'已经开工'", "已经开工"),
        (
            "models/quality/rules/wrong_exit/rule_we_05.sql",
            "measure_status = '已落实'",
            "measure_status = '在册'",
            "在册",
        ),
        (RULES, "area_max:water;", "", "area_max:water"),
        (RULES, ";school_age:小学", "", "school_age:小学"),
        (PARAMETER, "school_age:小学", "school_age:小学校", "小学校"),
        (PARAMETER, "|之叔伯", "|之叔父", "之叔父"),
        ("models/quality/populations/pop_elimination_natural.sql", "'自然消除'", "'自然消失'", "自然消失"),
    ],
)
def test_a_name_that_does_not_exist_stops_the_run(
    project: Path, path: str, old: str, new: str, named: str
) -> None:
    replace(project, path, old, new)
    assert named in problems(project)


PARAMETER = "seeds/reference/parameter.csv"
DATED = "macros/quality/dated_parameters.sql"
MAY_BE_EMPTY = "seeds/reference/population_may_be_empty.csv"
IDENTIFY = "identify_days,100000,2013-01-01,,15,calendar days"


@pytest.mark.parametrize(
    ("path", "old", "new", "named"),
    [
        (PARAMETER, IDENTIFY, IDENTIFY.replace("15", "15.0"), "identify_days 的 value 应为整数"),
        (PARAMETER, "0.80,share", "80,share", "shrink_confirm_share 的 value 应为零到一"),
        (PARAMETER, "0.80,share", "0.80,shares", "“shares”不在 parameter_unit.csv"),
        (PARAMETER, IDENTIFY, f"{IDENTIFY},x,N,x\nidentify_days,100000,2022-01-01,,9,calendar days", "重叠"),
        (PARAMETER, IDENTIFY, f"{IDENTIFY},x,N,x\nidentify_days,4100,2022-01-01,,9,working days", "不同"),
        (PARAMETER, IDENTIFY, IDENTIFY.replace("2013-01-01,", "2013-02-30,"), "有效期不是日期"),
        (PARAMETER, IDENTIFY, IDENTIFY.replace("01,,", "01,2012-01-01,"), "止期早于起期"),
        ("seeds/reference/code_list.csv", "yes_no,0,否,no,2013", "yes_no,1,否,no,2013", "yes_no、1 重复"),
        ("seeds/reference/form_calendar.csv", "ZC02,year", "ZC01,year", "ZC01 重复"),
        ("seeds/reference/parameter_unit.csv", "months,", "month,", "month 重复"),
        ("seeds/reference/region_village.csv", "411202001002", "411202001001", "411202001001 重复"),
        ("seeds/reference/reporting_unit.csv", "411203,陕州区", "411202,陕州区", "411202 重复"),
        ("seeds/reference/_reference.yml", "one_at_a_time: [[form_code]]", "x: 1", "form_calendar.csv 有"),
        (
            "models/quality/rules/wrong_exit/rule_we_02.sql",
            "min_months.whole_number",
            "min_months.first_of_month",
            "min_months 的 first_of_month",
        ),
        (PARAMETER, "0.005,万元", "0.005,share", "money_tol 的 yuan"),
        (MAY_BE_EMPTY, "pop_self_report,", "pop_self_reports,", "pop_self_reports 不存在"),
        (MAY_BE_EMPTY, "because_zh\n", "because_zh\npop_project,\n", "pop_project 没有写明理由"),
    ],
)
def test_a_reference_table_that_would_compare_or_join_wrongly_stops_the_run(
    project: Path, path: str, old: str, new: str, named: str
) -> None:
    replace(project, path, old, new)
    assert named in problems(project)


def test_a_later_span_a_nearer_scope_and_a_blank_value_are_allowed(project: Path) -> None:
    replace(
        project,
        PARAMETER,
        IDENTIFY,
        "identify_days,100000,2012-01-01,2012-12-31,,calendar days,x,N,x\n"
        f"identify_days,4100,2013-01-01,,9,calendar days,x,N,x\n{IDENTIFY}",
    )
    assert check_rules(project)


def test_an_empty_reference_stops_the_run(project: Path) -> None:
    (project / RULES).write_text(
        (project / RULES).read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8"
    )
    assert "没有任何规则" in problems(project)


def test_all_problems_are_named_at_once(project: Path) -> None:
    replace(project, RULES, "pop_project", "pop_projects")
    replace(project, RULES, "PC01.found_house", "PC01.found_hause")
    found = problems(project)
    assert "pop_projects" in found and "PC01.found_hause" in found


def test_the_page_of_rules_is_the_reference() -> None:
    assert PAGE.read_text(encoding="utf-8") == render()


def test_every_rule_has_a_page_and_all_pages_are_current() -> None:
    pages = render_pages()
    assert {p.name for p in PAGES.glob("*.md")} == set(pages)
    assert [n for n, text in pages.items() if (PAGES / n).read_text(encoding="utf-8") != text] == []


def test_pages_of_rules_have_one_shape_and_an_example_that_fires() -> None:
    heads = [
        "查什么",
        "查谁",
        "什么算违反",
        "分子和分母",
        "参数",
        "读哪些表和列",
        "可能误报",
        "依据",
        "怎样改",
        "例子",
    ]
    for name, text in render_pages().items():
        assert [line[3:] for line in text.splitlines() if line.startswith("## ")] == heads, name
        assert not any(f"## {head}\n\n\n" in text for head in heads), name
        assert text.split("## 例子")[1].count("| 报出 |") > 0, name
        assert all(f"[{n[:-3]} " in render() for n in [name]), name


@pytest.mark.parametrize(
    ("path", "old", "new", "named"),
    [
        (PARAMETER, "健康帮扶|综合保障", "健康帮助|综合保障", "risk_measure_map:因病 的“健康帮助”不在代码表"),
        (
            PARAMETER,
            "risk_measure_map:因学,",
            "risk_measure_map:上学,",
            "risk_measure_map:上学 的“上学”不在代码表",
        ),
        (PARAMETER, "购车购房经商（疑似错识）", "购车", "negative_list 的“购车”不在代码表 alert_type"),
        (PARAMETER, "rule_switch:WE-12", "rule_switch:WE-13", "没有它的开关 rule_switch:WE-12"),
        (PARAMETER, ",off,switch", ",no,switch", "rule_switch:MI-12 的 value 应为on"),
        (RULES, "risk_measure_map:因残;", "", "使用了参数 risk_measure_map:因残，规则表没有写明"),
        (DATED, "('WE-01', 'monitor_line'", "('WE-02', 'monitor_line'", "规则 WE-01 按记录的日期取参数"),
        (DATED, "'pop_elimination_supported'", "'pop_eliminations'", "pop_eliminations 不是模型"),
        (
            "models/quality/rules/wrong_identification/rule_wi_05.sql",
            "'因残' in",
            "'伤残' in",
            "与“伤残”比较",
        ),
        (
            "models/quality/rules/missed_identification/rule_mi_05.sql",
            "position('患有大病' in",
            "position('大病' in",
            "与“大病”比较",
        ),
    ],
)
def test_a_use_of_a_parameter_or_label_that_would_fail_silently_stops_the_run(
    project: Path, path: str, old: str, new: str, named: str
) -> None:
    replace(project, path, old, new)
    assert named in problems(project)
