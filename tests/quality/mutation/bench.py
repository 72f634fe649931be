"""The city of cases as tables in memory: broken statements run on it, and relations are replaced by broken ones."""

import re
from collections import Counter
from pathlib import Path

import duckdb
from mutation.calls import define_calls

from lingcha.warehouse.token_plugin import set_token_key

_RELATION = re.compile(r'"(?:private|warehouse)"\."\w+"\."\w+"')


class Bench:
    """``sql``: the compiled SQL of every model of the rules' folder by name, as it ran."""

    def __init__(self, warehouse: Path, folder: Path) -> None:
        compiled = warehouse.parent / "dbt" / "compiled" / "lingcha" / "models" / "quality"
        self.sql = {p.stem: p.read_text(encoding="utf-8") for p in compiled.rglob("*.sql")}
        self.uses = {name: set(_RELATION.findall(sql)) for name, sql in self.sql.items()}
        self.memory = duckdb.connect(config={"threads": 1})
        define_calls(self.memory)
        self._copy(warehouse, folder)

    def _copy(self, warehouse: Path, folder: Path) -> None:
        """Every relation that a rule, a population or what they stand on reads."""
        read = {r for name in self.sql if name.startswith(("rule_", "pop_", "int_")) for r in self.uses[name]}
        with duckdb.connect(str(warehouse), read_only=True) as built:
            built.execute(f"attach '{warehouse.parent / 'private.duckdb'}' as private (read_only)")
            set_token_key(built)
            for name in ("private", "warehouse"):
                self.memory.execute(f"attach ':memory:' as {name}")
            for relation in sorted(read):
                file = folder / (relation.replace('"', "") + ".parquet")
                built.execute(f"copy (select * from {relation}) to '{file}' (format parquet)")
                self.memory.execute(f"create schema if not exists {relation.rpartition('.')[0]}")
                self.memory.execute(f"create table {relation} as from '{file}'")

    def rows(self, sql: str) -> Counter[tuple[object, ...]] | str:
        """The rows of a statement, or the kind of error that stops it."""
        try:
            return Counter(self.memory.execute(sql).fetchall())
        except duckdb.Error as error:
            return type(error).__name__

    def findings(self, sql: str) -> Counter[tuple[object, ...]] | str:
        """What a rule reports: which records, which cells of them, in which words."""
        return self.rows(f"select record_key, reporting_unit_code, fields, detail_zh from ({sql})")
