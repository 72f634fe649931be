"""The preflight check names every disagreement; a project that agrees passes."""

import shutil
from pathlib import Path

import pytest

from lingcha.errors import LingchaError
from lingcha.project import ROOT, read_reference
from lingcha.quality.preflight import check_rules
from lingcha.quality.reference_page import PAGE, render


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
    assert check_rules() == check_rules(project) == len(read_reference("rule")) == 41


def test_a_rule_without_a_model_and_a_model_without_a_rule_are_named(project: Path) -> None:
    rules = project / "models/quality/rules/wrong_exit"
    (rules / "rule_we_05.sql").rename(rules / "rule_we_06.sql")
    found = problems(project)
    assert "rule_we_05 在规则表" in found and "rule_we_06 在目录" in found


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
