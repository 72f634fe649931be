"""Rows of one form as columns of whole numbers and texts, before they are spelt as a county would."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lingcha.sample.apportion import Ints

Column = npt.NDArray[np.int64] | npt.NDArray[np.str_] | npt.NDArray[np.object_]

# Marks an empty cell in a column of whole numbers; texts use "".
BLANK = -(2**62)


@dataclass(frozen=True)
class Table:
    """Columns of a form by field name, all of one length.

    Whole numbers stand for themselves in int and year columns, for days since 1970 in date and month
    columns, and for units of the last decimal in decimal columns (0.01 元, 0.01 万元, 0.01 亩; the values of
    PX01 and BB01 have four decimals). unit: position of the reporting unit. ids: one number per row that
    stays the same however the rows are divided into workbooks; defects name it.
    """

    unit: Ints
    ids: Ints
    columns: dict[str, Column]

    def __len__(self) -> int:
        return len(self.ids)

    def unit_of(self, row_id: int) -> int:
        """The unit of a row by its id; raises IndexError for an id that is not there."""
        return int(self.unit[np.flatnonzero(self.ids == row_id)[0]])

    def take(self, rows: Ints) -> "Table":
        return Table(self.unit[rows], self.ids[rows], {n: c[rows] for n, c in self.columns.items()})


def pick(labels: tuple[str, ...], positions: Ints) -> npt.NDArray[np.object_]:
    """Labels by position; -1 is an empty cell."""
    return np.array([*labels, ""], dtype=object)[positions]


def yes_no(flags: npt.NDArray[np.bool_]) -> npt.NDArray[np.object_]:
    return pick(("否", "是"), flags.astype(np.int64))


def where_not_blank(flags: npt.NDArray[np.bool_], values: Ints) -> Ints:
    """The values where the flag is set, empty cells elsewhere."""
    return np.where(flags, values, BLANK)


def numbered(template: str, *parts: Column) -> npt.NDArray[np.object_]:
    """``template.format(...)`` for every row."""
    return np.array(
        [template.format(*p) for p in zip(*(c.tolist() for c in parts), strict=True)], dtype=object
    )


def same(text: str, count: int) -> npt.NDArray[np.object_]:
    return np.full(count, text, dtype=object)


def divide_half_up(total: Ints, parts: Ints) -> Ints:
    """Whole-number division rounded half-up (away from zero), for amounts per head."""
    sign = np.where(total < 0, -1, 1)
    return sign * ((2 * np.abs(total) + parts) // (2 * parts))
