"""Texts with expressions in braces, such as `Order {number} of {supplier.name}`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from builder.exceptions import Problem
from builder.expressions import Env, Expression, ExpressionError, Schema, compile_expression

SLOT = re.compile(r"\{([^{}]{1,500})\}")


@dataclass(frozen=True)
class Text:
    """A text whose odd parts are expressions."""

    parts: tuple[str | Expression, ...]

    @property
    def fields(self) -> set[str]:
        """Return the names its expressions use."""
        return {path for part in self.parts if not isinstance(part, str) for path in part.fields}

    def render(self, context: Mapping[str, Any], env: Env) -> str:
        """Return the text with every expression replaced by its value."""
        return "".join(part if isinstance(part, str) else shown(part.evaluate(context, env)) for part in self.parts)


def compile_text(source: str, schema: Schema, path: str) -> tuple[Text, list[Problem]]:
    """Compile a text; an expression that does not compile becomes a problem at path."""
    parts: list[str | Expression] = []
    problems: list[Problem] = []
    for index, piece in enumerate(SLOT.split(source)):
        if index % 2 == 0:
            parts.append(piece)
            continue
        try:
            parts.append(compile_expression(piece, schema))
        except ExpressionError as error:
            problems.append(error.problem(path))
    return Text(tuple(parts)), problems


def shown(value: Any) -> str:
    """Return a value as people read it in a message."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(shown(item) for item in value)
    return str(value)
