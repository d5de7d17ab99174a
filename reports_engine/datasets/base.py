"""What every dataset type answers."""

from __future__ import annotations

from typing import Any

from builder.expressions import Schema
from builder.registry import Type


class Dataset(Type):
    """A source of rows that a report groups and sums."""

    def schema(self, form: Any) -> Schema:
        """Return the names that the report's expressions may use."""
        raise NotImplementedError

    def ask(self, *, actor: Any, form: Any, query: Any) -> Any:
        """Return the grouped rows that the actor may see, from one SQL statement."""
        raise NotImplementedError
