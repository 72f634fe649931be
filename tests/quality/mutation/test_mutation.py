"""Every rule is broken in every small way there is, and its cases must notice: no mutant may live."""

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from mutation.mutants import Mutant, mutants

from lingcha.project import ROOT, read_reference

RULES = [r["rule_id"] for r in read_reference("rule")]
SAME = Path(__file__).with_name("same_result.tsv")


@pytest.fixture(scope="session")
def city_of_cases(judged_cases: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The built city of cases, both databases, as the rules see it."""
    with duckdb.connect(str(judged_cases), read_only=True) as connection:
        connection.execute(f"attach '{judged_cases.parent / 'private.duckdb'}' as private (read_only)")
        yield connection


@pytest.fixture(scope="session")
def compiled(judged_cases: Path) -> dict[str, str]:
    """The SQL of every model as it ran, by name of the model."""
    folder = judged_cases.parent / "dbt" / "compiled" / "lingcha" / "models"
    return {path.stem: path.read_text(encoding="utf-8") for path in folder.rglob("*.sql")}


def outcome(connection: duckdb.DuckDBPyConnection, sql: str) -> object:
    """What a rule reports, or the error that stops it."""
    try:
        return connection.execute(
            f"select record_key, reporting_unit_code from ({sql}) order by all"
        ).fetchall()
    except duckdb.Error as error:
        return type(error).__name__


def same_results() -> set[tuple[str, str]]:
    """Mutants that cannot be told from the rule by any record, each with its reason."""
    lines = SAME.read_text(encoding="utf-8").splitlines()[1:]
    return {(rule, name) for rule, name, _ in (re.split(r"\t", line) for line in lines)}


@pytest.mark.parametrize("rule_id", RULES)
def test_no_mutant_of_a_rule_lives(
    city_of_cases: duckdb.DuckDBPyConnection, compiled: dict[str, str], rule_id: str
) -> None:
    sql = compiled["rule_" + rule_id.lower().replace("-", "_")]
    right = outcome(city_of_cases, sql)
    all_of_them = list(mutants(sql))
    living = {m.name for m in all_of_them if outcome(city_of_cases, m.sql) == right}
    excused = {name for rule, name in same_results() if rule == rule_id}
    assert all_of_them, "nothing to break"
    assert living - excused == set()
    assert excused <= living, "a reason for a mutant that dies"
