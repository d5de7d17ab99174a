"""Expressions, ready to be used: compiled once, evaluated in Python, SQL or the browser."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import ModuleType
from typing import Any

from . import growth, json, operators, python, usages
from .binding import Resolver
from .checker import Checker
from .env import Env
from .errors import ExpressionError
from .errors import gettext_noop as _
from .grammar import parse
from .tree import Node
from .types import Boolean, Date, DateTime, Schema, Type
from .unparse import unparse

VOLATILE = frozenset({"now", "today"})


@dataclass(frozen=True)
class Expression:
    """A checked expression over a schema."""

    source: str
    root: Node
    schema: Schema

    @property
    def type(self) -> Type:
        """Return the type of its value."""
        return self.root.type

    @cached_property
    def usages(self) -> list[usages.Usage]:
        """Return every mention of a field, with its places in the text."""
        return usages.usages(self.root)

    @cached_property
    def fields(self) -> frozenset[str]:
        """Return the dotted paths it reads; rows it only counts are named by their table."""
        return frozenset(".".join(usage.path) for usage in self.usages)

    @cached_property
    def volatile(self) -> bool:
        """Tell whether its value changes as time passes."""
        return any(node.op in VOLATILE for node in self.root.walk())

    @cached_property
    def constant(self) -> bool:
        """Tell whether its value is the same for every record."""
        return not self.volatile and not self.usages

    def to_json(self) -> dict[str, Any]:
        """Return what the browser's interpreter takes."""
        return {"version": json.VERSION, "tree": json.to_json(self.root), "fields": sorted(self.fields)}

    def evaluate(self, context: Mapping[str, Any], env: Env) -> Any:
        """Return its value for one record; a condition is always True or False."""
        value = self._evaluator(context, env, None)
        return bool(value) if self.root.type == Boolean else value

    def q(self, resolver: Resolver, env: Env, using: str = "default") -> Any:
        """Return the Django condition for `filter()`: true for exactly the records it is true for."""
        return _sql().condition(self.root, resolver, env, using)

    def sql(self, resolver: Resolver, env: Env, using: str = "default") -> Any:
        """Return the Django expression of the value, for `annotate()` and `order_by()`."""
        return _sql().value(self.root, resolver, env, using)

    def unparse(self) -> str:
        """Return it written anew, in the one usual way."""
        return unparse(self.root)

    def renamed(self, path: str, name: str) -> str:
        """Return the text with a field called otherwise; nothing else of it changes."""
        return usages.renamed(self.source, self.usages, tuple(path.split(".")), name)

    @cached_property
    def _evaluator(self) -> python.Evaluator:
        return python.compiled(self.root)


def compile_expression(text: str, schema: Schema, expect: Type | None = None) -> Expression:
    """Return the expression, checked against the names and types it may use.

    Give `expect` to have it a condition (`Boolean`) or of another type.

    Raises:
        ExpressionError: it cannot be used; the error says where and why.
    """
    root = Checker(text, schema, parse(text)).root()
    if expect is not None:
        root = _expected(root, expect)
    growth.check(root)
    return Expression(text, root, schema)


def _expected(root: Node, expect: Type) -> Node:
    if expect == Boolean:
        return operators.truth(root)
    if root.type == Date and expect == DateTime:
        return operators.moment(root)
    if root.type.kind == "blank":
        return Node(root.op, expect, root.args, root.value, root.span)
    if root.type.kind == expect.kind or (root.type.kind == "reference" and expect.kind == "record"):
        return root
    raise ExpressionError(
        "result_type",
        _("This must give a %(wanted)s, but it gives a %(given)s."),
        root.span,
        params={"wanted": str(expect), "given": str(root.type)},
    )


def _sql() -> ModuleType:
    """Load the one back end that needs Django: pure engines compile and evaluate without it."""
    return importlib.import_module(f"{__package__}.sql")


def check_expression(text: str, schema: Schema, expect: Type | None = None) -> ExpressionError | None:
    """Return what is wrong with the expression, or None."""
    try:
        compile_expression(text, schema, expect)
    except ExpressionError as error:
        return error
    return None
