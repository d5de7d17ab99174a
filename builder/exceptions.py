"""Errors of the platform; every engine's errors are children of these.

DomainError
|-- NotAllowed   403  you may not
|-- NotFound     404  it is not there, or not for you
|-- Conflict     409  somebody was faster
|-- Invalid      422  the input has problems, each with its path
`-- Busy         503  try again in a moment
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar


def gettext_noop(message: str) -> str:
    """Mark a text for translation at the edge, where pure code knows no language."""
    return message


class _Edge:
    """How problems are put into the reader's language; the application sets it when it starts."""

    translate: Callable[[str], str] = staticmethod(str)


def translate_problems_with(translate: Callable[[str], str]) -> None:
    """Say how a marked text is put into the active language."""
    _Edge.translate = staticmethod(translate)


def translated(message: str) -> str:
    """Return a marked text in the active language."""
    return _Edge.translate(message)


@dataclass(frozen=True)
class Problem:
    """One thing wrong with the input: where, what kind, and how to say it.

    `path` is dotted (`items.2.amount`) and empty for the whole; `message` may be a lazy translation with named
    placeholders filled from `params`.
    """

    path: str
    code: str
    message: Any
    params: dict[str, Any] = field(default_factory=dict)

    def text(self) -> str:
        """Return the message in the active language."""
        text = _Edge.translate(str(self.message))
        return text % self.params if self.params else text

    def as_dict(self) -> dict[str, Any]:
        """Return what the API shows."""
        shown = {"path": self.path, "code": self.code, "message": self.text()}
        if "span" in self.params:
            shown["span"] = self.params["span"]
        return shown

    def under(self, prefix: str) -> Problem:
        """Return the same problem below a longer path."""
        path = f"{prefix}.{self.path}" if self.path and prefix else prefix or self.path
        return Problem(path, self.code, self.message, self.params)


class DomainError(Exception):
    """Something the business does not allow."""

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 400
    title: ClassVar[Any] = gettext_noop("Error")

    def __init__(
        self, detail: Any = "", *, problems: Sequence[Problem] = (), extra: dict[str, Any] | None = None
    ) -> None:
        super().__init__(str(detail))
        self.detail = detail
        self.problems = list(problems)
        self.extra = extra or {}


class NotAllowed(DomainError):
    """The actor may not do this."""

    code = "not_allowed"
    status = 403
    title: ClassVar[Any] = gettext_noop("Not allowed")


class NotFound(DomainError):
    """There is no such thing, or none the actor may see."""

    code = "not_found"
    status = 404
    title: ClassVar[Any] = gettext_noop("Not found")


class Conflict(DomainError):
    """The thing changed in the meantime."""

    code = "conflict"
    status = 409
    title: ClassVar[Any] = gettext_noop("Conflict")


class Invalid(DomainError):
    """The input has problems."""

    code = "invalid"
    status = 422
    title: ClassVar[Any] = gettext_noop("Invalid input")

    def __init__(
        self, detail: Any = "", *, problems: Sequence[Problem] = (), extra: dict[str, Any] | None = None
    ) -> None:
        text = detail or "; ".join(problem.text() for problem in problems)
        super().__init__(text, problems=problems, extra=extra)


class Busy(DomainError):
    """Somebody else holds the lock for too long."""

    code = "busy"
    status = 503
    title: ClassVar[Any] = gettext_noop("Busy")
