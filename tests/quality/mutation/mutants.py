"""Broken copies of a rule: one small mistake each, as people make them.

Only what decides is broken: conditions, joins, filters and what the queries below compute. The sentences and field lists
of the outermost query say what was found and decide nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import sqlglot
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
_TOLD = {"fields", "detail_zh"}


@dataclass(frozen=True)
class Mutant:
    """``kind``: the mistake; ``what``: the piece of SQL it was made in, ``number`` its place among equal ones."""

    kind: str
    what: str
    number: int
    sql: str

    @property
    def name(self) -> str:
        return f"{self.kind} | {self.what}" + (f" | {self.number}" if self.number else "")


def mutants(sql: str) -> Iterator[Mutant]:
    """Every mutant of a statement, each name once."""
    seen: dict[tuple[str, str], int] = {}
    tree = sqlglot.parse_one(sql, read="duckdb")
    places = [node for node in tree.walk() if _decides(node)]
    for index, node in enumerate(places):
        for kind, broken in _broken(node):
            copy = tree.copy()
            twin = [n for n in copy.walk() if _decides(n)][index]
            if broken is None:
                twin.pop()
            else:
                twin.replace(broken)
            what = " ".join(node.sql("duckdb").split())[:120]
            number = seen[kind, what] = seen.get((kind, what), -1) + 1
            yield Mutant(kind, what, number, copy.sql("duckdb"))


def _decides(node: exp.Expression) -> bool:
    """Whether a node is one that is broken, and not in a column that only tells what was found."""
    kinds = (*_OTHER, exp.Literal, exp.Column, exp.Join, exp.Is, exp.In, exp.Between, exp.And, exp.Or)
    if not (isinstance(node, kinds) or _is_condition(node)):
        return False
    alias = node.find_ancestor(exp.Alias)
    return not (alias and alias.alias in _TOLD and isinstance(alias.parent, exp.Select))


def _is_condition(node: exp.Expression) -> bool:
    """A whole condition or one of its parts that are joined by AND."""
    holder = node.parent
    while isinstance(holder, exp.And | exp.Paren):
        holder = holder.parent
    return isinstance(holder, exp.Where | exp.Having) and not isinstance(node, exp.And | exp.Paren)


def _broken(node: exp.Expression) -> Iterator[tuple[str, exp.Expression | None]]:
    if _is_condition(node):
        yield "negated", exp.Not(this=exp.Paren(this=node.copy()))
        yield "dropped", exp.true()
    if type(node) in _OTHER:
        yield "compared", _OTHER[type(node)](this=node.this.copy(), expression=node.expression.copy())
    if type(node) in _TURNED:
        yield "turned", _TURNED[type(node)](this=node.this.copy(), expression=node.expression.copy())
    if isinstance(node, exp.And):
        yield "and-or", exp.Or(this=node.this.copy(), expression=node.expression.copy())
    if isinstance(node, exp.Or) and not isinstance(node.parent, exp.Or):
        yield "or-and", exp.And(this=node.this.copy(), expression=node.expression.copy())
    if isinstance(node, exp.Literal) and not _is_told(node):
        other = (
            exp.Literal.string(f"{node.name}?")
            if node.is_string
            else exp.Literal.number(f"({node.name} + 1)")
        )
        yield "literal", other
    if isinstance(node, exp.Column):
        yield "column", exp.column(f"{node.name}_", table=node.table)
    if isinstance(node, exp.Join):
        yield "join", None


def _is_told(node: exp.Literal) -> bool:
    """The rule's own id and the form it names: what a result is called, not what is looked for."""
    return isinstance(node.parent, exp.Alias) and node.parent.alias in {"rule_id", "form_code"}
