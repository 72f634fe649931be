"""Collects what is planted: which cells change, and everything that must be found because of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from lingcha.errors import LingchaError
from lingcha.sample.apportion import Ints
from lingcha.sample.ledgers import Ledgers
from lingcha.sample.table import Table
from lingcha.sample.writing import Edits, RowRef
from lingcha.template.layout import Value


@dataclass(frozen=True)
class Planted:
    """A finding that must appear: the rule, the record it names and the fields to look at.

    unit_key: the rule judges the unit as a whole, and this is its record, with {unit} for the code; the row
    is only where the cause lies. of_city: the same rule judges the city as a whole, too.
    """

    rule: str
    row: RowRef
    fields: tuple[str, ...]
    unit_key: str = ""
    of_city: bool = False


@dataclass(frozen=True)
class LostCell:
    """A cell that intake must put into quarantine, with its row."""

    code: str
    row: RowRef
    field: str


@dataclass
class Draft:
    """State while planting. ``used`` households carry one defect at most, so that defects never meet.

    earlier: cells of ledgers that a unit sends for an earlier period, by unit, form and its last day.
    """

    ledgers: Ledgers
    rng: np.random.Generator
    used: set[int] = field(default_factory=set)
    used_rows: set[RowRef] = field(default_factory=set)
    units_done: set[tuple[str, int]] = field(default_factory=set)
    values: dict[RowRef, dict[str, int | str]] = field(default_factory=dict)
    raw: dict[RowRef, dict[str, Value]] = field(default_factory=dict)
    dropped: set[RowRef] = field(default_factory=set)
    earlier: dict[tuple[int, str, date], dict[RowRef, dict[str, int | str]]] = field(default_factory=dict)
    planted: list[Planted] = field(default_factory=list)
    lost: list[LostCell] = field(default_factory=list)

    def edits(self) -> Edits:
        return Edits(self.values, self.raw, frozenset(self.dropped))

    def change(self, form: str, row_id: int, values: Mapping[str, int | str]) -> None:
        self.values.setdefault((form, row_id), {}).update(values)

    def expect(
        self, rule: str, form: str, row_id: int, *fields: str, unit_key: str = "", of_city: bool = False
    ) -> None:
        self.planted.append(Planted(rule, (form, row_id), fields, unit_key, of_city))

    def lose(self, code: str, form: str, row_id: int, name: str, value: Value) -> None:
        """Write a cell that cannot be read."""
        self.raw.setdefault((form, row_id), {})[name] = value
        self.lost.append(LostCell(code, (form, row_id), name))

    def household(self, candidates: Ints) -> int:
        """One of the households that carries no defect yet; from now on it does."""
        free = [int(h) for h in candidates if int(h) not in self.used]
        chosen = free[int(self.rng.integers(len(free)))] if free else self.nothing()
        self.used.add(chosen)
        return chosen

    def row(self, form: str, candidates: Ints) -> int:
        """One of the rows of a form without households, not used yet."""
        free = [int(r) for r in candidates if (form, int(r)) not in self.used_rows]
        chosen = free[int(self.rng.integers(len(free)))] if free else self.nothing()
        self.used_rows.add((form, chosen))
        return chosen

    def nothing(self) -> int:
        raise NoRecord

    def table(self, form: str) -> Table:
        return self.ledgers.of_units[form]


class NoRecord(Exception):
    """No record of a unit is left that could carry the defect."""


def no_record(defect: str, unit: str, scale: object) -> LingchaError:
    where = f"单位 {unit}" if unit else "全市"
    return LingchaError(
        "E_SAMPLE_DEFECTS",
        f"缺陷 {defect}：规模 {scale} 下{where}没有足够的记录可以植入，请增大规模或减少数量。",
    )
