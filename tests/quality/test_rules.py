"""Every rule reports exactly the records that its cases name: nothing less, nothing more.

A case of another target may break a rule on the way (an income too low for MI-01 may be for DQ-14). Which of
those a rule tells is held by the second implementation, and how it tells them by mutation/told.tsv.
"""

from pathlib import Path

import duckdb
import pytest
from cases import Cases

from lingcha.project import read_reference

RULES = [r["rule_id"] for r in read_reference("rule")]


def found(candidate: Path, sql: str) -> list[tuple]:
    with duckdb.connect(str(candidate), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def _is_of_another_target(record_key: str, rule_id: str, cases: Cases) -> bool:
    """A case is named after its rule (mi05-none). What is wrong in it may break rules of other targets, too;
    that is said there where somebody asks for it.
    """
    groups = {r[:2].lower() for r in RULES} - {rule_id[:2].lower()}
    return record_key[:2] in groups and record_key not in cases.expected[rule_id]


@pytest.mark.parametrize("rule_id", RULES)
def test_rule_reports_its_cases_and_nothing_else(judged_cases: Path, cases: Cases, rule_id: str) -> None:
    rows = found(judged_cases, f"select record_key from quality.fct_finding where rule_id = '{rule_id}'")
    told = sorted(key for (key,) in rows if not _is_of_another_target(key, rule_id, cases))
    assert told == sorted(cases.expected[rule_id])
    assert cases.expected[rule_id], "a rule without a case that fires proves nothing"


@pytest.mark.parametrize("rule_id", RULES)
def test_rule_stays_silent_over_a_clean_city_that_it_did_check(clean: Path, rule_id: str) -> None:
    ((state, checked, violations),) = found(
        clean,
        f"""
        select state, checked, violations from quality.fct_rule_result
        where rule_id = '{rule_id}' and reporting_unit_code = '4112'
        """,
    )
    population = next(r["population"] for r in read_reference("rule") if r["rule_id"] == rule_id)
    assert (state, violations) == ("evaluated", 0)
    assert checked > 0 or population in {r["population"] for r in read_reference("population_may_be_empty")}
