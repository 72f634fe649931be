"""The sample city's own parameters: accepted by the project, marked, and those of its incomes."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from lingcha.contract.override import read_override
from lingcha.project import read_reference
from lingcha.sample.parameters import write_parameters
from lingcha.sample.targets import figures


def test_the_project_accepts_them_and_what_is_invented_is_marked(tmp_path: Path) -> None:
    parameters = read_override(write_parameters(tmp_path))
    assert {p.status for p in parameters if p.param_id == "monitor_line"} == {"placeholder"}
    own = {(r["param_id"], r["value"]) for r in read_reference("parameter")}
    # Placeholders fill what the project leaves blank, and nothing else.
    assert all((p.param_id, "") in own for p in parameters if p.status == "placeholder")


def test_the_line_of_each_year_is_the_one_that_incomes_were_drawn_by(tmp_path: Path) -> None:
    lines = [p for p in read_override(write_parameters(tmp_path)) if p.param_id == "monitor_line"]
    by_year = {p.valid_from.year: Decimal(p.value) * 100 for p in lines}
    assert by_year[2020] == by_year[2021] == figures()["monitor_line_to_2021_fen"]
    assert by_year[2022] == figures()["monitor_line_from_2022_fen"]
    assert all(p.valid_to == date(p.valid_from.year, 12, 31) for p in lines)


def test_every_optional_rule_is_switched_on(tmp_path: Path) -> None:
    on = {p.param_id for p in read_override(write_parameters(tmp_path)) if p.value == "on"}
    assert {f"rule_switch:{r['rule_id']}" for r in read_reference("rule") if r["core"] == "N"} <= on
