"""What a macro wrote into a statement, read as one call of it.

A rule chooses what it hands to a macro; what the macro makes of it is tested with the macro (tests/macros).
Without this, an argument that the macro repeats would be broken in one of its copies only, as
nobody can do.
"""

from collections.abc import Iterator

import duckdb
import sqlglot
from rendered_macros import load_macros
from sqlglot import exp

_MACROS = load_macros()
# The SQL of each macro with arg_0, arg_1, ... in the places of what is handed over.
BODIES = {
    "age_years": _MACROS["age_years"]("arg_0", "arg_1"),
    "exact_ratio": _MACROS["exact_ratio"]("arg_0", "arg_1", 2),
    "holds_at_as_of": _MACROS["holds_at_as_of"]("arg")
    .replace("arg.valid_from", "arg_0")
    .replace("arg.valid_to", "arg_1"),
    "latest_month_day": _MACROS["latest_month_day"]("arg_0", "arg_1"),
    "lists": _MACROS["lists"]("arg", "arg_1").replace("arg.value", "arg_0"),
    "months_between_months": _MACROS["months_between_months"]("arg_0", "arg_1"),
}
_PATTERNS = {name: sqlglot.parse_one(body, read="duckdb") for name, body in BODIES.items()}


def define_calls(connection: duckdb.DuckDBPyConnection) -> None:
    """Lets DuckDB run statements in which macros are calls."""
    for name, body in BODIES.items():
        arguments = ", ".join(f"arg_{n}" for n in range(2) if f"arg_{n}" in body)
        connection.execute(f"create macro {name}({arguments}) as ({body})")


def with_calls(sql: str) -> exp.Expression:
    """The statement, parsed, each macro's text replaced by a call."""
    tree = sqlglot.parse_one(sql, read="duckdb")
    while (found := next(_calls(tree), None)) is not None:
        node, call = found
        if node is tree:
            return call
        node.replace(call)
    return tree


def _calls(tree: exp.Expression) -> Iterator[tuple[exp.Expression, exp.Expression]]:
    for node in tree.walk():
        for name, pattern in _PATTERNS.items():
            # `a and b and c` is read as `(a and b) and c`: a macro that is a conjunction may be its end.
            before, end = _split(node) if isinstance(pattern, exp.And) else (None, node)
            for rest, part in ((None, node), (before, end)):
                bound: dict[str, exp.Expression] = {}
                if part is not None and _fits(pattern, part, bound):
                    call = exp.Anonymous(this=name, expressions=[bound[a].copy() for a in sorted(bound)])
                    yield node, exp.And(this=rest.copy(), expression=call) if rest else call


def _split(node: exp.Expression) -> tuple[exp.Expression | None, exp.Expression | None]:
    """`(a and b) and c` as a and `b and c`."""
    if isinstance(node, exp.And) and isinstance(node.this, exp.And):
        return node.this.this, exp.And(this=node.this.expression.copy(), expression=node.expression.copy())
    return None, None


def _fits(pattern: object, node: object, bound: dict[str, exp.Expression]) -> bool:
    """Whether a node is the pattern with something in the places of its arguments, each time the same."""
    if isinstance(pattern, exp.Column) and pattern.name.startswith("arg_"):
        return isinstance(node, exp.Expression) and bound.setdefault(pattern.name, node) == node
    if isinstance(pattern, exp.Expression) and isinstance(node, exp.Expression):
        names = {n for n, v in [*pattern.args.items(), *node.args.items()] if v}
        return type(pattern) is type(node) and all(
            _fits(pattern.args.get(n), node.args.get(n), bound) for n in names
        )
    if isinstance(pattern, list) and isinstance(node, list):
        return len(pattern) == len(node) and all(map(lambda p, n: _fits(p, n, bound), pattern, node))
    return pattern == node
