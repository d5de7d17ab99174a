"""What is wrong with an expression, and where."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from builder.exceptions import Invalid, Problem, gettext_noop, translated

Span = tuple[int, int]
Translate = Callable[[str], str]

__all__ = ["ExpressionError", "Span", "gettext_noop"]


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
        """Return what is wrong."""
        return self._fill(self.template, translated)

    @property
    def hint(self) -> str:
        """Return how to put it right; empty if there is no advice."""
        return self._fill(self.hint_template, translated)

    def text(self, translate: Translate = translated) -> str:
        """Return message and hint in one line."""
        message = self._fill(self.template, translate)
        return f"{message} {self._fill(self.hint_template, translate)}" if self.hint_template else message

    def problem(self, path: str, translate: Translate = translated) -> Problem:
        """Return the error as a problem of the field at path, in the language that is active now."""
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

    def _fill(self, template: str, translate: Translate) -> str:
        text = translate(template) if template else ""
        return text % self.params if self.params else text
