"""What was agreed, kept as facts: a form that loses a column must not go unnoticed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from lingcha.contract.forms import Column, Form, load_forms
from lingcha.intake.grid import Cell
from lingcha.intake.label import bare_label, unit_words
from lingcha.intake.note import is_note_row
from lingcha.intake.prescan import column_letters
from lingcha.intake.words import squeezed, words

SEARCH_ROWS = 15
ENOUGH = 0.5  # share of a form's columns that makes a row its header
SUSPICIOUS = (
    0.25  # share (or the form's title) that makes a sheet without header a broken form, not another table
)
_UNIT_SUFFIX = re.compile(r"(.+)\(([^()]*)\)$")
_COPY_SUFFIX = re.compile(r"(.+?)(?:\.?[0-9]|\([0-9]\))$")

Merges = Sequence[tuple[int, int, int, int]]
Path = tuple[str, ...]


@dataclass
class Header:
    """A found header: rows from 0, both inclusive; ``columns`` field -> column index; the rest is what is
    wrong or odd.

    money_units: units of money that column labels state, with the columns that do. unclear: columns whose
    bracket names neither a unit nor a remark. blank: columns without any label.
    """

    form: Form
    first: int
    last: int
    columns: dict[str, int] = field(default_factory=dict)
    twice: list[int] = field(default_factory=list)
    ambiguous: list[int] = field(default_factory=list)
    wrong_unit: list[int] = field(default_factory=list)
    unclear: list[int] = field(default_factory=list)
    blank: list[int] = field(default_factory=list)
    unknown: list[int] = field(default_factory=list)
    money_units: dict[str, list[int]] = field(default_factory=dict)
    exact: int = 0

    @property
    def share(self) -> float:
        """Share of the form's columns that were found."""
        return len(self.columns) / len(self.form.columns)

    def missing(self) -> list[Column]:
        """Required columns that are not there."""
        return [c for c in self.form.columns if c.required == "Y" and c.name not in self.columns]


@dataclass(frozen=True)
class _Labels:
    """A form's labels as compared: ``path`` exact, ``flat`` in one cell, ``leaf`` last label to fields."""

    path: dict[Path, str]
    flat: dict[str, str]
    leaf: dict[str, list[str]]


@cache
def _layouts() -> tuple[Form, ...]:
    """Every form in its official layout, then those that have one in their second layout."""
    forms = load_forms().values()
    return (*forms, *filter(None, (form.as_key_value() for form in forms)))


@cache
def _labels(form_code: str, layout: str) -> _Labels:
    form = next(f for f in _layouts() if (f.code, f.layout) == (form_code, layout))
    path: dict[Path, str] = {}
    flat: dict[str, str] = {}
    leaf: dict[str, list[str]] = {}
    for column in form.columns:
        own = tuple(squeezed(h) for h in column.header)
        path[own] = column.name
        flat["".join(own)] = column.name
        spellings = {own[-1], *map(squeezed, column.aliases)}
        for label in set(spellings):
            suffix = _UNIT_SUFFIX.fullmatch(label)
            if suffix and suffix[2] == squeezed(column.unit):
                spellings.add(suffix[1])
        for label in spellings:
            leaf.setdefault(label, []).append(column.name)
    return _Labels(path, flat, leaf)


def best_match(rows: Sequence[Sequence[Cell]], merges: Merges) -> tuple[float, Header | None]:
    """The best header of the first rows and its score: share of columns, more when a title agrees.

    Every questionnaire looks alike, so only its title tells whose it is.
    """
    titles = title_forms(rows)
    best: tuple[float, Header | None] = (0.0, None)
    rank: tuple[float, int, bool] = (0.0, 0, False)
    top = _texts(rows, merges)
    notes = {i for i, row in enumerate(rows[:SEARCH_ROWS]) if is_note_row(row)}
    for first, last, paths in _candidates(top, notes):
        for form in _layouts():
            if form.layout == "key_value" and form.code not in titles:
                continue
            header = _match(form, first, last, paths)
            score = header.share + (0.2 if form.code in titles else 0.0)
            # Of equals one row alone: the row above it holds notes or a title, which must be read as such.
            if header.columns and (score, header.exact, first == last) > rank:
                rank, best = (score, header.exact, first == last), (score, header)
        if best[1] and best[0] > 1 and best[1].exact >= len(best[1].form.columns):
            break  # the title and every label to the letter: nothing further down can be more of a header
    return best


