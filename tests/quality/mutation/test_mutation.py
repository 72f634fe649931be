"""Every rule, and every population that rules are judged over, is broken in every small way there is; the
cases must notice: no mutant may live.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from mutation.bench import Bench
from mutation.mutants import Mutant, mutants
from mutation.unit_tested import UnitTested

from lingcha.project import ROOT, read_reference

RULES = ["rule_" + r["rule_id"].lower().replace("-", "_") for r in read_reference("rule")]
# Populations, and the relations below rules and populations that hold a rule's logic.
RELATIONS = [p.stem for p in sorted((ROOT / "models" / "quality" / "populations").glob("*.sql"))]
RELATIONS += [
    "int_asset_idle_since",
    "int_county_spelling",
    "int_household_head",
    "int_income_before_elimination",
    "int_income_latest",
    "int_registered_members",
]
# Those of which unit tests show more than the cases: a city has one round of screening, and adds up one way.
UNIT_TESTED = ["int_monthly_value", "int_screening_round", "int_summary_value"]
SAME = Path(__file__).with_name("same_result.tsv")


def same_results(model: str) -> set[str]:
    """Mutants of a model that no record tells from it, each with its reason."""
    lines = (line.split("\t") for line in SAME.read_text(encoding="utf-8").splitlines()[1:])
    return {name for of, name, reason in lines if of == model and reason.strip()}


def judge(model: str, sql: str, lives: Callable[[Mutant], bool], note: Callable[[str, object], None]) -> None:
    """Fails for a mutant that lives without a reason, and for a reason whose mutant dies."""
    broken = list(mutants(sql))
    living, excused = {m.name for m in broken if lives(m)}, same_results(model)
    note("mutants", f"{model:40}{len(broken):6}{len(broken) - len(living):6}{len(excused):4}")
    assert broken, "nothing to break"
    assert living - excused == set()
    assert excused <= living, "a reason for a mutant that dies"


@pytest.mark.parametrize("rule", RULES)
def test_no_mutant_of_a_rule_lives(
    bench: Bench, rule: str, record_property: Callable[[str, object], None]
) -> None:
    right = bench.right(rule)
    assert right and not isinstance(right, str), right
    judge(rule, bench.sql[rule], lambda m: bench.findings(m.sql) == right, record_property)


@pytest.mark.parametrize("relation", RELATIONS)
def test_no_mutant_of_what_rules_read_lives(
    bench: Bench, relation: str, record_property: Callable[[str, object], None]
) -> None:
    sql = bench.sql[relation]
    judge(relation, sql, lambda m: not bench.is_noticed(relation, m.sql), record_property)


@pytest.mark.parametrize("relation", UNIT_TESTED)
def test_no_mutant_of_a_unit_tested_relation_lives(
    bench: Bench, relation: str, record_property: Callable[[str, object], None]
) -> None:
    tested = UnitTested(bench, relation)
    assert not tested.is_noticed(tested.sql)
    judge(relation, tested.sql, lambda m: not tested.is_noticed(m.sql), record_property)
