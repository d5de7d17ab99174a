"""What is wrong with an expression, and where."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from builder.exceptions import Invalid, Problem

Span = tuple[int, int]


def gettext_noop(message: str) -> str:
    """Mark a text for translation at the edge; the language itself knows no Django."""
    return message


class ExpressionError(Invalid):
    """An expression cannot be used as it is written."""

    code = "expression_invalid"

    def __init__(
        self,
        code: str,
        template: str,
        span: Span | None = None,
        *,
        hint: str = "",
        params: dict[str, Any] | None = None,
    ) -> None:
        self.kind = code
        self.template = template
        self.hint_template = hint
        self.params = params or {}
        self.span = span
        super().__init__(self.text(), problems=[self.problem("")])

    @property
    def message(self) -> str:
        """Return what is wrong, in English."""
        return self._fill(self.template)

    @property
    def hint(self) -> str:
        """Return how to put it right, in English; empty if there is no advice."""
        return self._fill(self.hint_template)

    def text(self, translate: Callable[[str], str] = str) -> str:
        """Return message and hint in one line, in the translator's language."""
        message = self._fill(translate(self.template))
        return f"{message} {self._fill(translate(self.hint_template))}" if self.hint_template else message

    def problem(self, path: str, translate: Callable[[str], str] = str) -> Problem:
        """Return the error as a problem of the field at path."""
        span = list(self.span) if self.span else None
        return Problem(path, self.kind, self.text(translate).replace("%", "%%"), {"span": span})

    def render(self, text: str) -> str:
        """Return the error with the line it is on and a marker below the place."""
        if self.span is None:
            return self.text()
        start, end = self.span
        first = text.rfind("\n", 0, start) + 1
        last = text.find("\n", start)
        line = text[first : last if last >= 0 else len(text)]
        marker = " " * (start - first) + "^" * max(1, min(end, first + len(line)) - start)
        return f"{self.message}\n  {line}\n  {marker}" + (f"\n{self.hint}" if self.hint else "")

    def _fill(self, template: str) -> str:
        return template % self.params if self.params and template else template