def title_forms(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """Codes of the forms whose full title stands in one of the first rows."""
    texts = {squeezed(v) for row in rows[:SEARCH_ROWS] for v in row if isinstance(v, str) and len(v) > 5}
    return [code for code, title in _titles().items() if any(title in text for text in texts)]


@cache
def _titles() -> dict[str, str]:
    """Form code to its title as compared."""
    return {form.code: squeezed(form.title) for form in load_forms().values()}


def _texts(rows: Sequence[Sequence[Cell]], merges: Merges) -> list[list[str]]:
    """The first rows as compared labels, merged ranges filled."""
    top = [[bare_label(v) if isinstance(v, str) else "" for v in row] for row in rows[: SEARCH_ROWS + 1]]
    for r0, c0, r1, c1 in merges:
        if r0 < len(top) and c0 < len(top[r0]):
            for r in range(r0, min(r1 + 1, len(top))):
                for c in range(c0, min(c1 + 1, len(top[r]))):
                    top[r][c] = top[r0][c0]
    return top


def _candidates(top: list[list[str]], notes: set[int]) -> Iterator[tuple[int, int, list[Path]]]:
    """Every row alone and with the row below it, as label paths by column.

    A note (填报单位：灵宝市) or a title over all columns is no group of the labels below it.
    """
    for i, row in enumerate(top[:SEARCH_ROWS]):
        if sum(map(bool, row)) < 3 or i in notes or len(set(row) - {""}) < 2:
            continue
        yield i, i, [(label,) if label else () for label in row]
        if i + 1 < len(top):
            yield i, i + 1, _two_levels(row, top[i + 1])


def _two_levels(upper: list[str], lower: list[str]) -> list[Path]:
    """Paths of two header rows. A blank above a label belongs to the group on its left (text files)."""
    paths: list[Path] = []
    group = ""
    for above, below in zip(upper, lower, strict=True):
        if above:
            group = above if below and below != above else ""
        if below and (above or group) and below != above:
            paths.append((above or group, below))
        else:
            paths.append((above or below,) if above or below else ())
    return paths


def _match(form: Form, first: int, last: int, paths: list[Path]) -> Header:
    header = Header(form, first, last)
    labels = _labels(form.code, form.layout)
    for index, path in enumerate(paths):
        if not path:
            header.blank.append(index)
            continue
        if path in labels.path:
            header.exact += 1
        names, unit = _resolve(labels, path, form)
        if not names:
            header.unknown.append(index)
        elif len(names) > 1:
            header.ambiguous.append(index)
        elif not _take_unit(header, form.column(names[0]), path, unit, index):
            (header.wrong_unit if unit in unit_words() else header.unclear).append(index)
        elif names[0] in header.columns:
            header.twice += [header.columns[names[0]], index]
        else:
            header.columns[names[0]] = index
    _find_renamed_copies(header, paths, labels)
    return header


def _resolve(labels: _Labels, path: Path, form: Form) -> tuple[list[str], str | None]:
    """Fields that a path may mean, and the unit when the label states one that the form does not."""
    if path in labels.path:
        return [labels.path[path]], None
    joined = "".join(re.sub(r"[/\-_]", "", part) for part in path)
    if joined in labels.flat:
        return [labels.flat[joined]], None
    leaf = path[-1]
    if leaf in labels.leaf:
        return _by_group(labels.leaf[leaf], path[:-1], form), None
    suffix = _UNIT_SUFFIX.fullmatch(leaf)
    if suffix:
        stem = (*path[:-1], suffix[1])
        if stem in labels.path:
            return [labels.path[stem]], suffix[2]
        if "".join(stem) in labels.flat:
            return [labels.flat["".join(stem)]], suffix[2]
        return _by_group(labels.leaf.get(suffix[1], []), path[:-1], form), suffix[2]
    return _with_unit_behind(labels, path, form)


def _with_unit_behind(labels: _Labels, path: Path, form: Form) -> tuple[list[str], str | None]:
    """拨付金额/万元 and 拨付金额 万元: the unit of money without brackets."""
    for unit in words("money_unit"):
        stem = path[-1].removesuffix(unit).removesuffix("/")
        if path[-1].endswith(unit) and stem in labels.leaf:
            return _by_group(labels.leaf[stem], path[:-1], form), unit
    return [], None


def _by_group(names: list[str], groups: Path, form: Form) -> list[str]:
    """Candidates of one label, narrowed by the group above it: 计划/开工日期 against 实际/开工日期.

    A label without a group is that of a column without one: 县 alone is not 务工所在地/县.
    """
    if len(names) < 2:
        return names
    above = "".join(groups)
    if not above:
        alone = [n for n in names if len(form.column(n).header) == 1]
        return alone if len(alone) == 1 else names
    fitting = [
        n for n in names if (own := squeezed(form.column(n).header[0])) and (own in above or above in own)
    ]
    return fitting if len(fitting) == 1 else names


def _take_unit(header: Header, column: Column, path: Path, unit: str | None, index: int) -> bool:
    """Whether a unit in a label can be taken: a unit of money is settled for the whole sheet later.

    Without one of its own, a money column takes that of its group: 资金规模（万元）.
    """
    form_unit = header.form.money_unit
    group = _UNIT_SUFFIX.fullmatch(path[0]) if unit is None and len(path) > 1 else None
    if group and group[2] in words("money_unit") and column.unit.startswith(form_unit):
        unit = group[2]
    if unit is None:
        return True
    if unit in words("money_unit") and form_unit != "无" and column.unit.startswith(form_unit):
        header.money_units.setdefault(unit, []).append(index)
        return True
    if unit == squeezed(column.unit):
        return True
    return not column.unit  # a remark in brackets, for example 备注（选填）


def _find_renamed_copies(header: Header, paths: list[Path], labels: _Labels) -> None:
    """风险是否已消除, 风险是否已消除0: the second is a copy that some program renamed."""
    for index in list(header.unknown):
        copy = _COPY_SUFFIX.fullmatch(paths[index][-1])
        if copy and copy[1] in labels.leaf:
            for name in labels.leaf[copy[1]]:
                if name in header.columns:
                    header.unknown.remove(index)
                    header.twice += [header.columns[name], index]
                    break


def addresses(indexes: list[int], row: int) -> str:
    """Header cells for a sentence: ``C3、D3``; ``row`` from 0."""
    return "、".join(f"{column_letters(i)}{row + 1}" for i in dict.fromkeys(indexes))
