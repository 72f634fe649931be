"""What a header leaves open: columns that the form does not know, and columns of it that they may be."""

from lingcha.intake.grid import Grid
from lingcha.intake.header import Header
from lingcha.intake.prescan import column_letters
from lingcha.intake.privacy import masked

SHOWN = 20  # characters of a label, and columns of a list


def column_notes(grid: Grid, header: Header) -> list[str]:
    """The columns that are not read; and when columns of the form were not found, that these may be them.

    Known also for a sheet that is then refused because a required column is missing: the county sees which
    of its columns was not recognised.
    """
    if not header.unknown:
        return []
    unread = _listed([f"{column_letters(c)}列“{_label(grid, header, c)}”" for c in header.unknown])
    lost = [c.label for c in header.form.columns if c.name not in header.columns]
    if not lost:
        return [f"表样以外的列未读入：{unread}"]
    return [
        f"表样以外的列未读入：{unread}；没有找到表样的列：{_listed(lost)}。未读入的列若是其中之一，请改用表样的列名"
    ]


def _label(grid: Grid, header: Header, column: int) -> str:
    """The text over a column. What looks like a number of a person or an account is not repeated: a header
    that was not recognised may be a row of data.
    """
    return masked(str(grid.rows[header.last][column] or grid.rows[header.first][column]))[:SHOWN]


def _listed(texts: list[str]) -> str:
    more = f"等 {len(texts)} 列" if len(texts) > SHOWN else ""
    return "、".join(texts[:SHOWN]) + more
