"""The SQL back end: Django expressions for PostgreSQL and SQLite that give what Python gives.

A condition's SQL is TRUE exactly when the condition is; it may be NULL where the condition is false, so that a plain
comparison stays plain and an index on its column serves. Never negate it outside: write the `not` in the expression.
"""

from __future__ import annotations

from typing import Any

from django.db import connections

from . import python
from .binding import Column, Constant, Resolver, Rows
from .env import Env
from .sql_postgresql import PostgreSQL
from .sql_sqlite import SQLite
from .tree import Node
from .types import Boolean, ListOf
from .values import LOADERS

__all__ = ["Column", "Constant", "Resolver", "Rows", "condition", "value"]

NEVER_CONSTANT = frozenset({"field", "row", "agg"})


def condition(root: Node, resolver: Resolver, env: Env, using: str = "default") -> Any:
    """Return a condition for `filter()`."""
    return _compiler(using, resolver, env).condition(bound(root, resolver, env))


def value(root: Node, resolver: Resolver, env: Env, using: str = "default") -> Any:
    """Return a value for `annotate()`, `order_by()` and `update()`; conditions give TRUE or FALSE, never NULL."""
    return _compiler(using, resolver, env).value(bound(root, resolver, env))


def _compiler(using: str, resolver: Resolver, env: Env) -> PostgreSQL | SQLite:
    kind = PostgreSQL if connections[using].vendor == "postgresql" else SQLite
    return kind(resolver, env, bound)


def bound(node: Node, resolver: Resolver, env: Env, rows: Resolver | None = None) -> Node:
    """Return the tree with everything that is known beforehand worked out, by the Python back end."""
    if node.op in ("field", "row"):
        return _known_field(node, (rows if node.op == "row" else None) or resolver, env)
    if node.op == "agg":
        inner = resolver.rows(node.value[1]).resolver
        return Node("agg", node.type, [bound(arg, resolver, env, inner) for arg in node.args], node.value)
    args = [bound(arg, resolver, env, rows) for arg in node.args]
    result = Node(node.op, node.type, args, node.value)
    if all(arg.op == "lit" for arg in args) and node.op != "lit":
        return Node("lit", node.type, value=_worked_out(result, env))
    if node.op == "has" and args[0].op == "lit":
        return Node("in", Boolean, [args[1]], [item for item in args[0].value or () if item is not None])
    return result


def _worked_out(node: Node, env: Env) -> Any:
    known = python.compiled(node)({}, env, None)
    return bool(known) if node.type == Boolean and node.op not in ("if", "coalesce") else known


def _known_field(node: Node, resolver: Resolver, env: Env) -> Node:
    if node.op == "row" and not node.value:
        return node
    found = resolver.column(node.value)
    if not isinstance(found, Constant):
        return node
    if isinstance(node.type, ListOf):
        load = LOADERS[node.type.item.kind]
        return Node("lit", node.type, value=[load(item, env) for item in found.value or ()])
    return Node("lit", node.type, value=LOADERS[node.type.kind](found.value, env))
