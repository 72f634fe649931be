"""Broken copies of a statement: one small mistake each, as people make them.

Everything that decides is broken: conditions, joins, filters, values, and what names the cells to mark. Not
broken is
- the sentence of the outermost query, and the names that a result bears (rule, form): they say what it is;
- what `exists` selects: only whether there is a row matters;
- D, which no statement chooses: comparisons with it are broken;
- what a macro wrote: it is a call here, and has tests of its own (``calls``).

A rule that looks for several contradictions states each once and asks twice, for the cells and for the words
(macro words_where): equal conditions in the columns of one query are one statement and broken together.
A misspelt column always stops the run, wherever it stands: one per statement shows that.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mini_city import AS_OF
from mutation.calls import with_calls
from sqlglot import exp

_OTHER = {
    exp.LT: exp.LTE,
    exp.LTE: exp.LT,
    exp.GT: exp.GTE,
    exp.GTE: exp.GT,
    exp.EQ: exp.NEQ,
    exp.NEQ: exp.EQ,
}
_TURNED = {exp.LT: exp.GT, exp.LTE: exp.GTE, exp.GT: exp.LT, exp.GTE: exp.LTE}
_COMPARISONS = (*_OTHER, exp.Is, exp.In, exp.Between, exp.Like, exp.And, exp.Or)
_TOLD = {"detail_zh", "rule_id", "form_code", "label_zh"}
# What a text becomes: a sign that stands in no ledger and means nothing in a pattern.
_SIGN = "×"


@dataclass(frozen=True)
class Mutant:
    """``kind``: the mistake; ``what``: the SQL it was made in; ``number``: its place among equals."""

    kind: str
    what: str
    number: int
    sql: str

    @property
    def name(self) -> str:
        return f"{self.kind} | {self.what}" + (f" | {self.number}" if self.number else "")


def mutants(sql: str) -> Iterator[Mutant]:
    """Every mutant of a statement, each name once."""
    tree = with_calls(sql)
    nodes = list(tree.walk())
    seen: dict[tuple[str, str], int] = {}
    for places in _groups(nodes):
        first = nodes[places[0]]
        what = _shown(first)
        for kind, broken in _broken(first):
            if kind == "column" and any(k == "column" for k, _ in seen):
                continue
            copy = tree.copy()
            twins = list(copy.walk())
            for place in places if kind not in ("negated", "dropped", "join") else places[:1]:
                if broken is None:
                    twins[place].pop()
                else:
                    twins[place].replace(broken.copy())
            number = seen[kind, what] = seen.get((kind, what), -1) + 1
            yield Mutant(kind, what, number, copy.sql("duckdb"))


def _shown(node: exp.Expression) -> str:
    """The piece of SQL; of a value with what it stands in."""
    text = " ".join(node.sql("duckdb", comments=False).split())[:100]
    if not isinstance(node, exp.Literal) or node.parent is None:
        return text
    return f"{text} in {' '.join(node.parent.sql('duckdb', comments=False).split())[:100]}"


def _groups(nodes: list[exp.Expression]) -> list[list[int]]:
    """Places of what is broken; those together that are one statement of the rule."""
    groups: dict[object, list[int]] = defaultdict(list)
    for place, node in enumerate(nodes):
        if _decides(node):
            groups[_statement(node) or place].append(place)
    return list(groups.values())


def _statement(node: exp.Expression) -> object:
    """Equal for the copies of one condition in the columns of one query; None: the node stands for itself."""
    inner = node
    while not isinstance(inner, _COMPARISONS):
        if inner.parent is None or isinstance(inner, exp.Select | exp.Case):
            return None
        inner = inner.parent
    query, column = node.find_ancestor(exp.Select), node
    while column is not query:
        column, below = column.parent, column
    if below.arg_key != "expressions":
        return None
    offset = next(n for n, part in enumerate(inner.walk()) if part is node)
    return id(query), inner.sql("duckdb"), offset


def _decides(node: exp.Expression) -> bool:
    """Whether a node is one that is broken."""
    if isinstance(node, exp.Literal) and node.name == str(AS_OF):
        return False
    kinds = (*_COMPARISONS, exp.Literal, exp.Column, exp.Join)
    if not (isinstance(node, kinds) or _is_condition(node)):
        return False
    if isinstance(node.parent, exp.Select) and isinstance(node.parent.parent, exp.Exists):
        return not isinstance(node, exp.Literal)
    alias = node.find_ancestor(exp.Alias)
    told = alias and alias.alias in _TOLD and isinstance(alias.parent, exp.Select)
    return not (told and alias.parent.find_ancestor(exp.Select, exp.CTE) is None)


def _is_condition(node: exp.Expression) -> bool:
    """A whole condition or one of its parts that are joined by AND."""
    holder = node.parent
    while isinstance(holder, exp.And | exp.Paren):
        holder = holder.parent
    return isinstance(holder, exp.Where | exp.Having) and not isinstance(
        node, exp.And | exp.Paren | exp.Boolean
    )


def _broken(node: exp.Expression) -> Iterator[tuple[str, exp.Expression | None]]:
    if _is_condition(node):
        yield "negated", exp.Not(this=exp.Paren(this=node.copy()))
        yield "dropped", exp.true()
    if type(node) in _OTHER:
        yield "compared", _OTHER[type(node)](this=node.this.copy(), expression=node.expression.copy())
    if type(node) in _TURNED:
        yield "turned", _TURNED[type(node)](this=node.this.copy(), expression=node.expression.copy())
    if isinstance(node, exp.And):
        yield "and-or", exp.Paren(this=exp.Or(this=node.this.copy(), expression=node.expression.copy()))
    if isinstance(node, exp.Or) and not isinstance(node.parent, exp.Or):
        yield "or-and", exp.And(this=node.this.copy(), expression=node.expression.copy())
    if isinstance(node, exp.Literal):
        yield "literal", _other_literal(node)
    if isinstance(node, exp.Column):
        yield "column", exp.column(f"{node.name}_", table=node.table)
    if isinstance(node, exp.Join):
        yield "join", None


def _other_literal(node: exp.Literal) -> exp.Expression:
    """The next number, the next day, another text; a blank counts as so much that no tolerance hides it."""
    if node.arg_key == "modifiers":
        return exp.Literal.string("")
    if node.is_string:
        try:
            return exp.Literal.string(str(date.fromisoformat(node.name) + timedelta(days=1)))
        except (ValueError, OverflowError):
            return exp.Literal.string(node.name + _SIGN)
    step = 1000 if isinstance(node.parent, exp.Coalesce) else 1
    return exp.Literal.number(f"({node.name} + {step})")
