"""Relations below rules whose logic the rows of their dbt unit tests show better than a whole city does."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import Any

import duckdb
from mutation.bench import Bench, Rows, relations_in
from mutation.calls import define_calls

from lingcha.project import ROOT, read_yaml

_TESTS = ROOT / "models" / "quality" / "intermediate" / "_intermediate.yml"


class UnitTested:
    """A relation with the rows that its unit tests give, and what they expect of it.

    The compiled statement has D of the city of cases in it, so a test that sets D must set that day.
    """

    def __init__(self, bench: Bench, relation: str) -> None:
        self.sql = bench.sql[relation]
        self._worlds = [_World(bench, self.sql, test) for test in _tests(relation)]
        assert self._worlds, "no unit test"

    def is_noticed(self, broken: str) -> bool:
        """Whether some unit test fails for a broken copy of the relation."""
        return any(world.rows(broken) != world.expected for world in self._worlds)


class _World:
    def __init__(self, bench: Bench, sql: str, test: dict[str, Any]) -> None:
        self._memory = duckdb.connect(config={"threads": 1})
        define_calls(self._memory)
        for name in ("private", "warehouse"):
            self._memory.execute(f"attach ':memory:' as {name}")
        given = {each["input"]: each["rows"] for each in test["given"]}
        for relation in sorted(relations_in(sql)):
            schema, _, name = relation.rpartition(".")
            self._memory.execute(f"create schema if not exists {schema}")
            self._create(bench, f"from {relation}", relation, given[f"ref('{name.strip(chr(34))}')"])
        expected = _read(test["expect"])
        self._create(bench, sql, '"expected"', expected)
        self._columns = ", ".join(expected[0])
        self.expected = self.rows('from "expected"')

    def _create(self, bench: Bench, like: str, name: str, rows: list[dict[str, Any]]) -> None:
        """An empty table with the columns of a statement over the city, then the rows."""
        types = bench.memory.execute(f"describe {like}").fetchall()
        columns = ", ".join(f'"{column}" {kind}' for column, kind, *_ in types)
        self._memory.execute(f"create table {name} ({columns})")
        for row in rows:
            names, marks = ", ".join(row), ", ".join("?" * len(row))
            self._memory.execute(f"insert into {name} ({names}) values ({marks})", list(row.values()))

    def rows(self, sql: str) -> Rows:
        try:
            found = self._memory.execute(f"select {self._columns} from ({sql})").fetchall()
        except duckdb.Error as error:
            return type(error).__name__
        return Counter(tuple(map(str, row)) for row in found)


def _read(expect: dict[str, Any]) -> list[dict[str, Any]]:
    if expect.get("format") == "csv":
        return list(csv.DictReader(io.StringIO(expect["rows"])))
    return list(expect["rows"])


def _tests(relation: str) -> Iterator[dict[str, Any]]:
    for test in read_yaml(_TESTS)["unit_tests"]:
        if test["model"] == relation:
            yield test
