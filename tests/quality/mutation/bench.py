"""The city of cases as tables in memory: broken statements run on it, and rules read broken relations."""

import re
from collections import Counter
from pathlib import Path

import duckdb
from mutation.calls import define_calls

from lingcha.warehouse.token_plugin import set_token_key

_RELATION = re.compile(r'"(?:private|warehouse)"\."\w+"\."\w+"')
# The key with which the cities of these tests are built.
TOKEN_KEY = "k" * 64
Rows = Counter[tuple[object, ...]] | str


def relations_in(sql: str) -> set[str]:
    """The tables and views that a compiled statement reads."""
    return set(_RELATION.findall(sql))


class Bench:
    """``sql``: the compiled SQL of every rule, population and what both stand on by name, as it ran."""

    def __init__(self, warehouse: Path, folder: Path) -> None:
        compiled = warehouse.parent / "dbt" / "compiled" / "lingcha" / "models" / "quality"
        found = {p.stem: p.read_text(encoding="utf-8") for p in compiled.rglob("*.sql")}
        self.sql = {name: sql for name, sql in found.items() if name.startswith(("rule_", "pop_", "int_"))}
        self.memory = duckdb.connect(config={"threads": 1})
        self._uses = {name: relations_in(sql) for name, sql in self.sql.items()}
        self._told: dict[str, Rows] = {}
        self._content: dict[str, tuple[Rows, Rows]] = {}
        define_calls(self.memory)
        set_token_key(self.memory, TOKEN_KEY)
        self._copy(warehouse, folder)

    def _copy(self, warehouse: Path, folder: Path) -> None:
        with duckdb.connect(str(warehouse), read_only=True) as built:
            built.execute(f"attach '{warehouse.parent / 'private.duckdb'}' as private (read_only)")
            set_token_key(built, TOKEN_KEY)
            for name in ("private", "warehouse"):
                self.memory.execute(f"attach ':memory:' as {name}")
            for relation in sorted(set.union(*self._uses.values())):
                file = folder / (relation.replace('"', "") + ".parquet")
                built.execute(f"copy (select * from {relation}) to '{file}' (format parquet)")
                self.memory.execute(f"create schema if not exists {relation.rpartition('.')[0]}")
                self.memory.execute(f"create table {relation} as from '{file}'")

    def rows(self, sql: str) -> Rows:
        """The rows of a statement, or the kind of error that stops it."""
        try:
            return Counter(tuple(map(str, row)) for row in self.memory.execute(sql).fetchall())
        except duckdb.Error as error:
            return type(error).__name__

    def findings(self, sql: str) -> Rows:
        """What a rule reports: which records, which cells of them, in which words."""
        return self.rows(f"select record_key, reporting_unit_code, fields, detail_zh from ({sql})")

    def right(self, rule: str) -> Rows:
        """What the rule as it is reports."""
        if rule not in self._told:
            self._told[rule] = self.findings(self.sql[rule])
        return self._told[rule]

    def checked(self, sql: str) -> Rows:
        """How many records of each unit a population has."""
        return self.rows(f"select reporting_unit_code, count(*) from ({sql}) group by 1")

    def is_noticed(self, relation: str, broken: str) -> bool:
        """Whether a broken relation makes a population of another size or a rule tell something else."""
        if isinstance(self.rows(f'create or replace temp table "{relation}" as {broken}'), str):
            return True
        replaced: list[str] = []
        for name in (relation, *self._downstream(relation)):
            sql = self.sql[name]
            for other in replaced:
                sql = sql.replace(f'"private"."rules"."{other}"', f'"temp"."{other}"')
            if name.startswith("rule_"):
                if self.findings(sql) != self.right(name):
                    return True
                continue
            if name != relation:
                self.memory.execute(f'create or replace temp table "{name}" as {sql}')
            content, checked = self._right_content(name)
            if self.rows(f'from "{name}"') == content:
                continue
            if name.startswith("pop_") and self.checked(f'from "{name}"') != checked:
                return True
            replaced.append(name)
        return False

    def _right_content(self, relation: str) -> tuple[Rows, Rows]:
        if relation not in self._content:
            sql = self.sql[relation]
            checked = self.checked(sql) if relation.startswith("pop_") else ""
            self._content[relation] = self.rows(sql), checked
        return self._content[relation]

    def _downstream(self, relation: str) -> list[str]:
        """What reads a relation, itself or through others: each behind what it reads, rules at the end."""
        found: list[str] = []

        def visit(name: str) -> None:
            for user in sorted(self._uses):
                if f'"private"."rules"."{name}"' in self._uses[user]:
                    if not user.startswith("rule_"):
                        visit(user)
                    if user not in found:
                        found.append(user)

        visit(relation)
        others = [n for n in found if not n.startswith("rule_")]
        return [*reversed(others), *(n for n in found if n.startswith("rule_"))]
