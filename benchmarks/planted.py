"""What was planted against what a release found, rule by rule."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

Record = tuple[str, str]  # reporting unit, key


@dataclass(frozen=True)
class RuleFound:
    """One rule in the whole city. planted and found are records; false: found and not planted."""

    rule_id: str
    planted: int
    found: int
    false: int
    checked: int

    @property
    def exact(self) -> bool:
        return self.planted == self.found and not self.false


def found_by_rule(truth: Path, released: Path) -> Iterator[RuleFound]:
    """Every rule of the reference against ``truth.json`` of the generated city, in the order of the ids."""
    planted: dict[str, Counter[Record]] = {}
    for finding in json.loads(truth.read_text(encoding="utf-8"))["findings"]:
        record = finding["reporting_unit_code"], finding["record_key"]
        planted.setdefault(finding["rule_id"], Counter())[record] += 1
    with duckdb.connect(str(released), read_only=True) as connection:
        told = connection.execute(
            "select rule_id, reporting_unit_code, record_key from quality.fct_finding where detected"
        ).fetchall()
        checked = connection.execute(
            "select rule_id, checked from quality.fct_rule_result "
            "where reporting_unit_code = '4112' order by rule_id"
        ).fetchall()
    found: dict[str, Counter[Record]] = {}
    for rule, *record in told:
        found.setdefault(rule, Counter())[record[0], record[1]] += 1
    for rule, number in checked:
        wanted, seen = planted.get(rule, Counter()), found.get(rule, Counter())
        met = (wanted & seen).total()
        yield RuleFound(rule, wanted.total(), met, (seen - wanted).total(), number or 0)
