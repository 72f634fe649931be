"""Which cells of a sheet are marked and what stands beside which row."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from openpyxl.utils import column_index_from_string

from lingcha.contract.forms import load_forms
from lingcha.returns.problem import Problem


@dataclass
class SheetMarks:
    """The problems of one sheet, laid out over it.

    header_rows: first and last, counted from 1. cells: (row, column), both from 1, to its problems.
    rows: row to all its problems; a problem that names no column is in ``rows`` only.
    """

    header_rows: tuple[int, int]
    cells: dict[tuple[int, int], list[Problem]] = field(default_factory=lambda: defaultdict(list))
    rows: dict[int, list[Problem]] = field(default_factory=lambda: defaultdict(list))

    def reason(self, row: int) -> str:
        """Text for 问题说明 of a row."""
        return _numbered([p.reason_zh for p in self.rows[row]])

    def remedy(self, row: int) -> str:
        """Text for 整改要求 of a row."""
        return _numbered([p.remedy_zh for p in self.rows[row]])


def lay_out(problems: Iterable[Problem], columns: dict[str, str], header_rows: tuple[int, int]) -> SheetMarks:
    """Place problems on a sheet. ``columns`` maps a form's fields to column letters of this very sheet."""
    marks = SheetMarks(header_rows)
    for problem in problems:
        if problem.row_no is None:
            continue
        marks.rows[problem.row_no].append(problem)
        for column in columns_of(problem, columns):
            marks.cells[problem.row_no, column].append(problem)
    return marks


def columns_of(problem: Problem, columns: dict[str, str]) -> list[int]:
    """Columns of a problem, counted from 1: its cell's, else those of its fields that the sheet has, else the
    record's key: a household that is wrong by its members' form must still be seen on its own row.
    """
    address = re.fullmatch(r"([A-Z]{1,3})[0-9]+", problem.cell)
    key = load_forms()[problem.form].key if problem.form else ()
    names = [name for name in problem.fields if name in columns] or [name for name in key if name in columns]
    letters = {address[1]} if address else {columns[name] for name in names}
    return sorted(column_index_from_string(each) for each in letters)


def _numbered(texts: list[str]) -> str:
    distinct = list(dict.fromkeys(texts))
    return (
        distinct[0] if len(distinct) == 1 else "\n".join(f"{n}. {text}" for n, text in enumerate(distinct, 1))
    )
